import type { JsonRecord } from '../../model/kube-object.ts'
import { isRecord } from '../../model/read.ts'
import type { SchemaNode, StructFacts } from '../../schema/internal.ts'

/**
 * How server-side apply names the items of a list: `k:{"name":"web"}` by the schema's keys (a key that is absent has its default, as
 * `protocol` of a port, or the zero of its Go type), `v:"a"` in sets. Undefined where an item cannot be named.
 */
export const itemElement = (item: unknown, node: SchemaNode): string | undefined => {
  if (node.set) return item === null ? undefined : `v:${JSON.stringify(item)}`
  if (!isRecord(item)) return undefined
  let element = 'k:{'
  for (const { key, quoted } of node.quotedKeys) {
    const value = keyValue(item, key, node)
    if (value !== undefined) element += `${element.length === 3 ? '' : ','}${quoted}${jsonText(value)}`
  }
  return element.length === 3 ? undefined : `${element}}`
}

/**
 * Whether two lists have the same items in the same places, told apart by keys that are there and plain. Nearly all lists are so, and
 * their items need no names then.
 */
export const isAligned = (left: readonly unknown[], right: readonly unknown[], node: SchemaNode): boolean => {
  const { length } = left
  if (length === 0 || right.length !== length) return false
  for (let index = 0; index < length; index++) if (!isSameItem(left[index], right[index], node)) return false
  return length === 1 || areDistinct(left.map(item => (node.keys.length > 1 ? itemElement(item, node) : soleKey(item, node))))
}

/** Whether no two are the same. */
export const areDistinct = (values: readonly unknown[]): boolean => new Set(values).size === values.length

const soleKey = (item: unknown, node: SchemaNode): unknown => (isRecord(item) ? keyValue(item, node.keys[0] ?? '', node) : item)

const isSameItem = (left: unknown, right: unknown, node: SchemaNode): boolean => {
  if (node.set) return left === right && typeof left !== 'object'
  if (!isRecord(left) || !isRecord(right)) return false
  for (const key of node.keys) {
    const value = keyValue(left, key, node)
    if (value === undefined || typeof value === 'object' || value !== keyValue(right, key, node)) return false
  }
  return node.keys.length > 0
}

/** Most keys are names and numbers, which are in JSON as they are. */
const jsonText = (value: unknown): string =>
  typeof value === 'number' ? String(value) : typeof value === 'string' && PLAIN.test(value) ? `"${value}"` : JSON.stringify(value)

const PLAIN = /^[\w.:/-]*$/

/** A null is a key of its own (keyedAssociativeListItemToPathElement). */
const keyValue = (item: JsonRecord, key: string, node: SchemaNode): unknown => {
  const value = item[key]
  if (value !== undefined) return value
  const struct = node.values?.struct
  const field = struct?.fields.get(key)
  return field?.default ?? (isOptionalKey(struct) || field?.keepsEmpty === true ? zeroKey(field) : undefined)
}

/** A field of a Go struct without `omitempty` has its zero as its default (the OpenAPI document that the server types with). */
const zeroKey = (field: SchemaNode | undefined): unknown =>
  field === undefined || field.custom || field.pointer ? undefined : field.type === 'integer' ? 0 : ''

/** The one struct of which validation takes an item without its key, and whose key has a written default. */
export const isOptionalKey = (struct: StructFacts | undefined): boolean => struct?.type === 'core/v1.LocalObjectReference'

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
