import { isLeaf, treeBelow, type FieldSet, type ManagedEntry } from '../fields/field-set.ts'
import type { Applier } from '../apply/applier.ts'
import type { Difference, Writable } from '../comparison.ts'

/**
 * The entry of managedFields that wrote a place: exactly, or as part of something that is owned whole. Of several the latest. A field of
 * the root, as a spec that was applied empty, counts as owned whole only where the schema says so: `atomic` elements lead to it.
 */
export const ownerOf = (entries: readonly ManagedEntry[], elements: readonly string[], atomic?: number): ManagedEntry | undefined => {
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

/** The entry that the applier itself writes. */
export const isOwnEntry = (entry: ManagedEntry, { mode, manager }: Applier): boolean =>
  entry.manager === manager && (mode === 'server-side' ? entry.operation === 'Apply' : entry.subresource === undefined)

/** An entry as a difference shows it. */
export const authorOf = ({ manager, operation, subresource, time }: ManagedEntry): NonNullable<Difference['by']> => {
  const author: Writable<NonNullable<Difference['by']>> = { manager, operation }
  if (subresource !== undefined) author.subresource = subresource
  if (time !== undefined) author.since = time
  return author
}

/** Managers that a person's tool leaves: kubectl's commands, and the generic names of browsers and desktop clients. */
export const isByHand = (manager: string): boolean =>
  /^(kubectl|Mozilla|node-fetch|Lens|lens|freelens|k9s|octant|rancher|headlamp|oc$)/.test(manager) &&
  manager !== 'kubectl-client-side-apply'
