import type { ObjectRef } from '../model/identity.ts'
import { earliest } from '../model/scalars/time.ts'
import { WORST_HEALTH_FIRST } from '../model/statuses.ts'
import type { HealthStatus } from '../model/statuses.ts'
import type { ObjectFacts, Fault, Link, Root } from './graph/fault.ts'
import { createWalk } from './graph/follow.ts'
import type { Walk, Way } from './graph/follow.ts'
import { isExternal, rootKey } from './graph/root.ts'
import type { Incident } from './incident.ts'

/** One incident before it is put into words: what it rests on, by reference to the objects. */
export interface TracedIncident {
  /** Unique among the incidents of one answer. */
  readonly key: string
  readonly root: Root
  readonly fault: Fault
  readonly sure: Incident['sure']
  readonly status: HealthStatus
  readonly settled: boolean
  /** The application's own objects first, each list in the order of keys. */
  readonly explains: readonly TracedObject[]
}

/** One object that an incident explains, before the way is put into words. */
export interface TracedObject {
  readonly ref: ObjectRef
  readonly key: string
  /** True for an object of the application itself. */
  readonly own: boolean
  readonly whole: boolean
  readonly links: readonly Link[]
}

/** A suspicion: for which object, and whom. */
export interface TracedSuspect {
  readonly of: ObjectRef
  /** The incident of the object, where it has one. */
  readonly incident: string | undefined
  readonly root: Root
  readonly fault: Fault
}

/** The result of a walk over the blames. */
export interface Trace {
  readonly incidents: readonly TracedIncident[]
  readonly suspects: readonly TracedSuspect[]
  /** Kinds that would have told more, sorted. */
  readonly unseen: readonly string[]
  /** When time alone may change any of it. */
  readonly until: string | undefined
  /** All that was asked on the way, by key. */
  readonly visited: ReadonlyMap<string, ObjectFacts>
}

/** Finds the roots of everything that is wrong with an application: `own` are its objects that are in trouble, or may be without showing it, by key. */
export const traceIncidents = (own: ReadonlyMap<string, ObjectRef>, readFacts: (ref: ObjectRef, key: string) => ObjectFacts): Trace => {
  const walk = createWalk(readFacts)
  const starts = Array.from(own).toSorted(([a], [b]) => (a < b ? -1 : 1))
  for (const [key, start] of starts) walk.origins(start, key)
  const found = new Map<string, RootWays>()
  for (const [key, facts] of walk.visited) enter(found, key, facts, walk)
  const incidents = Array.from(found.values(), each => concluded(each, own)).filter(({ explains }) => explains.some(each => each.own))
  const ordered = incidents.toSorted((a, b) => rank(b) - rank(a) || (a.key < b.key ? -1 : 1))
  return {
    incidents: ordered,
    suspects: suspectsOn(starts, ordered, walk),
    unseen: unseenOn(walk),
    until: firstUntil(walk),
    visited: walk.visited,
  }
}

const unseenOn = ({ visited, origins }: Walk): readonly string[] => {
  const kinds = new Set<string>()
  for (const [key, { ref, charges }] of visited) if (charges.length > 0) for (const kind of origins(ref, key).unseen) kinds.add(kind)
  return [...kinds].sort()
}

const firstUntil = ({ visited }: Walk): string | undefined => {
  let first: string | undefined
  for (const { until } of visited.values()) if (until !== undefined) first = earliest(first, until)
  return first
}

/** Those that explain most of the application come first. */
const rank = ({ explains }: TracedIncident): number => explains.filter(({ own }) => own).length

interface RootWays {
  readonly root: Root
  readonly ways: (readonly [key: string, facts: ObjectFacts, way: Way, whole: boolean])[]
}

const enter = (found: Map<string, RootWays>, key: string, facts: ObjectFacts, walk: Walk): void => {
  if (facts.charges.length === 0) return
  const { ways } = walk.origins(facts.ref, key)
  for (const [root, way] of ways) {
    const entry = found.get(root)
    const one = [key, facts, way, ways.size === 1] as const
    if (entry === undefined) found.set(root, { root: way.root, ways: [one] })
    else entry.ways.push(one)
  }
}

const concluded = ({ root, ways }: RootWays, own: ReadonlyMap<string, ObjectRef>): TracedIncident => {
  const rootAt = rootKey(root)
  // The root explains itself only where it is one of the application's objects that are in trouble.
  const told = ways.filter(([key]) => key !== rootAt || own.has(key))
  const explains = told.map(([key, { ref }, way, whole]): TracedObject => ({
    ref,
    key,
    own: own.has(key),
    whole,
    links: key === rootAt ? [] : way.links,
  }))
  const fault = commonest(told.length > 0 ? told.map(([, , { fault }]) => fault) : ways.map(([, , { fault }]) => fault))
  const ofOwn = told.filter(([key]) => own.has(key))
  return {
    key: `${rootAt} ${fault.reason}`,
    root,
    fault,
    sure: told.every(([, , { sure }]) => sure === 'stated') ? 'stated' : 'linked',
    status: WORST_HEALTH_FIRST.find(status => told.some(([, facts]) => facts.status === status)) ?? 'Unknown',
    settled: ofOwn.length > 0 && ofOwn.every(([, { settled }]) => settled),
    explains: explains.toSorted((a, b) => Number(b.own) - Number(a.own) || (a.key < b.key ? -1 : 1)),
  }
}

/** Chooses of several faults of one root the one that most speak of; among equals the first by its reason. */
const commonest = (faults: readonly Fault[]): Fault => {
  const counts = new Map<string, number>()
  for (const { reason } of faults) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  const sorted = faults.toSorted((a, b) => (counts.get(b.reason) ?? 0) - (counts.get(a.reason) ?? 0) || (a.reason < b.reason ? -1 : 1))
  const [first] = sorted
  if (first === undefined) return { reason: 'Failing' }
  const alike = sorted.filter(({ reason }) => reason === first.reason)
  const times = alike.flatMap(({ since }) => since ?? [])
  const quoting = alike.find(({ quote }) => quote !== undefined) ?? first
  return times.length === 0 ? quoting : { ...quoting, since: Math.min(...times) }
}

/** Suspicions of incidents, and of objects that are not well and have none. */
const suspectsOn = (
  starts: readonly (readonly [key: string, ref: ObjectRef])[],
  incidents: readonly TracedIncident[],
  walk: Walk,
): readonly TracedSuspect[] => {
  const suspects = new Map<string, TracedSuspect>()
  const byRoot = new Map(incidents.map(incident => [rootKey(incident.root), incident]))
  const add = (of: ObjectRef, incident: string | undefined, ways: ReadonlyMap<string, Way> | undefined): void => {
    if (ways === undefined || ways.size === 0) return
    for (const [cause, { root, fault }] of ways) {
      if (isExternal(root) || cause === rootKey(of)) continue
      const id = `${incident ?? rootKey(of)} ${cause}`
      if (!suspects.has(id)) suspects.set(id, { of, incident, root, fault })
    }
  }
  for (const [at, start] of starts) {
    const { ways, suspects: loose } = walk.origins(start, at)
    add(start, undefined, loose)
    for (const [key, way] of ways) {
      const incident = byRoot.get(key)
      if (incident !== undefined && !isExternal(incident.root)) add(incident.root, incident.key, way.suspects)
    }
  }
  return Array.from(suspects)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, suspect]) => suspect)
}
