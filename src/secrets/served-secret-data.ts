import { total } from '../model/total.ts'
import { decodeBase64, encodeBase64, utf8 } from '../model/scalars/base64.ts'
import type { KubeObjectLike } from '../model/kube-object.ts'
import { at, isRecord } from '../model/read.ts'

/**
 * True for a Secret, in any spelling of the kind and whatever its version: a misspelt Secret holds its values in clear all
 * the same (CVE-2025-23216). The API server itself knows only `v1` and `Secret`.
 *
 * @param object any object.
 * @returns true also where the kind cannot be read, so that nothing is shown by mistake.
 *
 * Source: CVE-2025-23216, where a misspelt kind was what showed the values.
 *
 * @example
 * ```ts
 * import { isSecret } from 'live-object-status/secrets'
 *
 * isSecret({ apiVersion: 'v1', kind: 'Secret' }) // => true
 * isSecret({ apiVersion: 'v1', kind: 'ConfigMap' }) // => false
 * ```
 */
export const isSecret = (object: KubeObjectLike): boolean =>
  total(
    () => {
      const kind = at(object, 'kind')
      return typeof kind === 'string' && SECRET.test(kind)
    },
    () => true,
  )

const SECRET = /^\s*secret\s*$/i

/**
 * The `data` of a Secret as the API server serves it: `stringData` laid over it and encoded, folded base64 on one line and padded,
 * null values empty. What is no base64 stays as written, and so does a value that is no string: the server refuses both. Undefined
 * where the Secret has neither field or cannot be read, and where `data` or `stringData` is something else than a map.
 *
 * @param object a Secret; it is not changed.
 * @returns texts in base64 by key, and what the server would refuse as it was written.
 *
 * Source: what a recorded API server 1.36 serves, and pkg/apis/core/v1/conversion.go.
 *
 * @example
 * ```ts
 * import { servedSecretData } from 'live-object-status/secrets'
 *
 * const secret = { kind: 'Secret', data: { a: 'dmFs\ndWU=' }, stringData: { b: 'value' } }
 * servedSecretData(secret) // => { a: 'dmFsdWU=', b: 'dmFsdWU=' }
 * ```
 */
export const servedSecretData = (object: KubeObjectLike): Readonly<Record<string, unknown>> | undefined =>
  total(
    () => readSecretData(object),
    () => undefined,
  )

/** {@link servedSecretData}, which throws where the Secret cannot be read: whoever hashes must not take that for a Secret without values. */
export const readSecretData = (object: KubeObjectLike): Readonly<Record<string, unknown>> | undefined => {
  const data = at(object, 'data') ?? undefined
  const stringData = at(object, 'stringData') ?? undefined
  const maps = [data, stringData].filter(map => map !== undefined)
  if (maps.length === 0 || !maps.every(isRecord)) return undefined
  return Object.fromEntries([
    ...Object.entries(data ?? {}).map(([key, value]) => [key, servedValue(value)]),
    ...Object.entries(stringData ?? {}).map(([key, value]) => [key, typeof value === 'string' ? encodeBase64(utf8(value)) : (value ?? '')]),
  ])
}

/** One value of `data` or `stringData` as the server serves it; undefined where it is no text. */
export const servedText = (value: unknown, field: 'data' | 'stringData'): string | undefined => {
  const served = field === 'data' ? servedValue(value) : typeof value === 'string' ? encodeBase64(utf8(value)) : undefined
  return typeof served === 'string' ? served : undefined
}

const servedValue = (value: unknown): unknown => {
  if (value === null) return ''
  if (typeof value !== 'string') return value
  const bytes = decodeBase64(value)
  return bytes === undefined ? value : encodeBase64(bytes)
}
