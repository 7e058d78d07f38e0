import { refKey, refOf } from '../model/identity.ts'
import type { ObjectRef } from '../model/identity.ts'
import type { JsonRecord, KubeObjectLike } from '../model/kube-object.ts'
import { isWrapped, itemsOf } from '../model/list-items.ts'
import { isRecord, textOf } from '../model/read.ts'
import { millisecondsOf } from '../model/scalars/time.ts'
import type { Time } from '../model/scalars/time.ts'
import { total } from '../model/total.ts'
import type { Comparison } from '../sync/index.ts'
import { indexRelated } from '../tree/index.ts'
import { createFamily } from '../tree/internal.ts'
import type { RelatedIndex } from '../tree/index.ts'
import type { Family } from '../tree/internal.ts'
import type { ApplicationInput } from './application-input.ts'
import type { ObjectAssessment } from './object-assessment.ts'
import type { Source } from './source.ts'

/** One live object under its identity, which holds its source where that has a name. */
export interface LiveEntry {
  readonly key: string
  readonly ref: ObjectRef
  readonly object: KubeObjectLike
}

/** Everything known of the clusters that assessing an application asks. */
export interface Observations {
  /** The names of the sources, sorted; '' where there is one without a name. */
  readonly sources: readonly string[]
  source(name: string): Source
  /** The last sign of life of a source, in milliseconds since 1970. */
  lastSeenAt(name: string): number | undefined
  find(source: string, key: string): LiveEntry | undefined
  childrenOf(entry: LiveEntry): readonly LiveEntry[]
  related(source: string): RelatedIndex
  /** How an object last was that is gone. */
  removed(source: string, key: string): KubeObjectLike | undefined
  /** Places to keep answers between two times of asking; the plain ones compute each time. */
  remember(key: string, compute: () => ObjectAssessment): ObjectAssessment
  compared(key: string, compute: () => Comparison): Comparison
}

/** The world that the arguments of `assessApplication` describe. */
export const indexObservations = (input: ApplicationInput): Observations => {
  const { entries, family, signs, sources } = gathered(input)
  const removed = new Map<string, KubeObjectLike>()
  each(input.removed ?? [], ({ object, source }) => removed.set(entryOf(object, source).key, object))
  const indexes = new Map<string, RelatedIndex>()
  const seen = bySource(entries.values())
  const related = (name: string): RelatedIndex => {
    // In the order of their keys, so that it does not matter in which order they were seen.
    const own = (seen.get(name) ?? []).toSorted(byKey)
    const index = indexRelated([...own.map(({ object }) => object), ...(input.events ?? [])])
    indexes.set(name, index)
    return index
  }
  return {
    sources: [...sources].sort(),
    source: name => (sources.has(name) ? ownSource(input.sources, name) : NEVER_HEARD),
    lastSeenAt: name => later(millisecondsOf(ownSource(input.sources, name).observedAt), signs.get(name)),
    find: (_, key) => entries.get(key),
    childrenOf: entry => family.childrenOf(entry.object).filter(child => child.ref.source === entry.ref.source),
    related: name => indexes.get(name) ?? related(name),
    removed: (_, key) => removed.get(key),
    remember: (_, compute) => compute(),
    compared: (_, compute) => compute(),
  }
}

interface GatheredObjects {
  readonly entries: ReadonlyMap<string, LiveEntry>
  readonly family: Family<LiveEntry>
  readonly signs: ReadonlyMap<string, number>
  readonly sources: ReadonlySet<string>
}

const gathered = (input: ApplicationInput): GatheredObjects => {
  const entries = new Map<string, LiveEntry>()
  const family = createFamily<LiveEntry>()
  const signs = new Map<string, number>()
  const sources = new Set(Object.keys(input.sources ?? {}))
  each(input.live, ({ object, source, observedAt }) => {
    sources.add(source)
    const sign = millisecondsOf(observedAt)
    if (sign !== undefined) signs.set(source, Math.max(sign, signs.get(source) ?? sign))
    const entry = entryOf(object, source)
    const earlier = entries.get(entry.key)
    if (earlier !== undefined) family.remove(earlier, earlier.object)
    family.add(entry, object)
    entries.set(entry.key, entry)
  })
  if (sources.size === 0) sources.add('')
  return { entries, family, signs, sources }
}

/** Takes what can be read; an object that cannot says nothing. */
const each = (items: Iterable<unknown>, take: (observation: Observation) => void): void => {
  for (const item of items)
    for (const observation of readObservations(item))
      total(
        () => take(observation),
        () => undefined,
      )
}

/** The order in which objects are shown and asked for where nothing else decides it. */
export const byKey = (a: LiveEntry, b: LiveEntry): number => (a.key < b.key ? -1 : 1)

interface Observation {
  readonly object: JsonRecord
  readonly source: string
  readonly observedAt: Time | undefined
}

/** A live object comes by itself, in a list, or wrapped with its source; whoever wraps leaves kind and metadata to the object. */
const readObservations = (item: unknown): readonly Observation[] =>
  total(
    () => (isRecord(item) ? unwrapped(item) : []),
    () => [],
  )

const unwrapped = (item: JsonRecord): readonly Observation[] => {
  const wrapped = isWrapped(item)
  const source = wrapped ? (textOf(item['source']) ?? '') : ''
  const observedAt = wrapped ? (item['observedAt'] as Time | undefined) : undefined
  return itemsOf(wrapped ? item.object : item).map(object => ({ object, source, observedAt }))
}

/** The entry of an object that a source saw. */
export const entryOf = (object: KubeObjectLike, source: string): LiveEntry => {
  const ref = refOf(object, source)
  return { key: refKey(ref), ref, object }
}

const NO_LIMITS: Source = Object.freeze({})
/** A source that a step names and of which nothing was heard. */
const NEVER_HEARD: Source = Object.freeze({ synced: false })
const ownSource = (sources: ApplicationInput['sources'], name: string): Source =>
  sources !== undefined && Object.hasOwn(sources, name) ? (sources[name] ?? NO_LIMITS) : NO_LIMITS

const later = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : Math.max(a, b)

/** Groups by source, '' for what has none, in the order in which it came. */
export const bySource = <T extends { readonly ref: ObjectRef }>(items: Iterable<T>): ReadonlyMap<string, readonly T[]> => {
  const found = new Map<string, T[]>()
  for (const item of items) {
    const source = item.ref.source ?? ''
    const list = found.get(source)
    if (list === undefined) found.set(source, [item])
    else list.push(item)
  }
  return found
}
