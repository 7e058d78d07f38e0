import { createUnitBuffer } from '../search/units.ts'
import { WINDOW } from '../search/gram-index.ts'
import type { MaskingPlan } from './masking-plan.ts'
import { liesInMask } from './own-mask.ts'
import { createTextSearch, lookBack } from './text-search.ts'
import { SPAN, type View, listWindows } from './view.ts'

/**
 * The last look at what is about to be shown: searches the output once more, in all views. It knows nothing of how the output came
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

// oxlint-disable-next-line max-lines-per-function -- one closure over the state of a check
export const createOutputCheck = (plan: MaskingPlan): OutputCheck => {
  const { mask } = plan
  const matcher = plan.matcher()
  const buffer = createUnitBuffer(plan.ignoreCase)
  let [length, clean] = [0, true]
  let masks: number[] = []

  /** True where a match shows: it touches no mask, and it does not lie in one that the text had before. */
  const shows = (start: number, end: number): boolean =>
    !(mask.length > 0 && masks.some(at => at < end && at + mask.length > start)) &&
    !(plan.ownMask !== undefined && liesInMask(buffer.units, length, plan.ownMask, { start, end, cut: true }))

  let near: Uint16Array = buffer.units
  let from = 0
  const search = createTextSearch(
    { ...plan, weak: undefined },
    {
      get units() {
        return near
      },
    },
    {
      accept: (view: View, start, end) => {
        const visible = listWindows(start, end).some(at => shows(from + view.start(at), from + view.end(Math.min(end, at + WINDOW) - 1)))
        if (visible) clean = false
        return false
      },
      hide: () => undefined,
    },
    false,
  )

  return {
    passes(piece, added) {
      // Keeps what a pattern, or a mask, that began in the last piece needs of it.
      const tail = Math.min(length, lookBack(plan))
      buffer.units.copyWithin(0, length - tail, length)
      masks = masks.map(at => at - length + tail).filter(at => at + mask.length > 0)
      buffer.load(piece, tail)
      const { units } = buffer
      length = tail + piece.length
      for (const at of added) masks.push(tail + at)
      clean = true
      matcher.find({ view: units, from: 0, to: length, shortest: 1 }, (start, end) => {
        if (listWindows(start, end).some(at => shows(at, Math.min(end, at + WINDOW)))) clean = false
      })
      // Far from every mask the output is the text as it came, whose other views were searched just before.
      for (const [start, to] of around(masks, mask.length, length)) {
        from = start
        near = units.subarray(start, to)
        search.reset()
        search.extend(near.length, true)
      }
      return clean
    },
  }
}
