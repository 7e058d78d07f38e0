import type { JsonRecord } from '../model/kube-object.ts'
import { isRecord } from '../model/read.ts'
import type { SchemaNode } from '../schema/index.ts'
import { onceFor } from './once-for.ts'

/**
 * How server-side apply names the items of a list: `k:{"name":"web"}` by the schema's keys (a key that is absent has its default, as
 * `protocol` of a port, or the empty name of a reference), `v:"a"` in sets. Undefined where an item cannot be named.
 */
export const itemElement = (item: unknown, node: SchemaNode): string | undefined => {
  if (node.set) return `v:${JSON.stringify(item)}`
  if (!isRecord(item)) return undefined
  let element = 'k:{'
  for (const { key, quoted } of keysInOrder(node.keys)) {
    const value = keyValue(item, key, node)
    if (value !== undefined) element += `${element.length === 3 ? '' : ','}${quoted}${jsonText(value)}`
  }
  return element.length === 3 ? undefined : `${element}}`
}

/** Most keys are names and numbers, which are in JSON as they are. */
const jsonText = (value: unknown): string =>
  typeof value === 'number' ? String(value) : typeof value === 'string' && PLAIN.test(value) ? `"${value}"` : JSON.stringify(value)

const PLAIN = /^[\w.:/-]*$/

interface QuotedKey {
  readonly key: string
  /** `"name":` */
  readonly quoted: string
}

/** The keys as the names of items have them: sorted. Made once for each list of keys. */
const keysInOrder = onceFor((keys: readonly string[]): readonly QuotedKey[] =>
  [...keys].sort().map(key => ({ key, quoted: `${JSON.stringify(key)}:` })),
)

const keyValue = (item: JsonRecord, key: string, node: SchemaNode): unknown => {
  // A null is a key of its own (keyedAssociativeListItemToPathElement).
  if (item[key] !== undefined) return item[key]
  const struct = node.values?.struct
  return struct?.fields.get(key)?.default ?? (EMPTY_KEYS.has(struct?.type ?? '') ? '' : undefined)
}

/** Structs whose only key is the empty string where it is left out (the defaults of the OpenAPI document that the server types with). */
const EMPTY_KEYS: ReadonlySet<string> = new Set(['core/v1.LocalObjectReference', 'meta/v1.OwnerReference'])

/** The same element as JavaScript writes JSON: Go escapes `<`, `>` and `&` in strings, and keys may stand in any order. */
export const plainElement = (element: string): string => {
  if (!element.includes('\\') && !(element.startsWith('k:') && element.includes(','))) return element
  try {
    const value: unknown = JSON.parse(element.slice(2))
    if (!isRecord(value)) return element.slice(0, 2) + JSON.stringify(value)
    return `k:{${Object.keys(value)
      .sort()
      .map(key => `${JSON.stringify(key)}:${JSON.stringify(value[key])}`)
      .join(',')}}`
  } catch {
    return element
  }
}
