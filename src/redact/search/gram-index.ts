import type { Units } from './units.ts'
import type { PatternPool } from './pattern-pool.ts'

/** The longest text matched as a whole. Of a longer pattern every piece of this length is a match. */
export const WINDOW = 64
/** How far on a common piece is followed before it is reported, which with a window before it stays within the span of a match. */
export const FARTHEST = 896

/**
 * Places of the grams of patterns of similar length. Every pattern of at least `gram + stride - 1` units (and every window of a longer
 * one) holds a run of `stride` grams that are all in here, so that a text probed at every `stride`-th position meets each occurrence once.
 */
export interface GramTable {
  /** Units per gram: 1 to 8. */
  readonly gram: number
  readonly stride: number
  /** The longest pattern in here. */
  readonly longest: number
  /** One bit per hash of the first four units of a gram: nearly every probe of a text ends here. */
  readonly bitmap: Int32Array
  readonly bitmapShift: number
  /** Two bits of one word per hash of the whole gram: nearly every other ends here. */
  readonly wholeBitmap: Int32Array
  /** The shift that leaves the number of the word of a hash. */
  readonly wholeShift: number
  /** By hash of the whole gram: where its entries begin in `entries`, 0 for none. */
  readonly heads: Int32Array
  readonly headShift: number
  /** Four numbers each, side by side since they are asked for together: the hash, a position in the pool, its pattern, the next entry or 0. */
  readonly entries: Int32Array
}

export const GOLDEN: number = 0x9e3779b1 | 0
export const MIXER: number = 0x85ebca6b | 0
/** Hash of up to four units; multiplied by the golden ratio, so that the upper bits are the good ones. */
const hashFew = (units: Units, at: number, gram: number): number => {
  let key = units[at] ?? 0
  if (gram > 1) key ^= (units[at + 1] ?? 0) << 8
  if (gram > 2) key ^= (units[at + 2] ?? 0) << 16
  if (gram > 3) key ^= (units[at + 3] ?? 0) << 24
  return Math.imul(key ^ (key >>> 15), GOLDEN)
}

/** Hash of a whole gram from the hashes of its first and of its last four units, which may overlap; of a shorter one both are the same. */
const hashWhole = (first: number, last: number): number => {
  const mixed = Math.imul(first ^ (last >>> 13), MIXER)
  return mixed ^ (mixed >>> 15)
}

/** Hash of the gram at a place. */
export const hashGram = (units: Units, at: number, gram: number): number => {
  const first = hashFew(units, at, gram)
  return hashWhole(first, gram > 4 ? hashFew(units, at + gram - 4, 4) : first)
}

/** Shorter patterns have a table of their own, since the probes must stand as close as the shortest pattern wants them. */
const SHORT_BELOW = 8
/** A run of grams is no longer than this, however long the patterns are: every unit more is one more entry. */
const LONGEST_RUN = 20
const LONGEST_RUN_OF_MANY = 12
/** Sizes of a pool: among few units any four tell patterns apart, among many only more do. Measured with 100, 1,000 and 10,000 values. */
const FEW_UNITS = 200_000
const MANY_UNITS = 4_000_000

/** Builds the tables of a pool, by the length of the patterns. */
export const buildGramTables = (pool: PatternPool): readonly GramTable[] => {
  const short: number[] = []
  const long: number[] = []
  for (let id = 0; id < pool.count; id++) (lengthOf(pool, id) < SHORT_BELOW ? short : long).push(id)
  const counts = gramCounts(pool)
  return [short, long].filter(ids => ids.length > 0).map(ids => buildTable(pool, ids, counts))
}

const lengthOf = ({ starts }: PatternPool, id: number): number => (starts[id + 1] ?? 0) - (starts[id] ?? 0)

interface GramShape {
  readonly gram: number
  readonly stride: number
  /** Units of a run of grams. */
  readonly run: number
}

const chooseShape = (shortest: number, units: number): GramShape => {
  const run = Math.min(shortest, units > MANY_UNITS ? LONGEST_RUN_OF_MANY : LONGEST_RUN)
  const share = units > MANY_UNITS ? 2 / 3 : units > FEW_UNITS ? 1 / 2 : 0
  const gram = Math.min(run, 8, Math.max(4, Math.floor(run * share)))
  return { gram, stride: run - gram + 1, run }
}

/** How often the units at every fourth offset of a pattern occur there: what many patterns begin with makes a poor anchor. */
const SAMPLED = 4
const COUNT_BITS = 18
const gramCounts = (pool: PatternPool): Uint8ClampedArray => {
  const counts = new Uint8ClampedArray(1 << COUNT_BITS)
  for (let id = 0; id < pool.count; id++)
    for (let at = pool.starts[id] ?? 0; at + 4 <= (pool.starts[id + 1] ?? 0); at += SAMPLED) {
      const slot = hashFew(pool.units, at, 4) >>> (32 - COUNT_BITS)
      counts[slot] = (counts[slot] ?? 0) + 1
    }
  return counts
}

const buildTable = (pool: PatternPool, ids: readonly number[], counts: Uint8ClampedArray): GramTable => {
  let [units, shortest, longest] = [0, Infinity, 0]
  for (const id of ids) {
    const length = lengthOf(pool, id)
    units += length
    shortest = Math.min(shortest, length)
    longest = Math.max(longest, length)
  }
  const { gram, stride, run } = chooseShape(shortest, units)
  const runs = chooseBlocks(pool, ids, run, counts)
  const size = (runs.length / 2) * stride
  const [bitmapBits, wholeBits, headBits] = [bitsFor(size * 12, 12, 22), bitsFor(size * 16, 12, 23), bitsFor(size, 8, 20)]
  const bitmap = new Int32Array(1 << (bitmapBits - 5))
  const wholeBitmap = new Int32Array(1 << (wholeBits - 5))
  const heads = new Int32Array(1 << headBits)
  const entries = new Int32Array(size * 4 + 4)
  let entry = 4
  // From the last to the first, so that the whole of a value is met before its parts and what it covers need not be compared again.
  for (let index = runs.length - 2; index >= 0; index -= 2)
    for (let start = runs[index] ?? 0, at = start + stride - 1; at >= start; at--) {
      const first = hashFew(pool.units, at, gram)
      const whole = hashWhole(first, gram > 4 ? hashFew(pool.units, at + gram - 4, 4) : first)
      setBits(bitmap, first >>> (37 - bitmapBits), 1 << ((first >>> (32 - bitmapBits)) & 31))
      setBits(wholeBitmap, whole >>> (37 - wholeBits), (1 << (whole & 31)) | (1 << ((whole >>> 5) & 31)))
      entries[entry] = whole
      entries[entry + 1] = at
      entries[entry + 2] = runs[index + 1] ?? 0
      entries[entry + 3] = heads[whole >>> (32 - headBits)] ?? 0
      heads[whole >>> (32 - headBits)] = entry
      entry += 4
    }
  const shifts = { bitmapShift: 32 - bitmapBits, wholeShift: 37 - wholeBits, headShift: 32 - headBits }
  return { gram, stride, longest, bitmap, wholeBitmap, heads, entries, ...shifts }
}

const setBits = (bitmap: Int32Array, word: number, bits: number): void => {
  bitmap[word] = (bitmap[word] ?? 0) | bits
}

/** How many bits count so many; at most so many that the table stays near: the first bitmap, probed all the time, 512 KiB, the second 2 MiB. */
const bitsFor = (count: number, least: number, most: number): number => Math.min(most, Math.max(least, Math.ceil(Math.log2(count))))

/**
 * Chooses where in the pool the runs of grams begin, each followed by its pattern: one run per pattern, and in a pattern longer than the window as many as it takes for every
 * window to hold one, each as far on as it may be, at the rarest of a few places.
 */
const chooseBlocks = (pool: PatternPool, ids: readonly number[], run: number, counts: Uint8ClampedArray): readonly number[] => {
  const runs: number[] = []
  for (const id of ids) {
    const start = pool.starts[id] ?? 0
    const end = pool.starts[id + 1] ?? 0
    const length = end - start
    let from = start
    // The first window ends at start + 64; a run within it begins at most at the place below.
    let latest = start + Math.min(length, WINDOW) - run
    for (;;) {
      const block = rarest(pool, { from, latest, start, run }, counts)
      runs.push(block, id)
      // The next window that does not hold this run begins right after it does.
      const next = block + 1
      if (length <= WINDOW || next + WINDOW > end) break
      latest = next + WINDOW - run
      from = Math.max(next, latest - 24)
    }
  }
  return runs
}

const rarest = (
  pool: PatternPool,
  within: { from: number; latest: number; start: number; run: number },
  counts: Uint8ClampedArray,
): number => {
  let best = within.latest
  let least = Infinity
  for (let at = within.latest; at >= within.from; at -= 1) {
    if ((at - within.start) % SAMPLED !== 0 && at !== within.latest) continue
    let cost = 0
    for (let unit = at; unit + 4 <= at + within.run && cost < least; unit += SAMPLED) {
      cost += 4 * (counts[hashFew(pool.units, unit, 4) >>> (32 - COUNT_BITS)] ?? 0)
    }
    if (cost < least) [best, least] = [at, cost]
  }
  return best
}
