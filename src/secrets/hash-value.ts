import { type MakeChecks, aString, aWord, exactly, expect, fitting, someOptions } from '../model/expect.ts'
import { encodeBase64, utf8 } from '../model/scalars/base64.ts'
import { hmacSha256, sha256 } from '../model/scalars/digest.ts'
import type { SecretScheme } from './secret-scheme.ts'

/** The owner of a value: two equal values under different keys do not look equal in the keyed scheme. */
export interface ValueContext {
  readonly namespace: string
  readonly name: string
  readonly key: string
}

const NOWHERE: ValueContext = { namespace: '', name: '', key: '' }

/**
 * The hash that stands for a value, so that a change shows and the value does not.
 *
 * `'sha256'` (default) is the product's format: base64 of SHA-256 over the salt and the value, one after the other, as UTF-8. It is no
 * protection for a short or guessable value, since whoever knows the salt can try all of them. `'hmac-sha256'` is keyed: with a random
 * salt of at least 16 bytes that is kept away from the viewers nobody can try, and equal values under different keys of `context` differ. Its message is the JSON list of namespace, name, key and value, which no other four texts share.
 *
 * @param value the value as the API serves it: for `data` of a Secret the base64 text.
 * @param options `salt`, not empty; `scheme`; `context`, which only the keyed scheme uses.
 * @returns base64 of 32 bytes.
 * @throws TypeError where an argument has the wrong type, the salt is empty, or for the keyed scheme shorter than 16 bytes; never naming
 * what was passed.
 *
 * Source: `'sha256'` is what the product's monitor sends; HMAC is RFC 2104, SHA-256 FIPS 180-4.
 *
 * @example
 * ```ts
 * import { hashValue } from 'live-object-status/secrets'
 *
 * hashValue('dmFsdWU=', { salt: 'salt' }) // => 'xGmwiXXCdZZLbI5Fg/iy8igRbPTZGZQxsH8JFb331ng='
 * ```
 */
export const hashValue = (value: string, options: { salt: string; scheme?: SecretScheme; context?: ValueContext }): string => {
  expect('value', aString, value)
  expect('options', someHashOptions, options)
  expectKeyedSalt('options.salt', options)
  const { salt, scheme = 'sha256', context = NOWHERE } = options
  return digestText(value, { salt, scheme, context })
}

/** {@link hashValue} for options that are known to be right. */
export const digestText = (value: string, by: { salt: string; scheme: SecretScheme; context: ValueContext }): string => {
  if (by.scheme === 'sha256') return encodeBase64(sha256(utf8(by.salt + value)))
  const { namespace, name, key } = by.context
  return encodeBase64(hmacSha256(utf8(by.salt), utf8(JSON.stringify([namespace, name, key, value]))))
}

const aScheme = /* @__PURE__ */ aWord('sha256', 'hmac-sha256')
const someHashOptions = /* @__PURE__ */ someOptions<Parameters<typeof hashValue>[1]>(
  () => ({
    salt: fitting('a string that is not empty', value => typeof value === 'string' && value !== ''),
    scheme: aScheme,
    context: exactly<ValueContext>('namespace, name and key', () => ({ namespace: aString, name: aString, key: aString }), [
      'namespace',
      'name',
      'key',
    ]),
  }),
  ['salt'],
)

/** A shorter salt can be tried as well as the values. */
const SHORTEST_SALT = 16

/** Refuses a salt that is too short for the keyed scheme, whose strength is that nobody can try salts. */
export const expectKeyedSalt = (place: string, { salt = '', scheme }: { readonly salt?: string; readonly scheme?: SecretScheme }): void => {
  if (scheme === 'hmac-sha256') expect(place, aKeyedSalt, salt)
}
const aKeyedSalt = /* @__PURE__ */ fitting(
  'at least 16 bytes, random and kept from viewers',
  value => typeof value === 'string' && utf8(value).length >= SHORTEST_SALT,
)

/** Salt and scheme by which values of a Secret are hashed. */
export const secretChecks: MakeChecks<{ salt?: string; scheme?: SecretScheme }> = () => ({ salt: aString, scheme: aScheme })
