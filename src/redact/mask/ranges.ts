/** A stretch of a text, `[start, end)`. */
export interface Range {
  start: number
  end: number
}

/** Stretches of a text to hide. Added in any order; overlapping and touching ones become one. */
export interface Ranges {
  list: Range[]
  /** True where the list is in order and merged. */
  ordered: boolean
}

/** No ranges yet. */
export const createRanges = (): Ranges => ({ list: [], ordered: true })

/** Adds a range. Matches mostly come in order and the next one lies within or touches the last: then no new one is kept. */
export const addRange = (ranges: Ranges, start: number, end: number): void => {
  if (start >= end) return
  const last = ranges.list.at(-1)
  if (last !== undefined && start >= last.start && start <= last.end) last.end = Math.max(last.end, end)
  else {
    if (last !== undefined && start < last.start) ranges.ordered = false
    ranges.list.push({ start, end })
  }
}

/** The ranges in order, apart from each other. */
export const settledRanges = (ranges: Ranges): readonly Readonly<Range>[] => {
  if (!ranges.ordered) {
    const sorted = ranges.list.toSorted((a, b) => a.start - b.start)
    ranges.list = []
    ranges.ordered = true
    for (const { start, end } of sorted) addRange(ranges, start, end)
  }
  return ranges.list
}

/** Forgets what ends before `place` and counts from there. */
export const shiftRanges = (ranges: Ranges, place: number): void => {
  ranges.list = settledRanges(ranges).flatMap(({ start, end }) =>
    end > place ? [{ start: Math.max(0, start - place), end: end - place }] : [],
  )
}
