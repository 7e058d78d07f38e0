/** Stretches of a text to hide, `[start, end)`. Added in any order; overlapping and touching ones become one. */
export interface Ranges {
  /** Start and end packed into one number each, so that they sort as one: positions lie within a block. */
  list: number[]
  /** Whether the list is in order and merged. */
  ordered: boolean
  /** The range added last, which may still grow and is not in the list yet; empty where there is none. */
  start: number
  end: number
}

const SCALE = 2 ** 26
const startOf = (packed: number): number => Math.floor(packed / SCALE)
const endOf = (packed: number): number => packed % SCALE

/** No ranges yet. */
export const createRanges = (): Ranges => ({ list: [], ordered: true, start: 0, end: 0 })

/** Adds a range. Matches mostly come in order and the next one lies within or touches the last: then no new one is kept. */
export const addRange = (ranges: Ranges, start: number, end: number): void => {
  if (start >= end) return
  if (start >= ranges.start && start <= ranges.end && ranges.end > ranges.start) {
    if (end > ranges.end) ranges.end = end
    return
  }
  if (start < ranges.start) ranges.ordered = false
  close(ranges)
  ranges.start = start
  ranges.end = end
}

const close = (ranges: Ranges): void => {
  if (ranges.end > ranges.start) ranges.list.push(ranges.start * SCALE + ranges.end)
  ranges.start = ranges.end = 0
}

/** Sorts and merges; the last range stays open. */
const settle = (ranges: Ranges): void => {
  if (ranges.ordered) return
  close(ranges)
  const sorted = Float64Array.from(ranges.list).sort()
  ranges.list = []
  ranges.ordered = true
  for (const packed of sorted) addRange(ranges, startOf(packed), endOf(packed))
}

/** The ranges in order, apart from each other. */
export const settledRanges = (ranges: Ranges): readonly { readonly start: number; readonly end: number }[] => {
  settle(ranges)
  const closed = ranges.list.map(packed => ({ start: startOf(packed), end: endOf(packed) }))
  return ranges.end > ranges.start ? [...closed, { start: ranges.start, end: ranges.end }] : closed
}

/** Forgets what ends before `place` and counts from there. */
export const shiftRanges = (ranges: Ranges, place: number): void => {
  const kept = settledRanges(ranges).filter(({ end }) => end > place)
  ranges.list = []
  ranges.start = ranges.end = 0
  for (const { start, end } of kept) addRange(ranges, Math.max(0, start - place), end - place)
}
