import { type Count, createMasking, type MaskingPlan } from './mask/masking.ts'
import { createOutputCheck } from './mask/output-check.ts'
import { SHORTEST_STRIPPED, createSqueezed, extendSqueezed, isSqueezable, resetSqueezed } from './mask/stripped-view.ts'
import { createUnitBuffer } from './search/units.ts'
import { WithheldError } from './withheld-error.ts'

/** From this length on a text gives enough gaps to guess a value by. */
const GUARDED = 4096
/** One mask of the same value in so many characters, or a fifth of the text, and the gaps spell the value. */
const UNITS_PER_MASK = 64
const SHARE = 0.2

/** Puts the pieces of a text together again, with one mask for each stretch that is hidden, and checks what comes out. */
export interface Writer {
  /** Returns how much was written since the last flush. */
  take(piece: string, hidden: boolean): number
  /** What was written since the last flush, checked. */
  flush(): string
}

export const createWriter = (plan: MaskingPlan): Writer => {
  const check = createOutputCheck(plan)
  let output = ''
  let masks: number[] = []
  let hiding = false
  return {
    take(piece, hidden) {
      if (hidden && !hiding) {
        masks.push(output.length)
        output += plan.mask
      }
      if (!hidden) output += piece
      hiding = hidden
      return output.length
    },
    flush() {
      const written = output
      if (written !== '' && !check.passes(written, masks)) throw new WithheldError('final-check')
      output = ''
      masks = []
      return written
    },
  }
}

/**
 * The lines of a text with a mask for everything that shows a value; they are joined, masked as one, and cut where they were joined.
 * Throws a WithheldError where they must not be shown.
 */
export const redactJoined = (plan: MaskingPlan, texts: readonly string[]): readonly string[] => {
  const joined = texts.join('\n')
  const writer = createWriter(plan)
  const guard = createGuard(plan, joined.length)
  let output = ''
  /** Where the lines end in the output, their line breaks included. */
  const ends: number[] = []
  // A mask does not go on over it.
  const endLine = (): void => {
    ends.push(output.length + writer.take('\n', false))
  }
  const flush = (): void => {
    output += writer.flush()
  }
  let lineEnd = texts[0]?.length ?? 0
  const masking = createMasking(
    plan,
    (piece, from, to, hidden) => {
      let here = from
      // A piece over several lines is cut at each line break, which is no part of any line.
      while (to > lineEnd && ends.length < texts.length - 1) {
        if (lineEnd > here) writer.take(piece.slice(here - from, lineEnd - from), hidden)
        endLine()
        here = lineEnd + 1
        lineEnd = here + (texts[ends.length]?.length ?? 0)
      }
      if (to > here) writer.take(piece.slice(here - from), hidden)
    },
    guard.count,
  )
  masking.push(joined, flush)
  masking.end()
  endLine()
  flush()
  guard.judge()
  return ends.map((end, index) => output.slice(ends[index - 1] ?? 0, end - 1))
}

/** The text with a mask for everything that shows a value. Throws a WithheldError where it must not be shown. */
export const redactText = (plan: MaskingPlan, text: string): string => redactJoined(plan, [text]).join('')

/**
 * Redacts many short texts: nearly all of them show nothing in either view and are what they were, which one search each tells.
 * For a plan without prefixes and cut ends.
 */
export const createLeafRedaction = (plan: MaskingPlan): ((text: string) => string) => {
  const matcher = plan.matcher()
  const buffer = createUnitBuffer(plan.ignoreCase)
  const view = createSqueezed(plan.classes)
  const showsNothing = (text: string): boolean => {
    let found = false
    const notice = (): void => {
      found = true
    }
    const { length } = text
    buffer.load(text, 0)
    const { units } = buffer
    matcher.find({ view: units, from: 0, to: length, shortest: 1 }, notice)
    plan.weak?.find(units, { from: 0, length, final: true }, notice)
    if (found || !isSqueezable(text)) return !found
    resetSqueezed(view)
    extendSqueezed(view, units, length, true)
    matcher.find({ view: view.units, from: 0, to: view.length, shortest: SHORTEST_STRIPPED }, notice)
    return !found
  }
  const cut = plan.cutAt.start || plan.cutAt.end
  return text => (!cut && text.length < GUARDED && showsNothing(text) ? text : redactText(plan, text))
}

/** The masks of short values, counted over a whole text. */
const createGuard = (plan: MaskingPlan, length: number): { readonly count: Count; judge(): void } => {
  const seen = new Map<number, { end: number; masks: number; hidden: number }>()
  return {
    count(owner, start, end) {
      if (!plan.guessable(owner)) return
      const of = seen.get(owner) ?? { end: -1, masks: 0, hidden: 0 }
      seen.set(owner, of)
      // What overlaps or touches is one mask.
      if (start > of.end) of.masks++
      of.hidden += Math.max(0, end - Math.max(start, of.end))
      of.end = Math.max(of.end, end)
    },
    judge() {
      for (const { masks, hidden } of length < GUARDED ? [] : seen.values())
        if (masks > length / UNITS_PER_MASK || hidden > length * SHARE) throw new WithheldError('low-entropy-secret')
    },
  }
}
