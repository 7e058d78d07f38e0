/** One document of a stream: where its text begins and ends. */
export interface DocumentSpan {
  readonly start: number
  readonly end: number
  /** The place at which something other than a comment follows the `---` that opens it. */
  readonly separatorAt: number | undefined
}

/**
 * Splits a stream as kubectl's YAMLReader does (apimachinery, util/yaml/decoder.go): by lines that begin with `---`, before any YAML
 * is read, so that a broken document never reaches the next. A `---` before any other line opens the first document instead of ending
 * an empty one, and directives stay with the document they precede.
 */
export const splitDocuments = (text: string, from = 0): readonly DocumentSpan[] => {
  const spans: DocumentSpan[] = []
  let start = from
  let separatorAt: number | undefined
  for (let at = nextSeparator(text, from); at >= 0; at = nextSeparator(text, at + 3)) {
    const lineEnd = endOfLine(text, at)
    const contentAt = firstContent(text, at + 3, lineEnd)
    if (at === start || opensAfterDirectives(text, start, at)) {
      separatorAt ??= contentAt
      continue
    }
    spans.push({ start, end: at, separatorAt })
    start = lineEnd
    separatorAt = contentAt
  }
  if (start < text.length || separatorAt !== undefined) spans.push({ start, end: text.length, separatorAt })
  return spans
}

const nextSeparator = (text: string, from: number): number => {
  let at = text.indexOf('---', from)
  while (at > 0 && text.charCodeAt(at - 1) !== 10) at = text.indexOf('\n---', at) + 1 || -1
  return at
}

const endOfLine = (text: string, from: number): number => {
  const at = text.indexOf('\n', from)
  return at < 0 ? text.length : at + 1
}

const firstContent = (text: string, from: number, end: number): number | undefined => {
  const trimmed = text.slice(from, end).trimStart()
  return trimmed === '' || trimmed.startsWith('#') ? undefined : end - trimmed.length
}

/** True where all that precedes are directives, with comments and blank lines around them. */
const opensAfterDirectives = (text: string, start: number, end: number): boolean => {
  if (!/^(?:\uFEFF|[ \t\r]*(?:#.*)?\n)*%/.test(text.slice(start, Math.min(end, start + 4096)))) return false
  return text
    .slice(start, end)
    .split('\n')
    .every(line => line.startsWith('%') || /^\uFEFF?\s*(?:#|$)/.test(line))
}
