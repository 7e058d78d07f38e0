/** Stretches of a text to hide, `[start, end)`. Added in any order; overlapping and touching ones become one. */
export interface Ranges {
  /** Start and end packed into one number each, so that they sort as one: positions lie within a block. */
  list: number[]
  /** Whether the list is in order and merged. */
  ordered: boolean
}

const SCALE = 2 ** 26
const startOf = (packed: number): number => Math.floor(packed / SCALE)
const endOf = (packed: number): number => packed % SCALE

/** No ranges yet. */
export const createRanges = (): Ranges => ({ list: [], ordered: true })

/** Adds a range. Matches mostly come in order and the next one lies within or touches the last: then no new one is kept. */
export const addRange = (ranges: Ranges, start: number, end: number): void => {
  if (start >= end) return
  const { list } = ranges
  const last = list.at(-1)
  if (last !== undefined && start >= startOf(last) && start <= endOf(last)) {
    if (end > endOf(last)) list[list.length - 1] = startOf(last) * SCALE + end
    return
  }
  if (last !== undefined && start < startOf(last)) ranges.ordered = false
  list.push(start * SCALE + end)
}

/** The ranges in order, apart from each other. */
export const settledRanges = (ranges: Ranges): readonly { readonly start: number; readonly end: number }[] => {
  settle(ranges)
  return ranges.list.map(packed => ({ start: startOf(packed), end: endOf(packed) }))
}

const settle = (ranges: Ranges): void => {
  if (ranges.ordered) return
  const sorted = Float64Array.from(ranges.list).sort()
  ranges.list = []
  ranges.ordered = true
  for (const packed of sorted) addRange(ranges, startOf(packed), endOf(packed))
}

/** Forgets what ends before `place` and counts from there. */
export const shiftRanges = (ranges: Ranges, place: number): void => {
  settle(ranges)
  ranges.list = ranges.list.flatMap(packed =>
    endOf(packed) > place ? [Math.max(0, startOf(packed) - place) * SCALE + endOf(packed) - place] : [],
  )
}
