import { expect, someOptions } from '../model/expect.ts'
import { isAppliedCopy } from '../model/annotations.ts'
import type { JsonRecord, KubeObject, KubeObjectLike } from '../model/kube-object.ts'
import { at, isRecord, isScalar, recordOf, textOf } from '../model/read.ts'
import { type Redacted, visible, withheld } from '../model/safe-content.ts'
import { total } from '../model/total.ts'
import { digestText, expectKeyedSalt, secretChecks } from './hash-value.ts'
import { hashedAnnotation, markOf } from './hash-info.ts'
import { ownValues, repeatsValue } from './reading/own-values.ts'
import { isPlainAnnotation } from './reading/secret-shapes.ts'
import type { SecretScheme } from './secret-scheme.ts'
import { isSecret, readSecretData } from './served-secret-data.ts'

/** How one run hashes: a value and the key it stands under. */
type Hash = (value: unknown, key: string) => string

/** Fields of a Secret beside its values, and which of them may be shown as they are. */
const PLAIN_FIELDS = new Set(['apiVersion', 'kind', 'type', 'immutable'])
const PLAIN_METADATA = new Set(
  'name generateName namespace uid resourceVersion generation creationTimestamp deletionTimestamp deletionGracePeriodSeconds labels finalizers ownerReferences selfLink'.split(
    ' ',
  ),
)
const MANAGED_FIELDS = new Set(['manager', 'operation', 'apiVersion', 'time', 'fieldsType', 'subresource'])
/** A longer text in an annotation is a document, and what it embeds is unknown. */
const LONGEST_ANNOTATION = 256
const DEEPEST_LIST = 64

/**
 * A Secret whose values are hashes: what changed can be seen, the values cannot. `stringData` is laid over `data` first and folded
 * base64 is brought to the served form, so that a desired and a live Secret hash alike. Whatever else could carry a value goes too:
 * copies of the object in annotations are removed; annotations that no common tool is known to write, fields that no Secret has, and
 * whatever repeats a value are hashed; values in managedFields are dropped. The keys stay. The result carries an annotation with the scheme and a digest of the salt, see
 * `hashInfo`. Lists of Secrets are hashed item by item.
 *
 * A salted hash of a short or guessable value protects nothing from a viewer who knows the salt; see {@link hashValue} for the keyed scheme.
 *
 * @param secret a Secret, a List or SecretList of Secrets, or an item of one (without kind). It is not changed.
 * @param options `salt` and `scheme` as in {@link hashValue}.
 * @returns the hashed Secret, or why it is withheld: `no-salt`, `not-a-secret` (anything else, also a List that holds something else) or
 * `not-readable`.
 * @throws TypeError where an option has the wrong type, or the salt is too short for the keyed scheme.
 *
 * Source: the conversion of `stringData` by the API server (pkg/apis/core/v1/conversion.go); the hash is that of {@link hashValue}.
 *
 * @example
 * ```ts
 * import { hashSecret } from 'live-object-status/secrets'
 *
 * const secret = { apiVersion: 'v1', kind: 'Secret', stringData: { pass: 'value' } }
 * const hashed = hashSecret(secret, { salt: 'salt' })
 * hashed.visible && hashed.value.data // => { pass: 'xGmwiXXCdZZLbI5Fg/iy8igRbPTZGZQxsH8JFb331ng=' }
 * hashSecret({ kind: 'Secret' }, {}) // => { visible: false, reason: 'no-salt' }
 * ```
 */
export const hashSecret = (
  secret: KubeObjectLike,
  options: { salt?: string; scheme?: SecretScheme },
): Redacted<KubeObject & { readonly data?: unknown }> => {
  expect('options', someSecretOptions, options)
  const { salt = '', scheme = 'sha256' } = options
  if (salt === '') return withheld('no-salt')
  expectKeyedSalt('options.salt', options)
  return total(
    () => {
      const hashed = hashedObject(secret, { salt, scheme }, 0)
      return hashed === undefined ? withheld('not-a-secret') : visible(hashed)
    },
    () => withheld('not-readable'),
  )
}

const someSecretOptions = /* @__PURE__ */ someOptions(secretChecks)

const hashedObject = (object: unknown, by: { salt: string; scheme: SecretScheme }, depth: number): JsonRecord | undefined => {
  if (!isRecord(object)) return undefined
  const kind = (textOf(object['kind']) ?? '').toLowerCase()
  if (kind === 'list' || kind === 'secretlist') return depth < DEEPEST_LIST ? hashedList(object, by, depth) : undefined
  return isSecret(object) || object['kind'] === undefined ? hashedOne(object, by) : undefined
}

const hashedList = (list: JsonRecord, by: { salt: string; scheme: SecretScheme }, depth: number): JsonRecord | undefined => {
  const items = Array.isArray(list['items']) ? list['items'] : []
  const hashed = items.map(item => hashedObject(item, by, depth + 1))
  if (hashed.includes(undefined)) return undefined
  const { resourceVersion, continue: next, remainingItemCount } = recordOf(list['metadata'])
  const metadata = Object.fromEntries(
    Object.entries({ resourceVersion, continue: next, remainingItemCount }).filter(([, value]) => isScalar(value)),
  )
  return { apiVersion: scalar(list['apiVersion']), kind: list['kind'], metadata, items: hashed }
}

const hashedOne = (secret: JsonRecord, by: { salt: string; scheme: SecretScheme }): JsonRecord => {
  const namespace = textOf(at(secret, 'metadata', 'namespace')) ?? ''
  const name = textOf(at(secret, 'metadata', 'name')) ?? ''
  const hash: Hash = (value, key) =>
    digestText(typeof value === 'string' ? value : jsonOf(value), { ...by, context: { namespace, name, key } })
  const entries = Object.entries(secret).flatMap(([field, value]): [string, unknown][] => {
    if (field === 'metadata' || field === 'data' || field === 'stringData' || value === undefined) return []
    return [[field, PLAIN_FIELDS.has(field) && isScalar(value) ? value : hash(value, field)]]
  })
  const data = hashedData(secret, hash)
  const metadata = { ...hashedMetadata(secret, hash) }
  const annotations = { ...recordOf(metadata['annotations']), [hashedAnnotation]: markOf(by) }
  return Object.fromEntries([...entries, ['metadata', { ...metadata, annotations }], ...(data === undefined ? [] : [['data', data]])])
}

/** Hashes under the same keys; where `data` or `stringData` is no map, one hash for all of it. */
const hashedData = (secret: JsonRecord, hash: Hash): unknown => {
  const served = readSecretData(secret)
  if (served !== undefined) return Object.fromEntries(Object.entries(served).map(([key, value]) => [key, hash(value, key)]))
  const { data, stringData } = secret
  return (data ?? stringData ?? undefined) === undefined ? undefined : hash([data ?? null, stringData ?? null], 'data')
}

const hashedMetadata = (secret: JsonRecord, hash: Hash): JsonRecord => {
  const metadata = secret['metadata']
  if (metadata === undefined || metadata === null) return {}
  if (!isRecord(metadata)) return { name: hash(metadata, 'metadata') }
  const values = ownValues(secret)
  return Object.fromEntries(
    Object.entries(metadata).map(([field, value]): [string, unknown] => {
      if (field === 'annotations') return [field, hashedAnnotations(value, values, hash)]
      if (field === 'managedFields') return [field, (Array.isArray(value) ? value : []).map(managedEntry)]
      if (field === 'labels' && isRecord(value)) return [field, hashedLabels(value, values, hash)]
      return [field, isPlainMetadata(field, value) ? value : hash(value, `metadata.${field}`)]
    }),
  )
}

/** Owners and finalizers are public as well; every other field is a scalar. */
const isPlainMetadata = (field: string, value: unknown): boolean =>
  PLAIN_METADATA.has(field) && (isScalar(value) || field === 'labels' || field === 'ownerReferences' || field === 'finalizers')

/** Labels are public by what the server admits into them, but for one that repeats a value. */
const hashedLabels = (labels: JsonRecord, values: readonly string[], hash: Hash): JsonRecord =>
  Object.fromEntries(
    Object.entries(labels).map(([key, value]) => [
      key,
      typeof value === 'string' && repeatsValue(value, values) ? hash(value, `metadata.labels.${key}`) : value,
    ]),
  )

const hashedAnnotations = (annotations: unknown, values: readonly string[], hash: Hash): JsonRecord =>
  Object.fromEntries(
    Object.entries(recordOf(annotations))
      .filter(([key]) => !isAppliedCopy(key) && key !== hashedAnnotation)
      .map(([key, value]) => [key, isHarmless(key, value, values) ? value : hash(value, `metadata.annotations.${key}`)]),
  )

/** True for what a common tool is known to write there, in a short line that is no document and repeats no value of the Secret. */
const isHarmless = (key: string, value: unknown, values: readonly string[]): boolean =>
  isPlainAnnotation(key) &&
  typeof value === 'string' &&
  value.length <= LONGEST_ANNOTATION &&
  !/[\n{[]/.test(value) &&
  !repeatsValue(value, values)

/** One entry of managedFields: who, how, when and which fields. Values in it, as list keys and set members hold them, are dropped. */
const managedEntry = (entry: unknown): JsonRecord =>
  Object.fromEntries(
    Object.entries(recordOf(entry)).flatMap(([field, value]): [string, unknown][] => {
      if (field === 'fieldsV1') return [[field, fieldsOnly(value, 0)]]
      return MANAGED_FIELDS.has(field) && isScalar(value) ? [[field, value]] : []
    }),
  )

const fieldsOnly = (fields: unknown, depth: number): JsonRecord =>
  depth > DEEPEST_LIST
    ? {}
    : Object.fromEntries(
        Object.entries(recordOf(fields))
          .filter(([key]) => key === '.' || key.startsWith('f:'))
          .map(([key, inner]) => [key, fieldsOnly(inner, depth + 1)]),
      )

const scalar = (value: unknown): unknown => (isScalar(value) ? value : undefined)
/** JSON has no text for undefined and functions; their hash is that of nothing. */
const jsonOf = (value: unknown): string => JSON.stringify(value) ?? ''
