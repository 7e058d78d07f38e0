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
  return Uint8Array.from(atob(digits), char => char.charCodeAt(0))
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
