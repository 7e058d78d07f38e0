import { decodeBase64, textOfUtf8, utf8 } from '../../model/scalars/base64.ts'
import { decodedTexts } from '../mask/decode-text.ts'
import { SHORTEST_STRIPPED, stripText } from '../mask/stripped-view.ts'
import { endPattern, type PatternWriter, writeText } from '../search/pattern-pool.ts'
import { isWeak } from '../search/weak-tokens.ts'
import { utf16, writeBase64, writeHex } from './encodings.ts'
import { numberForms } from './number-forms.ts'
import { jsonForms, quotedForms } from './quoted-forms.ts'
import { secretParts } from './value-parts.ts'

/** Lines of a value count by themselves from this length on, and only with some letters or digits, so that braces and armour do not. */
const SHORTEST_LINE = 8

/** Takes the forms of values. */
export interface FormWriter {
  readonly patterns: PatternWriter
  readonly classes: Uint8Array
  /** Forms that are shorter, or common words, are tokens. */
  readonly shortest: number
  readonly tokens: Set<string>
}

/**
 * Writes every text by which a value, or a part of it that is secret by itself, may show in one of the views: itself, trimmed, unquoted and
 * normalised, as readers of escapes read it, with doubled and broken signs, in other spellings of a number, in hex, in base64 at its three
 * alignments, and in base64 of that; its longer lines; and all of them without white space, as they look in the stripped view.
 */
export const writeForms = (value: string, owner: number, writer: FormWriter): void => {
  const known = new Set<string>()
  for (const text of [value, ...secretParts(value)]) writeValue(text, owner, known, writer)
}

const writeValue = (value: string, owner: number, known: Set<string>, writer: FormWriter): void => {
  const trimmed = value.trim()
  const own = listBases(value, trimmed)
  for (const base of own) writeEncodings(base, owner, writer)
  writeBytes(trimmed, owner, writer)
  for (const base of new Set([...own, ...readBases(value), ...telling(trimmed), ...numberForms(trimmed)]))
    for (const form of quotedForms(base)) writeSpelling(form, owner, known, writer)
}

/** A reader that eats quotes or backslashes may leave a word of two letters, a common one or none: that is a token, or nothing. */
const writeSpelling = (text: string, owner: number, known: Set<string>, { patterns, classes, shortest, tokens }: FormWriter): void => {
  const bare = text.trim()
  if (isWeak(bare, shortest)) {
    if (bare !== '') tokens.add(bare)
    return
  }
  const write = (pattern: string): void => {
    if (known.has(pattern)) return
    known.add(pattern)
    writeText(patterns, pattern)
    endPattern(patterns, owner, 0)
  }
  for (const read of decodedTexts(text)) {
    // A form that reads like a common word is looked for as it is alone.
    if (known.has(read) || isWeak(read.trim(), shortest)) continue
    write(read)
    const stripped = stripText(read, classes)
    if (stripped.length >= SHORTEST_STRIPPED) write(stripped)
  }
}

const ASCII = /^[\0-\x7f]*$/
const listBases = (value: string, trimmed: string): ReadonlySet<string> => {
  const bases = new Set([value, trimmed, unquoted(trimmed)])
  return ASCII.test(value) ? bases : bases.add(trimmed.normalize('NFC')).add(trimmed.normalize('NFD'))
}

/** Takes off the quotes as well, as a reader of escapes does. */
const readBases = (value: string): readonly string[] =>
  value.includes('\\') || value.includes('&') || value.includes('%') ? Array.from(decodedTexts(value), text => unquoted(text.trim())) : []

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

const writeEncodings = (base: string, owner: number, { patterns }: FormWriter): void => {
  const bytes = utf8(base)
  writeHex(bytes, owner, patterns)
  writeBase64(bytes, owner, patterns, true)
  for (const text of jsonForms(base)) writeBase64(utf8(text), owner, patterns, false)
  writeBase64(utf16(base), owner, patterns, false)
}

/** A value that is base64 of bytes which are no text: in the other alphabet and at other alignments too, and in hex. */
const writeBytes = (value: string, owner: number, { patterns }: FormWriter): void => {
  if (value.length < SHORTEST_BYTES || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(value) || !/[+/_=-]|\d/.test(value)) return
  const bytes = decodeBase64(value)
  if (bytes === undefined || textOfUtf8(bytes) !== undefined) return
  writeBase64(bytes, owner, patterns, false)
  writeHex(bytes, owner, patterns)
}
/** Shorter base64 is a word. */
const SHORTEST_BYTES = 16
