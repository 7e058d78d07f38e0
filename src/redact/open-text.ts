import { decodeBase64, textOfUtf8 } from '../model/base64.ts'

/** What a text embeds: JSON, a text in base64, something closed that would have to be unpacked, or nothing. */
export type Opened =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'closed' }
  | { readonly kind: 'plain' }

/** Shorter base64 is a word. */
const SHORTEST_BASE64 = 12
/** Larger embedded documents stay closed. */
const LARGEST = 4 * 1024 * 1024

const BASE64 = /^[A-Za-z0-9+/_-][A-Za-z0-9+/_\-\r\n]*={0,2}\s*$/

/** Opens one layer. */
export const openText = (text: string): Opened => {
  const first = text.trimStart().charAt(0)
  if (first === '{' || first === '[') return text.length > LARGEST ? { kind: 'closed' } : openJson(text)
  if (text.length < SHORTEST_BASE64 || !BASE64.test(text)) return { kind: 'plain' }
  return openBytes(text)
}

const openJson = (text: string): Opened => {
  try {
    return { kind: 'json', value: JSON.parse(text) as unknown }
  } catch {
    return { kind: 'plain' }
  }
}

const openBytes = (text: string): Opened => {
  const bytes = text.length > LARGEST ? undefined : decodeBase64(text.trimEnd())
  if (bytes === undefined) return text.length > LARGEST ? { kind: 'closed' } : { kind: 'plain' }
  if (isPacked(bytes)) return { kind: 'closed' }
  const decoded = textOfUtf8(bytes)
  // Bytes that are no text are searched as they are, one unit a byte.
  return { kind: 'text', text: decoded ?? Array.from(bytes, byte => String.fromCharCode(byte)).join('') }
}

/** gzip, zstd, xz, bzip2 and zip by their first bytes: a value in one of them cannot be seen without unpacking. */
const isPacked = (bytes: Uint8Array): boolean =>
  [
    [0x1f, 0x8b],
    [0x28, 0xb5, 0x2f, 0xfd],
    [0xfd, 0x37, 0x7a, 0x58, 0x5a],
    [0x42, 0x5a, 0x68],
    [0x50, 0x4b, 0x03, 0x04],
  ].some(magic => magic.every((byte, index) => bytes[index] === byte))
