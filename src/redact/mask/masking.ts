import type { CutEnds } from './cut-ends.ts'
import { WINDOW } from '../search/gram-index.ts'
import type { LinePrefix } from './line-prefix.ts'
import type { Matcher } from '../search/matcher.ts'
import { liesInMask } from './own-mask.ts'
import { AFTER, BEFORE } from '../search/pattern-pool.ts'
import { addRange, createRanges, type Ranges, settledRanges, shiftRanges } from './ranges.ts'
import { SHORTEST_STRIPPED, createSqueezed, decidedAt, extendSqueezed, shiftSqueezed, type StrippedView } from './stripped-view.ts'
import { createUnitBuffer, type UnitBuffer } from '../search/units.ts'
import type { WeakTokens } from '../search/weak-tokens.ts'

/** What a redactor knows: made once, used by every text. */
export interface MaskingPlan {
  readonly mask: string
  readonly classes: Uint8Array
  readonly matcher: () => Matcher
  readonly weak: WeakTokens | undefined
  readonly cutEnds: CutEnds
  readonly ignoreCase: boolean
  readonly linePrefix: LinePrefix | undefined
  readonly cutAt: { readonly start: boolean; readonly end: boolean }
  /** The mask where a pattern lies within it, which then is not to be found in a mask that the text already has. */
  readonly ownMask: Uint16Array | undefined
  /** Values short enough to be told by their gaps, by their number; what the guard counts. */
  readonly guessable: (owner: number) => boolean
}

/** The same for a text that is no log: without line prefixes and cut ends. */
export const leafPlan = (plan: MaskingPlan): MaskingPlan => ({ ...plan, linePrefix: undefined, cutAt: { start: false, end: false } })

/** A match in the squeezed view reaches over at most so many units of the text, the one that decided its end included; so far a stream lags. */
export const SPAN = 1024
/** Texts are taken in pieces of this size, so that the work arrays stay in the cache. */
const BLOCK = 32_768
/** What must be searched again when text is added: a window, its neighbours to both sides. */
const OVERLAP = WINDOW + 2

/** Receives the text piece by piece: from where to where in the text as a whole, and whether to hide it; what is hidden is not handed on. */
export type Consume = (piece: string, from: number, to: number, hidden: boolean) => unknown
/** Receives each match of a value, for the guards. */
export type Count = (owner: number, start: number, end: number) => void

export interface Masking {
  /** Takes more text; calls `between` after each block of it. */
  push(text: string, between?: () => void): void
  end(): void
}

const NEWLINE = 10
const isBase64 = (unit: number): boolean => /[\w+/-]/.test(String.fromCharCode(unit))

/** A text on its way: what was taken and not yet handed on. Positions count from where that begins. */
interface Passage {
  readonly plan: MaskingPlan
  readonly consume: Consume
  readonly count: Count | undefined
  readonly matcher: Matcher
  readonly squeezeMatcher: Matcher
  readonly buffer: UnitBuffer
  readonly view: StrippedView
  readonly ranges: Ranges
  /** How much is held. */
  length: number
  /** The text that was added last, where it begins, and what is held before it: pieces of a text are cut from it and not copied. */
  text: string
  textStart: number
  tail: string
  /** Where what is held begins in the whole text. */
  base: number
  searched: number
  squeezeSearched: number
  final: boolean
}

/**
 * Masks a text that comes in pieces; whole texts take the same way, so that the result cannot depend on the pieces. Hidden is the union
 * of all matches in the raw view and in the squeezed one. What can no longer change is handed on at once.
 */
export const createMasking = (plan: MaskingPlan, consume: Consume, count?: Count): Masking => {
  const passage: Passage = {
    plan,
    consume,
    count,
    matcher: plan.matcher(),
    squeezeMatcher: plan.matcher(),
    buffer: createUnitBuffer(plan.ignoreCase),
    view: createSqueezed(plan.classes, plan.linePrefix),
    ranges: createRanges(),
    length: 0,
    text: '',
    textStart: 0,
    tail: '',
    base: 0,
    searched: 0,
    squeezeSearched: 0,
    final: false,
  }
  return {
    push(text, between) {
      passage.tail = pieceOf(passage, 0, passage.length)
      passage.text = text
      passage.textStart = passage.length
      for (let at = 0; at < text.length; at += BLOCK) {
        step(passage, text.length <= BLOCK ? text : text.slice(at, at + BLOCK))
        between?.()
      }
    },
    end() {
      passage.final = true
      step(passage, '')
    },
  }
}

const step = (passage: Passage, block: string): void => {
  const { plan, buffer } = passage
  buffer.load(block, passage.length)
  passage.length += block.length
  searchRaw(passage)
  searchSqueezed(passage)
  const free = passage.final ? passage.length : passage.length - SPAN + 1
  if (passage.base === 0 && free > 0 && plan.cutAt.start) hideCutStart(passage)
  if (passage.final && plan.cutAt.end) hideCutEnd(passage)
  if (free > 0) release(passage, free)
}

/** Whether a match lies in a mask that the text already has, or may do so: such a mask may go on beyond what is known of it. */
const isInOwnMask = ({ plan: { ownMask }, length, buffer, final }: Passage, start: number, end: number): boolean =>
  ownMask !== undefined &&
  ((!final && start + ownMask.length > length) || liesInMask(buffer.units, length, ownMask, { start, end, cut: false }))

/** How much of a text must be looked at again with what comes after it. */
export const lookBack = (plan: MaskingPlan): number => OVERLAP + (plan.ownMask?.length ?? 0)

const searchRaw = (passage: Passage): void => {
  const { plan, matcher, buffer, ranges, length, base, count } = passage
  const { units } = buffer
  const from = Math.max(0, passage.searched - lookBack(plan))
  matcher.find({ view: units, from, to: length, shortest: 1 }, (start, end, owner, flags) => {
    if (isInOwnMask(passage, start, end)) return
    count?.(owner, base + start, base + end)
    const before = (flags & BEFORE) !== 0 && isBase64(units[start - 1] ?? 0) ? 1 : 0
    const after = (flags & AFTER) !== 0 && end < length && isBase64(units[end] ?? 0) ? 1 : 0
    addRange(ranges, start - before, end + after)
  })
  plan.weak?.find(units, { from, length, final: passage.final }, (start, end) => {
    if (!isInOwnMask(passage, start, end)) addRange(ranges, start, end)
  })
  passage.searched = length
}

const searchSqueezed = (passage: Passage): void => {
  const { plan, squeezeMatcher, view, buffer, length } = passage
  extendSqueezed(view, buffer.units, length, passage.final)
  const from = Math.max(0, passage.squeezeSearched - lookBack(plan))
  passage.squeezeSearched = view.length
  // Where nothing was left out, both views are the same, and the raw one was just searched.
  if (view.length === length) return
  let first = 0
  let last = 0
  const hide = (start: number, end: number, flags: number): void => {
    const place = view.places[start] ?? 0
    if (isInOwnMask(passage, place, (view.places[end - 1] ?? 0) + 1)) return
    const before = (flags & BEFORE) !== 0 && isNeighbour(view, start - 1, start - 1, end - 1) ? 1 : 0
    const after = (flags & AFTER) !== 0 && end < view.length && isNeighbour(view, end, start, end) ? 1 : 0
    // Overlapping matches are hidden together, as in the raw view.
    if (start - before >= first && start - before < last) {
      if (end + after > last) last = end + after
      return
    }
    hideSegments(passage, first, last)
    first = start - before
    last = end + after
  }
  squeezeMatcher.find({ view: view.units, from, to: view.length, shortest: SHORTEST_STRIPPED }, (start, end, _, flags) => {
    if (flags === 0 && start >= first && end <= last) return
    if (isWithinSpan(view, start, end - 1)) hide(start, end, flags)
    else
      for (const at of windowsOf(start, end)) {
        const to = Math.min(end, at + WINDOW)
        if (isWithinSpan(view, at, to - 1)) hide(at, to, flags & ((at === start ? BEFORE : 0) | (to === end ? AFTER : 0)))
      }
  })
  hideSegments(passage, first, last)
}

/** Whether the units of the view from one to another are near enough in the text to be one match. */
export const isWithinSpan = (view: StrippedView, first: number, last: number): boolean =>
  decidedAt(view, view.places[last] ?? 0) - (view.places[first] ?? 0) < SPAN

/**
 * Where the windows of a match begin. Of a piece of a long pattern each is a match of its own: a key that is wrapped after every few
 * characters is hidden although all of it together spans more.
 */
export const windowsOf = (start: number, end: number): readonly number[] =>
  Array.from({ length: Math.max(1, end - start - WINDOW + 1) }, (_, index) => start + index)

/** Whether the unit at `index` may carry bits of the base64 next to it, and is near enough for all of it to be one match. */
const isNeighbour = (view: StrippedView, index: number, first: number, last: number): boolean =>
  isBase64(view.units[index] ?? 0) && isWithinSpan(view, first, last)

/** Hides the units of the squeezed view from one to another, and what was left out between them; real line breaks and what is around them stay. */
const hideSegments = ({ view, buffer, ranges }: Passage, from: number, to: number): void => {
  if (from >= to) return
  const { places } = view
  let start = places[from] ?? 0
  let end = start + 1
  for (let index = from + 1; index < to; index++) {
    const place = places[index] ?? 0
    if (place > end && buffer.units.subarray(end, place).includes(NEWLINE)) {
      addRange(ranges, start, end)
      start = place
    }
    end = place + 1
  }
  addRange(ranges, start, end)
}

/** What a value left at the beginning of a cut text. Asked once, when enough is there for the answer not to depend on the pieces. */
const hideCutStart = (passage: Passage): void => {
  const { plan, buffer, view, ranges, length } = passage
  addRange(ranges, 0, plan.cutEnds('start', buffer.units, { from: 0, to: length, shortest: 1 }))
  let settled = 0
  while (settled < view.length && decidedAt(view, view.places[settled] ?? 0) < SPAN - 1) settled++
  const size = plan.cutEnds('start', view.units, { from: 0, to: settled, shortest: SHORTEST_STRIPPED })
  hideSegments(passage, 0, size)
}

/** The same at the end, where no more is held than a match may span. */
const hideCutEnd = (passage: Passage): void => {
  const { plan, buffer, view, ranges, length } = passage
  addRange(ranges, length - plan.cutEnds('end', buffer.units, { from: 0, to: length, shortest: 1 }), length)
  const size = plan.cutEnds('end', view.units, { from: 0, to: view.length, shortest: SHORTEST_STRIPPED })
  hideSegments(passage, view.length - size, view.length)
}

/** Hands on everything before `to`. */
const release = (passage: Passage, to: number): void => {
  const { consume, ranges, base, buffer, view } = passage
  let done = 0
  for (const { start, end } of settledRanges(ranges)) {
    if (start >= to) break
    if (start > done) consume(pieceOf(passage, done, start), base + done, base + start, false)
    done = Math.min(end, to)
    consume('', base + start, base + done, true)
  }
  if (done < to) consume(pieceOf(passage, done, to), base + done, base + to, false)
  shiftRanges(ranges, to)
  const squeezedBefore = view.length
  shiftSqueezed(view, to)
  passage.squeezeSearched -= squeezedBefore - view.length
  buffer.units.copyWithin(0, to, passage.length)
  passage.length -= to
  passage.textStart -= to
  passage.base += to
  passage.searched -= to
}

/** The text from one place to another. */
const pieceOf = ({ text, textStart, tail }: Passage, from: number, to: number): string =>
  from >= textStart
    ? text.slice(from - textStart, to - textStart)
    : tail.slice(tail.length + from - textStart, tail.length + Math.min(0, to - textStart)) + text.slice(0, Math.max(0, to - textStart))
