import { refKey } from '../../model/identity.ts'
import type { ObjectRef } from '../../model/identity.ts'
import { rankImpact } from './impact.ts'
import type { Impact } from './impact.ts'

/** One thing to look at: a cause with the objects that are ill because of it, or an object by itself. */
export interface Concern<T, C> {
  readonly cause: C | undefined
  /** The worst of its objects'. */
  readonly impact: Impact
  /** The cause itself first, where it is one of the objects; then what hurts most. */
  readonly members: readonly T[]
}

/** All objects in the order in which people should read of them. */
export interface OrderedObjects<T, C> {
  readonly concerns: readonly Concern<T, C>[]
  /** Those that need no look, as they came. */
  readonly well: readonly T[]
}

interface OrderedObject {
  readonly ref: ObjectRef
  readonly impact: Impact
  /** The ids of the causes that explain it. */
  readonly incidents: readonly string[]
}

interface OrderedCause {
  readonly id: string
  readonly root: ObjectRef | { readonly external: string; readonly name: string }
}

/**
 * The order of importance: what serves nothing before what serves in part, before what old pods still serve, before what is on its way, before drift; of things that
 * hurt alike the one that explains more first, then as they came. Each object is in one place: under a cause that explains it, by itself, or among the well. What has several
 * causes stands under the first that would else stand for nothing, so that no cause goes untold, or under the first of all.
 *
 * @param objects with the impact that `readImpact` gives
 * @param causes the incidents of the application, in their order
 */
export const orderConcerns = <T extends OrderedObject, C extends OrderedCause>(
  objects: readonly T[],
  causes: readonly C[],
): OrderedObjects<T, C> => {
  const groups = new Map(causes.map(cause => [cause.id, { cause, members: [] as T[] }]))
  const well: T[] = []
  const alone: T[][] = []
  const shared: { readonly object: T; readonly among: readonly { readonly members: T[] }[] }[] = []
  for (const object of objects) {
    const among = object.incidents.flatMap(id => groups.get(id) ?? [])
    if (object.impact === 'well') well.push(object)
    else if (among.length > 1) shared.push({ object, among })
    else if (among[0] === undefined) alone.push([object])
    else among[0].members.push(object)
  }
  for (const { object, among } of shared) (among.find(({ members }) => members.length === 0) ?? among[0])?.members.push(object)
  const explained = [...groups.values()].flatMap(({ cause, members }) => (members.length === 0 ? [] : [toConcern(cause, members)]))
  const concerns = [...explained, ...alone.map(members => toConcern<T, C>(undefined, members))]
  return { concerns: concerns.toSorted((a, b) => rankImpact(a.impact) - rankImpact(b.impact) || b.members.length - a.members.length), well }
}

const toConcern = <T extends OrderedObject, C extends OrderedCause>(cause: C | undefined, members: readonly T[]): Concern<T, C> => {
  const root = cause === undefined || 'external' in cause.root ? undefined : refKey(cause.root)
  const rank = (member: T): number => (refKey(member.ref) === root ? -1 : rankImpact(member.impact))
  const ordered = members.toSorted((a, b) => rank(a) - rank(b))
  const [worst] = members.toSorted((a, b) => rankImpact(a.impact) - rankImpact(b.impact))
  return { cause, impact: worst?.impact ?? 'well', members: ordered }
}
