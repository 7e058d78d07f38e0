/**
 * True where `[start, end)` lies within a mask that the text already has. A value such as `REDACTED` is not to be found in `[REDACTED]`: a text
 * that was masked before would be masked again and grow. With `cut` the units are a piece of a text, and the mask may go on beyond it.
 */
export const liesInMask = (
  units: Uint16Array,
  length: number,
  mask: Uint16Array,
  range: { start: number; end: number; cut: boolean },
): boolean => {
  const { start, end, cut } = range
  if (end - start >= mask.length) return false
  for (let at = end - mask.length; at <= start; at++) {
    const to = Math.min(mask.length, length - at)
    let same = Math.max(0, -at)
    if (!cut && to - same < mask.length) continue
    while (same < to && units[at + same] === mask[same]) same++
    if (same === to) return true
  }
  return false
}
