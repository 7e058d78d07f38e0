import { isSecret, servedSecretData } from '../../secrets/index.ts'
import type { KubeObjectLike } from '../../index.ts'
import { decodeBase64, textOfUtf8 } from '../../model/scalars/base64.ts'
import { at, recordOf, textOf } from '../../model/read.ts'

/** A sensitive value and what it may be called. */
export interface SecretValue {
  readonly name: string
  readonly value: string
}

/** The values of one Secret as programs see them; undefined stands for what the server would refuse. */
export const valuesOfSecret = (secret: KubeObjectLike): readonly (SecretValue | undefined)[] =>
  Object.entries(servedSecretData(secret) ?? {}).map(([name, value]) => {
    const bytes = typeof value === 'string' ? decodeBase64(value) : undefined
    // Bytes that are no text can only be shown as base64.
    return bytes === undefined ? undefined : { name, value: textOfUtf8(bytes) ?? String(value) }
  })

/** Shorter ones are ports, flags and user names, which stand in every log. */
const SHORTEST = 6

/**
 * The values of all Secrets among some objects that can be hidden elsewhere, as in logs: not those that objects are named or labelled
 * by, which are no secret (a user called like its namespace) and would hide half of what is shown.
 */
export const secretValues = (objects: readonly KubeObjectLike[]): readonly SecretValue[] => {
  const names = new Set(objects.flatMap(listReferenced))
  const values = new Map<string, SecretValue>()
  for (const object of objects) {
    if (!isSecret(object)) continue
    for (const named of valuesOfSecret(object))
      if (named !== undefined && named.value.length >= SHORTEST && !names.has(named.value)) values.set(named.value, named)
  }
  return [...values.values()]
}

const listReferenced = (object: KubeObjectLike): readonly string[] => {
  const texts = [
    at(object, 'metadata', 'name'),
    at(object, 'metadata', 'namespace'),
    ...Object.values(recordOf(at(object, 'metadata', 'labels'))),
  ]
  return texts.flatMap(text => textOf(text) ?? [])
}
