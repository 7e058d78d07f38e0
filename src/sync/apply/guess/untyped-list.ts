import type { JsonRecord } from '../../../model/kube-object.ts'
import { isRecord, put } from '../../../model/read.ts'
import { learnDefaults, withExtras, withLearned } from './learn-defaults.ts'
import { covers, isPlain, pairItems } from './pair-items.ts'
import { sameJson } from '../../../model/same-json.ts'

/** Facts about the last writers of a value whose schema nobody has. */
export interface Evidence {
  /** The value that this applier wrote last, undefined where nothing says. */
  readonly previous: unknown
  /** Another manager wrote it, or part of it, after us. */
  readonly others: boolean
  /** It is as this applier left it: we own it, or the object has not changed since it was created. */
  readonly untouched: boolean
}

/**
 * A list of a custom resource of which no schema is known. The server replaces it whole, and then fills in defaults and drops unknown
 * fields that nobody here knows of. What we wrote last and nobody touched since is in its server form already; elsewhere the fields
 * that live has beyond ours are taken to be defaults, which a re-apply brings back.
 */
export const untypedList = (live: readonly unknown[], desired: readonly unknown[], { previous, others, untouched }: Evidence): unknown => {
  if (sameJson(live, desired)) return live
  const applied = Array.isArray(previous) ? previous : undefined
  const partners = pairItems(live, desired)
  // If the items of a list have owners of their own, nobody is named after an item is taken out or moved.
  const inPlace = live.length === desired.length && partners.every((partner, index) => partner === undefined || partner === live[index])
  if (!others && untouched && inPlace && (applied === undefined ? isDefaulted(live, desired) : sameJson(applied, desired))) return live
  const before = pairItems(applied ?? [], desired)
  const learned = learnDefaults(live, desired, 1)
  const make = (drops: boolean): readonly unknown[] =>
    desired.map((item, index) =>
      partners[index] === undefined ? withLearned(item, learned, '[]') : withDefaults(partners[index], item, before[index], drops),
    )
  const made = make(true)
  if (!sameJson(made, live)) return made
  if (!others) return live
  // Another manager owns a list alone only after changing it: what it changed is among the fields that were taken for dropped or defaults.
  const kept = make(false)
  return sameJson(kept, live) ? withoutOdd(live, desired) : kept
}

/** True where live has what desired says and beyond it only what may be defaults: words, numbers and flags, not prose or scripts. */
const isDefaulted = (live: unknown, desired: unknown): boolean => {
  if (isRecord(desired))
    return (
      isRecord(live) &&
      Object.keys(live).every(key => (Object.hasOwn(desired, key) ? isDefaulted(live[key], desired[key]) : isPlain(live[key]))) &&
      covers(live, desired)
    )
  if (Array.isArray(desired))
    return Array.isArray(live) && live.length === desired.length && desired.every((item, index) => isDefaulted(live[index], item))
  return live === desired
}

/**
 * The desired list where somebody else added something that looks like defaults: what several items show is one, and of the rest first
 * goes what does not look like a constant of the API. Where all is explained and still something was added, all of it goes.
 */
const withoutOdd = (live: readonly unknown[], desired: readonly unknown[]): unknown => {
  const learned = learnDefaults(live, desired, 2)
  const isLearned = (place: string, key: string): boolean => learned.get(place)?.has(key) === true
  for (const isDefault of [(place: string, key: string, value: unknown) => isLearned(place, key) || isConstant(value), isLearned]) {
    const made = withExtras(live, desired, '', isDefault)
    if (!sameJson(made, live)) return made
  }
  return desired
}

/** The API conventions write constants in CamelCase; the other values that defaults mostly have are flags, small numbers and nothing. */
const isConstant = (value: unknown): boolean => {
  if (typeof value === 'string') return /^(?:[A-Z][A-Za-z]*)?$/.test(value)
  if (Array.isArray(value)) return value.length > 0 && value.every(isConstant)
  if (isRecord(value)) return Object.keys(value).length > 0 && Object.values(value).every(isConstant)
  return typeof value === 'boolean' || value === 0 || value === 1
}

/**
 * The desired value with what live has beyond it, but for what was applied before and is desired no more. What was applied before and
 * live lacks is taken as dropped by the server where it `drops`.
 */
const withDefaults = (live: unknown, desired: unknown, previous: unknown, drops: boolean): unknown => {
  if (isRecord(desired) && isRecord(live)) return withDefaultFields(live, desired, isRecord(previous) ? previous : {}, drops)
  if (!Array.isArray(desired) || !Array.isArray(live)) return desired
  const partners = pairItems(live, desired)
  const before = pairItems(Array.isArray(previous) ? previous : [], desired)
  return desired.map((item, index) => withDefaults(partners[index], item, before[index], drops))
}

const withDefaultFields = (live: JsonRecord, desired: JsonRecord, previous: JsonRecord, drops: boolean): JsonRecord => {
  const made: Record<string, unknown> = {}
  // The server drops a field, and a person all of them.
  const dropsFields = drops && Object.keys(live).length > 0
  for (const key of Object.keys(live))
    if (!Object.hasOwn(desired, key) && !Object.hasOwn(previous, key) && isPlain(live[key])) put(made, key, live[key])
  for (const key of Object.keys(desired)) {
    if (dropsFields && wasDropped(key, live, desired, previous)) continue
    if (!saysNothing(key, live, desired, previous)) put(made, key, withDefaults(live[key], desired[key], previous[key], drops))
    else if (Object.hasOwn(live, key)) put(made, key, live[key])
  }
  return made
}

/** True for what was applied as it is desired, and live does not have. */
const wasDropped = (key: string, live: JsonRecord, desired: JsonRecord, previous: JsonRecord): boolean =>
  !Object.hasOwn(live, key) && Object.hasOwn(previous, key) && sameJson(previous[key], desired[key])

/** A null says nothing: it is pruned, and a default may stand for it. */
const saysNothing = (key: string, live: JsonRecord, desired: JsonRecord, previous: JsonRecord): boolean =>
  desired[key] === null && (previous[key] ?? null) === null && isPlain(live[key])
