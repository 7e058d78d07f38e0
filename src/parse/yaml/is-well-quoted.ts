/** False where the closing quote is itself escaped, and for escapes that JSON has and the decoder has not: `\/` and surrogate halves. */
export const isWellQuoted = (source: string): boolean => {
  const inner = source.slice(1, -1)
  if (source.startsWith("'")) return !inner.replaceAll("''", '').includes("'") && source.length > 1
  if (!inner.includes('\\')) return true
  let end = 0
  for (const { 0: escape, 1: name = '', index } of source.matchAll(/\\(u[dD][89a-fA-F]|U0000[dD][89a-fA-F]|[^])/g)) {
    if (name === '/' || name.length > 1) return false
    end = index + escape.length
  }
  return end < source.length
}
