import { at, textOf } from '../model/read.ts'
import { hashSecret, type SecretScheme } from '../secrets/index.ts'
import { digestText, saltDigest, servedText } from '../secrets/internal.ts'
import type { HashField } from './redact-object.ts'
import type { SecretHashing } from './redactor.ts'

interface Salt {
  readonly salt: string
  readonly scheme?: SecretScheme
}

/** Hashes fields of Secrets, bound to the namespace, name and key of each. */
export const hashField =
  ({ salt, scheme = 'sha256' }: Salt): HashField =>
  (secret, key, value, field) => {
    const served = servedText(value, field)
    if (served === undefined) return undefined
    const [namespace, name] = [textOf(at(secret, 'metadata', 'namespace')) ?? '', textOf(at(secret, 'metadata', 'name')) ?? '']
    return digestText(served, { salt, scheme, context: { namespace, name, key } })
  }

/** Hashes whole Secrets, for those who compare them. */
export const secretHashing = ({ salt, scheme = 'sha256' }: Salt): SecretHashing => ({
  hashText: (value, context) => digestText(value, { salt, scheme, context }),
  info: scheme === 'sha256' ? { scheme } : { scheme, saltDigest: saltDigest(salt) },
  hashSecret(secret) {
    const hashed = hashSecret(secret, { salt, scheme })
    return hashed.visible ? hashed.value : undefined
  },
})
