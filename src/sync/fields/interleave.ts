/**
 * Inserts what only the server has into the patched order, each before the first item that stands behind it in live
 * (mergeSortedSlice in apimachinery's strategicpatch).
 */
export const interleave = <T>(serverOnly: readonly T[], patched: readonly T[], liveIndex: (item: T) => number): readonly T[] => {
  const all: T[] = []
  let s = 0
  for (const item of patched) {
    const place = liveIndex(item)
    for (; s < serverOnly.length; s++) {
      const at = liveIndex(serverOnly[s] as T)
      if (place < 0 || at < 0 || at >= place) break
      all.push(serverOnly[s] as T)
    }
    all.push(item)
  }
  return [...all, ...serverOnly.slice(s)]
}
