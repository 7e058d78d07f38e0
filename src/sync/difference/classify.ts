import type { DifferenceClass } from '../comparison.ts'
import type { ResolvedApplier } from '../apply/resolved-applier.ts'
import { isOwnEntry, findOwner, provenOwner } from './author.ts'
import { isLeaf, treeBelow, type FieldSet, type ManagedEntry } from '../fields/field-set.ts'
import { itemElement } from '../fields/path-element.ts'
import { isKeyed, type ListChange, type LocatedChange } from './locate.ts'
import { sameJson } from '../../model/same-json.ts'

/** The class of a changed place, and who made it so. */
export interface Classified {
  readonly kind: DifferenceClass
  /** The manager that wrote what is live, where it is not the applier. */
  readonly owner: ManagedEntry | undefined
  /** Somebody else than the applier wrote it, whoever is to be named. */
  readonly byOther: boolean
}

/** First test that fits, among what others wrote. What the applier itself dropped or has not applied yet is nobody else's doing. */
export const classify = (place: LocatedChange, applier: ResolvedApplier, foreign: readonly ManagedEntry[]): Classified => {
  const owner = provenOwner(foreign, place)
  const kind = place.list === undefined ? chooseClass(place, applier, owner) : listKind(place, place.list, applier, owner)
  const own = kind === 'not-yet-applied' || kind === 'changed-in-admission' || kind === 'removed-from-desired'
  return { kind, owner: own ? undefined : owner, byOther: owner !== undefined }
}

const chooseClass = (place: LocatedChange, applier: ResolvedApplier, owner: ManagedEntry | undefined): DifferenceClass => {
  const { desired, live, previous } = place
  if (desired === undefined || desired === null) return undesiredKind(place, applier, owner)
  // It is as deployed, and goes with something else that an apply changes: a field that the server drops beside it, an item of the same key.
  if (sameJson(desired, live)) return 'default-restored'
  if (applier.served !== undefined && !sameJson(desired, previous)) return 'not-yet-applied'
  if (live === undefined) return 'removed'
  if (owner !== undefined || applier.entries.length === 0) return 'changed'
  // Nobody else wrote it: what was applied last came out differently, or this manifest was not applied yet.
  if (applier.served === undefined) return 'not-yet-applied'
  return isOwnedByApplier(place, applier) ? 'changed-in-admission' : 'changed'
}

const isOwnedByApplier = ({ elements, atomic }: LocatedChange, applier: ResolvedApplier): boolean =>
  applier.entries.some(entry => isOwnEntry(entry, applier) && findOwner([entry], elements, atomic) !== undefined)

/** Nothing is desired here: the applier had it and has it no more, or someone put it into what is replaced whole. */
const undesiredKind = (place: LocatedChange, applier: ResolvedApplier, owner: ManagedEntry | undefined): DifferenceClass => {
  const { predicted, previous, elements } = place
  if (predicted !== undefined) return 'default-restored'
  if (previous !== undefined || isInSet(applier.ownSet, elements)) return 'removed-from-desired'
  return owner !== undefined || applier.served !== undefined ? 'added-by-other' : 'removed-from-desired'
}

/** A set has the place, something below it, or the whole that it is part of. */
const isInSet = (set: FieldSet | undefined, elements: readonly string[]): boolean => {
  let here = set
  for (const element of elements) {
    if (here === undefined) return false
    const below = treeBelow(here, element)
    if (below === undefined) return here !== set && isLeaf(here)
    here = below
  }
  return here !== undefined
}

const listKind = (place: LocatedChange, list: ListChange, applier: ResolvedApplier, owner: ManagedEntry | undefined): DifferenceClass => {
  const { previous, desired, node, elements } = place
  if (list.reordered) return 'reordered'
  const missing = list.added.length > 0
  if (applier.served !== undefined && !sameJson(previous, desired)) return missing ? 'not-yet-applied' : 'removed-from-desired'
  if (missing) return 'removed'
  const own = list.removed.every(item => isInSet(applier.ownSet, [...elements, itemElement(item, node) ?? '']))
  if (own) return 'removed-from-desired'
  if (owner === undefined && applier.served !== undefined && !isKeyed(node) && isOwnedByApplier(place, applier))
    return 'changed-in-admission'
  return applier.served !== undefined || owner !== undefined ? 'added-by-other' : 'removed-from-desired'
}
