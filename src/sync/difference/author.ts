import { isRecord } from '../../model/read.ts'
import { anyNode } from '../../schema/internal.ts'
import { childNode, elementOf } from '../apply/draft.ts'
import { itemElement } from '../fields/path-element.ts'
import { isLeaf, treeBelow, type FieldSet, type ManagedEntry } from '../fields/field-set.ts'
import type { ResolvedApplier } from '../apply/resolved-applier.ts'
import type { Difference, Writable } from '../comparison.ts'
import { isKeyed, type LocatedChange } from './locate.ts'

/**
 * The entry of managedFields that wrote a place: exactly, or as part of something that is owned whole. Of several the latest. A field of
 * the root, as a spec that was applied empty, counts as owned whole only where the schema says so: `atomic` elements lead to it.
 */
export const findOwner = (entries: readonly ManagedEntry[], elements: readonly string[], atomic?: number): ManagedEntry | undefined => {
  let best: ManagedEntry | undefined
  for (const entry of entries) {
    if (owns(entry, elements, atomic) && (best === undefined || (entry.time ?? '9') > (best.time ?? '9'))) best = entry
  }
  return best
}

const owns = ({ fields, leaves }: ManagedEntry, elements: readonly string[], atomic: number | undefined): boolean => {
  let here = fields
  for (const [depth, element] of elements.entries()) {
    const below = treeBelow(here, element)
    if (below === undefined) return (depth > 1 || depth === atomic) && wholly(here, leaves)
    here = below
  }
  return true
}

const wholly = (tree: FieldSet, leaves: Map<FieldSet, boolean>): boolean => {
  const known = leaves.get(tree) ?? isLeaf(tree)
  leaves.set(tree, known)
  return known
}

/**
 * The entry that provably wrote what is live at a place: of a map all its keys, of a list the items that an apply would take out. Of
 * what is not there nobody is the author, but for the owner of the whole that it is missing in.
 */
export const provenOwner = (entries: readonly ManagedEntry[], place: LocatedChange): ManagedEntry | undefined => {
  const { elements, atomic, live, list, node, change } = place
  if (list !== undefined && isKeyed(node) && !node.atomic) {
    const items = list.removed.map(item => [...elements, itemElement(item, node) ?? ''])
    return items.length === 0 ? undefined : findOwner(ownersOfAll(entries, items), items[0] ?? [])
  }
  if (list === undefined && change.live === undefined)
    return atomic === undefined ? undefined : findOwner(entries, elements.slice(0, atomic), atomic)
  if (list !== undefined || !isRecord(live) || node.atomic) return findOwner(entries, elements, atomic)
  const keys = Object.keys(live).map(key => [...elements, elementOf(childNode(node, key) ?? anyNode, key)])
  return findOwner(ownersOfAll(entries, keys), elements, atomic)
}

const ownersOfAll = (entries: readonly ManagedEntry[], paths: readonly (readonly string[])[]): readonly ManagedEntry[] =>
  entries.filter(entry => paths.every(path => owns(entry, path, undefined)))

/** The entry that the applier itself writes. */
export const isOwnEntry = (entry: ManagedEntry, { mode, manager, deployer }: ResolvedApplier): boolean =>
  mode === 'server-side'
    ? entry.manager === manager && entry.operation === 'Apply'
    : entry.subresource === undefined &&
      (entry.manager === manager || (entry.operation === 'Update' && deployer !== undefined && deployer.managers.includes(entry.manager)))

/** An entry as a difference shows it. */
export const tellAuthor = ({ manager, operation, subresource, time }: ManagedEntry): NonNullable<Difference['by']> => {
  const author: Writable<NonNullable<Difference['by']>> = { manager, operation }
  if (subresource !== undefined) author.subresource = subresource
  if (time !== undefined) author.since = time
  return author
}
