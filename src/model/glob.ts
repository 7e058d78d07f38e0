/** True where `text` fits `pattern`, in which `*` stands for any number of characters and everything else for itself. Linear in both lengths times the stars. */
export const globMatches = (pattern: string, text: string): boolean => compileGlob(pattern)(text)

/** The same for a pattern that is asked of many texts: it is taken apart once. */
export const compileGlob = (pattern: string): ((text: string) => boolean) => {
  const [head = '', ...parts] = pattern.split('*')
  const tail = parts.pop()
  if (tail === undefined) return text => text === pattern
  const shortest = head.length + tail.length
  return text => {
    if (text.length < shortest || !text.startsWith(head) || !text.endsWith(tail)) return false
    let from = head.length
    for (const part of parts) {
      const found = text.indexOf(part, from)
      if (found < 0 || found + part.length > text.length - tail.length) return false
      from = found + part.length
    }
    return true
  }
}
