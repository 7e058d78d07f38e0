import { type MakeChecks, aNumber, aString, expect, someOptions } from '../model/expect.ts'
import { Composer, type CST, isAlias, isMap, isNode, isScalar, isSeq, Lexer, type Node, Parser, type Scalar } from '#yaml'
import { utf8 } from '../model/scalars/base64.ts'
import type { Problem } from '../model/problem.ts'
import { total } from '../model/total.ts'
import { buildValue, type YamlNode } from './yaml/build-value.ts'
import { createReport, type ParseFinding, type ReadDocument, type ParseReport, unreadable } from './documents.ts'
import { isBlank } from './yaml/is-blank.ts'
import { isWellQuoted } from './yaml/is-well-quoted.ts'
import { readJson, readJsonStream } from './json/read-json.ts'
import { type DocumentSpan, splitDocuments } from './yaml/split-documents.ts'

/** How a text is read. */
export interface ParseOptions {
  /** The file or stream, to name in problems and results. */
  readonly source?: string
  /** In bytes of UTF-8; a larger text is a problem. Default 8 MiB. */
  readonly maxBytes?: number
}

/** No Kubernetes type nests deeper than a few dozen levels; what walks the values may recurse this far in every runtime. */
const MAX_DEPTH = 500
const DEFAULT_MAX_BYTES = 8 * 1024 * 1024

/**
 * Reads one YAML or JSON text as kubectl reads it, whatever it holds.
 *
 * Scalars mean what they mean to kubectl's decoder (go.yaml.in/yaml/v2 below sigs.k8s.io/yaml): `yes` is true, `0777` is 511, dates and
 * `1:30` stay text. Documents are split by their `---` lines before any is read, so a broken one never costs another.
 *
 * @param text the whole text
 * @param options `source` is named in problems; `maxBytes` (default 8 MiB)
 * @returns the value of each document in order, null for an empty or unreadable one; and what is wrong, by document, line and column
 * @throws TypeError where an argument has the wrong type
 *
 * Source: YAML 1.1 as go.yaml.in/yaml/v2 resolves it below sigs.k8s.io/yaml; document separators as apimachinery's YAML reader splits them.
 *
 * @example
 * ```ts
 * import { parseYaml } from 'live-object-status/parse'
 *
 * parseYaml('on: 0777\n---\nversion: 1.10').documents // => [{ true: 511 }, { version: 1.1 }]
 * parseYaml('a: [').problems[0]?.code // => 'invalid-yaml'
 * ```
 */
export const parseYaml = (text: string, options: ParseOptions = {}): { documents: unknown[]; problems: Problem[] } => {
  expect('options', someParseOptions, options)
  const { documents, report } = readText(text, options)
  return { documents: documents.map(document => document.value), problems: report.problems }
}

/** Every document of a text, with where it and its items are: what parseYaml and parseManifests have in common. */
export const readText = (
  text: string,
  options: ParseOptions,
): { readonly documents: readonly ReadDocument[]; readonly report: ParseReport } => {
  expect('text', aString, text)
  const report = createReport(text, options.source)
  const documents = exceeds(text, options.maxBytes ?? DEFAULT_MAX_BYTES) ? [unreadable('too-large', 0)] : readAll(text)
  documents.forEach((document, index) => document.findings.forEach(finding => report.add(finding, index)))
  return { documents, report }
}

/** The options of `parseYaml`. */
export const parseChecks: MakeChecks<ParseOptions> = () => ({ source: aString, maxBytes: aNumber('bytes') })
const someParseOptions = /* @__PURE__ */ someOptions(parseChecks)

const exceeds = (text: string, maxBytes: number): boolean =>
  text.length > maxBytes || (text.length * 3 > maxBytes && utf8(text).length > maxBytes)

const readAll = (text: string): readonly ReadDocument[] => {
  const json = readJsonStream(text, MAX_DEPTH)
  const documents = [
    ...json.documents,
    ...splitDocuments(text, json.end).map(span => {
      // The trees of a large text would be several times as large as their values.
      const { root: _, ...document } = readDocument(text, span)
      return document
    }),
  ]
  return documents.length === 0 ? [NOTHING] : documents
}

const NOTHING: ReadDocument = { value: null, at: 0, items: [], findings: [] }

/** A document with its tree, which knows where each of its values stands; without one where it could not be read. */
export interface TreeDocument extends ReadDocument {
  readonly root?: YamlNode
}

/** Every document of a text with its tree: for whoever tells what is wrong with a value, and where. JSON is read as the YAML that it is. */
export const readTrees = (
  text: string,
  options: ParseOptions,
): { readonly documents: readonly TreeDocument[]; readonly report: ParseReport } => {
  const report = createReport(text, options.source)
  const isTooLarge = exceeds(text, options.maxBytes ?? DEFAULT_MAX_BYTES)
  const documents = isTooLarge ? [unreadable('too-large', 0)] : splitDocuments(text).map(span => readDocument(text, span, false))
  documents.forEach((document, index) => document.findings.forEach(finding => report.add(finding, index)))
  return { documents, report }
}

/** Characters that the decoder's reader refuses wherever they stand; written as escapes they are fine. */
const FORBIDDEN = /(?![\t\n\r\u0085])[\p{Cc}\uFFFE\uFFFF]/u

/** YAML 1.1 breaks lines here too; the replacement is as long, so places stay true. */
const LINE_BREAK = /\r(?!\n)|\u0085/g

const readDocument = (text: string, { start, end, separatorAt }: DocumentSpan, isJsonRead = true): TreeDocument => {
  if (separatorAt !== undefined) return unreadable('invalid-separator', separatorAt)
  const part = text.slice(start, end)
  const forbidden = part.search(FORBIDDEN)
  if (forbidden >= 0) return unreadable('invalid-character', start + forbidden)
  // Whatever the library may still stumble over costs this document alone.
  return total(
    () => (isJsonRead ? jsonDocument(part, start) : undefined) ?? yamlDocument(part.replaceAll(LINE_BREAK, '\n'), start),
    () => unreadable('invalid-yaml', start),
  )
}

/** JSON is YAML, and JSON.parse reads it a hundred times faster; escapes that the YAML decoder refuses go its way. */
const jsonDocument = (part: string, offset: number): ReadDocument | undefined => {
  if (!/^\s*\{/.test(part) || /\\[u/]/.test(part)) return undefined
  const from = part.indexOf('{')
  const read = readJson(part, from, MAX_DEPTH)
  return read === undefined || part.slice(read.end).trim() !== '' ? undefined : shifted(read.document, offset)
}

const shifted = ({ value, at, items, findings }: ReadDocument, offset: number): ReadDocument => ({
  value,
  at: at + offset,
  items: items.map(item => item + offset),
  findings: findings.map(finding => ({ ...finding, at: finding.at + offset })),
})

/** Only the shape is left to the library: what scalars, tags, merge keys and duplicate keys mean is decided as Go does. */
const COMPOSER_OPTIONS = {
  schema: 'failsafe',
  version: '1.1',
  merge: false,
  resolveKnownTags: false,
  uniqueKeys: false,
  strict: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const

const yamlDocument = (part: string, offset: number): TreeDocument => {
  if (isBlank(part)) return { value: null, at: offset, items: [], findings: [] }
  const { tokens, unreadAt, deepAt } = firstDocument(part)
  if (deepAt !== undefined) return unreadable('too-deep', offset + deepAt)
  const directive = tokens.find(isUnknownDirective)
  if (directive !== undefined) return unreadable('invalid-directive', offset + directive.offset)
  const tab = refusedTab(tokens, part)
  if (tab !== undefined) return unreadable('invalid-yaml', offset + tab.offset)
  const { contents, errorAt } = composed(tokens, part.length)
  if (errorAt !== undefined) return unreadable('invalid-yaml', offset + Math.min(errorAt, part.length))
  const read = valueIn(contents, part, offset)
  return unreadAt === undefined ? read : { ...read, findings: [...read.findings, { code: 'unread-document', at: offset + unreadAt }] }
}

/** The first error ends composing: a hostile text could have millions, and each takes a stack trace. */
const composed = (tokens: readonly CST.Token[], end: number): { readonly contents: Node | null; readonly errorAt?: number } => {
  const composer = new Composer(COMPOSER_OPTIONS)
  let errorAt: number | undefined
  const reports = composer as unknown as ErrorReports
  reports.onError = (source, _code, _message, isWarning) => {
    if (isWarning === true) return
    // The library catches what is thrown here and reports it again, of all that is around it.
    errorAt ??= typeof source === 'number' ? source : 'offset' in source ? source.offset : source[0]
    throw new SyntaxError('the document is not YAML')
  }
  return total(
    () => {
      const [document] = composer.compose(tokens, true, end)
      const first = document?.errors[0]
      return first === undefined ? { contents: document?.contents ?? null } : { contents: null, errorAt: first.pos[0] }
    },
    () => ({ contents: null, errorAt: errorAt ?? 0 }),
  )
}

/** Calls by which the composer tells of errors, and of warnings. */
interface ErrorReports {
  onError: (
    source: number | readonly [number, number] | { readonly offset: number },
    code: string,
    message: string,
    isWarning?: boolean,
  ) => void
}

interface FirstDocument {
  readonly tokens: readonly CST.Token[]
  /** The place at which another one begins: kubectl's decoder stops there without a word. */
  readonly unreadAt?: number
  /** The place at which it is nested too deep. */
  readonly deepAt?: number
}

/**
 * The tokens up to the end of the first document, or up to its first error. The parser keeps what is open on a stack of its own, but
 * composing recurses, and near the end of the call stack it takes the whole process down: so depth is counted here.
 */
const firstDocument = (part: string): FirstDocument => {
  const parser = new Parser()
  const state = parser as unknown as ParserState
  const tokens: CST.Token[] = []
  let ended = false
  const unread = (token: CST.Token): boolean => {
    if (ended && BEGINS_DOCUMENT.has(token.type)) return true
    tokens.push(token)
    ended ||= token.type === 'document' || token.type === 'doc-end'
    return false
  }
  for (const lexeme of lenientLexer().lex(part)) {
    for (const token of parser.next(lexeme)) {
      if (unread(token)) return { tokens, unreadAt: token.offset }
      if (token.type === 'error') return { tokens }
    }
    if (state.stack.length > MAX_DEPTH + 2) return { tokens, deepAt: Math.min(state.offset, part.length) }
  }
  for (const token of parser.end()) if (unread(token)) return { tokens, unreadAt: token.offset }
  return { tokens }
}

/** The parser's own, though not of its published type. */
interface ParserState {
  readonly stack: readonly unknown[]
  readonly offset: number
}

/**
 * Inside brackets and quotes, Go's scanner asks for no indentation; the library's lexer does, and refuses manifests that kubectl applies
 * (a closing `]` at the margin). These two of its steps read what is within, so they run as if no indentation were wanted.
 */
const lenientLexer = (): Lexer => {
  const lexer = new Lexer()
  const steps = lexer as unknown as LexerSteps
  for (const step of ['parseFlowCollection', 'parseQuotedScalar'] as const) {
    const original = steps[step].bind(lexer)
    steps[step] = function* unindented(): ReturnType<LexerSteps[typeof step]> {
      const { indentNext } = steps
      steps.indentNext = 0
      const next = yield* original()
      steps.indentNext = indentNext
      return next
    }
  }
  return lexer
}

interface LexerSteps {
  indentNext: number
  parseFlowCollection: () => Generator<string, unknown>
  parseQuotedScalar: () => Generator<string, unknown>
}

const BEGINS_DOCUMENT: ReadonlySet<string> = new Set(['document', 'directive'])

const isUnknownDirective = (token: CST.Token): token is CST.Directive =>
  token.type === 'directive' && !/^%(?:YAML[ \t]+1\.1[ \t]*(?:#.*)?|TAG[ \t]+\S+[ \t]+\S+(?:[ \t]+(?:#.*)?)?)$/.test(token.source)

/** A tab where indentation is counted: Go's scanner refuses it everywhere outside brackets, the library only in some places. */
const refusedTab = (tokens: readonly CST.Token[], part: string): CST.SourceToken | undefined => {
  if (!part.includes('\t')) return undefined
  const rest = [...tokens]
  for (let token = rest.pop(); token !== undefined; token = rest.pop()) {
    // Between documents there is no run to look into: a tab there stands at the start of a line.
    if (isTab(token)) return token
    if (token.type === 'flow-collection') continue
    const [tab] = tabsAround(token, part)
    if (tab !== undefined) return tab
    if (token.type === 'document' && token.value) rest.push(token.value)
    for (const { key, value } of itemsIn(token)) {
      if (key) rest.push(key)
      if (value) rest.push(value)
    }
  }
  return undefined
}

const itemsIn = (token: CST.Token): readonly CST.CollectionItem[] => ('items' in token ? token.items : [])

const tabsAround = (token: CST.Token, part: string): CST.SourceToken[] =>
  [
    ...itemsIn(token).flatMap(({ start, sep }) => (sep === undefined ? [start] : [start, sep])),
    'start' in token && Array.isArray(token.start) ? token.start : [],
    'end' in token && token.end !== undefined ? token.end : [],
  ].flatMap(run => run.filter((here, index) => isTab(here) && countsIndentation(run, index, part)))

const isTab = (token: CST.Token): token is CST.SourceToken => token.type === 'space' && token.source.includes('\t')

/** At the start of a line, and after the dash of an item or the question mark of a key. */
const countsIndentation = (run: readonly CST.SourceToken[], index: number, part: string): boolean => {
  let before = index - 1
  while (run[before]?.type === 'space') before--
  const previous = run[before]
  if (previous !== undefined) return previous.type === 'newline' || previous.type === 'seq-item-ind' || previous.type === 'explicit-key-ind'
  let at = (run[0]?.offset ?? 0) - 1
  while (part.charAt(at) === ' ' || part.charAt(at) === '\t') at--
  return at < 0 || part.charAt(at) === '\n'
}

const valueIn = (contents: Node | null, part: string, offset: number): TreeDocument => {
  if (contents === null) return { value: null, at: offset, items: [], findings: [] }
  const tree = createTree(part, offset)
  const root = tree.nodeOf(contents, offset)
  const refused = tree.refused()
  if (refused !== undefined) return unreadable(refused.code, refused.at)
  const { value, findings, fatal } = buildValue(root, MAX_DEPTH)
  return fatal === undefined ? { value, at: root.at, items: findItems(root), findings, root } : unreadable(fatal.code, fatal.at)
}

const findItems = (root: YamlNode): readonly number[] => {
  if (root.kind !== 'map') return []
  const items = root.pairs.findLast(([key]) => key.kind === 'scalar' && key.text === 'items')?.[1]
  return items?.kind === 'list' ? items.items.filter(item => item.kind !== 'scalar').map(item => item.at) : []
}

/** The tree of a document without the library's types, each alias tied to the node that its anchor named at that point. */
const createTree = (part: string, offset: number): Tree => {
  const anchors = new Map<string, YamlNode>()
  let refused: ParseFinding | undefined
  const atOf = (node: Node, parentAt: number): number => (node.range ? node.range[0] + offset : parentAt)
  const scalarOf = (node: Scalar, at: number): YamlNode => {
    if (isQuoted(node) && !isWellQuoted(part.slice(node.range?.[0], node.range?.[1]))) refused ??= { code: 'invalid-yaml', at }
    return { kind: 'scalar', at, text: node.source ?? '', plain: node.type === 'PLAIN' || node.type === undefined, tag: node.tag }
  }
  const aliasOf = (name: string, at: number): YamlNode => {
    const target = anchors.get(name)
    if (target === undefined) refused ??= { code: 'unknown-anchor', at }
    return { kind: 'alias', at, target: target ?? { kind: 'scalar', at, text: '', plain: true } }
  }
  const nodeOf = (node: unknown, parentAt: number): YamlNode => {
    if (!isNode(node)) return { kind: 'scalar', at: parentAt, text: '', plain: true }
    const at = atOf(node, parentAt)
    if (isAlias(node)) return aliasOf(node.source, at)
    const made: YamlNode = isScalar(node)
      ? scalarOf(node, at)
      : isMap(node)
        ? { kind: 'map', at, pairs: [] }
        : { kind: 'list', at, items: [] }
    if (node.anchor !== undefined) anchors.set(node.anchor, made)
    if (made.kind === 'list' && isSeq(node)) for (const item of node.items) made.items.push(nodeOf(item, at))
    if (made.kind === 'map' && isMap(node))
      for (const { key, value } of node.items) made.pairs.push([keyNodeOf(key, at, node.flow), nodeOf(value, at)])
    return made
  }
  /** In `{a:}` and `{a:,` the colon belongs to the key, as Go's scanner wants a space after it. */
  const keyNodeOf = (key: unknown, at: number, inFlow: boolean | undefined): YamlNode => {
    const made = nodeOf(key, at)
    if (inFlow !== true || made.kind !== 'scalar' || !made.plain || !isNode(key)) return made
    const [start, end] = key.range ?? [0, 0]
    if (part.slice(start, end).includes('\n') && !isExplicit(part, start)) refused ??= { code: 'invalid-yaml', at: made.at }
    if (part.charAt(end) !== ':' || !',[]{}'.includes(part.charAt(end + 1) || ' ')) return made
    if ('[{'.includes(part.charAt(end + 1))) refused ??= { code: 'invalid-yaml', at: made.at }
    return { ...made, text: `${made.text}:` }
  }
  return { nodeOf, refused: () => refused }
}

interface Tree {
  readonly nodeOf: (node: unknown, parentAt: number) => YamlNode
  readonly refused: () => ParseFinding | undefined
}

/** True for a key after a question mark, which may take several lines. */
const isExplicit = (part: string, keyStart: number): boolean => {
  let at = keyStart - 1
  while (/\s/.test(part.charAt(at))) at--
  return part.charAt(at) === '?'
}

const isQuoted = (node: Scalar): boolean => node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE'
