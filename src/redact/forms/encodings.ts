import { utf8 } from '../../model/scalars/base64.ts'
import { AFTER, BEFORE, endPattern, type PatternWriter, writeBytes, writeText } from '../search/pattern-pool.ts'

/** Base64 of fewer characters would hide words at random; values of three and four bytes have no such form. */
const SHORTEST_BASE64 = 6
/** Hex of three bytes looks like any colour. */
const SHORTEST_HEX = 4

/** The bytes in hex, in either case. */
export const writeHex = (bytes: Uint8Array, owner: number, writer: PatternWriter): void => {
  if (bytes.length < SHORTEST_HEX) return
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
  for (const form of [hex, hex.toUpperCase()]) {
    writeText(writer, form)
    endPattern(writer, owner, 0)
  }
}

const ALPHABET = utf8('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')
const [PLUS, SLASH, MINUS, UNDERSCORE] = [43, 47, 45, 95]

/** The bytes in base64 at the three alignments in both alphabets, and base64 of that at three more where `twice` asks for it. */
export const writeBase64 = (bytes: Uint8Array, owner: number, writer: PatternWriter, twice: boolean): void => {
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

/** The text in UTF-16, little-endian, as PowerShell encodes commands. */
export const utf16 = (text: string): Uint8Array => {
  const bytes = new Uint8Array(text.length * 2)
  for (let index = 0; index < text.length; index++) {
    bytes[index * 2] = text.charCodeAt(index) & 0xff
    bytes[index * 2 + 1] = text.charCodeAt(index) >> 8
  }
  return bytes
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
