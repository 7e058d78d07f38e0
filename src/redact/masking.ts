import type { CutEnds } from './cut-ends.ts'
import { WINDOW } from './gram-index.ts'
import type { LinePrefix } from './line-prefix.ts'
import type { Matcher } from './matcher.ts'
import { liesInMask } from './own-mask.ts'
import { AFTER, BEFORE } from './pattern-pool.ts'
import { createRanges } from './ranges.ts'
import { createSqueezer } from './squeeze.ts'
import { createUnitBuffer } from './units.ts'
import { SHORTEST_SQUEEZED } from './value-forms.ts'
import type { WeakTokens } from './weak-tokens.ts'

/** What a redactor knows: made once, used by every text. */
export interface Plan {
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
  /** How far a match in the squeezed view may reach: SPAN. */
  readonly span: number
  /** Values short enough to be told by their gaps, by their number; what the guard counts. */
  readonly guessable: (owner: number) => boolean
}

/** A match in the squeezed view reaches over at most so many units of the text, the one that decided its end included; so far a stream lags. */
export const SPAN = 1024
/** Texts are taken in pieces of this size, so that the work arrays stay in the cache. */
export const BLOCK = 32_768
/** What must be searched again when text is added: a window, its neighbours to both sides. */
const OVERLAP = WINDOW + 2

/** Receives the text piece by piece: from where to where in the text as a whole, and whether to hide it. */
export type Consume = (piece: string, from: number, to: number, hidden: boolean) => void
/** Receives each match of a value, for the guards. */
export type Count = (owner: number, start: number, end: number) => void

export interface Masking {
  /** Takes more text; calls `between` after each block of it. */
  push(text: string, between?: () => void): void
  end(): void
}

const isBase64 = (unit: number): boolean =>
  (unit >= 48 && unit <= 57) ||
  (unit >= 65 && unit <= 90) ||
  (unit >= 97 && unit <= 122) ||
  unit === 43 ||
  unit === 47 ||
  unit === 45 ||
  unit === 95

/**
 * Masks a text that comes in pieces; whole texts take the same way, so that the result cannot depend on the pieces. Hidden is the union
 * of all matches in the raw view and in the squeezed one. What can no longer change is handed on at once.
 */
export const createMasking = (plan: Plan, consume: Consume, count?: Count): Masking => {
  const matcher = plan.matcher()
  const squeezeMatcher = plan.matcher()
  const squeezer = createSqueezer(plan.classes, plan.linePrefix)
  const ranges = createRanges()
  const lookBack = OVERLAP + (plan.ownMask?.length ?? 0)
  const buffer = createUnitBuffer(plan.ignoreCase)
  let { units } = buffer
  let held = ''
  /** Where `held` begins in the whole text. */
  let base = 0
  let searched = 0
  let squeezeSearched = 0
  let final = false

  const inOwnMask = (start: number, end: number): boolean =>
    plan.ownMask !== undefined && liesInMask(units, held.length, plan.ownMask, { start, end })
  const undecided = (start: number): boolean => !final && plan.ownMask !== undefined && start + plan.ownMask.length > held.length

  const foundRaw = (start: number, end: number, owner: number, flags: number): void => {
    if (undecided(start) || inOwnMask(start, end)) return
    count?.(owner, base + start, base + end)
    const from = (flags & BEFORE) !== 0 && start > 0 && isBase64(units[start - 1] ?? 0) ? start - 1 : start
    const to = (flags & AFTER) !== 0 && end < held.length && isBase64(units[end] ?? 0) ? end + 1 : end
    ranges.add(from, to)
  }
  const foundSqueezed = (start: number, end: number, _: number, flags: number): void => {
    const { units: view, places } = squeezer
    const reaches = (first: number, last: number): boolean => squeezer.decidedAt(places[last] ?? 0) - (places[first] ?? 0) < SPAN
    if (!reaches(start, end - 1)) return
    if (undecided(places[start] ?? 0) || inOwnMask(places[start] ?? 0, (places[end - 1] ?? 0) + 1)) return
    let from = start
    let to = end
    if ((flags & BEFORE) !== 0 && start > 0 && isBase64(view[start - 1] ?? 0) && reaches(start - 1, end - 1)) from--
    if ((flags & AFTER) !== 0 && end < squeezer.length && isBase64(view[end] ?? 0) && reaches(from, end)) to++
    hideSegments(from, to)
  }
  /** Hides the units of the squeezed view from one to another, and what was left out between them; real line breaks and what is around them stay. */
  const hideSegments = (from: number, to: number): void => {
    const { places } = squeezer
    let start = places[from] ?? 0
    let end = start + 1
    for (let index = from + 1; index < to; index++) {
      const place = places[index] ?? 0
      if (place > end && units.subarray(end, place).includes(10)) {
        ranges.add(start, end)
        start = place
      }
      end = place + 1
    }
    ranges.add(start, end)
  }

  const search = (): void => {
    const length = held.length
    const from = Math.max(0, searched - lookBack)
    matcher.find({ view: units, from, to: length, shortest: 1 }, foundRaw)
    plan.weak?.find(units, { from, length, final }, (start, end) => {
      if (!undecided(start) && !inOwnMask(start, end)) ranges.add(start, end)
    })
    searched = length
    squeezer.extend(units, length, final)
    const squeezeFrom = Math.max(0, squeezeSearched - lookBack)
    squeezeMatcher.find({ view: squeezer.units, from: squeezeFrom, to: squeezer.length, shortest: SHORTEST_SQUEEZED }, foundSqueezed)
    squeezeSearched = squeezer.length
  }

  /** What a value left at the beginning of a cut text. Asked once, when enough is there for the answer not to depend on the pieces. */
  const hideCutStart = (): void => {
    if (!plan.cutAt.start) return
    ranges.add(0, plan.cutEnds.atStart(units, 0, Math.min(held.length, SPAN - 1), 1))
    let settled = 0
    while (settled < squeezer.length && squeezer.decidedAt(squeezer.places[settled] ?? 0) < SPAN - 1) settled++
    const size = plan.cutEnds.atStart(squeezer.units, 0, settled, SHORTEST_SQUEEZED)
    if (size > 0) hideSegments(0, size)
  }
  const hideCutEnd = (): void => {
    if (!plan.cutAt.end) return
    const { length } = held
    ranges.add(length - plan.cutEnds.atEnd(units, Math.max(0, length - SPAN + 1), length, 1), length)
    let first = squeezer.length
    while (first > 0 && (squeezer.places[first - 1] ?? 0) > length - SPAN) first--
    const size = plan.cutEnds.atEnd(squeezer.units, first, squeezer.length, SHORTEST_SQUEEZED)
    if (size > 0) hideSegments(squeezer.length - size, squeezer.length)
  }

  const release = (to: number): void => {
    let done = 0
    ranges.each((start, end) => {
      if (start >= to) return
      if (start > done) consume(held.slice(done, start), base + done, base + start, false)
      done = Math.min(end, to)
      consume(held.slice(start, done), base + start, base + done, true)
    })
    if (done < to) consume(held.slice(done, to), base + done, base + to, false)
    ranges.shift(to)
    squeezeSearched -= squeezer.length
    squeezer.shift(to)
    squeezeSearched += squeezer.length
    units.copyWithin(0, to, held.length)
    held = held.slice(to)
    base += to
    searched -= to
  }

  const step = (block: string): void => {
    const before = held.length
    held += block
    buffer.load(block, before)
    units = buffer.units
    search()
    const free = final ? held.length : held.length - SPAN + 1
    if (base === 0 && free > 0) hideCutStart()
    if (final) hideCutEnd()
    if (free > 0) release(free)
  }
  return {
    push(text, between) {
      for (let at = 0; at < text.length; at += BLOCK) {
        step(text.length <= BLOCK ? text : text.slice(at, at + BLOCK))
        between?.()
      }
    },
    end() {
      final = true
      step('')
    },
  }
}
