import { isRecord } from '../../../model/read.ts'
import { sameJson } from '../../../model/same-json.ts'

/**
 * For each desired item of a list without a schema the live one that it stands for: the one with the same name, where a field tells all
 * items apart; then the one that has all it says, at the same place if there are several; of what is left the likest, or the one at its place.
 */
export const pairItems = (live: readonly unknown[], desired: readonly unknown[]): readonly unknown[] => {
  const partners: (number | undefined)[] = desired.map(() => undefined)
  if (live.length === 0 || live.length * desired.length > MAX_PAIRS) return partners
  const taken = new Set<number>()
  const pair = (like: Like): void => {
    for (const [index, item] of desired.entries()) {
      if (partners[index] !== undefined) continue
      const best = likest(live, item, { index, taken, like })
      if (best === undefined) continue
      taken.add(best)
      partners[index] = best
    }
  }
  const key = namingKey(live, desired)
  if (key !== undefined) pair((there, wanted) => (isRecord(there) && isRecord(wanted) && there[key] === wanted[key] ? 1 : undefined))
  pair((there, wanted) => (covers(there, wanted) ? likeness(there, wanted) : undefined))
  pair(likeness)
  return partners.map(index => (index === undefined ? undefined : live[index]))
}

/** How much a live item is like a desired one; undefined where it is out of the question. */
type Like = (live: unknown, desired: unknown) => number | undefined

/** Comparing each with each of longer lists takes too long; they go unpaired. */
const MAX_PAIRS = 250_000

const likest = (
  live: readonly unknown[],
  item: unknown,
  { index, taken, like }: { index: number; taken: ReadonlySet<number>; like: Like },
): number | undefined => {
  let best: number | undefined
  let most = 0
  for (const [at, there] of live.entries()) {
    const likes = taken.has(at) ? undefined : like(there, item)
    const score = likes === undefined ? 0 : likes + (at === index ? 0.5 : 0)
    if (score > most) [best, most] = [at, score]
  }
  return best
}

/** The field that has another value in each item of either list; of several the one with most values in both. */
const namingKey = (live: readonly unknown[], desired: readonly unknown[]): string | undefined => {
  let best: string | undefined
  let most = 0
  for (const key of isRecord(desired[0]) ? Object.keys(desired[0]) : []) {
    const [there, wanted] = [distinct(live, key), distinct(desired, key)]
    if (there === undefined || wanted === undefined) continue
    const shared = [...wanted].filter(value => there.has(value)).length
    if (shared > most) [best, most] = [key, shared]
  }
  return best
}

const distinct = (items: readonly unknown[], key: string): ReadonlySet<unknown> | undefined => {
  const values = new Set(items.map(item => (isRecord(item) && typeof item[key] !== 'object' ? item[key] : undefined)))
  return values.size === items.length && !values.has(undefined) ? values : undefined
}

/** True where live has everything that desired says, and perhaps more. A null says nothing: it is pruned, and a default may stand for it. */
export const covers = (live: unknown, desired: unknown): boolean => {
  if (desired === null) return live === undefined || isPlain(live)
  if (isRecord(desired)) return isRecord(live) && Object.keys(desired).every(key => covers(live[key], desired[key]))
  if (Array.isArray(desired))
    return Array.isArray(live) && live.length === desired.length && desired.every((item, index) => covers(live[index], item))
  return live === desired
}

/** True for what a default may be: words, numbers and flags, not prose or scripts. */
export const isPlain = (value: unknown): boolean => {
  if (typeof value === 'string') return !/\s/.test(value)
  if (Array.isArray(value)) return value.every(isPlain)
  return !isRecord(value) || Object.values(value).every(isPlain)
}

const likeness = (live: unknown, desired: unknown): number => {
  if (!isRecord(desired)) return sameJson(live, desired) ? 2 : 0
  if (!isRecord(live)) return 0
  const keys = Object.keys(desired)
  const equal = keys.filter(key => covers(live[key], desired[key])).length
  return equal === keys.length ? equal + 1 : equal
}
