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
  for (let at = from; at + 4 <= to; at += STRIDE) {
    if (at < done) continue
    const kinds = classOf(units[at]) | classOf(units[at + 1]) | classOf(units[at + 2]) | classOf(units[at + 3])
    if (kinds >= OTHER || (kinds & BETWEEN) === 0 || (kinds & (DIGIT | LETTER)) === 0) continue
    let start = at
    while (start > done && classOf(units[start - 1]) < OTHER) start--
    let end = at
    while (end < to && classOf(units[end]) < OTHER) end++
    if (end - start >= SHORTEST) readRun(search, start, end, report)
    done = end
  }
}

/** How a number is written: the form of a word that is one, that ends with one, that begins with one. */
interface ListReading {
  readonly whole: RegExp
  readonly last: RegExp
  readonly first: RegExp
  readonly base: number
}
const READINGS: readonly ListReading[] = [
  { whole: /^[\dA-Fa-f]{2}$/, last: /[\dA-Fa-f]{2}$/, first: /^[\dA-Fa-f]{2}/, base: 16 },
  { whole: /^-?\d{1,3}$/, last: /\d{1,3}$/, first: /^-?\d{1,3}/, base: 10 },
  { whole: /^0[xX][\dA-Fa-f]{1,2}$/, last: /0[xX][\dA-Fa-f]{1,2}$/, first: /^0[xX][\dA-Fa-f]{1,2}/, base: 16 },
]
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

/** The lists in a run of digits and what may stand between numbers, in each of the ways in which it may be read. */
const readRun = (search: ListSearch, start: number, end: number, report: (list: ByteList) => void): void => {
  if (!mayBeList(search.units, start, end)) return
  for (const reading of READINGS) {
    const list = emptyList(end - start)
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
}

/** A minus before a digit, as Java prints bytes above 127. */
const isSign = (units: Uint16Array, at: number): boolean =>
  units[at] === 45 && classOf(units[at + 1]) === DIGIT && (at === 0 || classOf(units[at - 1]) === BETWEEN)

/** One word of a run: a number of the list, or one that ends it, or begins one, since what stands beside it may be hidden. */
const readWord = (
  units: Uint16Array,
  { at, to }: { readonly at: number; readonly to: number },
  reading: ListReading,
  list: OpenList,
  report: (list: ByteList) => void,
): void => {
  if (to - at <= LONGEST) {
    const byte = readByte(String.fromCharCode(...units.subarray(at, to)), reading.whole, reading.base)
    if (byte >= 0) return put(list, list.length++, byte, at, to)
  }
  const [head, tail] = [
    String.fromCharCode(...units.subarray(at, at + LONGEST)),
    String.fromCharCode(...units.subarray(Math.max(at, to - LONGEST), to)),
  ]
  const first = reading.first.exec(head)?.[0] ?? ''
  if (list.length > 0 && readByte(first, reading.whole, reading.base) >= 0)
    put(list, list.length++, readByte(first, reading.whole, reading.base), at, at + first.length)
  flush(list, report)
  const last = reading.last.exec(tail)?.[0] ?? ''
  const byte = readByte(last, reading.whole, reading.base)
  if (byte >= 0) put(list, list.length++, byte, to - last.length, to)
}

const readByte = (text: string, whole: RegExp, base: number): number => {
  const number = whole.test(text) ? Number.parseInt(text, base) : 999
  return number < -128 || number > 255 ? -1 : number & 255
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
