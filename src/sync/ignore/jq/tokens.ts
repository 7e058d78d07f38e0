/** A token of a path expression. `text` is the name without its dot or `$`, the value of a string, the symbol itself. */
export interface PathToken {
  readonly kind: 'field' | 'name' | 'variable' | 'number' | 'string' | 'symbol'
  readonly text: string
}

/** No part can match one text in two ways, so it is read in one pass. A comment must end: Argo CD puts `del(` and `)` around the expression. */
const TOKEN =
  /[ \t\r\n]+|#[^\\\n]*\n|\.(?<field>[A-Za-z_]\w*)|(?<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])|(?<string>"(?:[^"\\]|\\[^(])*")|\$(?<variable>[A-Za-z_]\w*)|(?<name>[A-Za-z_]\w*)|(?<symbol>\.\.|==|!=|<=|>=|\/\/|[.[\]{}()|,:;?<>-])/gy

/** The tokens of jq's language that path expressions use, or undefined where anything else is in the text (an assignment, an interpolated string). */
export const pathTokens = (text: string): readonly PathToken[] | undefined => {
  const tokens: PathToken[] = []
  let read = 0
  for (const { 0: matched, groups = {} } of text.matchAll(TOKEN)) {
    read += matched.length
    const found = Object.entries(groups).find(([, part]) => part !== undefined)
    if (found !== undefined) tokens.push(tokenOf(found[0] as PathToken['kind'], found[1]))
  }
  return read === text.length ? tokens : undefined
}

/** Escapes in strings are those of JSON; a string that is none makes the parse fail. */
const tokenOf = (kind: PathToken['kind'], text: string): PathToken => ({ kind, text: kind === 'string' ? String(JSON.parse(text)) : text })
