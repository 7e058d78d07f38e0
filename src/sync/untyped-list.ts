import type { JsonRecord } from '../model/kube-object.ts'
import { isRecord } from '../model/read.ts'
import { sameValue } from './same-value.ts'

/** What is known of the last writers of a value whose schema nobody has. */
export interface Evidence {
  /** What this applier wrote last, undefined where nothing says. */
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
export const untypedList = (
  live: readonly unknown[],
  desired: readonly unknown[],
  { previous, others, untouched }: Evidence,
): readonly unknown[] => {
  if (sameValue(live, desired)) return live
  const applied = Array.isArray(previous) ? previous : undefined
  const partners = pairByContent(live, desired)
  // Of a list whose items have owners of their own nobody is named after an item is taken out or moved.
  const inPlace = live.length === desired.length && partners.every((partner, index) => partner === undefined || partner === live[index])
  if (!others && untouched && inPlace && (applied === undefined ? isDefaulted(live, desired) : sameValue(applied, desired))) return live
  const before = pairByContent(applied ?? [], desired)
  const made = desired.map((item, index) => withDefaults(partners[index], item, before[index]))
  if (!sameValue(made, live)) return made
  // Another manager owns a list only after changing it: what it changed is among the fields that were taken for defaults.
  return others ? desired : live
}

/** True where live has everything that desired says, and perhaps more. A null says nothing: it is pruned, and a default may stand for it. */
const covers = (live: unknown, desired: unknown): boolean => {
  if (desired === null) return live === undefined || isPlain(live)
  if (isRecord(desired)) return isRecord(live) && Object.keys(desired).every(key => covers(live[key], desired[key]))
  if (Array.isArray(desired))
    return Array.isArray(live) && live.length === desired.length && desired.every((item, index) => covers(live[index], item))
  return live === desired
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

const isPlain = (value: unknown): boolean => {
  if (typeof value === 'string') return !/\s/.test(value)
  if (Array.isArray(value)) return value.every(isPlain)
  return !isRecord(value) || Object.values(value).every(isPlain)
}

/** The desired value with what live has beyond it, but for what was applied before and is desired no more. */
const withDefaults = (live: unknown, desired: unknown, previous: unknown): unknown => {
  if (isRecord(desired) && isRecord(live)) return withDefaultFields(live, desired, isRecord(previous) ? previous : {})
  if (!Array.isArray(desired) || !Array.isArray(live)) return desired
  const partners = pairByContent(live, desired)
  const before = pairByContent(Array.isArray(previous) ? previous : [], desired)
  return desired.map((item, index) => withDefaults(partners[index], item, before[index]))
}

const withDefaultFields = (live: JsonRecord, desired: JsonRecord, previous: JsonRecord): JsonRecord => {
  const made: Record<string, unknown> = {}
  for (const key of Object.keys(live))
    if (!Object.hasOwn(desired, key) && !Object.hasOwn(previous, key) && isPlain(live[key])) made[key] = live[key]
  for (const key of Object.keys(desired)) made[key] = withDefaults(live[key], desired[key], previous[key])
  return made
}

/** For each desired item the live one that it stands for: the one that covers it, at the same place if there are several, else the likest. */
const pairByContent = (live: readonly unknown[], desired: readonly unknown[]): readonly unknown[] => {
  const taken = new Set<number>()
  return desired.map((item, index) => {
    let best = -1
    let most = 0
    for (let at = 0; at < live.length && live.length * desired.length <= 250_000; at++) {
      const score = taken.has(at) ? 0 : likeness(live[at], item) + (at === index ? 0.5 : 0)
      if (score > most) [best, most] = [at, score]
    }
    if (best < 0) return undefined
    taken.add(best)
    return live[best]
  })
}

const likeness = (live: unknown, desired: unknown): number => {
  if (!isRecord(desired)) return sameValue(live, desired) ? 2 : 0
  if (!isRecord(live)) return 0
  const keys = Object.keys(desired)
  const equal = keys.filter(key => covers(live[key], desired[key])).length
  return equal === keys.length ? equal + 1 : equal
}
