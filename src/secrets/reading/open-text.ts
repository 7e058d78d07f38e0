import { decodeBase64, textOfUtf8 } from '../../model/scalars/base64.ts'

/** The content that a text embeds: JSON, a text in base64, something closed that would have to be unpacked, or nothing. */
export type Opened =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'closed' }
  | { readonly kind: 'plain' }

/** Shorter base64 is a word. */
const SHORTEST_BASE64 = 12
/** Larger embedded documents stay closed. */
const LARGEST = 4 * 1024 * 1024

const BASE64 = /^[A-Za-z0-9+/_-][A-Za-z0-9+/_\-\r\n]*={0,2}$/
/** How base64 of gzip, zstd, xz, bzip2 and zip begins, and base64 of the first again: what is in one of them cannot be seen without unpacking. */
const PACKED = /(?:^|[^A-Za-z0-9+/_-])(?:H4sI|SDRzS|KLUv[/_]|[/_]Td6WF|Qlpo|UEsDB)[A-Za-z0-9+/_-]{8}/

/** The words before base64 in a URL that holds its own content (RFC 2397). */
const DATA_URI = /^data:[\w.+/;=-]{0,128};base64,/i

/** Opens one layer. */
export const openText = (text: string): Opened => {
  if (PACKED.test(text)) return { kind: 'closed' }
  const bare = text.trim().replace(DATA_URI, '')
  if ('{["'.includes(bare.charAt(0))) return text.length > LARGEST ? { kind: 'closed' } : openJson(bare)
  return bare.length < SHORTEST_BASE64 || !BASE64.test(bare) ? { kind: 'plain' } : openBase64(bare)
}

const openJson = (text: string): Opened => {
  try {
    return { kind: 'json', value: JSON.parse(text) as unknown }
  } catch {
    return { kind: 'plain' }
  }
}

const openBase64 = (text: string): Opened => {
  if (text.length > LARGEST) return { kind: 'closed' }
  const bytes = decodeBase64(text)
  if (bytes === undefined) return { kind: 'plain' }
  // Bytes that are no text are searched as they are, one unit a byte.
  return { kind: 'text', text: textOfUtf8(bytes) ?? spellUnits(bytes) }
}

const spellUnits = (bytes: Uint8Array): string => {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}
