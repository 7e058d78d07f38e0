/**
 * Whether `[start, end)` lies within a mask that the text already has. A value such as `REDACTED` is not to be found in `[REDACTED]`: a text
 * that was masked before would be masked again and grow.
 */
export const liesInMask = (units: Uint16Array, length: number, mask: Uint16Array, range: { start: number; end: number }): boolean => {
  if (range.end - range.start >= mask.length) return false
  for (let at = Math.max(0, range.end - mask.length); at <= range.start && at + mask.length <= length; at++) {
    let same = 0
    while (same < mask.length && units[at + same] === mask[same]) same++
    if (same === mask.length) return true
  }
  return false
}
