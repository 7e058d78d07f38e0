import { utf8 } from '../../model/scalars/base64.ts'
import { escapeForms, hex2, jsonForms } from './escape-forms.ts'
import { AFTER, BEFORE, endPattern, type PatternWriter, writeBytes, writeText } from '../search/pattern-pool.ts'
import { SHORTEST_STRIPPED, squeezed } from '../mask/stripped-view.ts'
import { isWeak } from '../search/weak-tokens.ts'

/** Base64 of fewer characters would hide words at random; values of three and four bytes have no such form. */
const SHORTEST_BASE64 = 6
/** Hex of three bytes looks like any colour. */
const SHORTEST_HEX = 4
/** Lines of a value count by themselves from this length on, and only with some letters or digits, so that braces and armour do not. */
const SHORTEST_LINE = 8
/** Where the forms of values go. */
export interface FormWriter {
  readonly patterns: PatternWriter
  readonly classes: Uint8Array
  /** Forms that are shorter, or common words, are tokens. */
  readonly shortest: number
  readonly tokens: Set<string>
}

/**
 * Writes every text by which a value may show: itself, trimmed, unquoted and normalised, each escaped as JSON, YAML, XML, URLs, shells
 * and Go do, in hex, in base64 at its three alignments, and in base64 of that; its longer lines; and all of them without white space, as
 * they look in the squeezed view.
 */
export const writeForms = (value: string, owner: number, writer: FormWriter): void => {
  const trimmed = value.trim()
  const { patterns } = writer
  for (const base of basesOf(value, trimmed)) {
    for (const text of escapeForms(base)) writeSpelling(text, owner, writer)
    writeHex(base, owner, patterns)
    writeBase64(base, owner, patterns, true)
    for (const text of jsonForms(base)) writeBase64(text, owner, patterns, false)
  }
  for (const line of telling(trimmed)) for (const text of escapeForms(line)) writeSpelling(text, owner, writer)
}

/** A reader that eats quotes or backslashes may leave a word of two letters, a common one or none: that is a token, or nothing. */
const writeSpelling = (text: string, owner: number, { patterns, classes, shortest, tokens }: FormWriter): void => {
  const bare = text.trim()
  if (isWeak(bare, shortest)) {
    if (bare !== '') tokens.add(bare)
    return
  }
  writeText(patterns, text)
  endPattern(patterns, owner, 0)
  const tight = squeezed(text, classes)
  if (tight.length === text.length || tight.length < SHORTEST_STRIPPED) return
  writeText(patterns, tight)
  endPattern(patterns, owner, 0)
}

const ASCII = /^[\0-\x7f]*$/
const basesOf = (value: string, trimmed: string): Iterable<string> => {
  const bases = new Set([value, trimmed, unquoted(trimmed)])
  return ASCII.test(value) ? bases : bases.add(trimmed.normalize('NFC')).add(trimmed.normalize('NFD'))
}

/** GitHub's runner unquotes only what is longer than eight, since a short word without its quotes is a word. */
const unquoted = (text: string): string =>
  text.length > 8 && (text.startsWith('"') || text.startsWith("'")) && text.endsWith(text.charAt(0)) ? text.slice(1, -1) : text

const telling = (text: string): readonly string[] =>
  /[\r\n]/.test(text)
    ? text
        .split(/[\r\n]+/)
        .map(line => line.trim())
        .filter(line => line.length >= SHORTEST_LINE && !line.startsWith('-----') && (line.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= 4)
    : []

const writeHex = (text: string, owner: number, writer: PatternWriter): void => {
  const bytes = utf8(text)
  if (bytes.length < SHORTEST_HEX) return
  const hex = Array.from(bytes, hex2).join('')
  for (const form of [hex, hex.toUpperCase()]) {
    writeText(writer, form)
    endPattern(writer, owner, 0)
  }
}

const ALPHABET = utf8('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')
const [PLUS, SLASH, MINUS, UNDERSCORE] = [43, 47, 45, 95]

/** Base64 at the three alignments in both alphabets, and base64 of that at three more. */
const writeBase64 = (text: string, owner: number, writer: PatternWriter, twice: boolean): void => {
  const bytes = utf8(text)
  for (let lead = 0; lead < 3; lead++) {
    if (determined(bytes.length, lead) < SHORTEST_BASE64) continue
    const standard = base64At(bytes, lead)
    const forms = [standard]
    if (standard.includes(PLUS) || standard.includes(SLASH))
      forms.push(standard.map(unit => (unit === PLUS ? MINUS : unit === SLASH ? UNDERSCORE : unit)))
    for (const form of forms) {
      writeUnits(form, owner, writer, flagsOf(bytes.length, lead))
      for (let outer = 0; outer < (twice ? 3 : 0); outer++) writeUnits(base64At(form, outer), owner, writer, BEFORE | AFTER)
    }
  }
}

const writeUnits = (units: Uint8Array, owner: number, writer: PatternWriter, flags: number): void => {
  writeBytes(writer, units)
  endPattern(writer, owner, flags)
}

const flagsOf = (length: number, lead: number): number => (lead > 0 ? BEFORE : 0) | (((lead + length) * 8) % 6 > 0 ? AFTER : 0)
const skippedAt = (lead: number): number => (lead === 0 ? 0 : lead + 1)
const determined = (length: number, lead: number): number => Math.floor(((lead + length) * 8) / 6) - skippedAt(lead)

/** The characters of base64 that the bytes determine alone when `lead` unknown bytes come before them in their group of three. */
const base64At = (bytes: Uint8Array, lead: number): Uint8Array => {
  const result = new Uint8Array(determined(bytes.length, lead))
  let bit = skippedAt(lead) * 6 - lead * 8
  for (let index = 0; index < result.length; index++) {
    const byte = bit >> 3
    const pair = ((bytes[byte] ?? 0) << 8) | (bytes[byte + 1] ?? 0)
    result[index] = ALPHABET[(pair >> (10 - (bit & 7))) & 63] ?? 0
    bit += 6
  }
  return result
}
