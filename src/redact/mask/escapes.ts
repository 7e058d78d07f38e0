import { ENTITIES } from './entities.ts'

/**
 * The escapes that writers put in place of characters: backslash escapes (JSON, C, YAML, Java properties, nginx, SQL, LDAP, shells), percent
 * encoding (RFC 3986, and `%uXXXX` of JavaScript's escape), entities of XML and HTML. Text and values are decoded by this one reader, so a
 * reading that no writer meant does no harm: both sides read it alike.
 */
export const BACKSLASHES = 1
export const PERCENTS = 2
export const ENTITIES_TOO = 4
/** All of them at once; and two that leave one another's signs alone, for a stray backslash next to percents, and the other way round. */
export const FAMILIES = { all: 7, withoutBackslashes: 6, backslashesAlone: 1 } as const

const [BACKSLASH, PERCENT, AMPERSAND] = [92, 37, 38]

/** The family of escapes that a unit may begin; 0 for none. */
export const familyOf = (unit: number): number =>
  unit === BACKSLASH ? BACKSLASHES : unit === PERCENT ? PERCENTS : unit === AMPERSAND ? ENTITIES_TOO : 0

/** The escape that was read last: filled in place, since texts may consist of escapes. */
export interface Escape {
  /** Units that the escape takes; 0 where there is none, -1 where more text must be known. */
  size: number
  /** The code point that it stands for; -1 for none (a continued line). */
  stands: number
}

/** Text to read from: units up to `to`, and whether nothing follows. */
interface EscapeReading {
  readonly units: Uint16Array
  readonly to: number
  readonly final: boolean
}

/** Reads the escape at a place. */
export const readEscape = (text: EscapeReading, at: number, families: number, into: Escape): Escape => {
  const family = familyOf(text.units[at] ?? 0) & families
  into.size = 0
  into.stands = -1
  if (family === BACKSLASHES) readBackslash(text, at, into)
  else if (family === PERCENTS) readPercent(text, at, into)
  else if (family === ENTITIES_TOO) readEntity(text, at, into)
  return into
}

const found = (into: Escape, size: number, stands: number): void => {
  into.size = size
  into.stands = stands
}
/** There is no escape where the text ends; before that nobody knows. */
const cut = ({ final }: EscapeReading, into: Escape): void => {
  into.size = final ? 0 : -1
}

const readDigit = (unit = 0): number => {
  if (unit >= 48 && unit <= 57) return unit - 48
  const lower = unit | 32
  return lower >= 97 && lower <= 102 ? lower - 87 : 99
}

/** The number that digits spell, -1 where one of them is none, -2 where the text ends within them. */
const numberAt = ({ units, to, final }: EscapeReading, from: number, count: number, base: number): number => {
  let value = 0
  for (let at = from; at < from + count; at++) {
    if (at >= to) return final ? -1 : -2
    const digit = readDigit(units[at])
    if (digit >= base) return -1
    value = value * base + digit
  }
  return value
}

/** Characters that a letter stands for after a backslash; every other character stands for itself. */
const LETTERS: Readonly<Record<number, number>> = { 97: 7, 98: 8, 101: 27, 69: 27, 102: 12, 110: 10, 114: 13, 116: 9, 118: 11 }

// oxlint-disable-next-line complexity -- one reading of all that a backslash can begin
const readBackslash = (text: EscapeReading, at: number, into: Escape): void => {
  const { units, to, final } = text
  if (at + 1 >= to) return cut(text, into)
  const unit = units[at + 1] ?? 0
  if (unit === 120) return readBytes(text, at, into, hexByte)
  if (unit === 117) return readUnicode(text, at, into)
  if (unit === 85) return readCode(text, { at, digits: at + 2, count: 8, end: at + 10 }, into)
  if (unit >= 48 && unit <= 57) return readDigits(text, at, into)
  // A line that is continued: nothing stands for it.
  if (unit === 13 && at + 2 >= to && !final) return cut(text, into)
  if (unit === 10 || unit === 13) return found(into, unit === 13 && units[at + 2] === 10 && at + 2 < to ? 3 : 2, -1)
  found(into, 2, LETTERS[unit] ?? unit)
}

interface CodeDigits {
  readonly at: number
  readonly digits: number
  readonly count: number
  readonly end: number
}

/** A code point by its digits; where they are none, the letter stands for itself. */
const readCode = (text: EscapeReading, { at, digits, count, end }: CodeDigits, into: Escape): void => {
  const code = numberAt(text, digits, count, 16)
  if (code === -2) cut(text, into)
  else if (code < 0 || code > 0x10ffff) found(into, 2, text.units[at + 1] ?? 0)
  else found(into, end - at, code)
}

/** `\u00fc`, and `\u{fc}` of Rust, JavaScript and PHP. */
const readUnicode = (text: EscapeReading, at: number, into: Escape): void => {
  const { units, to, final } = text
  if (at + 2 >= to && !final) return cut(text, into)
  if (units[at + 2] !== 123 || at + 2 >= to) return readCode(text, { at, digits: at + 2, count: 4, end: at + 6 }, into)
  let end = at + 3
  while (end < to && end - at < 10 && readDigit(units[end]) < 16) end++
  if (end >= to && !final) return cut(text, into)
  if (units[end] !== 125 || end >= to || end === at + 3) return found(into, 2, 117)
  readCode(text, { at, digits: at + 3, count: end - at - 3, end: end + 1 }, into)
}

/** `\303` of shells and Postgres, `\0`, `\2a` of LDAP; else the digit stands for itself. */
const readDigits = (text: EscapeReading, at: number, into: Escape): void => {
  const { units, to, final } = text
  if (at + 3 >= to && !final) return cut(text, into)
  if (octalByte(text, at) >= 0) return readBytes(text, at, into, octalByte)
  const first = units[at + 1] ?? 0
  const pair = first >= 50 && first <= 55 ? numberAt(text, at + 1, 2, 16) : -1
  if (pair >= 0) found(into, 3, pair)
  else found(into, 2, first === 48 ? 0 : first)
}

/** Reads the byte of one escape: its number, -1 for none, -2 where the text ends. */
type ByteReader = (text: EscapeReading, at: number) => number

const hexByte: ByteReader = (text, at) =>
  text.units[at] === BACKSLASH && at < text.to
    ? text.units[at + 1] === 120
      ? numberAt(text, at + 2, 2, 16)
      : beyond(text, at + 1)
    : beyond(text, at)
const octalByte: ByteReader = (text, at) => {
  if (text.units[at] !== BACKSLASH || at >= text.to) return beyond(text, at)
  const byte = numberAt(text, at + 1, 3, 8)
  return byte > 255 ? -1 : byte
}
const percentByte: ByteReader = (text, at) =>
  text.units[at] === PERCENT && at < text.to ? numberAt(text, at + 1, 2, 16) : beyond(text, at)
const beyond = ({ to, final }: EscapeReading, at: number): number => (at >= to && !final ? -2 : -1)

/** How many bytes follow the first one of a character in UTF-8; none where it does not begin one. */
export const moreBytes = (first: number): number => (first < 0xc2 || first > 0xf4 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3)

/** The escapes of the bytes of one character in UTF-8; a byte that belongs to none is a character of Latin-1. */
const readBytes = (text: EscapeReading, at: number, into: Escape, byteAt: ByteReader): void => {
  const first = byteAt(text, at)
  if (first === -2) return cut(text, into)
  // An `\x` without digits.
  if (first < 0) return found(into, 2, text.units[at + 1] ?? 0)
  const size = byteAt === percentByte ? 3 : 4
  const more = moreBytes(first)
  let code = more === 0 ? first : first & (0x3f >> more)
  for (let index = 1; index <= more; index++) {
    const next = byteAt(text, at + index * size)
    if (next === -2) return cut(text, into)
    if (next < 0x80 || next > 0xbf) return found(into, size, first)
    code = (code << 6) | (next & 0x3f)
  }
  if (code > 0x10ffff) found(into, size, first)
  else found(into, size * (more + 1), code)
}

const readPercent = (text: EscapeReading, at: number, into: Escape): void => {
  const { units, to } = text
  if (at + 1 >= to) return cut(text, into)
  if (units[at + 1] === PERCENT) {
    // `25%` before `%2F`: the second sign begins an escape, so the first one stands for itself. Values with doubled signs are a spelling.
    const byte = percentByte(text, at + 1)
    return byte === -2 ? cut(text, into) : byte >= 0 ? undefined : found(into, 2, PERCENT)
  }
  if (units[at + 1] === 117) {
    const unit = numberAt(text, at + 2, 4, 16)
    return unit === -2 ? cut(text, into) : unit < 0 ? undefined : found(into, 6, unit)
  }
  const byte = percentByte(text, at)
  if (byte === -2) cut(text, into)
  else if (byte >= 0) readBytes(text, at, into, percentByte)
}

/** The longest of our names, and the digits of a code point with some zeros before it. */
const LONGEST_ENTITY = 10

const readEntity = (text: EscapeReading, at: number, into: Escape): void => {
  const { units, to, final } = text
  let end = at + 1
  while (end < to && end - at <= LONGEST_ENTITY && isNamePart(units[end] ?? 0)) end++
  if (end >= to && end - at <= LONGEST_ENTITY && !final) return cut(text, into)
  if (end >= to || units[end] !== 59) return
  const stands = findEntity(String.fromCharCode(...units.subarray(at + 1, end)))
  if (stands !== undefined) found(into, end + 1 - at, stands)
}

/** Letters, digits and `#`. */
const isNamePart = (unit: number): boolean => {
  const lower = unit | 32
  return (lower >= 97 && lower <= 122) || (unit >= 48 && unit <= 57) || unit === 35
}

const findEntity = (name: string): number | undefined => {
  if (!name.startsWith('#')) return ENTITIES.get(name)
  const code = /^#(?:\d+|[xX][\dA-Fa-f]+)$/.test(name) ? Number(name.slice(1).replace(/^[xX]/, '0x')) : -1
  return code >= 0 && code <= 0x10ffff ? code : undefined
}
