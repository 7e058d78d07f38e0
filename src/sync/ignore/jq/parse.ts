import {
  alternative,
  attempt,
  bind,
  both,
  call,
  choice,
  compare,
  descend,
  each,
  identity,
  index,
  list,
  literal,
  pipe,
  slice,
  variable,
} from './filters.ts'
import type { Filter } from './filters.ts'
import { pathBuiltin } from './builtins.ts'
import { linearPattern } from '../regexp/match.ts'
import { pathTokens } from './tokens.ts'
import type { PathToken } from './tokens.ts'

/** The tokens, how far they are read, and what is in force there. */
interface TokenReader {
  readonly tokens: readonly PathToken[]
  at: number
  depth: number
  variables: readonly string[]
}

/** Deeper nesting is refused; people nest three or four deep. */
const MAX_NESTING = 100

/** The filter of an expression in the subset of jq's language that makes sense as a path; throws where the text is none. */
export const parsePath = (text: string): Filter => {
  const tokens = pathTokens(text)
  if (tokens === undefined) return refuse()
  const reader: TokenReader = { tokens, at: 0, depth: 0, variables: [] }
  const filter = readPipe(reader)
  return reader.at === tokens.length ? filter : refuse()
}

const refuse = (): never => {
  throw new SyntaxError('not an expression of the subset')
}

const isNext = (reader: TokenReader, text: string, kind: PathToken['kind'] = 'symbol'): boolean => {
  const token = reader.tokens[reader.at]
  return token?.kind === kind && token.text === text
}

const take = (reader: TokenReader, text: string, kind: PathToken['kind'] = 'symbol'): boolean => {
  const isThere = isNext(reader, text, kind)
  if (isThere) reader.at++
  return isThere
}

const need = (reader: TokenReader, text: string, kind: PathToken['kind'] = 'symbol'): void => {
  if (!take(reader, text, kind)) refuse()
}

const takeKind = (reader: TokenReader, kind: PathToken['kind']): string | undefined => {
  const token = reader.tokens[reader.at]
  if (token?.kind !== kind) return undefined
  reader.at++
  return token.text
}

const nested = (reader: TokenReader, read: (reader: TokenReader) => Filter): Filter => {
  if (reader.depth >= MAX_NESTING) return refuse()
  reader.depth++
  const filter = read(reader)
  reader.depth--
  return filter
}

const readPipe = (reader: TokenReader): Filter =>
  nested(reader, () => {
    let filter = readAlternatives(reader)
    while (take(reader, '|')) filter = pipe(filter, readAlternatives(reader))
    return filter
  })

/** Reads filters with commas between. */
const readAlternatives = (reader: TokenReader): Filter => {
  let filter = readBinding(reader)
  while (take(reader, ',')) filter = both(filter, readBinding(reader))
  return filter
}

/** `source as $name | body`: the source is all between commas or pipes, the body all the rest of the pipe. */
const readBinding = (reader: TokenReader): Filter => {
  const source = readOperators(reader, 0)
  if (!take(reader, 'as', 'name')) return source
  const name = takeKind(reader, 'variable') ?? refuse()
  need(reader, '|')
  const outer = reader.variables
  reader.variables = [...outer, name]
  const body = readPipe(reader)
  reader.variables = outer
  return bind(source, name, body)
}

const truth = (filter: Filter): Filter => choice(filter, literal(true), literal(false))
const comparison = (symbol: string): Operator => ({ level: 4, side: 'none', join: (left, right) => compare(symbol, left, right) })

interface Operator {
  readonly level: number
  readonly side: 'left' | 'right' | 'none'
  readonly join: (left: Filter, right: Filter) => Filter
}

/** The operators from the loosest to the tightest, as in jq's grammar; `and` and `or` are computed once for each value of the left. */
const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['//', { level: 1, side: 'right', join: alternative }],
  ['or', { level: 2, side: 'left', join: (left, right) => choice(left, literal(true), truth(right)) }],
  ['and', { level: 3, side: 'left', join: (left, right) => choice(left, truth(right), literal(false)) }],
  ...['==', '!=', '<', '<=', '>', '>='].map((symbol): [string, Operator] => [symbol, comparison(symbol)]),
])

const operatorNext = ({ tokens, at }: TokenReader): Operator | undefined => {
  const token = tokens[at]
  return token?.kind === 'symbol' || token?.kind === 'name' ? OPERATORS.get(token.text) : undefined
}

const readOperators = (reader: TokenReader, lowest: number): Filter => {
  let left = readPostfix(reader)
  for (let operator = operatorNext(reader); operator !== undefined && operator.level >= lowest; operator = operatorNext(reader)) {
    const { level, side, join } = operator
    reader.at++
    left = join(left, side === 'right' ? nested(reader, () => readOperators(reader, level)) : readOperators(reader, level + 1))
    if (side === 'none' && operatorNext(reader)?.level === level) refuse()
  }
  return left
}

const readPostfix = (reader: TokenReader): Filter => {
  let filter = readTerm(reader)
  for (;;) {
    if (take(reader, '?')) filter = attempt(filter)
    else if (isAccessNext(reader)) filter = readAccess(reader, filter)
    else return filter
  }
}

const isAccessNext = (reader: TokenReader): boolean =>
  isNext(reader, '[') || isNext(reader, '.') || reader.tokens[reader.at]?.kind === 'field'

/** `.name`, `."name"`, `[...]` or `.[...]`, with the `?` that belongs to it alone. */
const readAccess = (reader: TokenReader, of: Filter): Filter => {
  const name = takeKind(reader, 'field') ?? (take(reader, '.') ? takeKind(reader, 'string') : undefined)
  if (name !== undefined) return index(of, literal(name), take(reader, '?'))
  need(reader, '[')
  if (take(reader, ']')) return each(of, take(reader, '?'))
  const start = isNext(reader, ':') ? undefined : readPipe(reader)
  if (!take(reader, ':')) {
    need(reader, ']')
    return index(of, start ?? refuse(), take(reader, '?'))
  }
  const end = isNext(reader, ']') ? undefined : readPipe(reader)
  need(reader, ']')
  if (start === undefined && end === undefined) refuse()
  return slice(of, [start ?? literal(null), end ?? literal(null)], take(reader, '?'))
}

const readTerm = (reader: TokenReader): Filter => {
  if (reader.tokens[reader.at]?.kind === 'field') return readAccess(reader, identity)
  const token = reader.tokens[reader.at++] ?? refuse()
  if (token.kind === 'string') return literal(token.text)
  if (token.kind === 'number') return literal(Number(token.text))
  if (token.kind === 'variable') return reader.variables.includes(token.text) ? variable(token.text) : refuse()
  return token.kind === 'name' ? readNamed(reader, token.text) : readSymbol(reader, token.text)
}

const readSymbol = (reader: TokenReader, symbol: string): Filter => {
  if (symbol === '..') return descend
  if (symbol === '.') {
    const name = takeKind(reader, 'string')
    return name === undefined ? identity : index(identity, literal(name), take(reader, '?'))
  }
  if (symbol === '-') return literal(-Number(takeKind(reader, 'number') ?? refuse()))
  if (symbol === '{') return readRecord(reader)
  if (symbol === '[' && take(reader, ']')) return literal([])
  if (symbol !== '(' && symbol !== '[') return refuse()
  const inner = readPipe(reader)
  need(reader, symbol === '(' ? ')' : ']')
  return symbol === '(' ? inner : list(inner)
}

/** `{name: value, "name": value, name}`; names that are computed are left out. */
const readRecord = (reader: TokenReader): Filter => {
  const names: string[] = []
  const values: Filter[] = []
  while (!take(reader, '}')) {
    if (names.length > 0) need(reader, ',')
    const name = takeKind(reader, 'name') ?? takeKind(reader, 'string') ?? refuse()
    names.push(name)
    values.push(take(reader, ':') ? nested(reader, readPostfix) : index(identity, literal(name)))
  }
  // The values of the last name change first, unlike those of arguments.
  return call((_, found) => Object.fromEntries(names.map((name, at) => [name, found.at(-1 - at)])), values.toReversed())
}

const readNamed = (reader: TokenReader, name: string): Filter => {
  if (name === 'if') return readChoice(reader)
  if (name === 'try') return attempt(nested(reader, readPostfix))
  const from = reader.at
  const args: Filter[] = []
  if (take(reader, '(')) {
    do args.push(readPipe(reader))
    while (take(reader, ';'))
    need(reader, ')')
  }
  const written = name === 'test' ? writtenTest(reader.tokens.slice(from + 1, reader.at - 1)) : undefined
  return written ?? pathBuiltin(name, args) ?? refuse()
}

/** `if` is read up to its `end`, `elif` as an `if` within it. */
const readChoice = (reader: TokenReader): Filter => {
  const condition = readPipe(reader)
  need(reader, 'then', 'name')
  const yes = readPipe(reader)
  if (take(reader, 'elif', 'name')) return choice(condition, yes, nested(reader, readChoice))
  const no = take(reader, 'else', 'name') ? readPipe(reader) : identity
  need(reader, 'end', 'name')
  return choice(condition, yes, no)
}

/** A pattern that is written out is made ready once; one that cannot be read makes the expression unreadable, instead of a rule that never matches. */
const writtenTest = (args: readonly PathToken[]): Filter | undefined => {
  const [pattern, separator, flags] = args
  const isWritten =
    pattern?.kind === 'string' && (args.length === 1 || (args.length === 3 && separator?.text === ';' && flags?.kind === 'string'))
  if (!isWritten) return undefined
  const matches = linearPattern(pattern.text, flags?.text) ?? refuse()
  return call((input, _, budget) => (typeof input === 'string' ? matches(input, budget) : undefined), [])
}
