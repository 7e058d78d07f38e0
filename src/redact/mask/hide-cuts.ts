import type { CutEnds } from './cut-ends.ts'
import { FAMILIES } from './escapes.ts'
import { createLevels, extendLevels } from './decoded-levels.ts'
import type { MaskingPlan } from './masking-plan.ts'
import { SHORTEST_STRIPPED } from './stripped-view.ts'
import { hideSegments, type Hits } from './text-search.ts'
import { SPAN, type View } from './view.ts'

/** A text that was cut off, as far as it is known. */
interface CutText {
  readonly units: Uint16Array
  readonly length: number
  readonly stripped: View
}

/** Characters that writers put where they cut, and that close around it: dots, quotes, brackets, white space. */
const AROUND_CUTS = new Set(Array.from(' \t\r\n"\'`.…,;|\\[]{}()<>', char => char.charCodeAt(0)))
const MOST_AROUND = 24

/** Hides what a value left at the beginning of a cut text. Asked once, when enough is there for the answer not to depend on the pieces. */
export const hideCutStart = (plan: MaskingPlan, { units, length, stripped }: CutText, hits: Hits): void => {
  const to = Math.min(length, SPAN - 1)
  hideAt('start', plan.cutEnds, textView(units.subarray(0, to)), hits)
  let settled = 0
  while (settled < stripped.length && stripped.decided(settled) < SPAN - 1) settled++
  hideStripped('start', plan.cutEnds, { view: stripped, units, from: 0, to: settled }, hits)
  eachDecoded(units.subarray(0, to), view => {
    if (view.start(0) === 0) hideAt('start', plan.cutEnds, view, hits)
  })
}

/** The same at the end, where no more is held than a match may span. */
export const hideCutEnd = (plan: MaskingPlan, { units, length, stripped }: CutText, hits: Hits): void => {
  const from = Math.max(0, length - SPAN + 1)
  const moved: Hits = { ...hits, hide: (start, end) => hits.hide(from + start, from + end) }
  hideAt('end', plan.cutEnds, textView(units.subarray(from, length)), moved)
  let near = stripped.length
  while (near > 0 && stripped.start(near - 1) >= from) near--
  hideStripped('end', plan.cutEnds, { view: stripped, units, from: near, to: stripped.length }, hits)
  eachDecoded(units.subarray(from, length), view => {
    if (view.end(view.length - 1) === length - from) hideAt('end', plan.cutEnds, view, moved)
  })
}

const textView = (units: Uint16Array): View => ({
  units,
  length: units.length,
  escapes: Array.from(units).flatMap((unit, index) => (unit === 92 || unit === 37 || unit === 38 ? [index] : [])),
  start: index => index,
  end: index => index + 1,
  decided: index => index,
})

/** Hands on views of a text as a reader of escapes makes them, stretch by stretch and level by level. */
const eachDecoded = (units: Uint16Array, look: (view: View) => void): void => {
  const below = textView(units)
  if (below.escapes.length === 0) return
  const level = createLevels(below, { families: FAMILIES.all, margin: SPAN })
  if (level === undefined) return
  extendLevels(level, true, (view, _, complete) => {
    if (complete && view.length > 0) look(view)
  })
}

/** Lists where the text may have been cut: at its very end, before white space, before all that writers put there. */
const cutPlaces = (cut: 'start' | 'end', units: Uint16Array, length: number): readonly number[] => {
  const unitAt = (index: number): number => units[cut === 'end' ? length - 1 - index : index] ?? 0
  const most = Math.min(length, MOST_AROUND)
  const skip = (test: (unit: number) => boolean): number => {
    let count = 0
    while (count < most && test(unitAt(count))) count++
    return count
  }
  const counts = new Set([0, skip(unit => unit <= 32), skip(unit => AROUND_CUTS.has(unit))])
  return Array.from(counts, count => (cut === 'end' ? length - count : count))
}

const hideAt = (cut: 'start' | 'end', cutEnds: CutEnds, view: View, hits: Hits): void => {
  for (const place of cutPlaces(cut, view.units, view.length)) {
    const within = cut === 'end' ? { from: 0, to: place, shortest: 1 } : { from: place, to: view.length, shortest: 1 }
    const size = cutEnds(cut, view.units, within)
    if (size === 0) continue
    const [first, last] = cut === 'end' ? [place - size, place - 1] : [place, place + size - 1]
    hits.hide(view.start(first), view.end(last))
  }
}

const hideStripped = (
  cut: 'start' | 'end',
  cutEnds: CutEnds,
  { view, units, from, to }: { readonly view: View; readonly units: Uint16Array; readonly from: number; readonly to: number },
  hits: Hits,
): void => {
  for (const place of cutPlaces(cut, view.units, to)) {
    const within = cut === 'end' ? { from, to: place } : { from: place, to }
    const size = cutEnds(cut, view.units, { ...within, shortest: SHORTEST_STRIPPED })
    const first = cut === 'end' ? place - size : place
    hideSegments(hits, units, view, first, first + size)
  }
}
