import type { Units } from './units.ts'
import type { OnMatch, Search } from './gram-scan.ts'
import { FARTHEST, WINDOW } from './gram-index.ts'
import { AFTER, BEFORE, type PatternPool } from './pattern-pool.ts'

/**
 * Every window of every pattern longer than the window, by rolling hash (Karp and Rabin, 1987): the way through texts in which the probes
 * meet the same gram everywhere. Equal windows are kept once.
 */
export interface WindowHash {
  find(search: Search, report: OnMatch): void
}

const BASE = 0x01000193
const LEAVING = Array.from({ length: WINDOW - 1 }).reduce<number>(power => Math.imul(power, BASE), 1)
const mixed = (hash: number): number => Math.imul(hash ^ (hash >>> 15), 0x9e3779b1)

const hashAt = (units: Units, at: number): number => {
  let hash = 0
  for (let i = 0; i < WINDOW; i++) hash = (Math.imul(hash, BASE) + (units[at + i] ?? 0) + 1) | 0
  return hash
}
const rolled = (hash: number, leaving: number, entering: number): number =>
  (Math.imul((hash - Math.imul(leaving + 1, LEAVING)) | 0, BASE) + entering + 1) | 0

const sameWindow = (units: Units, at: number, others: Units, other: number): boolean => {
  for (let i = 0; i < WINDOW; i++) if (units[at + i] !== others[other + i]) return false
  return true
}

/** Windows by hash, open addressing; equal ones share a slot. */
interface Slots {
  readonly pool: PatternPool
  readonly bits: number
  /** The index of each window in the pool, plus one; 0 is free. */
  readonly places: Int32Array
  /** Its pattern. */
  readonly patterns: Int32Array
  readonly flags: Uint8Array
  /** 1 by the upper bits of the hash of the windows that hide a neighbour. */
  readonly flagged: Uint8Array
}

const FLAGGED_BITS = 16

const findSlot = ({ pool, bits, places }: Slots, hash: number, others: Units, at: number): number => {
  let slot = mixed(hash) >>> (32 - bits)
  while (places[slot] !== 0 && !sameWindow(pool.units, (places[slot] ?? 1) - 1, others, at)) slot = (slot + 1) & (places.length - 1)
  return slot
}

const addWindows = (slots: Slots, id: number): void => {
  const { pool, places, patterns, flags } = slots
  const { units } = pool
  const start = pool.starts[id] ?? 0
  const last = (pool.starts[id + 1] ?? 0) - WINDOW
  if (last <= start) return
  let hash = hashAt(units, start)
  for (let at = start; at <= last; at++) {
    const slot = findSlot(slots, hash, units, at)
    if (places[slot] === 0) {
      places[slot] = at + 1
      patterns[slot] = id
    }
    const edges = (at === start ? BEFORE : 0) | (at === last ? AFTER : 0)
    flags[slot] = (flags[slot] ?? 0) | ((pool.flags[id] ?? 0) & edges)
    if (flags[slot] !== 0) slots.flagged[mixed(hash) >>> (32 - FLAGGED_BITS)] = 1
    hash = rolled(hash, units[at] ?? 0, units[at + WINDOW] ?? 0)
  }
}

/** Builds the table of windows of a pool. */
export const buildWindowHash = (pool: PatternPool): WindowHash => {
  const { starts } = pool
  let windows = 0
  for (let id = 0; id < pool.count; id++) windows += Math.max(0, (starts[id + 1] ?? 0) - (starts[id] ?? 0) - WINDOW + 1)
  const bits = Math.ceil(Math.log2(windows * 2 + 16))
  const size = 2 ** bits
  const slots = {
    pool,
    bits,
    places: new Int32Array(size),
    patterns: new Int32Array(size),
    flags: new Uint8Array(size),
    flagged: new Uint8Array(1 << FLAGGED_BITS),
  }
  for (let id = 0; id < pool.count; id++) addWindows(slots, id)
  return {
    find(search, report) {
      if (windows > 0 && search.to - search.from >= WINDOW && search.shortest <= WINDOW) findWindows(slots, search, report)
    },
  }
}

const findWindows = (slots: Slots, { view, from, to }: Search, report: OnMatch): void => {
  const { pool, places, patterns, flags } = slots
  const ownerOf = (slot: number): number => pool.owners[patterns[slot] ?? 0] ?? 0
  let hash = hashAt(view, from)
  /** The slot of the last window found, how far its pattern was followed since, and where what is not reported yet begins. */
  let found = -1
  let place = 0
  let start = from
  for (let at = from; at + WINDOW <= to; at++) {
    if (found >= 0 && at - start < FARTHEST && isFollowed(slots, found, place, { hash, unit: view[at + WINDOW - 1] ?? 0 })) place++
    else {
      if (found >= 0) report(start, at + WINDOW - 1, ownerOf(found), 0)
      const slot = findSlot(slots, hash, view, at)
      found = places[slot] === 0 ? -1 : slot
      place = (places[slot] ?? 0) - 1
      start = at
      if (flags[slot] !== 0) report(at, at + WINDOW, ownerOf(slot), flags[slot] ?? 0)
    }
    hash = rolled(hash, view[at] ?? 0, view[at + WINDOW] ?? 0)
  }
  if (found >= 0) report(start, to, ownerOf(found), 0)
}

/** One more unit of the same pattern makes the next window equal too; what its neighbours hide only the table knows. */
const isFollowed = (slots: Slots, found: number, place: number, next: { readonly hash: number; readonly unit: number }): boolean =>
  place + WINDOW < (slots.pool.starts[(slots.patterns[found] ?? 0) + 1] ?? 0) &&
  slots.pool.units[place + WINDOW] === next.unit &&
  slots.flagged[mixed(next.hash) >>> (32 - FLAGGED_BITS)] === 0
