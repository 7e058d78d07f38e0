import type { JsonRecord } from '../../../model/kube-object.ts'
import { isRecord, put } from '../../../model/read.ts'
import { isPlain, pairItems } from './pair-items.ts'
import { sameJson } from '../../../model/same-json.ts'

/** By the place of a record (`[].backendRefs[]`): its fields that the server fills in, with their values. */
export type LearnedDefaults = ReadonlyMap<string, ReadonlyMap<string, unknown>>

/** How often live has a field that the manifest leaves out, and what it has there. */
interface Extra {
  count: number
  readonly value: unknown
  same: boolean
}

interface Seen {
  records: number
  readonly said: Map<string, number>
  readonly extras: Map<string, Extra>
}

/**
 * The defaults that a list without a schema shows by itself: what live has, with one value, in each item that does not say it, `least` or more.
 * A person or a controller changes one item, and the server fills in all.
 */
export const learnDefaults = (live: readonly unknown[], desired: readonly unknown[], least: number): LearnedDefaults => {
  const places = new Map<string, Seen>()
  look(live, desired, '', places)
  const learned = new Map<string, ReadonlyMap<string, unknown>>()
  for (const [place, { records, said, extras }] of places) {
    const sure = [...extras].filter(([key, { count, same }]) => same && count >= least && count + (said.get(key) ?? 0) === records)
    if (sure.length > 0) learned.set(place, new Map(sure.map(([key, { value }]) => [key, value])))
  }
  return learned
}

const look = (live: unknown, desired: unknown, place: string, places: Map<string, Seen>): void => {
  if (Array.isArray(live) && Array.isArray(desired)) {
    const partners = pairItems(live, desired)
    for (const [index, item] of desired.entries()) look(partners[index], item, `${place}[]`, places)
  } else if (isRecord(live) && isRecord(desired)) lookInto(live, desired, place, places)
}

const lookInto = (live: JsonRecord, desired: JsonRecord, place: string, places: Map<string, Seen>): void => {
  const seen = places.get(place) ?? { records: 0, said: new Map<string, number>(), extras: new Map<string, Extra>() }
  places.set(place, seen)
  seen.records++
  for (const key of Object.keys(desired)) {
    if (desired[key] !== null) seen.said.set(key, (seen.said.get(key) ?? 0) + 1)
    look(live[key], desired[key], `${place}.${key}`, places)
  }
  for (const key of Object.keys(live)) {
    if ((desired[key] ?? null) !== null || !isPlain(live[key])) continue
    const extra = seen.extras.get(key) ?? { count: 0, value: live[key], same: true }
    seen.extras.set(key, extra)
    extra.count++
    extra.same &&= sameJson(extra.value, live[key])
  }
}

/** A value with the defaults that were learned for its place. */
export const withLearned = (value: unknown, learned: LearnedDefaults, place: string): unknown => {
  if (Array.isArray(value)) return value.map(item => withLearned(item, learned, `${place}[]`))
  if (!isRecord(value)) return value
  const made: Record<string, unknown> = {}
  for (const key of Object.keys(value)) put(made, key, withLearned(value[key], learned, `${place}.${key}`))
  for (const [key, filled] of learned.get(place) ?? []) if ((made[key] ?? null) === null) put(made, key, filled)
  return made
}

/** The desired value with those of the fields that live has beyond it that are taken for defaults. */
export const withExtras = (
  live: unknown,
  desired: unknown,
  place: string,
  isDefault: (place: string, key: string, value: unknown) => boolean,
): unknown => {
  if (Array.isArray(live) && Array.isArray(desired)) {
    const partners = pairItems(live, desired)
    return desired.map((item, index) => withExtras(partners[index], item, `${place}[]`, isDefault))
  }
  if (!isRecord(live) || !isRecord(desired)) return desired
  const made: Record<string, unknown> = {}
  for (const key of Object.keys(desired)) put(made, key, withExtras(live[key], desired[key], `${place}.${key}`, isDefault))
  for (const key of Object.keys(live)) if ((made[key] ?? null) === null && isDefault(place, key, live[key])) put(made, key, live[key])
  return made
}
