import { type LinePrefix, prefixEnd } from './line-prefix.ts'
import { textOfUnits, unitsOf } from '../search/units.ts'

/** Shorter texts are not looked for in the stripped view, where words run into each other. */
export const SHORTEST_STRIPPED = 12

/**
 * The stripped view: the text without white space, line continuations, control sequences of terminals, invisible characters and declared
 * line prefixes. A value that was wrapped, indented, coloured or prefixed line by line is in one piece there.
 *
 * The view is built in one pass and never taken back, so that it does not depend on where a stream was cut. Where a unit can only be
 * judged by later ones (a backslash, what looks like a prefix), {@link decidedAt} says by which. The pass also notes where escapes may
 * begin, for the decoded views: reading every text once more for that would cost a fifth of all.
 */
export interface StrippedView {
  /** How each code unit is treated: {@link stripClasses}. */
  readonly classes: Uint8Array
  readonly prefix: LinePrefix | undefined
  /** The units of the view. */
  units: Uint16Array
  /** The place of each of them in the text. */
  places: Int32Array
  length: number
  /** The place in the text to go on at. */
  next: number
  mode: Mode
  /** How many units of a control sequence have passed. */
  sequence: number
  lineStart: boolean
  /** Stretches of the text judged late, in order and apart: start, end, what decided. */
  late: number[]
  /** Places in the text at which an escape may begin, also where the view leaves them out. */
  escapes: number[]
  /** The units of the view at which one may. */
  keptEscapes: number[]
}

const SKIP = 0
const KEEP = 1
const SPECIAL = 2

/** Control characters, spaces and invisible ones, of which each range is a first and a last; those of C0 up to the space, all but the special ones. */
const SKIPPED: readonly (readonly [first: number, last: number])[] = [
  [0, 32],
  [0x7f, 0xa0],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x2000, 0x200f],
  [0x2028, 0x202f],
  [0x205f, 0x206f],
  [0x3000, 0x3000],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff9, 0xfffb],
]
const NEWLINE = 10
const ESCAPE = 27
const BACKSLASH = 92
const ESCAPES = [BACKSLASH, 37, 38]

/** How to treat each code unit; made once per redactor. Line breaks matter only where prefixes may follow them. */
export const stripClasses = (prefixes: boolean): Uint8Array => {
  const table = new Uint8Array(65_536).fill(KEEP)
  for (const [first, last] of SKIPPED) table.fill(SKIP, first, last + 1)
  for (const unit of [ESCAPE, ...ESCAPES]) table[unit] = SPECIAL
  table[NEWLINE] = prefixes ? SPECIAL : SKIP
  return table
}

/**
 * Within a control sequence (ECMA-48): after the escape, in CSI (parameters, a final letter), in a string (OSC, DCS and alike: a text up to
 * its terminator), after intermediates (`ESC ( B` chooses a character set).
 */
type Mode = 'text' | 'escape' | 'csi' | 'string' | 'intermediates'
/** A longer sequence is none: text that happens to begin like one is in the view again after so many units. */
const LONGEST_SEQUENCE = 256

/** A view of nothing, to be extended. */
export const createStripped = (classes: Uint8Array, prefix?: LinePrefix): StrippedView => ({
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
  escapes: [],
  keptEscapes: [],
})

/** Forgets everything, to begin with another text. */
export const resetStripped = (view: StrippedView): void => {
  view.length = 0
  view.next = 0
  view.mode = 'text'
  view.lineStart = view.prefix !== undefined
  view.late = []
  view.escapes = []
  view.keptEscapes = []
}

/** Continues as far as `text[0, to)` tells; `final` where nothing follows. */
export const extendStripped = (view: StrippedView, text: Uint16Array, to: number, final: boolean): void => {
  reserve(view, view.length + Math.max(0, to - view.next) + 1)
  while (view.next < to) {
    if (view.mode !== 'text') {
      const unit = text[view.next] ?? 0
      if (inSequence(view, unit)) noteEscapes(view, text, view.next + 1)
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

/** Forgets what stands before `place` in the text and counts from there; returns how many units of the view that were. */
export const shiftStripped = (view: StrippedView, place: number): number => {
  const { units, places, length, late } = view
  const gone = firstFrom(length, index => (places[index] ?? 0) >= place)
  units.copyWithin(0, gone, length)
  places.copyWithin(0, gone, length)
  view.length = length - gone
  for (let i = 0; i < view.length; i++) places[i] = (places[i] ?? 0) - place
  const first = firstFrom(late.length / 3, index => (late[index * 3 + 1] ?? 0) > place)
  view.late = late.slice(first * 3).map(position => position - place)
  view.next -= place
  view.escapes = shiftPlaces(view.escapes, place)
  view.keptEscapes = shiftPlaces(view.keptEscapes, gone)
  return gone
}

const shiftPlaces = (places: number[], by: number): number[] =>
  places.length === 0 ? places : places.flatMap(place => (place >= by ? [place - by] : []))

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
  if (view.mode === 'string') {
    if (unit === 7) view.mode = 'text'
    else if (unit === ESCAPE) view.mode = 'escape'
    return true
  }
  if (view.mode === 'escape') view.mode = modeAfter(unit)
  else if (view.mode === 'csi' ? unit < 32 || unit > 63 : unit < 32 || unit > 47) view.mode = 'text'
  // The final byte belongs to the sequence.
  return unit >= 32 && unit <= 126
}

/** `[`; `]`, `P`, `X`, `^`, `_`; a space to a slash; anything else ends the sequence. */
const modeAfter = (unit: number): Mode => {
  if (unit === 91) return 'csi'
  if (unit === 93 || unit === 80 || unit === 88 || unit === 94 || unit === 95) return 'string'
  return unit >= 32 && unit <= 47 ? 'intermediates' : 'text'
}

/** A line break, the escape character or where an escape may begin, at `next`; false where the unit after it must be known first. */
const special = (view: StrippedView, text: Uint16Array, to: number, final: boolean): boolean => {
  const { next } = view
  const unit = text[next]
  if (unit === NEWLINE || unit === ESCAPE) {
    if (unit === NEWLINE) view.lineStart = view.prefix !== undefined
    else [view.mode, view.sequence] = ['escape', 0]
    view.next++
    return true
  }
  if (unit === BACKSLASH) {
    if (next + 1 >= to && !final) return false
    const after = text[next + 1] ?? 0
    // White space behind a backslash, and a line break there, which a shell leaves out, go with it.
    if (next + 1 < to && (after === NEWLINE || view.classes[after] === SKIP)) {
      // A real line break stays to be seen: a prefix may follow it.
      noteEscapes(view, text, next + (after === NEWLINE ? 1 : 2))
      return true
    }
    markLate(view, next, next + 1)
  }
  view.keptEscapes.push(view.length)
  view.units[view.length] = unit ?? 0
  view.places[view.length++] = next
  noteEscapes(view, text, next + 1)
  return true
}

/** Goes on to a place, noting where escapes may begin in what the plain loop does not see. */
const noteEscapes = (view: StrippedView, text: Uint16Array, to: number): void => {
  for (; view.next < to; view.next++) if (ESCAPES.includes(text[view.next] ?? 0)) view.escapes.push(view.next)
}

/** Skips the declared prefix; false where more text is needed to tell. */
const skipPrefix = (view: StrippedView, text: Uint16Array, to: number, final: boolean): boolean => {
  if (view.prefix === undefined) return true
  const { end, seen } = prefixEnd(view.prefix, text, { from: view.next, to, final })
  if (end < 0) return false
  if (seen > end) markLate(view, end, seen)
  noteEscapes(view, text, end)
  view.lineStart = false
  return true
}

/** Only a text with one of these is stripped at all. */
// oxlint-disable-next-line no-misleading-character-class -- the invisible characters are named one by one
const STRIPPABLE = /[\s\p{Cc}\p{Cf}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0]/u
export const isStrippable = (text: string): boolean => STRIPPABLE.test(text)

/** A text as it looks in the stripped view. */
export const stripText = (text: string, classes: Uint8Array): string => {
  if (!isStrippable(text)) return text
  const view = createStripped(classes)
  extendStripped(view, unitsOf(text, false), text.length, true)
  return textOfUnits(view.units.subarray(0, view.length))
}
