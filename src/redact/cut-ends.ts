import type { PatternPool } from './pattern-pool.ts'
import { WINDOW } from './gram-index.ts'

/** Fewer units of a value at a cut end tell nothing: a word begins like any value. */
const SHORTEST_CUT = 4

/** Finds what is left of a value at the end of a text that was cut off, and at the beginning of one. */
export interface CutEnds {
  /** How many of the last units before `to` are the beginning of a pattern of at least `shortest` units; 0 for none. */
  atEnd(view: Uint16Array, from: number, to: number, shortest: number): number
  /** How many of the first units from `from` on are the end of a pattern. */
  atStart(view: Uint16Array, from: number, to: number, shortest: number): number
}

type Units = Uint8Array | Uint16Array
const key = (units: Units, at: number): string => String.fromCharCode(...units.subarray(at, at + SHORTEST_CUT))

/** An index of the first and last units of every pattern, built when first asked. */
export const createCutEnds = (pool: PatternPool): CutEnds => {
  const { units, starts } = pool
  const index = (place: (id: number) => number): Map<string, number[]> => {
    const map = new Map<string, number[]>()
    for (let id = 0; id < pool.count; id++) {
      if ((starts[id + 1] ?? 0) - (starts[id] ?? 0) <= SHORTEST_CUT) continue
      const head = key(units, place(id))
      const ids = map.get(head)
      if (ids === undefined) map.set(head, [id])
      else ids.push(id)
    }
    return map
  }
  const heads = lazily(() => index(id => starts[id] ?? 0))
  const tails = lazily(() => index(id => (starts[id + 1] ?? 0) - SHORTEST_CUT))
  const same = (view: Uint16Array, at: number, place: number, size: number): boolean => {
    for (let i = 0; i < size; i++) if (view[at + i] !== units[place + i]) return false
    return true
  }
  const fits = (id: number, size: number, shortest: number): boolean => {
    const length = (starts[id + 1] ?? 0) - (starts[id] ?? 0)
    return length > size && length >= shortest
  }
  return {
    atEnd(view, from, to, shortest) {
      for (let size = Math.min(WINDOW - 1, to - from); size >= SHORTEST_CUT; size--) {
        const ids = heads().get(key(view, to - size)) ?? []
        if (ids.some(id => fits(id, size, shortest) && same(view, to - size, starts[id] ?? 0, size))) return size
      }
      return 0
    },
    atStart(view, from, to, shortest) {
      for (let size = Math.min(WINDOW - 1, to - from); size >= SHORTEST_CUT; size--) {
        const ids = tails().get(key(view, from + size - SHORTEST_CUT)) ?? []
        if (ids.some(id => fits(id, size, shortest) && same(view, from, (starts[id + 1] ?? 0) - size, size))) return size
      }
      return 0
    },
  }
}

const lazily = <T>(make: () => T): (() => T) => {
  let made: T | undefined
  return () => (made ??= make())
}
