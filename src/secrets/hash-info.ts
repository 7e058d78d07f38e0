import { aString, expect } from '../model/expect.ts'
import { encodeBase64, utf8 } from '../model/scalars/base64.ts'
import { hmacSha256 } from '../model/scalars/digest.ts'
import type { KubeObjectLike } from '../model/kube-object.ts'
import { at } from '../model/read.ts'
import { total } from '../model/total.ts'
import type { SecretScheme } from './secret-scheme.ts'

/** The annotation that says of a Secret that its values are hashes. */
export const hashedAnnotation = 'live-object-status/hashed'

/** How the values of a Secret were hashed. */
export interface HashInfo {
  readonly scheme: SecretScheme
  /**
   * Tells two salts of the keyed scheme apart without telling either: the first 16 base64 characters of HMAC-SHA-256 under the salt, of a
   * constant. Absent for 'sha256', whose salt may be guessed: a digest would say whether a guess is right, and with it which value is.
   */
  readonly saltDigest?: string
}

/**
 * Tells from an object whether its values are hashes of {@link hashSecret}, and how they came about: two Secrets can be compared by
 * their hashes where both scheme and salt agree; of two without a digest nobody can tell, and they count as made with one salt. Undefined where they are values. The mark is no proof: whoever writes the Secret can
 * write the annotation, so it may decide how to compare, never whether to show.
 *
 * @param object a Secret as {@link hashSecret} gave it, or any object.
 * @returns scheme and digest of the salt, or undefined where the annotation is not there or cannot be read.
 *
 * Source: the annotation `live-object-status/hashed`, this package's own.
 *
 * @example
 * ```ts
 * import { hashInfo, hashSecret } from 'live-object-status/secrets'
 *
 * const secret = { kind: 'Secret', data: { a: 'dmFsdWU=' } }
 * const hashed = hashSecret(secret, { salt: 'salt' })
 * hashed.visible && hashInfo(hashed.value)?.scheme // => 'sha256'
 * hashInfo({ kind: 'Secret' }) // => undefined
 * ```
 */
export const hashInfo = (object: KubeObjectLike): HashInfo | undefined =>
  total(
    () => {
      const annotations = at(object, 'metadata', 'annotations')
      const mark = at(annotations, hashedAnnotation)
      if (typeof mark !== 'string') return undefined
      const [scheme, saltDigest] = mark.split(' ')
      if (scheme === 'hmac-sha256') return saltDigest === undefined ? undefined : { scheme, saltDigest }
      // Earlier versions wrote a digest for both.
      return scheme === 'sha256' ? { scheme, ...(saltDigest === undefined ? undefined : { saltDigest }) } : undefined
    },
    () => undefined,
  )

/**
 * The digest by which `hashInfo` names a salt, to see whether a hashed Secret was hashed with a salt that is at hand.
 *
 * @param salt any text, as it is given to {@link hashSecret}.
 * @returns 16 characters of base64.
 * @throws TypeError where the salt is no text.
 *
 * Source: this package's own: the beginning of an HMAC-SHA-256 (RFC 2104) under the salt.
 */
export const saltDigest = (salt: string): string => {
  expect('salt', aString, salt)
  return encodeBase64(hmacSha256(utf8(salt), utf8('live-object-status salt'))).slice(0, 16)
}

/** Writes the value of the annotation. */
export const markOf = (by: { readonly salt: string; readonly scheme: SecretScheme }): string =>
  by.scheme === 'sha256' ? by.scheme : `${by.scheme} ${saltDigest(by.salt)}`
