import { moreBytes } from './escapes.ts'

/**
 * Bytes that are printed as numbers, one by one: `[104 117 110]` (Go), `[104, 117]` (Java, Python, Rust, JSON), `0x68, 0x75` (Go's `%#v`, C),
 * `<Buffer 68 75>` (Node.js), `68:75:6e` (openssl), `68-75-6E` (.NET).
 */
export interface ByteList {
  /** The text that the bytes spell in UTF-8, one unit a character; a byte that is no UTF-8 is a unit by itself. */
  readonly units: Uint16Array
  readonly length: number
  /** The beginning and the end of each unit in the text. */
  readonly starts: Int32Array
  readonly ends: Int32Array
}

/** Text to look through. */
export interface ListSearch {
  readonly units: Uint16Array
  readonly from: number
  readonly to: number
  /** True where nothing stands before it, and where nothing follows. */
  readonly begins: boolean
  readonly final: boolean
}

/** Fewer numbers are a time, a date or a version. */
const FEWEST = 4
/** The shortest list has eleven units, so of every eight the first four tell. */
const SHORTEST = 11
const STRIDE = 8

const [DIGIT, LETTER, HEX_SIGN, BETWEEN, OTHER] = [1, 2, 4, 8, 16]
const CLASSES = /* @__PURE__ */ (() => {
  const classes = new Uint8Array(65_536).fill(OTHER)
  const set = (units: string, kind: number): void => {
    for (const unit of units) classes[unit.charCodeAt(0)] = kind
  }
  set('0123456789', DIGIT)
  set('abcdefABCDEF', LETTER)
  set('xX', HEX_SIGN)
  set(' ,:-\n\r\t', BETWEEN)
  return classes
})()
const classOf = (unit = 0): number => CLASSES[unit] ?? OTHER

/** Reports the lists in a stretch of text; a number at its very end counts where nothing follows. */
export const findByteLists = (search: ListSearch, report: (list: ByteList) => void): void => {
  const { units, from, to } = search
  let done = from
  // One for all runs: a list has been read when the next begins.
  let list = NO_ROOM
  for (let at = from; at + 4 <= to; at += STRIDE) {
    if (at < done) continue
    const kinds = classOf(units[at]) | classOf(units[at + 1]) | classOf(units[at + 2]) | classOf(units[at + 3])
    if (kinds >= OTHER || (kinds & BETWEEN) === 0 || (kinds & (DIGIT | LETTER)) === 0) continue
    let start = at
    while (start > done && classOf(units[start - 1]) < OTHER) start--
    let end = start
    let all = 0
    for (let kind = classOf(units[end]); end < to && kind < OTHER; kind = classOf(units[++end])) all |= kind
    done = end
    if (end - start < SHORTEST || !mayBeList(units, start, end)) continue
    if (list.units.length < end - start) list = emptyList(2 * (end - start))
    for (const reading of all & HEX_SIGN ? READINGS : UNPREFIXED) readRun(search, { start, end }, reading, list, report)
  }
}

/** A number that is none. */
const NONE = -1
const MINUS = 45
const [ZERO, UPPER_A, LOWER_A] = [48, 65, 97]

/** The value of a digit up to 15; 16 of what is none. */
const readDigit = (unit = 0): number => {
  const kind = classOf(unit)
  if (kind === DIGIT) return unit - ZERO
  return kind === LETTER ? unit - (unit < LOWER_A ? UPPER_A : LOWER_A) + 10 : 16
}

/** How a number is written. Logs are full of words that might be one, so units are read and no texts made. */
interface ListReading {
  /** The byte that a stretch of units is; {@link NONE} where it is no number. */
  readonly byte: (units: Uint16Array, at: number, to: number) => number
  /** How many units at the beginning of a word, and at its end, are written as a number is. */
  readonly head: (units: Uint16Array, at: number, to: number) => number
  readonly tail: (units: Uint16Array, at: number, to: number) => number
}

const isHex = (units: Uint16Array, at: number, to: number): boolean => {
  for (let place = at; place < to; place++) if (readDigit(units[place]) > 15) return false
  return at < to
}

/** `68` */
const PAIR: ListReading = {
  byte: (units, at, to) => (to - at === 2 && isHex(units, at, to) ? readDigit(units[at]) * 16 + readDigit(units[at + 1]) : NONE),
  head: (units, at, to) => (to - at >= 2 && isHex(units, at, at + 2) ? 2 : 0),
  tail: (units, at, to) => (to - at >= 2 && isHex(units, to - 2, to) ? 2 : 0),
}

/** `104`, `-24` */
const DECIMAL: ListReading = {
  byte: (units, at, to) => {
    const digits = units[at] === MINUS ? at + 1 : at
    if (to - digits < 1 || to - digits > 3) return NONE
    let number = 0
    for (let place = digits; place < to; place++) {
      if (classOf(units[place]) !== DIGIT) return NONE
      number = number * 10 + readDigit(units[place])
    }
    if (digits > at) number = -number
    return number < -128 || number > 255 ? NONE : number & 255
  },
  head: (units, at, to) => {
    const digits = units[at] === MINUS ? at + 1 : at
    let end = digits
    while (end < to && end - digits < 3 && classOf(units[end]) === DIGIT) end++
    return end === digits ? 0 : end - at
  },
  tail: (units, at, to) => {
    let begin = to
    while (begin > at && to - begin < 3 && classOf(units[begin - 1]) === DIGIT) begin--
    return to - begin
  },
}

const isSigned = (units: Uint16Array, at: number): boolean => units[at] === ZERO && classOf(units[at + 1]) === HEX_SIGN

/** `0x68`, `0x8` */
const PREFIXED: ListReading = {
  byte: (units, at, to) => {
    if (to - at < 3 || to - at > 4 || !isSigned(units, at) || !isHex(units, at + 2, to)) return NONE
    return to - at === 3 ? readDigit(units[at + 2]) : readDigit(units[at + 2]) * 16 + readDigit(units[at + 3])
  },
  head: (units, at, to) => {
    if (!isSigned(units, at)) return 0
    return to - at >= 4 && isHex(units, at + 2, at + 4) ? 4 : to - at >= 3 && isHex(units, at + 2, at + 3) ? 3 : 0
  },
  tail: (units, at, to) => {
    if (to - at >= 4 && isSigned(units, to - 4) && isHex(units, to - 2, to)) return 4
    return to - at >= 3 && isSigned(units, to - 3) && isHex(units, to - 1, to) ? 3 : 0
  },
}

const READINGS: readonly ListReading[] = [PAIR, DECIMAL, PREFIXED]
const UNPREFIXED: readonly ListReading[] = [PAIR, DECIMAL]
/** No number is longer, its sign or prefix included. */
const LONGEST = 4

/**
 * True where a run may hold a list: numbers enough, of which all but the first and the last, that other text may touch, are words as short as
 * a number is. Dates, times and uids, of which logs and objects are full, are none.
 */
const mayBeList = (units: Uint16Array, start: number, end: number): boolean => {
  let [words, short, most] = [0, 0, 0]
  for (let at = start; at < end && (words < FEWEST || most < FEWEST - 2);) {
    if (classOf(units[at]) === BETWEEN) {
      at++
      continue
    }
    const from = at
    while (at < end && classOf(units[at]) !== BETWEEN) at++
    words++
    const isShort = at - from < LONGEST || (at - from === LONGEST && classOf(units[from + 1]) === HEX_SIGN)
    short = isShort ? short + 1 : 0
    most = Math.max(most, short)
  }
  return words >= FEWEST && most >= FEWEST - 2
}

/** The lists in a run of digits and what may stand between numbers, in one of the ways in which it may be read. */
const readRun = (
  search: ListSearch,
  { start, end }: { readonly start: number; readonly end: number },
  reading: ListReading,
  list: OpenList,
  report: (list: ByteList) => void,
): void => {
  for (let at = start; at < end;) {
    if (classOf(search.units[at]) === BETWEEN && !isSign(search.units, at)) {
      at++
      continue
    }
    let to = at + 1
    while (to < end && classOf(search.units[to]) !== BETWEEN) to++
    // A number is known where something stands before it and behind it.
    const isWhole = (at > search.from || search.begins) && (to < search.to || search.final)
    if (!isWhole) flush(list, report)
    else readWord(search.units, { at, to }, reading, list, report)
    at = to
  }
  flush(list, report)
}

/** A minus before a digit, as Java prints bytes above 127. */
const isSign = (units: Uint16Array, at: number): boolean =>
  units[at] === MINUS && classOf(units[at + 1]) === DIGIT && (at === 0 || classOf(units[at - 1]) === BETWEEN)

/** One word of a run: a number of the list, or one that ends it, or begins one, since what stands beside it may be hidden. */
const readWord = (
  units: Uint16Array,
  { at, to }: { readonly at: number; readonly to: number },
  reading: ListReading,
  list: OpenList,
  report: (list: ByteList) => void,
): void => {
  const whole = to - at <= LONGEST ? reading.byte(units, at, to) : NONE
  if (whole !== NONE) return put(list, list.length++, whole, at, to)
  const head = list.length > 0 ? reading.head(units, at, to) : 0
  const first = head > 0 ? reading.byte(units, at, at + head) : NONE
  if (first !== NONE) put(list, list.length++, first, at, at + head)
  flush(list, report)
  const tail = reading.tail(units, Math.max(at, to - LONGEST), to)
  const last = tail > 0 ? reading.byte(units, to - tail, to) : NONE
  if (last !== NONE) put(list, list.length++, last, to - tail, to)
}

interface OpenList extends ByteList {
  length: number
}

const emptyList = (size: number): OpenList => ({
  units: new Uint16Array(size),
  starts: new Int32Array(size),
  ends: new Int32Array(size),
  length: 0,
})

const NO_ROOM: OpenList = /* @__PURE__ */ emptyList(0)

const put = (list: OpenList, index: number, unit: number, start: number, end: number): void => {
  list.units[index] = unit
  list.starts[index] = start
  list.ends[index] = end
}

const flush = (list: OpenList, report: (list: ByteList) => void): void => {
  if (list.length >= FEWEST) {
    spell(list)
    report(list)
  }
  list.length = 0
}

/** Puts the characters in place of their bytes, which are never fewer. */
// oxlint-disable-next-line complexity -- one loop over bytes
const spell = (list: OpenList): void => {
  const { units, starts, ends, length } = list
  let to = 0
  for (let at = 0; at < length;) {
    const [first, start] = [units[at] ?? 0, starts[at] ?? 0]
    const more = moreBytes(first)
    let code = more === 0 ? first : first & (0x3f >> more)
    let read = 1
    while (read <= more && at + read < length && ((units[at + read] ?? 0) & 0xc0) === 0x80)
      code = (code << 6) | ((units[at + read++] ?? 0) & 0x3f)
    const whole = read === more + 1 && code <= 0x10ffff
    const end = ends[whole ? at + more : at] ?? 0
    if (whole && code > 0xffff) {
      put(list, to++, 0xd800 + ((code - 0x10000) >> 10), start, end)
      put(list, to++, 0xdc00 + ((code - 0x10000) & 0x3ff), start, end)
    } else put(list, to++, whole ? code : first, start, end)
    at += whole ? more + 1 : 1
  }
  list.length = to
}
