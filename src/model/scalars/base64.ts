/** Base64 and UTF-8 without Buffer, so that it runs in every runtime. */

const ENCODE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
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
  const padded = text
    .replaceAll(/[\r\n]/g, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/')
  const digits = padded.replace(/={1,2}$/, '')
  if (digits.length % 4 === 1 || padded.length > Math.ceil(digits.length / 4) * 4 || !/^[A-Za-z0-9+/]*$/.test(digits)) return undefined
  const binary = atob(digits)
  const bytes = new Uint8Array(binary.length)
  for (let index = 0; index < bytes.length; index++) bytes[index] = binary.charCodeAt(index)
  return bytes
}

/** The UTF-8 bytes of a string; lone surrogates become U+FFFD, as everywhere in the platform. */
export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

const decoder = /* @__PURE__ */ new TextDecoder('utf-8', { ignoreBOM: true })
/** What a decoder puts in the place of bytes that are no text. */
const REPLACEMENT = '\uFFFD'

/** The text of UTF-8 bytes, or undefined where they are none. A decoder that throws would take many times as long over what is none. */
export const textOfUtf8 = (bytes: Uint8Array): string | undefined => {
  const text = decoder.decode(bytes)
  return text.includes(REPLACEMENT) && !isSame(utf8(text), bytes) ? undefined : text
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, index) => byte === b[index])
