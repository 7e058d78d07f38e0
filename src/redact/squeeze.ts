import { type LinePrefix, prefixEnd } from './line-prefix.ts'

/**
 * The squeezed view: the text without white space, escaped line breaks and tabs, line continuations, colour codes, zero-width
 * characters and declared line prefixes. A value that was wrapped, indented, coloured or prefixed line by line is in one piece there.
 *
 * The view is built in one pass and never taken back, so that it does not depend on where a stream was cut. Where a unit can only be
 * judged by later ones (a backslash, what looks like a prefix), `decidedAt` says by which.
 */
export interface Squeezer {
  /** The units of the view. */
  readonly units: Uint16Array
  /** Where each of them stands in the text. */
  readonly places: Int32Array
  readonly length: number
  /** Continues as far as `text[0, to)` tells; `final` where nothing follows. */
  extend(text: Uint16Array, to: number, final: boolean): void
  /** The position in the text of the unit that decided that the one at `place` stays. */
  decidedAt(place: number): number
  /** Forgets what stands before `place` and counts from there. */
  shift(place: number): void
  /** Forgets everything, to begin with another text. */
  reset(): void
}

const SKIP = 0
const KEEP = 1
const SPECIAL = 2

/** Tab, feeds, carriage return, space, next line, no-break space, soft hyphen, zero-width ones, separators, variation selector, byte order mark. */
const SKIPPED = [9, 11, 12, 13, 32, 0x85, 0xa0, 0xad, 0x200b, 0x200c, 0x200d, 0x2028, 0x2029, 0x2060, 0xfe0f, 0xfeff]
const NEWLINE = 10
const ESCAPE = 27
const BACKSLASH = 92

/** What to do with each code unit; made once per redactor. */
export const squeezeClasses = (): Uint8Array => {
  const table = new Uint8Array(65_536).fill(KEEP)
  for (const unit of SKIPPED) table[unit] = SKIP
  for (const unit of [NEWLINE, ESCAPE, BACKSLASH]) table[unit] = SPECIAL
  return table
}

/** Within a control sequence: none, after the escape, in CSI (parameters), in OSC (a text). */
type Mode = 'text' | 'escape' | 'csi' | 'osc'
/** A longer sequence is none: text that happens to begin like one is in the view again after so many units. */
const LONGEST_SEQUENCE = 256

/** After a backslash: n, r, t, a line break (also a carriage return before one): escapes and continued lines. */
const isBreak = (unit: number | undefined): boolean => unit === 110 || unit === 114 || unit === 116 || unit === NEWLINE || unit === 13

/** A view of nothing, to be extended. */
export const createSqueezer = (table: Uint8Array, prefix?: LinePrefix): Squeezer => {
  let units = new Uint16Array(0)
  let places = new Int32Array(0)
  let length = 0
  let next = 0
  let mode: Mode = 'text'
  let sequence = 0
  let lineStart = prefix !== undefined
  /** Stretches of the text judged late, in order and apart: start, end, what decided. */
  let late: number[] = []

  const reserve = (capacity: number): void => {
    if (capacity <= units.length) return
    const larger = new Uint16Array(capacity * 2)
    larger.set(units.subarray(0, length))
    units = larger
    const further = new Int32Array(capacity * 2)
    further.set(places.subarray(0, length))
    places = further
  }
  const markLate = (start: number, decided: number): void => {
    const end = late.at(-2) ?? -1
    if (start >= end) late.push(start, Math.max(start + 1, decided), decided)
  }

  /** One unit inside a control sequence: true where it belongs to it. */
  const inSequence = (unit: number): boolean => {
    sequence++
    if (mode === 'escape') {
      mode = unit === 91 ? 'csi' : unit === 93 ? 'osc' : 'text'
      return mode !== 'text'
    }
    if (unit === NEWLINE || sequence > LONGEST_SEQUENCE) {
      mode = 'text'
      return false
    }
    if (mode === 'csi') {
      if (unit < 32 || unit > 63) mode = 'text'
      return unit >= 32 && unit <= 126
    }
    if (unit === 7) mode = 'text'
    else if (unit === ESCAPE) mode = 'escape'
    return true
  }
  /** A line break, an escape character or a backslash at `next`; false where the unit after it must be known first. */
  const special = (text: Uint16Array, to: number, final: boolean): boolean => {
    const unit = text[next]
    if (unit !== BACKSLASH) {
      if (unit === NEWLINE) lineStart = prefix !== undefined
      else [mode, sequence] = ['escape', 0]
      next++
      return true
    }
    if (next + 1 >= to && !final) return false
    if (next + 1 < to && isBreak(text[next + 1])) {
      // A real line break stays to be seen: a prefix may follow it.
      next += text[next + 1] === NEWLINE ? 1 : 2
      return true
    }
    markLate(next, next + 1)
    units[length] = BACKSLASH
    places[length++] = next++
    return true
  }
  /** Skips the declared prefix; false where more text is needed to tell. */
  const skipPrefix = (text: Uint16Array, to: number, final: boolean): boolean => {
    if (prefix === undefined) return true
    const { end, seen } = prefixEnd(prefix, text, { from: next, to, final })
    if (end < 0) return false
    if (seen > end) markLate(end, seen)
    next = end
    lineStart = false
    return true
  }
  /** The plain run from `next` on: the loop that every unit of every text passes. */
  const plainRun = (text: Uint16Array, to: number): void => {
    const view = units
    const where = places
    let here = next
    let count = length
    for (; here < to; here++) {
      const unit = text[here] ?? 0
      const kind = table[unit] ?? KEEP
      if (kind === SPECIAL) break
      view[count] = unit
      where[count] = here
      count += kind
    }
    next = here
    length = count
  }

  return {
    get units() {
      return units
    },
    get places() {
      return places
    },
    get length() {
      return length
    },
    extend(text, to, final) {
      reserve(length + Math.max(0, to - next) + 1)
      while (next < to) {
        if (mode !== 'text') {
          if (inSequence(text[next] ?? 0)) next++
        } else if (lineStart) {
          if (!skipPrefix(text, to, final)) return
        } else {
          plainRun(text, to)
          if (next < to && !special(text, to, final)) return
        }
      }
    },
    decidedAt(place) {
      let low = 0
      let high = late.length / 3
      while (low < high) {
        const middle = (low + high) >> 1
        if ((late[middle * 3] ?? 0) <= place) low = middle + 1
        else high = middle
      }
      return low > 0 && place < (late[low * 3 - 2] ?? 0) ? (late[low * 3 - 1] ?? place) : place
    },
    shift(place) {
      if (place === 0) return
      let gone = 0
      let high = length
      while (gone < high) {
        const middle = (gone + high) >> 1
        if ((places[middle] ?? 0) < place) gone = middle + 1
        else high = middle
      }
      units.copyWithin(0, gone, length)
      places.copyWithin(0, gone, length)
      length -= gone
      for (let i = 0; i < length; i++) places[i] = (places[i] ?? 0) - place
      const first = late.findIndex((position, index) => index % 3 === 1 && position > place)
      late = first < 0 ? [] : late.slice(first - 1).map(position => position - place)
      next -= place
    },
    reset() {
      length = 0
      next = 0
      mode = 'text'
      lineStart = prefix !== undefined
      late = []
    },
  }
}

// A quick no: only a text with one of these is squeezed at all.
const SQUEEZABLE = /[\s\\\u001b\u0085\u00ad\u200b-\u200d\u2060\ufe0f]/

/** A text as it looks in the squeezed view. */
export const squeezed = (text: string, table: Uint8Array): string => {
  if (!SQUEEZABLE.test(text)) return text
  const squeezer = createSqueezer(table)
  const units = Uint16Array.from({ length: text.length }, (_, index) => text.charCodeAt(index))
  squeezer.extend(units, units.length, true)
  return textOf(squeezer)
}

const textOf = (squeezer: Squeezer): string => {
  let text = ''
  for (let i = 0; i < squeezer.length; i++) text += String.fromCharCode(squeezer.units[i] ?? 0)
  return text
}
