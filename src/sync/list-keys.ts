import type { JsonRecord } from '../model/kube-object.ts'
import { isRecord } from '../model/read.ts'
import type { SchemaNode } from '../schema/index.ts'

/**
 * How server-side apply names the items of a list: `k:{"name":"web"}` by the schema's keys (a key that is absent has its default, as
 * `protocol` of a port, or the empty name of a reference), `v:"a"` in sets. Undefined where an item cannot be named.
 */
export const itemElement = (item: unknown, node: SchemaNode): string | undefined => {
  if (node.set) return `v:${JSON.stringify(item)}`
  if (!isRecord(item)) return undefined
  if (node.keys.length === 1) {
    const [key = ''] = node.keys
    const value = keyValue(item, key, node)
    return value === undefined ? undefined : `k:{${JSON.stringify(key)}:${JSON.stringify(value)}}`
  }
  return manyKeys(item, node)
}

const manyKeys = (item: JsonRecord, node: SchemaNode): string | undefined => {
  const parts: string[] = []
  for (const key of [...node.keys].sort()) {
    const value = keyValue(item, key, node)
    if (value !== undefined) parts.push(`${JSON.stringify(key)}:${JSON.stringify(value)}`)
  }
  return parts.length === 0 ? undefined : `k:{${parts.join(',')}}`
}

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
