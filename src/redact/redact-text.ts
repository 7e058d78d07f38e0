import { createGapCheck, type GapCheck, GUESSED_FROM } from './gap-check.ts'
import { findByteLists } from './mask/byte-lists.ts'
import { createMasking } from './mask/masking.ts'
import type { MaskingPlan } from './mask/masking-plan.ts'
import { createOutputCheck } from './mask/output-check.ts'
import { createTextSearch } from './mask/text-search.ts'
import { createUnitBuffer } from './search/units.ts'
import { WithheldError } from './withheld-error.ts'

/** Puts the pieces of a text together again, with one mask for each stretch that is hidden, and checks what comes out. */
export interface Writer {
  /** Returns how much was written since the last flush. */
  take(piece: string, hidden: boolean): number
  /** Gives what was written since the last flush, checked. */
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
export const redactJoined = (plan: MaskingPlan, texts: readonly string[], gaps: GapCheck = createGapCheck(plan)): readonly string[] => {
  const joined = texts.join('\n')
  const writer = createWriter(plan)
  let output = ''
  /** The ends of the lines in the output, their line breaks included. */
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
    gaps.count,
  )
  masking.push(joined, flush)
  masking.end()
  endLine()
  flush()
  gaps.pass(joined.length)
  gaps.judge()
  return ends.map((end, index) => output.slice(ends[index - 1] ?? 0, end - 1))
}

/** The text with a mask for everything that shows a value. Throws a WithheldError where it must not be shown. */
export const redactText = (plan: MaskingPlan, text: string, gaps?: GapCheck): string => redactJoined(plan, [text], gaps).join('')

/** Characters without which a search in more than the raw text finds nothing, beside lists of numbers: white space, control and invisible ones, escapes. */
const NOT_PLAIN = /[^!-$'-[\]-~]/

const holdsList = (units: Uint16Array, to: number): boolean => {
  let holds = false
  findByteLists({ units, from: 0, to, begins: true, final: true }, () => {
    holds = true
  })
  return holds
}

/**
 * Tells of many short texts whether one search in all views finds nothing in them, which holds for nearly all of them.
 * For a plan without line prefixes.
 */
const createPlainTest = (plan: MaskingPlan): ((text: string) => boolean) => {
  const matcher = plan.matcher()
  const buffer = createUnitBuffer(plan.ignoreCase)
  let found = false
  const notice = (): boolean => {
    found = true
    return false
  }
  const search = createTextSearch(plan, buffer, { accept: notice, hide: () => undefined })
  return text => {
    found = false
    const { length } = text
    if (length >= GUESSED_FROM || plan.cutAt.start || plan.cutAt.end) return false
    buffer.load(text, 0)
    if (NOT_PLAIN.test(text) || holdsList(buffer.units, length)) {
      search.reset()
      search.extend(length, true)
    } else {
      matcher.find({ view: buffer.units, from: 0, to: length, shortest: 1 }, notice)
      plan.weak?.find(buffer.units, { from: 0, length, final: true }, notice)
    }
    return !found
  }
}

/** A text that had something to hide, and where. */
export interface HiddenText {
  readonly text: string
  readonly matches: readonly (readonly [owner: number, start: number, end: number])[]
}

/** More texts are forgotten: whoever follows a cluster meets new ones for ever. Longer ones hardly come again. */
export const MOST_KNOWN = 50_000
export const LONGEST_KNOWN = 1024

/** Looks at many texts, each once: undefined for one that shows nothing. */
export const createLooks = (plan: MaskingPlan): ((text: string) => HiddenText | undefined) => {
  const isPlain = createPlainTest(plan)
  const known = new Map<string, HiddenText | 'nothing'>()
  const look = (text: string): HiddenText | undefined => {
    if (isPlain(text)) return undefined
    const matches: [number, number, number][] = []
    const own = createGapCheck(plan)
    const count: GapCheck['count'] = (owner, start, end) => {
      own.count(owner, start, end)
      matches.push([owner, start, end])
    }
    return { text: redactText(plan, text, { ...own, count }), matches }
  }
  return text => {
    if (text.length > LONGEST_KNOWN) return look(text)
    const before = known.get(text)
    if (before !== undefined) return before === 'nothing' ? undefined : before
    if (known.size > MOST_KNOWN) known.clear()
    const hidden = look(text)
    known.set(text, hidden ?? 'nothing')
    return hidden
  }
}
