import type { JsonRecord } from './kube-object.ts'

/** Readers over unknown JSON. None throws on JSON: what has the wrong type counts as absent. */

const NONE: JsonRecord = /* @__PURE__ */ Object.freeze({})
const EMPTY: readonly unknown[] = /* @__PURE__ */ Object.freeze([])

/** True for a JSON object: neither null nor a list. Class instances and proxies count, since clients hand them in. */
export const isRecord = (value: unknown): value is JsonRecord => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value as a JSON object, an empty one where it is none. */
export const recordOf = (value: unknown): JsonRecord => (isRecord(value) ? value : NONE)

/** The value as a list, an empty one where it is none. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : EMPTY)

/** The JSON objects of a list; everything else in it is passed over. */
export const recordsOf = (value: unknown): readonly JsonRecord[] => listOf(value).filter(isRecord)

/** The value where it is a string. */
export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** True for a text, a number or a boolean. */
export const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

/** The value where it is a finite number. */
export const numberOf = (value: unknown): number | undefined => (typeof value === 'number' && Number.isFinite(value) ? value : undefined)

/** A whole number, also one written as text: some controllers (Argo Rollouts) write `observedGeneration` as a string. */
export const integerOf = (value: unknown): number | undefined => {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : undefined
  return typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : undefined
}

/** The value under `path`, undefined as soon as a step leads nowhere. Steps are names known in the code, never data. */
export const at = (value: unknown, ...path: readonly string[]): unknown => {
  let here = value
  for (const step of path) {
    if (!isRecord(here)) return undefined
    here = here[step]
  }
  return here
}

/** The own property `key` of a JSON object, for keys that are data: `constructor` or `__proto__` find nothing inherited. */
export const own = (record: JsonRecord, key: string): unknown => (hasOwn(record, key) ? record[key] : undefined)

/** An item of a list or a field of an object, whichever the value is. */
export const ownChild = (value: unknown, token: string | number): unknown =>
  Array.isArray(value) ? value[Number(token)] : isRecord(value) ? own(value, String(token)) : undefined

/** The items of a list or the values of an object; none of anything else. */
export const membersIn = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : []

/** Object.hasOwn, without the step in between that engines take for it: this is asked more often than anything else. */
export const hasOwn = (record: object, key: string): boolean => hasOwnProperty.call(record, key)

// oxlint-disable-next-line typescript/unbound-method -- it is called with the record
const { hasOwnProperty } = Object.prototype

/** Writes an own property, also for the key `__proto__`. */
export const put = (record: Record<string, unknown>, key: string, value: unknown): void => {
  if (key === '__proto__') Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true })
  else record[key] = value
}
