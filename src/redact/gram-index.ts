import type { PatternPool } from './pattern-pool.ts'

/** The longest text matched as a whole. Of a longer pattern every piece of this length is a match. */
export const WINDOW = 64
/** How far on a common piece is followed before it is reported, which with a window before it stays within the span of a match. */
export const FARTHEST = 896

/**
 * Where the grams of patterns of similar length stand. Every pattern of at least `gram + stride - 1` units (and every window of a longer
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
  /** What leaves the number of the word of a hash. */
  readonly wholeShift: number
  /** Entries by hash of the whole gram: those of bucket b are heads[b] to heads[b + 1]. */
  readonly heads: Int32Array
  readonly headShift: number
  /** Per entry, the low bits of its hash: what has others is not looked up in the pool, which is too large for the caches. */
  readonly tags: Uint8Array
  /** Per entry, its position in the pool. */
  readonly entries: Int32Array
  /** Per entry, its pattern. */
  readonly patterns: Int32Array
}

export const GOLDEN: number = 0x9e3779b1 | 0
export const MIXER: number = 0x85ebca6b | 0
type Units = Uint8Array | Uint16Array

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
/** So have those that are not looked for in the squeezed view (SHORTEST_SQUEEZED), unless all are few. */
const MIDDLE_BELOW = 12
/** A run of grams is no longer than this, however long the patterns are: every unit more is one more entry. */
const LONGEST_RUN = 20
/** Of few patterns any four units tell; of many, only more units do. Measured with 100, 1,000 and 10,000 values. */
const FEW_UNITS = 200_000
const MANY_UNITS = 4_000_000

/** Builds the tables of a pool, by the length of the patterns. */
export const buildGramTables = (pool: PatternPool): readonly GramTable[] => {
  const short: number[] = []
  const middle: number[] = []
  const long: number[] = []
  for (let id = 0; id < pool.count; id++) {
    const length = lengthOf(pool, id)
    ;(length < SHORT_BELOW ? short : length < MIDDLE_BELOW && pool.length > FEW_UNITS ? middle : long).push(id)
  }
  const counts = gramCounts(pool)
  return [short, middle, long].filter(ids => ids.length > 0).map(ids => buildTable(pool, ids, counts))
}

const lengthOf = ({ starts }: PatternPool, id: number): number => (starts[id + 1] ?? 0) - (starts[id] ?? 0)

interface Shape {
  readonly gram: number
  readonly stride: number
  /** Units of a run of grams. */
  readonly run: number
}

const shapeOf = (shortest: number, units: number): Shape => {
  const run = Math.min(shortest, units > MANY_UNITS ? MIDDLE_BELOW : LONGEST_RUN)
  const share = units > MANY_UNITS ? 2 / 3 : units > FEW_UNITS ? 1 / 2 : 0
  const gram = Math.min(run, 8, Math.max(4, Math.floor(run * share)))
  return { gram, stride: run - gram + 1, run }
}

/** How often the units at every fourth offset of a pattern occur there: what many patterns begin with makes a poor anchor. */
const SAMPLED = 4
const COUNT_BITS = 18
const gramCounts = (pool: PatternPool): Uint8Array => {
  const counts = new Uint8Array(1 << COUNT_BITS)
  for (let id = 0; id < pool.count; id++) {
    const end = (pool.starts[id + 1] ?? 0) - 4
    for (let at = pool.starts[id] ?? 0; at <= end; at += SAMPLED) {
      const slot = hashFew(pool.units, at, 4) >>> (32 - COUNT_BITS)
      const count = counts[slot] ?? 0
      if (count < 255) counts[slot] = count + 1
    }
  }
  return counts
}

const buildTable = (pool: PatternPool, ids: readonly number[], counts: Uint8Array): GramTable => {
  let [units, shortest, longest] = [0, Infinity, 0]
  for (const id of ids) {
    const length = lengthOf(pool, id)
    units += length
    shortest = Math.min(shortest, length)
    longest = Math.max(longest, length)
  }
  const { gram, stride, run } = shapeOf(shortest, units)
  const { blocks, patterns } = chooseBlocks(pool, ids, run, counts)
  const size = blocks.length * stride
  const bitmapBits = bitsFor(size * 12, 12, 22)
  const wholeBits = bitsFor(size * 16, 12, 23)
  const bitmap = new Int32Array(1 << (bitmapBits - 5))
  const wholeBitmap = new Int32Array(1 << (wholeBits - 5))
  const hashes = new Int32Array(size)
  let index = 0
  for (const block of blocks) {
    for (let at = block; at < block + stride; at++) {
      const first = hashFew(pool.units, at, gram)
      const whole = hashWhole(first, gram > 4 ? hashFew(pool.units, at + gram - 4, 4) : first)
      setBits(bitmap, first >>> (37 - bitmapBits), 1 << ((first >>> (32 - bitmapBits)) & 31))
      setBits(wholeBitmap, whole >>> (37 - wholeBits), (1 << (whole & 31)) | (1 << ((whole >>> 5) & 31)))
      hashes[index++] = whole
    }
  }
  const shape = { gram, stride, longest, bitmapShift: 32 - bitmapBits, wholeShift: 37 - wholeBits }
  return { ...shape, bitmap, wholeBitmap, ...bucketsOf({ blocks, patterns, stride }, hashes) }
}

const setBits = (bitmap: Int32Array, word: number, bits: number): void => {
  bitmap[word] = (bitmap[word] ?? 0) | bits
}

/** Runs of grams: where each begins in the pool, and its pattern. */
interface Runs {
  readonly blocks: Int32Array
  readonly patterns: Int32Array
}

/** Sorts the grams of the runs by bucket. */
const bucketsOf = (
  runs: Runs & { readonly stride: number },
  hashes: Int32Array,
): Pick<GramTable, 'heads' | 'headShift' | 'tags' | 'entries' | 'patterns'> => {
  const headBits = bitsFor(hashes.length * 2, 8, 18)
  const headShift = 32 - headBits
  const heads = new Int32Array((1 << headBits) + 1)
  for (const hash of hashes) heads[(hash >>> headShift) + 1] = (heads[(hash >>> headShift) + 1] ?? 0) + 1
  for (let bucket = 1; bucket < heads.length; bucket++) heads[bucket] = (heads[bucket] ?? 0) + (heads[bucket - 1] ?? 0)
  const tags = new Uint8Array(hashes.length)
  const entries = new Int32Array(hashes.length)
  const patterns = new Int32Array(hashes.length)
  const free = heads.slice(0, -1)
  for (let index = 0; index < hashes.length; index++) {
    const run = Math.floor(index / runs.stride)
    const hash = hashes[index] ?? 0
    const slot = free[hash >>> headShift] ?? 0
    free[hash >>> headShift] = slot + 1
    tags[slot] = hash
    entries[slot] = (runs.blocks[run] ?? 0) + index - run * runs.stride
    patterns[slot] = runs.patterns[run] ?? 0
  }
  return { heads, headShift, tags, entries, patterns }
}

/** How many bits count so many; at most so many that the table stays near: the first bitmap, probed all the time, 512 KiB, the second 2 MiB. */
const bitsFor = (count: number, least: number, most: number): number =>
  Math.min(most, Math.max(least, Math.ceil(Math.log2(Math.max(1, count)))))

/**
 * Where in the pool the runs of grams begin: one run per pattern, and in a pattern longer than the window as many as it takes for every
 * window to hold one, each as far on as it may be, at the rarest of a few places.
 */
const chooseBlocks = (pool: PatternPool, ids: readonly number[], run: number, counts: Uint8Array): Runs => {
  const blocks: number[] = []
  const patterns: number[] = []
  for (const id of ids) {
    const start = pool.starts[id] ?? 0
    const end = pool.starts[id + 1] ?? 0
    const length = end - start
    let from = start
    // The first window ends at start + 64; a run within it begins at most at the place below.
    let latest = start + Math.min(length, WINDOW) - run
    for (;;) {
      const block = rarest(pool, { from, latest, start, run }, counts)
      blocks.push(block)
      patterns.push(id)
      // The next window that does not hold this run begins right after it does.
      const next = block + 1
      if (length <= WINDOW || next + WINDOW > end) break
      latest = next + WINDOW - run
      from = Math.max(next, latest - 24)
    }
  }
  return { blocks: Int32Array.from(blocks), patterns: Int32Array.from(patterns) }
}

const rarest = (pool: PatternPool, within: { from: number; latest: number; start: number; run: number }, counts: Uint8Array): number => {
  let best = within.latest
  let least = Infinity
  for (let at = within.latest; at >= within.from; at -= 1) {
    if ((at - within.start) % SAMPLED !== 0 && at !== within.latest) continue
    let cost = 0
    for (let unit = at; unit + 4 <= at + within.run; unit += SAMPLED) {
      cost += 4 * (counts[hashFew(pool.units, unit, 4) >>> (32 - COUNT_BITS)] ?? 0)
      const code = pool.units[unit] ?? 0
      if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 32) cost++
    }
    if (cost < least) [best, least] = [at, cost]
  }
  return best
}
