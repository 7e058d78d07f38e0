import { LAST_APPLIED } from '../../model/annotations.ts'
import { isRecord, own, recordOf } from '../../model/read.ts'
import { anyNode, type SchemaNode } from '../../schema/internal.ts'
import type { FieldSet } from '../fields/field-set.ts'
import { itemElement } from '../fields/path-element.ts'
import { childNode, elementOf } from './draft.ts'

/** How much a manifest and a set of fields have in common. */
export interface Likeness {
  /** How many scalars, and lists that are one value, of the manifest the set has, too. */
  readonly shared: number
  /** The share that both have of all that either has: 1 for a set of just this manifest. */
  readonly share: number
}

/** Compares a manifest with a set of fields, node by node. */
export const compareSets = (desired: unknown, tree: FieldSet, node: SchemaNode): Likeness => {
  const counts: Counts = { both: 0, either: 0, shared: 0 }
  count(desired, tree, node, counts)
  return { shared: counts.shared, share: counts.both / Math.max(1, counts.either) }
}

interface Counts {
  both: number
  either: number
  shared: number
}

const count = (desired: unknown, tree: FieldSet, node: SchemaNode, counts: Counts): void => {
  const seen = new Set<string>()
  if (isRecord(desired))
    for (const key in desired) {
      const child = childNode(node, key) ?? anyNode
      countBelow(desired[key], elementOf(child, key), child, { tree, seen, counts })
    }
  else if (Array.isArray(desired) && isKeyedList(node))
    for (const item of desired) countBelow(item, itemElement(item, node) ?? '', node.values ?? anyNode, { tree, seen, counts })
  else return
  for (const element in tree) {
    if (element === '.' || element === `f:${LAST_APPLIED}` || seen.has(element)) continue
    counts.either++
    countRest(recordOf(tree[element]), counts)
  }
}

const isKeyedList = (node: SchemaNode): boolean => node.set || node.keys.length > 0

const countBelow = (
  value: unknown,
  element: string,
  node: SchemaNode,
  { tree, seen, counts }: { tree: FieldSet; seen: Set<string>; counts: Counts },
): void => {
  seen.add(element)
  const below = own(tree, element)
  const granular = isRecord(value) || (Array.isArray(value) && isKeyedList(node))
  counts.either++
  if (isRecord(below)) {
    counts.both++
    if (!granular) counts.shared++
  }
  if (granular) count(value, recordOf(below), node, counts)
}

const countRest = (tree: FieldSet, counts: Counts): void => {
  for (const element in tree) {
    if (element === '.') continue
    counts.either++
    countRest(recordOf(tree[element]), counts)
  }
}
