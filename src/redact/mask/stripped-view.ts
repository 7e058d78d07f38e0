import { type LinePrefix, prefixEnd } from './line-prefix.ts'
import { unitsOf } from '../search/units.ts'

/** Shorter texts are not looked for in the squeezed view, where words run into each other. */
export const SHORTEST_STRIPPED = 12

/**
 * The squeezed view: the text without white space, escaped line breaks and tabs, line continuations, colour codes, zero-width
 * characters and declared line prefixes. A value that was wrapped, indented, coloured or prefixed line by line is in one piece there.
 *
 * The view is built in one pass and never taken back, so that it does not depend on where a stream was cut. Where a unit can only be
 * judged by later ones (a backslash, what looks like a prefix), {@link decidedAt} says by which.
 */
export interface StrippedView {
  /** What to do with each code unit: {@link squeezeClasses}. */
  readonly classes: Uint8Array
  readonly prefix: LinePrefix | undefined
  /** The units of the view. */
  units: Uint16Array
  /** Where each of them stands in the text. */
  places: Int32Array
  length: number
  /** Where in the text to go on. */
  next: number
  mode: Mode
  /** How many units of a control sequence have passed. */
  sequence: number
  lineStart: boolean
  /** Stretches of the text judged late, in order and apart: start, end, what decided. */
  late: number[]
}

const SKIP = 0
const KEEP = 1
const SPECIAL = 2

/** Tab, feeds, carriage return, space, next line, no-break space, soft hyphen, zero-width ones, separators, variation selector, byte order mark. */
const SKIPPED = [9, 11, 12, 13, 32, 0x85, 0xa0, 0xad, 0x200b, 0x200c, 0x200d, 0x2028, 0x2029, 0x2060, 0xfe0f, 0xfeff]
const NEWLINE = 10
const ESCAPE = 27
const BACKSLASH = 92

/** What to do with each code unit; made once per redactor. Line breaks matter only where prefixes may follow them. */
export const squeezeClasses = (prefixes: boolean): Uint8Array => {
  const table = new Uint8Array(65_536).fill(KEEP)
  for (const unit of SKIPPED) table[unit] = SKIP
  for (const unit of [ESCAPE, BACKSLASH]) table[unit] = SPECIAL
  table[NEWLINE] = prefixes ? SPECIAL : SKIP
  return table
}

/** Within a control sequence: none, after the escape, in CSI (parameters), in OSC (a text). */
type Mode = 'text' | 'escape' | 'csi' | 'osc'
/** A longer sequence is none: text that happens to begin like one is in the view again after so many units. */
const LONGEST_SEQUENCE = 256

/** After a backslash: n, r, t, a line break (also a carriage return before one): escapes and continued lines. */
const isBreak = (unit = 0): boolean => 'nrt\n\r'.includes(String.fromCharCode(unit))

/** A view of nothing, to be extended. */
export const createSqueezed = (classes: Uint8Array, prefix?: LinePrefix): StrippedView => ({
  classes,
  prefix,
  units: new Uint16Array(0),
  places: new Int32Array(0),
  length: 0,
  next: 0,
  mode: 'text',
  sequence: 0,
  lineStart: prefix !== undefined,
  late: [],
})

/** Forgets everything, to begin with another text. */
export const resetSqueezed = (view: StrippedView): void => {
  view.length = 0
  view.next = 0
  view.mode = 'text'
  view.lineStart = view.prefix !== undefined
  view.late = []
}

/** Continues as far as `text[0, to)` tells; `final` where nothing follows. */
export const extendSqueezed = (view: StrippedView, text: Uint16Array, to: number, final: boolean): void => {
  reserve(view, view.length + Math.max(0, to - view.next) + 1)
  while (view.next < to) {
    if (view.mode !== 'text') {
      if (inSequence(view, text[view.next] ?? 0)) view.next++
    } else if (view.lineStart) {
      if (!skipPrefix(view, text, to, final)) return
    } else {
      plainRun(view, text, to)
      if (view.next < to && !special(view, text, to, final)) return
    }
  }
}

/** The position in the text of the unit that decided that the one at `place` stays. */
export const decidedAt = ({ late }: StrippedView, place: number): number => {
  const next = firstFrom(late.length / 3, index => (late[index * 3] ?? 0) > place) * 3
  return next > 0 && place < (late[next - 2] ?? 0) ? (late[next - 1] ?? place) : place
}

/** The first of so many indices from which on `test` holds. */
const firstFrom = (count: number, test: (index: number) => boolean): number => {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if (test(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** Forgets what stands before `place` in the text and counts from there. */
export const shiftSqueezed = (view: StrippedView, place: number): void => {
  const { units, places, length, late } = view
  const gone = firstFrom(length, index => (places[index] ?? 0) >= place)
  units.copyWithin(0, gone, length)
  places.copyWithin(0, gone, length)
  view.length = length - gone
  for (let i = 0; i < view.length; i++) places[i] = (places[i] ?? 0) - place
  const first = firstFrom(late.length / 3, index => (late[index * 3 + 1] ?? 0) > place)
  view.late = late.slice(first * 3).map(position => position - place)
  view.next -= place
}

const reserve = (view: StrippedView, capacity: number): void => {
  if (capacity <= view.units.length) return
  const units = new Uint16Array(capacity * 2)
  units.set(view.units.subarray(0, view.length))
  view.units = units
  const places = new Int32Array(capacity * 2)
  places.set(view.places.subarray(0, view.length))
  view.places = places
}

const markLate = ({ late }: StrippedView, start: number, decided: number): void => {
  const end = late.at(-2) ?? -1
  if (start >= end) late.push(start, Math.max(start + 1, decided), decided)
}

/** The plain run from `next` on: the loop that every unit of every text passes. */
const plainRun = (view: StrippedView, text: Uint16Array, to: number): void => {
  const { classes, units, places } = view
  let here = view.next
  let count = view.length
  // Four at a time, which takes half as long: a loop costs as much again as what is done for one unit.
  for (; here + 4 <= to; here += 4) {
    const a = text[here] ?? 0
    const b = text[here + 1] ?? 0
    const c = text[here + 2] ?? 0
    const d = text[here + 3] ?? 0
    const kindA = classes[a] ?? KEEP
    const kindB = classes[b] ?? KEEP
    const kindC = classes[c] ?? KEEP
    const kindD = classes[d] ?? KEEP
    if ((kindA | kindB | kindC | kindD) >= SPECIAL) break
    units[count] = a
    places[count] = here
    count += kindA
    units[count] = b
    places[count] = here + 1
    count += kindB
    units[count] = c
    places[count] = here + 2
    count += kindC
    units[count] = d
    places[count] = here + 3
    count += kindD
  }
  for (; here < to; here++) {
    const unit = text[here] ?? 0
    const kind = classes[unit] ?? KEEP
    if (kind === SPECIAL) break
    units[count] = unit
    places[count] = here
    count += kind
  }
  view.next = here
  view.length = count
}

/** One unit inside a control sequence: true where it belongs to it. */
const inSequence = (view: StrippedView, unit: number): boolean => {
  view.sequence++
  if (unit === NEWLINE || view.sequence > LONGEST_SEQUENCE) {
    view.mode = 'text'
    return false
  }
  if (view.mode === 'escape') {
    view.mode = unit === 91 ? 'csi' : unit === 93 ? 'osc' : 'text'
    // A backslash ends a text.
    return unit === BACKSLASH || view.mode !== 'text'
  }
  if (view.mode === 'csi') {
    if (unit < 32 || unit > 63) view.mode = 'text'
    return unit >= 32 && unit <= 126
  }
  if (unit === 7) view.mode = 'text'
  else if (unit === ESCAPE) view.mode = 'escape'
  return true
}

/** A line break, an escape character or a backslash at `next`; false where the unit after it must be known first. */
const special = (view: StrippedView, text: Uint16Array, to: number, final: boolean): boolean => {
  const { next } = view
  const unit = text[next]
  if (unit !== BACKSLASH) {
    if (unit === NEWLINE) view.lineStart = view.prefix !== undefined
    else [view.mode, view.sequence] = ['escape', 0]
    view.next++
    return true
  }
  if (next + 1 >= to && !final) return false
  if (next + 1 < to && isBreak(text[next + 1])) {
    // A real line break stays to be seen: a prefix may follow it.
    view.next += text[next + 1] === NEWLINE ? 1 : 2
    return true
  }
  markLate(view, next, next + 1)
  view.units[view.length] = BACKSLASH
  view.places[view.length++] = view.next++
  return true
}

/** Skips the declared prefix; false where more text is needed to tell. */
const skipPrefix = (view: StrippedView, text: Uint16Array, to: number, final: boolean): boolean => {
  if (view.prefix === undefined) return true
  const { end, seen } = prefixEnd(view.prefix, text, { from: view.next, to, final })
  if (end < 0) return false
  if (seen > end) markLate(view, end, seen)
  view.next = end
  view.lineStart = false
  return true
}

/** Only a text with one of these is squeezed at all. */
const SQUEEZABLE = /[\s\p{Cc}\p{Cf}\ufe0f]|\\[nrt]/u
export const isSqueezable = (text: string): boolean => SQUEEZABLE.test(text)

/** A text as it looks in the squeezed view. */
export const squeezed = (text: string, classes: Uint8Array): string => {
  if (!isSqueezable(text)) return text
  const view = createSqueezed(classes)
  extendSqueezed(view, unitsOf(text, false), text.length, true)
  return Array.from(view.units.subarray(0, view.length), unit => String.fromCharCode(unit)).join('')
}
