import { trimmed } from './trimmed.ts'

/** A step of a path, or a literal of a filter. */
export type PathNode =
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'descend' }
  | { readonly kind: 'slice'; readonly from: number; readonly to?: number | undefined; readonly step?: number; readonly isIndex: boolean }
  | { readonly kind: 'union'; readonly paths: readonly JsonPath[] }
  | { readonly kind: 'filter'; readonly left: JsonPath; readonly operator: string; readonly right: JsonPath }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }

/** The steps that one `{…}` of a template says. */
export type JsonPath = readonly PathNode[]

/** Longer texts are no path that a person wrote. */
const MAX_LENGTH = 1024
const MAX_NESTING = 8

/**
 * Reads a path as `kubectl get -o jsonpath` reads what is within one pair of braces: `.status.conditions[?(@.type=="Ready")].status`.
 * Undefined where the text is none.
 *
 * Source: the parser of client-go's util/jsonpath (`parseInsideAction`), without `range`, which a single path has no use for.
 */
export const parseJsonPath = (text: string): JsonPath | undefined => (text.length > MAX_LENGTH ? undefined : readPath(text, 0))

interface JsonPathReader {
  readonly text: string
  readonly depth: number
  readonly nodes: PathNode[]
  at: number
}

const readPath = (text: string, depth: number): JsonPath | undefined => {
  if (depth > MAX_NESTING) return undefined
  const reader: JsonPathReader = { text, depth, nodes: [], at: 0 }
  while (reader.at < text.length) if (!readNode(reader)) return undefined
  return reader.nodes
}

/** Reads one node; false where there is none. */
const readNode = (reader: JsonPathReader): boolean => {
  const { text, at } = reader
  if (text.startsWith('[?(', at)) return readFilter(reader)
  if (text.startsWith('..', at)) return readDescend(reader)
  const character = text.charAt(at)
  if (character === ' ' || character === '@' || character === '$') {
    reader.at++
    return true
  }
  if (character === '[') return readBrackets(reader)
  if (character === '"' || character === "'") return readQuoted(reader, character)
  if (character === '.') return readField(reader, at + 1)
  return readLiteral(reader)
}

/** A second `..` right after the first is refused. */
const readDescend = (reader: JsonPathReader): boolean => {
  if (reader.nodes.at(-1)?.kind === 'descend') return false
  reader.nodes.push({ kind: 'descend' })
  reader.at += 2
  return /^[\p{L}\p{Nd}_]/u.test(reader.text.slice(reader.at)) ? readField(reader, reader.at) : true
}

/** A name ends at a sign that goes on with the path, unless a backslash is before it. */
const NAME = /(?:\\[\s\S]|[^\\\s.,[\]$@{}])*/y

const readField = (reader: JsonPathReader, from: number): boolean => {
  NAME.lastIndex = from
  const [name = ''] = NAME.exec(reader.text) ?? []
  reader.at = from + name.length
  reader.nodes.push(name === '*' ? { kind: 'wildcard' } : { kind: 'field', name: name.replaceAll('\\', '') })
  return true
}

const LITERAL = /[+-]?[\d.]+|true(?![^\s.,[\]$@{}])|false(?![^\s.,[\]$@{}])/y

const readLiteral = (reader: JsonPathReader): boolean => {
  LITERAL.lastIndex = reader.at
  const [text] = LITERAL.exec(reader.text) ?? []
  const value = text === undefined ? Number.NaN : text === 'true' || text === 'false' ? text === 'true' : Number(text)
  if (text === undefined || Number.isNaN(value)) return false
  reader.at += text.length
  reader.nodes.push({ kind: 'literal', value })
  return true
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', '"': '"', "'": "'" }

const readQuoted = (reader: JsonPathReader, quote: string): boolean => {
  const { text, at } = reader
  let end = at + 1
  while (end < text.length && (text.charAt(end) !== quote || text.charAt(end - 1) === '\\')) end++
  const inner = text.slice(at + 1, end)
  if (end >= text.length || inner.includes('\n') || /\\[^ntr\\"']/.test(inner)) return false
  reader.at = end + 1
  reader.nodes.push({ kind: 'literal', value: inner.replaceAll(/\\(.)/g, (_, sign: string) => ESCAPES[sign] ?? sign) })
  return true
}

const readBrackets = (reader: JsonPathReader): boolean => {
  const end = reader.text.indexOf(']', reader.at)
  const inner = reader.text.slice(reader.at + 1, end)
  if (end < 0 || inner.includes('\n')) return false
  reader.at = end + 1
  const node = inner.includes(',') ? readUnion(inner, reader.depth) : readStep(inner, reader.depth)
  if (node === undefined) return false
  reader.nodes.push(...node)
  return true
}

const readUnion = (inner: string, depth: number): JsonPath | undefined => {
  const paths = inner.split(',').map(part => readPath(`[${trimmed(part, ' ')}]`, depth + 1))
  return paths.every(path => path !== undefined) ? [{ kind: 'union', paths }] : undefined
}

const SLICE = /^(?<from>-?\d{0,9})(?::(?<to>-?\d{0,9}))?(?::(?<step>-?\d{0,9}))?$/

/** Reads what is in quotes as a path again, so `['a.b']` are two steps and `['a\.b']` is one. */
const readStep = (inner: string, depth: number): JsonPath | undefined => {
  const quoted = /^'([^']*)'$/.exec(inner)?.[1]
  if (quoted !== undefined) return readPath(`.${quoted}`, depth + 1)
  const { from, to, step } = SLICE.exec(inner === '*' ? ':' : inner)?.groups ?? {}
  if (from === undefined || from === '-' || to === '-' || step === '-') return undefined
  const start = Number(from)
  const isIndex = to === undefined
  const end = isIndex ? start + 1 : to === '' ? undefined : Number(to)
  return [{ kind: 'slice', from: start, to: end, isIndex, ...(step === undefined || step === '' ? undefined : { step: Number(step) }) }]
}

const COMPARISON = /^(?<left>[^!<>=]+)(?<operator>[!<>=]+)(?<right>.+)$/s
const OPERATORS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>='])

const readFilter = (reader: JsonPathReader): boolean => {
  const start = reader.at + 3
  const end = filterEnd(reader.text, start)
  if (end === undefined) return false
  const inner = reader.text.slice(start, end)
  const { left: leftText = inner, operator = 'exists', right: rightText = '' } = COMPARISON.exec(inner)?.groups ?? {}
  const [left, right] = [readPath(leftText, reader.depth + 1), readPath(rightText, reader.depth + 1)]
  if (left === undefined || right === undefined || (operator !== 'exists' && !OPERATORS.has(operator))) return false
  reader.at = end + 2
  reader.nodes.push({ kind: 'filter', left, operator, right })
  return true
}

/** Finds the `)]` of a filter: outside of the one text in quotes that it may hold. */
const filterEnd = (text: string, start: number): number | undefined => {
  let quote = ''
  let isClosed = false
  for (let at = start; at < text.length && text.charAt(at) !== '\n'; at++) {
    const character = text.charAt(at)
    if (quote === '' && (character === '"' || character === "'")) quote = character
    else if (character === quote && text.charAt(at - 1) !== '\\') isClosed = true
    else if (character === ')' && (quote !== '') === isClosed) return text.charAt(at + 1) === ']' ? at : undefined
  }
  return undefined
}
