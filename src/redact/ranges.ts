/** Stretches of a text to hide, `[start, end)`. Added in any order; overlapping and touching ones become one. */
export interface Ranges {
  add(start: number, end: number): void
  /** Brings them in order and merges them, then calls `visit` with each. */
  each(visit: (start: number, end: number) => void): void
  /** Whether any covers the position. Only after `each`. */
  readonly size: number
  /** Forgets what ends before `place` and counts from there. */
  shift(place: number): void
}

/** Positions lie within one block, so that a start and an end fit one number exactly and sort as one. */
const SCALE = 2 ** 26

/** No ranges yet. */
export const createRanges = (): Ranges => {
  let list: number[] = []
  let lastStart = -1
  let lastEnd = -1
  let ordered = true

  const settle = (): void => {
    if (ordered) return
    const sorted = Float64Array.from(list).sort()
    list = []
    for (const packed of sorted) {
      const start = Math.floor(packed / SCALE)
      const end = packed % SCALE
      const last = list.at(-1) ?? -1
      if (last >= 0 && start <= last % SCALE) list[list.length - 1] = Math.floor(last / SCALE) * SCALE + Math.max(end, last % SCALE)
      else list.push(packed)
    }
    ordered = true
    lastStart = -1
    lastEnd = -1
  }
  return {
    add(start, end) {
      if (start >= end) return
      // Matches mostly come in order, and the next one lies within or touches the last: no need to keep both.
      if (start >= lastStart && start <= lastEnd) {
        if (end <= lastEnd) return
        lastEnd = end
        list[list.length - 1] = lastStart * SCALE + end
        return
      }
      if (start < lastEnd || list.length === 0 || lastEnd < 0) ordered = list.length === 0
      list.push(start * SCALE + end)
      lastStart = start
      lastEnd = end
    },
    each(visit) {
      settle()
      for (const packed of list) visit(Math.floor(packed / SCALE), packed % SCALE)
    },
    get size() {
      return list.length
    },
    shift(place) {
      settle()
      list = list
        .filter(packed => packed % SCALE > place)
        .map(packed => Math.max(0, Math.floor(packed / SCALE) - place) * SCALE + ((packed % SCALE) - place))
      lastStart = -1
      lastEnd = -1
    },
  }
}
