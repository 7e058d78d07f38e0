import { npmPeer } from './peer.ts'

/** The two fastest packages of the npm registry that search for many texts: what is found is replaced by the mask, from left to right. */
type Masks = (text: string) => string
type Constructor = new (forms: readonly string[]) => Record<string, (...given: unknown[]) => unknown>
const constructorOf = (loaded: Readonly<Record<string, unknown>> | undefined, name: string): Constructor | undefined => {
  const inner = loaded?.['default'] as Readonly<Record<string, unknown>> | undefined
  const found = loaded?.[name] ?? inner?.[name] ?? inner
  return typeof found === 'function' ? (found as Constructor) : undefined
}
const modern = async (forms: readonly string[], mask: string): Promise<Masks | undefined> => {
  const Search = constructorOf(await npmPeer('modern-ahocorasick', '3.3.0'), 'AhoCorasick')
  const built = Search && new Search(forms)
  return built && (text => built['replace']?.(text, mask) as string)
}
const monyone = async (forms: readonly string[], mask: string): Promise<Masks | undefined> => {
  const Search = constructorOf(await npmPeer('@monyone/aho-corasick', '1.1.11', '/fast'), 'AhoCorasick')
  const built = Search && new Search(forms)
  return (
    built &&
    (text => {
      let from = 0
      const parts: string[] = []
      for (const { begin, end } of (built['matchInText']?.(text) ?? []) as readonly { begin: number; end: number }[]) {
        if (begin < from) continue
        parts.push(text.slice(from, begin), mask)
        from = end
      }
      return parts.join('') + text.slice(from)
    })
  )
}

/** Those of them that can be had. */
export const npmMasks = async (
  forms: readonly string[],
  mask: string,
): Promise<readonly { readonly name: string; readonly masks: Masks }[]> => {
  const found = [
    { name: 'modern', masks: await modern(forms, mask) },
    { name: 'monyone', masks: await monyone(forms, mask) },
  ]
  return found.flatMap(({ name, masks }) => (masks === undefined ? [] : [{ name, masks }]))
}
