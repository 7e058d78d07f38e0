import { WINDOW } from '../search/gram-index.ts'
import { isWithinSpan, lookBack, type MaskingPlan, SPAN, windowsOf } from './masking.ts'
import { liesInMask } from './own-mask.ts'
import { SHORTEST_STRIPPED, createSqueezed, extendSqueezed, resetSqueezed } from './stripped-view.ts'
import { createUnitBuffer } from '../search/units.ts'

/**
 * The last look at what is about to be shown: searches the output once more, in both views. It knows nothing of how the output came
 * about but where the masks stand, so that a mistake made on the way is found here and nothing is shown.
 */
export interface OutputCheck {
  /** Takes the next piece of output with the places of the masks in it. False where a value can be seen. */
  passes(piece: string, masks: readonly number[]): boolean
}

/** The stretches within the span of a mask, in order and apart. */
const around = (masks: readonly number[], size: number, length: number): readonly (readonly [number, number])[] => {
  const stretches: [number, number][] = []
  for (const at of masks) {
    const last = stretches.at(-1)
    const to = Math.min(length, at + size + SPAN)
    if (last !== undefined && at - SPAN <= last[1]) last[1] = to
    else stretches.push([Math.max(0, at - SPAN), to])
  }
  return stretches
}

export const createOutputCheck = (plan: MaskingPlan): OutputCheck => {
  const matcher = plan.matcher()
  const { mask } = plan
  const buffer = createUnitBuffer(plan.ignoreCase)
  const view = createSqueezed(plan.classes, plan.linePrefix)
  let length = 0
  let masks: number[] = []

  /** Whether a match shows: it touches no mask, and it does not lie in one that the text had before. */
  const shows = (start: number, end: number): boolean =>
    !(mask.length > 0 && masks.some(at => at < end && at + mask.length > start)) &&
    !(plan.ownMask !== undefined && liesInMask(buffer.units, length, plan.ownMask, { start, end, cut: true }))

  /** The same in the squeezed view of the output from a place on. */
  const showsSqueezed = (from: number, start: number, end: number): boolean =>
    isWithinSpan(view, start, end - 1) && shows(from + (view.places[start] ?? 0), from + (view.places[end - 1] ?? 0) + 1)

  return {
    passes(piece, added) {
      // What a pattern, or a mask, that began in the last piece needs of it.
      const tail = Math.min(length, lookBack(plan))
      buffer.units.copyWithin(0, length - tail, length)
      masks = masks.map(at => at - length + tail).filter(at => at + mask.length > 0)
      buffer.load(piece, tail)
      const { units } = buffer
      length = tail + piece.length
      for (const at of added) masks.push(tail + at)
      let clean = true
      matcher.find({ view: units, from: 0, to: length, shortest: 1 }, (start, end) => {
        if (windowsOf(start, end).some(at => shows(at, Math.min(end, at + WINDOW)))) clean = false
      })
      // Far from every mask the output is the text as it came, whose squeezed view was searched just before.
      for (const [from, to] of around(masks, mask.length, length)) {
        resetSqueezed(view)
        const near = buffer.units.subarray(from, to)
        extendSqueezed(view, near, near.length, true)
        matcher.find({ view: view.units, from: 0, to: view.length, shortest: SHORTEST_STRIPPED }, (start, end) => {
          if (windowsOf(start, end).some(at => showsSqueezed(from, at, Math.min(end, at + WINDOW)))) clean = false
        })
      }
      return clean
    },
  }
}
