import type { Matcher } from '../search/matcher.ts'
import { WINDOW } from '../search/gram-index.ts'
import { AFTER, BEFORE } from '../search/pattern-pool.ts'
import { type ByteList, findByteLists } from './byte-lists.ts'
import { createLevels, type DecodedLevel, extendLevels, heldByLevels, resetLevels, shiftLevels } from './decoded-levels.ts'
import { BACKSLASHES, type Escape, FAMILIES, familyOf, readEscape } from './escapes.ts'
import type { MaskingPlan } from './masking-plan.ts'
import { createStripped, extendStripped, resetStripped, shiftStripped, SHORTEST_STRIPPED, type StrippedView } from './stripped-view.ts'
import { isBase64, isWithinSpan, OVERLAP, SPAN, type View, viewOf, listWindows } from './view.ts'

/** The receiver of what is found. */
export interface Hits {
  /** True for a match that counts: by its units in the view, from one to another. */
  readonly accept: (view: View, start: number, end: number) => boolean
  /** A stretch of the text to hide. */
  readonly hide: (start: number, end: number) => void
  /** Called with each match, for the guards. */
  readonly count?: ((owner: number, start: number, end: number) => void) | undefined
}

/** A search through a text in all views. */
export interface TextSearch {
  /** The text without white space and the like. */
  readonly stripped: View
  /** Searches the text as far as it is known now. */
  extend(length: number, final: boolean): void
  /** The text was handed on up to a place: counts anew from there. */
  shift(place: number): void
  /** From where on matches that are not complete may begin in a decoded view. */
  heldFrom(): number
  /** Begins with another text. */
  reset(): void
}

/** The text as it is, as a view. */
interface RawView extends View {
  length: number
}

/** One text under way. */
interface Searching {
  readonly plan: MaskingPlan
  readonly hits: Hits
  readonly raw: RawView
  readonly stripped: View
  readonly matchers: { readonly raw: Matcher; readonly stripped: Matcher; readonly decoded: Matcher }
  /** True while the text is known from its beginning on. */
  begins: boolean
}

/** How much of a text must be looked at again with what comes after it. */
export const lookBack = (plan: MaskingPlan): number => OVERLAP + (plan.ownMask?.length ?? 0)

/**
 * Makes a search: of the text as it is (unless `views` are asked for alone), without white space, and decoded in three readings: all escapes,
 * and where a backslash stands near a percent or an entity also each family by itself, since one of both may be there by chance.
 */
// oxlint-disable-next-line max-lines-per-function -- one closure over the state of a search
export const createTextSearch = (plan: MaskingPlan, text: { readonly units: Uint16Array }, hits: Hits, raw = true): TextSearch => {
  const strip = createStripped(plan.classes, plan.linePrefix)
  const whole = rawView(text, strip)
  // Escapes may begin as far as the text was judged, and no further is known.
  const judged = rawView(text, strip)
  const stripped = viewOf(strip)
  const matchers = { raw: plan.matcher(), stripped: plan.matcher(), decoded: plan.matcher() }
  const searching: Searching = { plan, hits, raw: whole, stripped, matchers, begins: true }
  const margin = plan.ownMask?.length ?? 0
  const levels = (below: View, families: number, classes?: Uint8Array): DecodedLevel[] =>
    [createLevels(below, { families, margin, ...(classes === undefined ? undefined : { classes }) })].flatMap(level => level ?? [])
  const [contiguous, apart] = [levels(judged, FAMILIES.all), levels(stripped, FAMILIES.all, plan.classes)]
  const byFamily = [...levels(judged, FAMILIES.withoutBackslashes), ...levels(judged, FAMILIES.backslashesAlone)]
  const everyLevel = [...contiguous, ...apart, ...byFamily]
  let [searched, searchedStripped] = [0, 0]
  return {
    stripped,
    extend(length, final) {
      whole.length = length
      if (raw) findAdjacent(searching, whole, { from: searched, final, matcher: searching.matchers.raw })
      extendStripped(strip, text.units, length, final)
      judged.length = strip.next
      // If nothing was left out, both views are the same, and the raw one was just searched.
      if (strip.length < length || !raw)
        findApart(searching, stripped, { from: searchedStripped, final, matcher: searching.matchers.stripped })
      const adjacent = (view: View, from: number, complete: boolean): void =>
        findAdjacent(searching, view, { from, final: complete && final, matcher: searching.matchers.decoded })
      let mixed = isMixed(judged, final)
      for (const level of contiguous)
        extendLevels(level, final, (view, from, complete) => {
          adjacent(view, from, complete)
          // An escape may come to stand beside one of the other family where what it stands for is read.
          mixed ||= isMixed(view, complete)
        })
      for (const level of apart)
        extendLevels(level, final, (view, from, complete) =>
          findApart(searching, view, { from, final: complete && final, matcher: searching.matchers.decoded }),
        )
      if (mixed || byFamily.some(({ decoded }) => decoded.isOpen)) for (const level of byFamily) extendLevels(level, final, adjacent)
      findLists(searching, { from: Math.max(0, searched - SPAN), final })
      searched = length
      searchedStripped = stripped.length
    },
    shift(place) {
      const gone = shiftStripped(strip, place)
      for (const level of everyLevel) shiftLevels(level, apart.includes(level) ? gone : place, place)
      whole.length -= place
      judged.length -= place
      searched -= place
      searchedStripped -= gone
      searching.begins &&= place <= 0
    },
    heldFrom: () => Math.min(...[...contiguous, ...byFamily].map(heldByLevels)),
    reset() {
      resetStripped(strip)
      for (const level of everyLevel) resetLevels(level)
      whole.length = 0
      searching.begins = true
      searched = 0
      searchedStripped = 0
    },
  }
}

const rawView = (text: { readonly units: Uint16Array }, strip: StrippedView): RawView => ({
  get units() {
    return text.units
  },
  length: 0,
  get escapes() {
    return strip.escapes
  },
  start: index => index,
  end: index => index + 1,
  decided: index => index,
})

/** True where a backslash stands near an escape of the other family: one of both may be there by chance, so each is read without the other too. */
const isMixed = ({ units, length, escapes }: View, final: boolean): boolean => {
  let [backslash, other] = [-Infinity, -Infinity]
  const escape: Escape = { size: 0, stands: -1 }
  for (const at of escapes) {
    if (familyOf(units[at] ?? 0) === BACKSLASHES) backslash = at
    else if (readEscape({ units, to: length, final }, at, FAMILIES.withoutBackslashes, escape).size > 0) other = at
    if (Math.abs(backslash - other) < 2 * OVERLAP) return true
  }
  return false
}

interface SearchPart {
  /** The unit of the view from which on it is new. */
  readonly from: number
  readonly final: boolean
  readonly matcher: Matcher
}

/** Finds what stands in one piece. */
const findAdjacent = (searching: Searching, view: View, { from, final, matcher }: SearchPart): void => {
  const { plan, hits, raw } = searching
  const { units, length } = view
  const again = Math.max(0, from - lookBack(plan))
  matcher.find({ view: units, from: again, to: length, shortest: 1 }, (start, end, owner, flags) => {
    const [first, last] = [view.start(start), view.end(end - 1)]
    // A match that is as it stands in the text was found there, but for neighbours that an escape parts from it.
    if (view !== raw && flags === 0 && last - first === end - start) return
    if (!hits.accept(view, start, end)) return
    hits.count?.(owner, first, last)
    const before = (flags & BEFORE) !== 0 && start > 0 && isBase64(units[start - 1]) ? 1 : 0
    const after = (flags & AFTER) !== 0 && end < length && isBase64(units[end]) ? 1 : 0
    hits.hide(view.start(start - before), view.end(end - 1 + after))
  })
  plan.weak?.find(units, { from: Math.max(again, firstKnown(searching, view)), length, final }, (start, end) => {
    if (hits.accept(view, start, end)) hits.hide(view.start(start), view.end(end - 1))
  })
}

/** Before the first units of a stretch there may be text that only the view below knows: whether a word begins with one of them cannot be told. */
const firstKnown = ({ raw, stripped, begins }: Searching, view: View): number =>
  view === raw || view === stripped || (begins && view.start(0) === 0) ? 0 : UNKNOWN
/** A hyphen, and a character of two units before it. */
const UNKNOWN = 3

/** Finds what is in one piece only where white space is left out. */
const findApart = (searching: Searching, view: View, { from, final, matcher }: SearchPart): void => {
  const { plan, hits, raw } = searching
  const again = Math.max(0, from - lookBack(plan))
  let [first, last] = [0, 0]
  const hide = (start: number, end: number, flags: number): void => {
    if (!hits.accept(view, start, end)) return
    const before = (flags & BEFORE) !== 0 && start > 0 && isNeighbour(view, start - 1, start - 1, end - 1) ? 1 : 0
    const after = (flags & AFTER) !== 0 && end < view.length && isNeighbour(view, end, start, end) ? 1 : 0
    // Overlapping matches are hidden together, as in the raw view.
    if (start - before >= first && start - before < last) {
      if (end + after > last) last = end + after
      return
    }
    hideSegments(hits, raw.units, view, first, last)
    first = start - before
    last = end + after
  }
  matcher.find({ view: view.units, from: again, to: view.length, shortest: SHORTEST_STRIPPED }, (start, end, owner, flags) => {
    hits.count?.(owner, view.start(start), view.end(end - 1))
    if (flags === 0 && start >= first && end <= last) return
    if (isWithinSpan(view, start, end - 1)) hide(start, end, flags)
    else
      for (const at of listWindows(start, end)) {
        const to = Math.min(end, at + WINDOW)
        if (isWithinSpan(view, at, to - 1)) hide(at, to, flags & ((at === start ? BEFORE : 0) | (to === end ? AFTER : 0)))
      }
  })
  hideSegments(hits, raw.units, view, first, last)
  const isGap = (index: number): boolean => view.end(index - 1) !== view.start(index)
  plan.weak?.find(
    view.units,
    { from: Math.max(again, firstKnown(searching, view)), length: view.length, final },
    (start, end) => {
      if (hits.accept(view, start, end)) hits.hide(view.start(start), view.end(end - 1))
    },
    isGap,
  )
}

/** True where the unit at `index` may carry bits of the base64 next to it, and is near enough for all of it to be one match. */
const isNeighbour = (view: View, index: number, first: number, last: number): boolean =>
  isBase64(view.units[index]) && isWithinSpan(view, first, last)

const NEWLINE = 10

/** Hides the units of a stripped view from one to another, and what was left out between them; real line breaks and what is around them stay. */
export const hideSegments = (hits: Hits, text: Uint16Array, view: View, from: number, to: number): void => {
  if (from >= to) return
  let [start, end] = [view.start(from), view.end(from)]
  for (let index = from + 1; index < to; index++) {
    const next = view.start(index)
    if (next > end && text.subarray(Math.max(0, end), next).includes(NEWLINE)) {
      hits.hide(start, end)
      start = next
    }
    end = view.end(index)
  }
  hits.hide(start, end)
}

/** Finds values in bytes that are printed as numbers. */
const findLists = ({ hits, raw, matchers, begins }: Searching, { from, final }: { from: number; final: boolean }): void => {
  findByteLists({ units: raw.units, from, to: raw.length, begins: begins && from === 0, final }, list => {
    const view = listView(list)
    matchers.decoded.find({ view: list.units, from: 0, to: list.length, shortest: 1 }, (start, end, owner) => {
      if (!hits.accept(view, start, end)) return
      hits.count?.(owner, view.start(start), view.end(end - 1))
      hits.hide(view.start(start), view.end(end - 1))
    })
  })
}

const listView = ({ units, length, starts, ends }: ByteList): View => ({
  units,
  length,
  escapes: [],
  start: index => starts[index] ?? 0,
  end: index => ends[index] ?? 0,
  decided: index => ends[index] ?? 0,
})
