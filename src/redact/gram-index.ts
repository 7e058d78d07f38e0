import type { PatternPool } from './pattern-pool.ts'

/** The longest text matched as a whole. Of a longer pattern every piece of this length is a match. */
export const WINDOW = 64

/**
 * Where the grams of patterns of similar length stand. Every pattern of at least `shortest` units (and every window of a longer one) holds
 * a run of `stride` grams that are all in here, so that a text probed at every `stride`-th position meets each occurrence once.
 */
export interface GramTable {
  /** Units per gram: 1 to 4, or 8. */
  readonly gram: number
  readonly stride: number
  /** One bit per hash of the first units of a gram: nearly every probe of a text ends here. */
  readonly bitmap: Int32Array
  readonly bitmapShift: number
  /** Entries by hash of the whole gram: those of bucket b are entries[heads[b]] to entries[heads[b + 1]], positions in the pool. */
  readonly heads: Int32Array
  readonly headShift: number
  readonly entries: Int32Array
}

export const GOLDEN = 0x9e3779b1
type Units = Uint8Array | Uint16Array

/** Hash of up to four units; multiplied by the golden ratio, so that the upper bits are the good ones. */
export const hashFew = (units: Units, at: number, gram: number): number => {
  let key = units[at] ?? 0
  if (gram > 1) key ^= (units[at + 1] ?? 0) << 8
  if (gram > 2) key ^= (units[at + 2] ?? 0) << 16
  if (gram > 3) key ^= (units[at + 3] ?? 0) << 24
  return Math.imul(key ^ (key >>> 15), GOLDEN)
}

/** Hash of a whole gram, where the hash of its first units is known. */
export const hashWhole = (units: Units, at: number, gram: number, first: number): number =>
  gram < 8 ? first : Math.imul(first ^ (hashFew(units, at + 4, 4) >>> 7), GOLDEN)

/** Lengths, grams and strides of the tables. Within a pattern of `shortest` units there are `stride` grams. */
const SHORT_BELOW = 8
const MEDIUM = { shortest: 8, gram: 4, stride: 5 }
const LONG = { shortest: 16, gram: 8, stride: 9 }
/** Of very many patterns fewer grams each are kept: the tables stay small enough for the caches. */
const LONG_OF_MANY = { shortest: 12, gram: 8, stride: 5 }
const MANY = 40_000

/** Builds the tables of a pool: short patterns by their shortest, from 8 and from 16 units on. */
export const buildGramTables = (pool: PatternPool): readonly GramTable[] => {
  const short: number[] = []
  const medium: number[] = []
  const long: number[] = []
  let shortest = SHORT_BELOW
  for (let id = 0; id < pool.count; id++) {
    const length = (pool.starts[id + 1] ?? 0) - (pool.starts[id] ?? 0)
    if (length < SHORT_BELOW) shortest = Math.min(shortest, length)
    ;(length < SHORT_BELOW ? short : length < LONG.shortest ? medium : long).push(id)
  }
  const counts = gramCounts(pool)
  const tables: GramTable[] = []
  if (short.length > 0)
    tables.push(buildTable(pool, short, { shortest, gram: Math.min(shortest, 4), stride: Math.max(1, shortest - 3) }, counts))
  if (medium.length > 0) tables.push(buildTable(pool, medium, MEDIUM, counts))
  if (long.length > 0) tables.push(buildTable(pool, long, long.length > MANY ? LONG_OF_MANY : LONG, counts))
  return tables
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

interface Shape {
  readonly shortest: number
  readonly gram: number
  readonly stride: number
}

const buildTable = (pool: PatternPool, ids: readonly number[], shape: Shape, counts: Uint8Array): GramTable => {
  const blocks = chooseBlocks(pool, ids, shape, counts)
  const size = blocks.length * shape.stride
  const headBits = bitsFor(size / 2, 8, 22)
  const bitmapBits = bitsFor(size * 12, 12, 24)
  const heads = new Int32Array((1 << headBits) + 1)
  const bitmap = new Int32Array(1 << (bitmapBits - 5))
  const hashes = new Int32Array(size)
  let index = 0
  for (const block of blocks) {
    for (let at = block; at < block + shape.stride; at++) {
      const first = hashFew(pool.units, at, shape.gram)
      const bit = first >>> (32 - bitmapBits)
      bitmap[bit >>> 5] = (bitmap[bit >>> 5] ?? 0) | (1 << (bit & 31))
      const bucket = hashWhole(pool.units, at, shape.gram, first) >>> (32 - headBits)
      hashes[index++] = bucket
      heads[bucket + 1] = (heads[bucket + 1] ?? 0) + 1
    }
  }
  for (let bucket = 1; bucket < heads.length; bucket++) heads[bucket] = (heads[bucket] ?? 0) + (heads[bucket - 1] ?? 0)
  const entries = new Int32Array(size)
  const free = heads.slice(0, -1)
  index = 0
  for (const block of blocks) {
    for (let at = block; at < block + shape.stride; at++) {
      const bucket = hashes[index++] ?? 0
      const slot = free[bucket] ?? 0
      entries[slot] = at
      free[bucket] = slot + 1
    }
  }
  return { gram: shape.gram, stride: shape.stride, bitmap, bitmapShift: 32 - bitmapBits, heads, headShift: 32 - headBits, entries }
}

const bitsFor = (count: number, least: number, most: number): number =>
  Math.min(most, Math.max(least, Math.ceil(Math.log2(Math.max(1, count)))))

/**
 * Where in the pool the runs of grams begin: one run per pattern, and in a pattern longer than the window as many as it takes for every
 * window to hold one, each as far on as it may be, at the rarest of a few places.
 */
const chooseBlocks = (pool: PatternPool, ids: readonly number[], shape: Shape, counts: Uint8Array): Int32Array => {
  const blocks: number[] = []
  for (const id of ids) {
    const start = pool.starts[id] ?? 0
    const end = pool.starts[id + 1] ?? 0
    const length = end - start
    let from = start
    // The first window ends at start + 64; a run within it begins at most at the place below.
    let latest = start + Math.min(length, WINDOW) - shape.shortest
    for (;;) {
      const block = rarest(pool, { from, latest, start, gram: shape.shortest }, counts)
      blocks.push(block)
      // The next window that does not hold this run begins right after it does.
      const next = block + 1
      if (length <= WINDOW || next + WINDOW > end) break
      latest = next + WINDOW - shape.shortest
      from = Math.max(next, latest - 24)
    }
  }
  return Int32Array.from(blocks)
}

const rarest = (pool: PatternPool, within: { from: number; latest: number; start: number; gram: number }, counts: Uint8Array): number => {
  let best = within.latest
  let least = Infinity
  for (let at = within.latest; at >= within.from; at -= 1) {
    if ((at - within.start) % SAMPLED !== 0 && at !== within.latest) continue
    let cost = 0
    for (let unit = at; unit + 4 <= at + within.gram; unit += SAMPLED) {
      cost += 4 * (counts[hashFew(pool.units, unit, 4) >>> (32 - COUNT_BITS)] ?? 0)
      const code = pool.units[unit] ?? 0
      if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 32) cost++
    }
    if (cost < least) [best, least] = [at, cost]
  }
  return best
}
