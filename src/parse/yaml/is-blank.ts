/** Nothing but blank lines and comments. */
export const isBlank = (part: string): boolean => {
  const first = part.startsWith('---') ? part.indexOf('\n') : 0
  for (let at = first; at >= 0 && at < part.length; at++) {
    if (part[at] === '#') at = part.indexOf('\n', at)
    if (at < 0) return true
    if (part[at] !== ' ' && part[at] !== '\n' && part[at] !== '\r') return false
  }
  return true
}
