import { isRecord } from '../../model/read.ts'
import { anyNode, type SchemaNode } from '../../schema/internal.ts'
import type { FieldSet } from '../fields/field-set.ts'
import { itemElement } from '../fields/path-element.ts'
import { childNode } from './draft.ts'

/**
 * Makes the set that an object would have been recorded as, had someone applied it (ToFieldSet in structured-merge-diff): maps by field, list
 * items by their keys as members of their own, and as a whole what the schema replaces as a whole.
 */
export const toFieldSet = (value: unknown, node: SchemaNode): FieldSet => {
  if (node.atomic) return {}
  if (isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [`f:${key}`, toFieldSet(inner, childNode(node, key) ?? anyNode)]))
  if (!Array.isArray(value) || (!node.set && node.keys.length === 0)) return {}
  return Object.fromEntries(
    value.map((item: unknown) => [itemElement(item, node) ?? '', node.set ? {} : { '.': {}, ...toFieldSet(item, node.values ?? anyNode) }]),
  )
}

/** Unites two sets: what is a leaf in one and has children in the other is both, a member and a way to them. */
export const uniteFieldSets = (left: FieldSet, right: FieldSet): FieldSet => {
  const united: Record<string, unknown> = { ...left }
  for (const element in right) {
    const [mine, theirs] = [united[element], right[element]]
    united[element] = isRecord(mine) && isRecord(theirs) ? uniteFieldSets(asMember(mine, theirs), asMember(theirs, mine)) : (mine ?? theirs)
  }
  return united
}

/** A leaf beside a set with children keeps its membership as `.`. */
const asMember = (set: FieldSet, beside: FieldSet): FieldSet =>
  Object.keys(set).length === 0 && Object.keys(beside).length > 0 ? { '.': {} } : set
