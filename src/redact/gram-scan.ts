import { GOLDEN, type GramTable, hashFew, hashWhole, WINDOW } from './gram-index.ts'
import { AFTER, BEFORE, type PatternPool } from './pattern-pool.ts'

/** Called with each match: where, whose, and whether the unit before it or after it is to be hidden too. */
export type Report = (start: number, end: number, owner: number, flags: number) => void

/** What to search: units `[from, to)` of a view, for patterns of at least `shortest` units. */
export interface Search {
  readonly view: Uint16Array
  readonly from: number
  readonly to: number
  readonly shortest: number
}

/** Comparing costs at most this many steps a unit; a text that needs more is periodic, and the automaton is faster. */
const STEPS_PER_UNIT = 8
const STEPS_AT_LEAST = 4096

/**
 * Finds every occurrence of every pattern, of those longer than the window every piece of at least a window.
 * False where the text is of a kind that takes too many comparisons: what was reported until then is right, but not all.
 */
export const scanGrams = (pool: PatternPool, tables: readonly GramTable[], search: Search, report: Report): boolean => {
  const verify = createVerifier(pool, search, report)
  for (const table of tables) if (!(table.gram === 8 ? probeLong(table, search, verify) : probeFew(table, search, verify))) return false
  return true
}

/** Compares the patterns of a bucket with the text around a probe; false when the steps are used up. */
type Verify = (table: GramTable, at: number, first: number) => boolean

const probeFew = (table: GramTable, search: Search, verify: Verify): boolean => {
  const { view } = search
  const { gram, stride, bitmap, bitmapShift } = table
  const last = search.to - gram
  for (let at = search.from; at <= last; at += stride) {
    const hash = hashFew(view, at, gram)
    const bit = hash >>> bitmapShift
    if (((bitmap[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0 && !verify(table, at, hash)) return false
  }
  return true
}

/** The same for grams of eight, spelled out: this loop meets every ninth unit of every text. */
const probeLong = (table: GramTable, search: Search, verify: Verify): boolean => {
  const { view } = search
  const { bitmap, bitmapShift, stride } = table
  const last = search.to - 8
  for (let at = search.from; at <= last; at += stride) {
    const key = (view[at] ?? 0) ^ ((view[at + 1] ?? 0) << 8) ^ ((view[at + 2] ?? 0) << 16) ^ ((view[at + 3] ?? 0) << 24)
    const hash = Math.imul(key ^ (key >>> 15), GOLDEN)
    const bit = hash >>> bitmapShift
    if (((bitmap[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0 && !verify(table, at, hash)) return false
  }
  return true
}

/** A search under way. */
interface Progress extends Search {
  readonly pool: PatternPool
  readonly report: Report
  /** Comparisons left. */
  steps: number
  /** The stretch reported last, as far as it is in one piece. */
  coveredFrom: number
  coveredTo: number
}

/** How far on a common piece is followed at once; probes within what is covered cost nothing. */
const FARTHEST = 1024

const reportMatch = (progress: Progress, match: { start: number; end: number }, owner: number, flags: number): void => {
  const { start, end } = match
  if (start > progress.coveredTo || start < progress.coveredFrom) [progress.coveredFrom, progress.coveredTo] = [start, end]
  else progress.coveredTo = Math.max(progress.coveredTo, end)
  progress.report(start, end, owner, flags)
}

/** Whether all that a match through this probe could add is reported: it reaches a window and a neighbour to each side. */
const isCovered = ({ coveredFrom, coveredTo }: Progress, at: number): boolean => coveredFrom < at - WINDOW && coveredTo > at + WINDOW

const createVerifier = (pool: PatternPool, search: Search, report: Report): Verify => {
  const progress = {
    ...search,
    pool,
    report,
    steps: STEPS_PER_UNIT * (search.to - search.from) + STEPS_AT_LEAST,
    coveredFrom: 0,
    coveredTo: 0,
  }
  return (table, at, first) => verifyBucket(progress, table, at, first)
}

const verifyBucket = (progress: Progress, table: GramTable, at: number, first: number): boolean => {
  if (isCovered(progress, at)) return true
  const { view, pool } = progress
  const { units, starts } = pool
  const { gram, heads, entries } = table
  const bucket = hashWhole(view, at, gram, first) >>> table.headShift
  const end = heads[bucket + 1] ?? 0
  for (let index = heads[bucket] ?? 0; index < end; index++) {
    const entry = entries[index] ?? 0
    progress.steps -= 2
    let same = 0
    while (same < gram && units[entry + same] === view[at + same]) same++
    if (same < gram) continue
    const pattern = patternAt(starts, entry)
    if ((starts[pattern + 1] ?? 0) - (starts[pattern] ?? 0) > WINDOW) verifyPiece(progress, pattern, entry, at)
    else verifyWhole(progress, pattern, at - entry + (starts[pattern] ?? 0))
    if (isCovered(progress, at)) break
  }
  return progress.steps > 0
}

/** A pattern of at most a window, which would begin at `first`. */
const verifyWhole = (progress: Progress, pattern: number, first: number): void => {
  const { view, from, to, shortest, pool } = progress
  const { units, starts, owners, flags } = pool
  const start = starts[pattern] ?? 0
  const length = (starts[pattern + 1] ?? 0) - start
  if (length < shortest || first < from || first + length > to) return
  let same = 0
  while (same < length && units[start + same] === view[first + same]) same++
  progress.steps -= same
  if (same === length) reportMatch(progress, { start: first, end: first + length }, owners[pattern] ?? 0, flags[pattern] ?? 0)
}

/** The common piece around the probe, at most a window back and some way on: the next probe finds what lies beyond. */
const verifyPiece = (progress: Progress, pattern: number, entry: number, at: number): void => {
  const { view, from, to, pool } = progress
  const { units, starts, owners, flags } = pool
  const start = starts[pattern] ?? 0
  const end = starts[pattern + 1] ?? 0
  let before = 0
  let most = Math.min(WINDOW, entry - start, at - from)
  while (before < most && units[entry - before - 1] === view[at - before - 1]) before++
  let after = 0
  most = Math.min(FARTHEST, end - entry, to - at)
  while (after < most && units[entry + after] === view[at + after]) after++
  progress.steps -= before + after
  if (before + after < WINDOW) return
  const edges = (entry - before === start ? BEFORE : 0) | (entry + after === end ? AFTER : 0)
  reportMatch(progress, { start: at - before, end: at + after }, owners[pattern] ?? 0, (flags[pattern] ?? 0) & edges)
}

/** The pattern that holds a position of the pool. */
const patternAt = (starts: Int32Array, position: number): number => {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= position) low = middle + 1
    else high = middle
  }
  return low - 1
}
