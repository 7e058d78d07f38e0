import { FARTHEST, GOLDEN, type GramTable, hashGram, MIXER, WINDOW } from './gram-index.ts'
import { AFTER, BEFORE, type PatternPool } from './pattern-pool.ts'

/** Called with each match: where, whose, and whether the unit before it or after it is to be hidden too. */
export type OnMatch = (start: number, end: number, owner: number, flags: number) => void

/** A search: units `[from, to)` of a view, for patterns of at least `shortest` units. */
export interface Search {
  readonly view: Uint16Array
  readonly from: number
  readonly to: number
  readonly shortest: number
}

/** Comparing costs at most this many steps a unit; a text that needs more is periodic, and the automaton is faster. */
const STEPS_PER_UNIT = 8
const STEPS_AT_LEAST = 4096

/** Room for the probes of a search that are not ruled out yet; one per matcher, so that searches allocate nothing. */
export interface Candidates {
  places: Int32Array
}

/**
 * Finds every occurrence of every pattern, of those longer than the window every piece of at least a window.
 * False where the text is of a kind that takes too many comparisons: what was reported until then is right, but not all.
 */
export const scanGrams = (
  { pool, tables, candidates }: { readonly pool: PatternPool; readonly tables: readonly GramTable[]; readonly candidates: Candidates },
  search: Search,
  report: OnMatch,
): boolean => {
  const { view, from, to, shortest } = search
  const size = to - from
  if (candidates.places.length < size) candidates.places = new Int32Array(size * 2)
  const { places } = candidates
  // Spelled out: spreading `search` took longer than probing a block.
  const steps = STEPS_PER_UNIT * size + STEPS_AT_LEAST
  const progress: Progress = { view, from, to, shortest, pool, report, steps, coveredFrom: 0, coveredTo: 0 }
  for (const table of tables) {
    if (table.longest < shortest) continue
    const probed = probe(search, table, places)
    const count = table.gram < 4 ? probed : confirm(view, table, places, probed)
    for (let index = 0; index < count; index++) if (!verifyBucket(progress, table, places[index] ?? 0)) return false
  }
  return true
}

/**
 * Writes the places whose first four units may begin a gram of the table and returns how many they are. As in {@link confirm}, the hash is
 * spelled out, there is no call in the loop and no branch: it meets every text every few units, and took three times as long with calls,
 * after which the engine reads lengths and addresses of the arrays again.
 */
const probe = ({ view, from, to }: Search, { gram, stride, bitmap, bitmapShift }: GramTable, places: Int32Array): number => {
  const [second, third, fourth] = [gram > 1 ? -1 : 0, gram > 2 ? -1 : 0, gram > 3 ? -1 : 0]
  let count = 0
  for (let at = from; at <= to - gram; at += stride) {
    const pair = (view[at] ?? 0) ^ (((view[at + 1] ?? 0) << 8) & second)
    const key = pair ^ (((view[at + 2] ?? 0) << 16) & third) ^ (((view[at + 3] ?? 0) << 24) & fourth)
    const bit = Math.imul(key ^ (key >>> 15), GOLDEN) >>> bitmapShift
    places[count] = at
    count += ((bitmap[bit >>> 5] ?? 0) >>> (bit & 31)) & 1
  }
  return count
}

/** Keeps the places where the whole gram may be one of the table. */
const confirm = (view: Uint16Array, table: GramTable, places: Int32Array, most: number): number => {
  const { gram, wholeBitmap, wholeShift } = table
  let count = 0
  for (let index = 0; index < most; index++) {
    const at = places[index] ?? 0
    const key = (view[at] ?? 0) ^ ((view[at + 1] ?? 0) << 8) ^ ((view[at + 2] ?? 0) << 16) ^ ((view[at + 3] ?? 0) << 24)
    const end = at + gram
    const other = (view[end - 4] ?? 0) ^ ((view[end - 3] ?? 0) << 8) ^ ((view[end - 2] ?? 0) << 16) ^ ((view[end - 1] ?? 0) << 24)
    const first = Math.imul(key ^ (key >>> 15), GOLDEN)
    const last = Math.imul(other ^ (other >>> 15), GOLDEN)
    const mixed = Math.imul(first ^ (last >>> 13), MIXER)
    const whole = mixed ^ (mixed >>> 15)
    const word = wholeBitmap[whole >>> wholeShift] ?? 0
    places[count] = at
    count += (word >>> (whole & 31)) & (word >>> ((whole >>> 5) & 31)) & 1
  }
  return count
}

/** A search under way. */
interface Progress extends Search {
  readonly pool: PatternPool
  readonly report: OnMatch
  /** Comparisons left. */
  steps: number
  /** The stretch reported last, as far as it is in one piece. */
  coveredFrom: number
  coveredTo: number
}

/**
 * True where all that a match through this probe could add is reported: it reaches a window and a neighbour to each side. Where the search
 * begins within that, no match reaches further back, and the neighbour of one that begins with it was seen by the search before.
 */
const isCovered = ({ coveredFrom, coveredTo, from }: Progress, at: number): boolean =>
  (coveredFrom < at - WINDOW || coveredFrom === from) && coveredTo > at + WINDOW

/** Compares the patterns of a bucket with the text around a probe; false when the steps are used up. */
const verifyBucket = (progress: Progress, table: GramTable, at: number): boolean => {
  const { heads, headShift, entries } = table
  const hash = hashGram(progress.view, at, table.gram)
  for (let entry = heads[hash >>> headShift] ?? 0; entry > 0 && !isCovered(progress, at); entry = entries[entry + 3] ?? 0) {
    progress.steps--
    if (entries[entry] === hash) verify(progress, entries[entry + 2] ?? 0, entries[entry + 1] ?? 0, at)
  }
  return progress.steps > 0
}

/**
 * Reports what the text at a probe and a pattern at an entry have in common, if it is all of the pattern or at least a window: at most a
 * window back and some way on, since the next probe finds what lies beyond.
 */
const verify = (progress: Progress, pattern: number, entry: number, at: number): void => {
  const { view, from, to, shortest, pool } = progress
  const { units, starts, owners, flags } = pool
  const start = starts[pattern] ?? 0
  const end = starts[pattern + 1] ?? 0
  if (end - start < shortest) return
  let before = 0
  let most = Math.min(WINDOW, entry - start, at - from)
  while (before < most && units[entry - before - 1] === view[at - before - 1]) before++
  let after = 0
  most = Math.min(FARTHEST, end - entry, to - at)
  while (after < most && units[entry + after] === view[at + after]) after++
  progress.steps -= before + after
  if (before + after < Math.min(WINDOW, end - start)) return
  const edges = (entry - before === start ? BEFORE : 0) | (entry + after === end ? AFTER : 0)
  const first = at - before
  if (first > progress.coveredTo || first < progress.coveredFrom) {
    progress.coveredFrom = first
    progress.coveredTo = 0
  }
  progress.coveredTo = Math.max(progress.coveredTo, at + after)
  progress.report(first, at + after, owners[pattern] ?? 0, (flags[pattern] ?? 0) & edges)
}
