import type { Units } from '../search/units.ts'
import type { PatternPool } from '../search/pattern-pool.ts'
import { WINDOW } from '../search/gram-index.ts'

/** Fewer units of a value at a cut end tell nothing: a word begins like any value. */
const SHORTEST_CUT = 4

/**
 * Finds what is left of a value at the end of a text that was cut off, and at the beginning of one: how many units of `[from, to)` next to the cut
 * are the beginning, or the end, of a pattern of at least `shortest` units; 0 for none.
 */
export type CutEnds = (cut: 'start' | 'end', view: Uint16Array, within: { from: number; to: number; shortest: number }) => number

const key = (units: Units, at: number): string => String.fromCharCode(...units.subarray(at, at + SHORTEST_CUT))

/** An index of the first and last units of every pattern, built when first asked. */
export const createCutEnds = ({ units, starts, count }: PatternPool): CutEnds => {
  const startOf = (id: number): number => starts[id] ?? 0
  const lengthOf = (id: number): number => startOf(id + 1) - startOf(id)
  const indexes = new Map<string, Map<string, number[]>>()
  const indexAt = (cut: 'start' | 'end'): Map<string, number[]> => {
    const known = indexes.get(cut)
    if (known !== undefined) return known
    const map = new Map<string, number[]>()
    indexes.set(cut, map)
    for (let id = 0; id < count; id++) {
      const edge = key(units, cut === 'end' ? startOf(id) : startOf(id + 1) - SHORTEST_CUT)
      const ids = map.get(edge)
      if (ids === undefined) map.set(edge, [id])
      else ids.push(id)
    }
    return map
  }
  const same = (view: Uint16Array, at: number, place: number, size: number): boolean => {
    for (let i = 0; i < size; i++) if (view[at + i] !== units[place + i]) return false
    return true
  }
  return (cut, view, { from, to, shortest }) => {
    for (let size = Math.min(WINDOW - 1, to - from); size >= SHORTEST_CUT; size--) {
      const at = cut === 'end' ? to - size : from
      const ids = indexAt(cut).get(key(view, cut === 'end' ? at : at + size - SHORTEST_CUT)) ?? []
      const fits = (id: number): boolean =>
        lengthOf(id) > size && lengthOf(id) >= shortest && same(view, at, cut === 'end' ? startOf(id) : startOf(id + 1) - size, size)
      if (ids.some(fits)) return size
    }
    return 0
  }
}
