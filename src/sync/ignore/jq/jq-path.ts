import { isRecord } from '../../../model/read.ts'
import { sizeCost, spend } from '../budget.ts'
import type { Budget } from '../budget.ts'
import { sortedKeys } from './order.ts'

/** The place of a value: one step below another spot, or a part of the list there. */
export interface Spot {
  readonly above: Spot | undefined
  readonly key: string | number
  readonly depth: number
  /** False for a path that leads to nothing: jq goes on with null below null. */
  readonly exists: boolean
  /** The items `from` to `to` (not included) of the list at `above`. */
  readonly slice?: { readonly from: number; readonly to: number }
}

/** A value that a filter came upon, and its spot. In conditions the spot does not matter and is left out. */
export interface JqPath {
  readonly value: unknown
  readonly spot?: Spot | undefined
}

/** The object itself. */
export const ROOT: Spot = { above: undefined, key: '', depth: 0, exists: true }

/** The spot of a value that was computed: nothing below it can be selected. */
export const LOST: Spot = { above: undefined, key: '', depth: 0, exists: false }

/** The spot of a part of a text: a path, also below it, but one that jq and gojq fail to delete. */
export const IN_TEXT: Spot = { above: undefined, key: '', depth: 0, exists: false }

/** Deeper than any object that a Kubernetes API server takes (10,000 levels of JSON at most, in practice some dozens). */
const MAX_DEPTH = 1000

/** Finds what is under `key`: null where nothing is, undefined where gojq fails (a name in a list, an index in an object). */
export const placeBelow = (place: JqPath, key: unknown, budget: Budget): JqPath | undefined => {
  const { value, spot } = place
  if (spot === LOST) return undefined
  if (isRecord(value) && typeof key === 'string') {
    const exists = Object.hasOwn(value, key)
    return { value: exists ? (value[key] ?? null) : null, spot: spotBelow(spot, key, exists) }
  }
  if ((value ?? null) === null) return isKey(key) ? { value: null, spot: spotBelow(spot, '', false) } : undefined
  return typeof key === 'number' ? itemAt(place, Math.trunc(key), budget) : undefined
}

const itemAt = ({ value, spot }: JqPath, at: number, budget: Budget): JqPath | undefined => {
  const items = listItems(value, budget)
  if (items === undefined) return undefined
  const index = at < 0 ? at + items.length : at
  const exists = index >= 0 && index < items.length
  return {
    value: exists ? (items[index] ?? null) : null,
    spot: typeof value === 'string' ? spot && IN_TEXT : spotBelow(spot, index, exists),
  }
}

/** The items of a list or the characters of a text. */
const listItems = (value: unknown, budget: Budget): readonly unknown[] | undefined => {
  if (Array.isArray(value)) return value
  if (typeof value !== 'string') return undefined
  spend(budget, sizeCost(value))
  return Array.from(value)
}

/** Part of a list, or of a text (by character). Bounds are those of jq: negative ones count from the end, fractions widen, null is the end itself. */
export const placeSlice = (place: JqPath, [start, end]: readonly [unknown, unknown], budget: Budget): JqPath | undefined => {
  const { value, spot } = place
  if (spot === LOST || !isBound(start) || !isBound(end)) return undefined
  if ((value ?? null) === null) return { value: null, spot: spotBelow(spot, 0, false) }
  const items = listItems(value, budget)
  if (items === undefined) return undefined
  const from = bound(Math.floor(start ?? 0), items.length)
  const to = Math.max(from, bound(Math.ceil(end ?? items.length), items.length))
  const part = items.slice(from, to)
  spend(budget, sizeCost(part))
  return typeof value === 'string' ? { value: part.join(''), spot: spot && IN_TEXT } : { value: part, spot: spotSlice(spot, from, to) }
}

/** Everything one step below, keys sorted as in gojq; undefined where jq cannot iterate. */
export const placesWithin = (place: JqPath, budget: Budget): readonly JqPath[] | undefined => {
  const { value, spot } = place
  if (spot === LOST) return undefined
  if (Array.isArray(value)) {
    spend(budget, value.length)
    return value.map((item: unknown, index) => ({ value: item ?? null, spot: spotBelow(spot, index, true) }))
  }
  return isRecord(value)
    ? sortedKeys(value, budget).map(key => ({ value: value[key] ?? null, spot: spotBelow(spot, key, true) }))
    : undefined
}

/** The tokens of the pointers that a spot stands for: one, none where nothing is there, or one an item of a slice. */
export const spotTokens = (spot: Spot): readonly (readonly (string | number)[])[] => {
  if (!spot.exists) return []
  const tokens: (string | number)[] = []
  for (let here = spot.slice === undefined ? spot : spot.above; here?.above !== undefined; here = here.above) tokens.push(here.key)
  tokens.reverse()
  const { slice } = spot
  return slice === undefined ? [tokens] : Array.from({ length: slice.to - slice.from }, (_, index) => [...tokens, slice.from + index])
}

/** True for a key that may be looked up below null; nothing is found. */
const isKey = (key: unknown): boolean => typeof key === 'string' || typeof key === 'number' || (typeof key === 'object' && key !== null)

const isBound = (bound: unknown): bound is number | null => bound === null || typeof bound === 'number'
const bound = (index: number, length: number): number => Math.max(0, Math.min(length, index < 0 ? index + length : index))

const spotBelow = (spot: Spot | undefined, key: string | number, exists: boolean): Spot | undefined => {
  if (spot === undefined || spot === IN_TEXT) return spot
  if (spot.depth >= MAX_DEPTH) throw new RangeError('the path is too deep')
  const found = spot.exists && exists
  // An item of a slice is an item of the list.
  if (spot.slice !== undefined && typeof key === 'number')
    return { above: spot.above, key: spot.slice.from + key, depth: spot.depth, exists: found }
  return { above: spot, key, depth: spot.depth + 1, exists: found }
}

const spotSlice = (spot: Spot | undefined, from: number, to: number): Spot | undefined => {
  if (spot === undefined || spot === IN_TEXT) return spot
  if (spot.slice === undefined) return { above: spot, key: '', depth: spot.depth + 1, exists: spot.exists, slice: { from, to } }
  return { ...spot, slice: { from: spot.slice.from + from, to: spot.slice.from + to } }
}
