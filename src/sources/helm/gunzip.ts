import { Inflate } from 'fflate'

/** How many bytes may still come out of compressed records, all together: each takes from it. */
export interface Allowance {
  left: number
}

/** Compressed text grows up to a thousandfold, so it goes in by pieces that cannot grow beyond a few megabytes before they are counted. */
const PIECE = 4096
/** Go's writer, which wrote the record, sets no flag, so the head is as short as can be; at the end are a checksum and the size. */
const [HEAD, TAIL] = [10, 8]

/**
 * The bytes of gzip (RFC 1952) without optional fields; undefined where more would come out than `most` or the allowance.
 *
 * @throws where the bytes are no such gzip, or only a part of one.
 */
export const gunzip = (bytes: Uint8Array, most: number, allowance: Allowance): Uint8Array | undefined => {
  const end = bytes.length - TAIL
  if (end <= HEAD || bytes[3] !== 0) throw new TypeError('no gzip')
  const limit = Math.min(most, allowance.left)
  // Half a record may have any number there, so it is no reason to read nothing.
  const claimed = new DataView(bytes.buffer, bytes.byteOffset + end + 4).getUint32(0, true)
  const whole = new Uint8Array(Math.min(claimed, limit))
  const seen = { size: 0 }
  const stream = new Inflate(piece => {
    if (seen.size + piece.length <= whole.length) whole.set(piece, seen.size)
    seen.size += piece.length
  })
  for (let start = HEAD; start < end && seen.size <= limit; start += PIECE)
    stream.push(bytes.subarray(start, Math.min(start + PIECE, end)), start + PIECE >= end)
  allowance.left -= Math.min(seen.size, allowance.left)
  if (seen.size > limit) return undefined
  if (seen.size !== claimed) throw new TypeError('another size')
  return whole
}
