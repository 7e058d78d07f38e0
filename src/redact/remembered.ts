/** A function of texts that computes each answer once. */
export const remembered = (compute: (text: string) => string): ((text: string) => string) => {
  const known = new Map<string, string>()
  return text => {
    const found = known.get(text) ?? compute(text)
    known.set(text, found)
    return found
  }
}
