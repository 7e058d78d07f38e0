import type { Applier } from '../apply/applier.ts'
import type { DifferenceClass } from '../comparison.ts'
import { isOwnEntry, ownerOf } from './author.ts'
import type { ManagedEntry } from '../fields/field-set.ts'
import type { ListChange, LocatedChange } from './locate.ts'
import { sameJson } from '../../model/same-json.ts'

/** What a changed place is, and who made it so. */
export interface Classified {
  readonly kind: DifferenceClass
  /** The manager that wrote what is live, where it is not the applier. */
  readonly owner: ManagedEntry | undefined
  /** Somebody else than the applier wrote it, whoever is to be named. */
  readonly byOther: boolean
}

/** First test that fits, among what others wrote. What the applier itself dropped or has not applied yet is nobody else's doing. */
export const classify = (place: LocatedChange, applier: Applier, foreign: readonly ManagedEntry[]): Classified => {
  const owner = ownerOf(foreign, place.elements, place.atomic)
  const kind = kindOf(place, applier, owner)
  const own = kind === 'not-yet-applied' || kind === 'changed-in-admission' || kind === 'removed-from-desired'
  return { kind, owner: own ? undefined : owner, byOther: owner !== undefined }
}

const kindOf = (place: LocatedChange, applier: Applier, owner: ManagedEntry | undefined): DifferenceClass => {
  if (place.list !== undefined) return listKind(place, place.list, applier, owner)
  if (place.desired === undefined || place.desired === null) return undesiredKind(place, owner)
  // It is as deployed, and goes with something else that an apply changes: a field that the server drops beside it, an item of the same key.
  if (sameJson(place.desired, place.live)) return 'default-restored'
  if (applier.served !== undefined && !sameJson(place.desired, place.previous)) return 'not-yet-applied'
  if (place.change.live === undefined) return 'removed'
  if (owner !== undefined || applier.entries.length === 0) return 'changed'
  // Nobody else wrote it: what was applied last came out differently, or this manifest was not applied yet.
  if (applier.served === undefined) return 'not-yet-applied'
  return applier.entries.some(entry => isOwnEntry(entry, applier) && ownerOf([entry], place.elements, place.atomic) !== undefined)
    ? 'changed-in-admission'
    : 'changed'
}

/** Nothing is desired here: the applier had it and has it no more, or someone put it into what is replaced whole. */
const undesiredKind = ({ predicted, previous }: LocatedChange, owner: ManagedEntry | undefined): DifferenceClass => {
  if (predicted !== undefined) return 'default-restored'
  return previous === undefined && owner !== undefined ? 'added-by-other' : 'removed-from-desired'
}

const listKind = (
  { previous, desired }: LocatedChange,
  list: ListChange,
  applier: Applier,
  owner: ManagedEntry | undefined,
): DifferenceClass => {
  if (list.reordered) return 'reordered'
  const missing = list.added.length > 0
  if (applier.served !== undefined && !sameJson(previous, desired)) return missing ? 'not-yet-applied' : 'removed-from-desired'
  if (missing) return 'removed'
  return applier.served !== undefined || owner !== undefined ? 'added-by-other' : 'removed-from-desired'
}
