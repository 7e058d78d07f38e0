/** Base64 and UTF-8 without Buffer, so that it runs in every runtime. */

const ENCODE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const DECODE: readonly number[] = Array.from({ length: 128 }, (_, code) => {
  const value = ENCODE.indexOf(String.fromCharCode(code))
  return value >= 0 ? value : code === 45 ? 62 : code === 95 ? 63 : -1
})

/** Standard base64 with padding (RFC 4648 section 4). */
export const encodeBase64 = (bytes: Uint8Array): string => {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b, c] = [bytes[i], bytes[i + 1], bytes[i + 2]]
    text += ENCODE.charAt(a >> 2) + ENCODE.charAt(((a & 3) << 4) | ((b ?? 0) >> 4))
    text += b === undefined ? '=' : ENCODE.charAt(((b & 15) << 2) | ((c ?? 0) >> 6))
    text += c === undefined ? '=' : ENCODE.charAt(c & 63)
  }
  return text
}

/**
 * The bytes of base64 text, of the standard or the URL alphabet, with or without padding and with line breaks, as Go's
 * decoder accepts them for `[]byte` fields; undefined where it is not base64.
 */
export const decodeBase64 = (text: string): Uint8Array | undefined => {
  const digits: number[] = []
  let padding = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 10 || code === 13) continue
    if (code === 61) {
      padding++
      continue
    }
    const value = DECODE[code] ?? -1
    if (value < 0 || padding > 0) return undefined
    digits.push(value)
  }
  const rest = digits.length % 4
  return rest === 1 || padding > (4 - rest) % 4 ? undefined : bytesOf(digits)
}

const bytesOf = (digits: readonly number[]): Uint8Array => {
  const bytes = new Uint8Array(Math.floor((digits.length * 6) / 8))
  let bits = 0
  let held = 0
  let length = 0
  for (const digit of digits) {
    bits = (bits << 6) | digit
    held += 6
    if (held < 8) continue
    held -= 8
    bytes[length++] = (bits >> held) & 255
  }
  return bytes
}

/** The UTF-8 bytes of a string; lone surrogates become U+FFFD, as everywhere in the platform. */
export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

/** The text of UTF-8 bytes, or undefined where they are none. */
export const textOfUtf8 = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}
