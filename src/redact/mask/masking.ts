import { createUnitBuffer, type UnitBuffer } from '../search/units.ts'
import { hideCutEnd, hideCutStart } from './hide-cuts.ts'
import type { MaskingPlan } from './masking-plan.ts'
import { liesInMask } from './own-mask.ts'
import { addRange, createRanges, type Ranges, settledRanges, shiftRanges } from './ranges.ts'
import { createTextSearch, type Hits, type TextSearch } from './text-search.ts'
import { SPAN } from './view.ts'

/** Texts are taken in pieces of this size, so that the work arrays stay in the cache. */
const BLOCK = 32_768
/** More is held back only by a text made to do so: nothing of it is shown then. */
const MOST_HELD = 1024 * 1024

/** Receives the text piece by piece: from where to where in the text as a whole, and whether to hide it; what is hidden is not handed on. */
export type Consume = (piece: string, from: number, to: number, hidden: boolean) => unknown
/** Receives each match of a value, for the guards. */
export type Count = (owner: number, start: number, end: number) => void

export interface Masking {
  /** Takes more text; calls `between` after each block of it. False where too much would have to be held back. */
  push(text: string, between?: () => void): boolean
  end(): void
}

/** A text on its way: what was taken and not yet handed on. Positions count from where that begins. */
interface Passage {
  readonly plan: MaskingPlan
  readonly consume: Consume
  readonly buffer: UnitBuffer
  readonly hits: Hits
  readonly search: TextSearch
  readonly ranges: Ranges
  /** How much is held. */
  length: number
  /** The text that was added last, where it begins, and what is held before it: pieces of a text are cut from it and not copied. */
  text: string
  textStart: number
  tail: string
  /** The place in the whole text at which what is held begins. */
  base: number
  final: boolean
}

/**
 * Masks a text that comes in pieces; whole texts take the same way, so that the result cannot depend on the pieces. Hidden is the union
 * of all matches in all views. What can no longer change is handed on at once.
 */
export const createMasking = (plan: MaskingPlan, consume: Consume, count?: Count): Masking => {
  const buffer = createUnitBuffer(plan.ignoreCase)
  const ranges = createRanges()
  const hits: Hits = {
    accept: (view, start, end) => plan.ownMask === undefined || !isInOwnMask(passage, view.start(start), view.end(end - 1)),
    hide: (start, end) => addRange(ranges, Math.max(0, start), end),
    count: count && ((owner, start, end) => count(owner, passage.base + start, passage.base + end)),
  }
  const search = createTextSearch(plan, buffer, hits)
  const passage: Passage = {
    plan,
    consume,
    buffer,
    hits,
    search,
    ranges,
    length: 0,
    text: '',
    textStart: 0,
    tail: '',
    base: 0,
    final: false,
  }
  return {
    push(text, between) {
      passage.tail = cutPiece(passage, 0, passage.length)
      passage.text = text
      passage.textStart = passage.length
      for (let at = 0; at < text.length; at += BLOCK) {
        step(passage, text.length <= BLOCK ? text : text.slice(at, at + BLOCK))
        between?.()
      }
      return passage.length < MOST_HELD
    },
    end() {
      passage.final = true
      step(passage, '')
    },
  }
}

const step = (passage: Passage, block: string): void => {
  const { plan, buffer, search, hits, final } = passage
  buffer.load(block, passage.length)
  passage.length += block.length
  const { length } = passage
  search.extend(length, final)
  const free = final ? length : Math.min(length - SPAN + 1, search.heldFrom())
  const text = { units: buffer.units, length, stripped: search.stripped }
  if (passage.base === 0 && free > 0 && plan.cutAt.start) hideCutStart(plan, text, hits)
  if (final && plan.cutAt.end) hideCutEnd(plan, text, hits)
  if (free > 0) release(passage, free)
}

/** True where a match lies in a mask that the text already has, or may do so: such a mask may go on beyond what is known of it. */
const isInOwnMask = ({ plan: { ownMask }, length, buffer, final }: Passage, start: number, end: number): boolean =>
  ownMask !== undefined &&
  ((!final && start + ownMask.length > length) || liesInMask(buffer.units, length, ownMask, { start, end, cut: false }))

/** Hands on everything before `to`. */
const release = (passage: Passage, to: number): void => {
  const { consume, ranges, base, buffer, search } = passage
  let done = 0
  for (const { start, end } of settledRanges(ranges)) {
    if (start >= to) break
    if (start > done) consume(cutPiece(passage, done, start), base + done, base + start, false)
    done = Math.min(end, to)
    consume('', base + start, base + done, true)
  }
  if (done < to) consume(cutPiece(passage, done, to), base + done, base + to, false)
  shiftRanges(ranges, to)
  search.shift(to)
  buffer.units.copyWithin(0, to, passage.length)
  passage.length -= to
  passage.textStart -= to
  passage.base += to
}

/** The text from one place to another. */
const cutPiece = ({ text, textStart, tail }: Passage, from: number, to: number): string =>
  from >= textStart
    ? text.slice(from - textStart, to - textStart)
    : tail.slice(tail.length + from - textStart, tail.length + Math.min(0, to - textStart)) + text.slice(0, Math.max(0, to - textStart))
