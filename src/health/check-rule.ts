import { isRecord } from '../model/read.ts'
import type { DeclarativeRule } from './declarative-rule.ts'

/**
 * Checks a rule that a caller hands in, before it is compiled. Written by hand rather than with zod: `./health` has to load in a few milliseconds in
 * browsers too, and zod costs more than all rules together (7.8 kB gzipped at least, 60 ms as an unbundled dependency).
 */

/** What is expected of a value, or undefined where it is that. */
type Check = (value: unknown) => string | undefined

const isText = (value: unknown): boolean => typeof value === 'string'
const isScalar = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
const oneOf =
  (...words: readonly string[]): Check =>
  value =>
    words.some(word => word === value) ? undefined : `one of ${words.join(', ')}`
const listOrOne =
  (fits: (value: unknown) => boolean, expected: string): Check =>
  value =>
    fits(value) || (Array.isArray(value) && value.every(fits)) ? undefined : expected

const path: Check = value => (typeof value === 'string' && value !== '' ? undefined : 'a path')
const words: Check = listOrOne(isText, 'text or a list of texts')
const scalars: Check = listOrOne(isScalar, 'text, a number, a boolean or a list of them')
const flag: Check = value => (typeof value === 'boolean' ? undefined : 'a boolean')
const number: Check = value => (typeof value === 'number' ? undefined : 'a number')
const list: Check = value => (Array.isArray(value) ? undefined : 'a list')
const anything: Check = () => undefined
const name: Check = value => (typeof value === 'string' && /^[A-Za-z][A-Za-z\d]{0,62}$/.test(value) ? undefined : 'a word in CamelCase')
const status = oneOf('Healthy', 'Progressing', 'Degraded', 'Suspended', 'Missing', 'Unknown', 'NotApplicable')
const texts: Check = value =>
  Array.isArray(value) && value.length > 0 && value.every(item => isText(item) && item !== '') ? undefined : 'a list of texts'

/** Keys by their checks; those of `required` have to be there, no others may be. */
interface Shape {
  readonly required: Readonly<Record<string, Check>>
  readonly optional: Readonly<Record<string, Check>>
}

const SAID = { reason: name, say: words, settled: flag } as const
const RULE: Shape = {
  required: { for: texts, rules: list },
  optional: { generation: oneOf('observed', 'conditions', 'own'), else: anything },
}
const OUTCOME: Shape = { required: { status }, optional: { ...SAID, advisory: flag } }
const WHEN_ROW: Shape = { required: { when: anything, status }, optional: { ...SAID, advisory: flag } }
const WORDS_ROW: Shape = { required: { field: path, words: anything }, optional: SAID }
const WORDS: Shape = {
  required: {},
  optional: { Healthy: list, Progressing: list, Degraded: list, Suspended: list, Missing: list, Unknown: list, NotApplicable: list },
}
const walk = (key: string): Shape => ({ required: { [key]: path, where: anything }, optional: {} })
const TESTS: Readonly<Record<string, Shape>> = {
  cond: {
    required: { cond: words },
    optional: { is: words, isNot: words, reason: words, reasonNot: words, severity: words, severityNot: words, message: words, in: path },
  },
  field: { required: { field: path }, optional: { is: scalars, not: scalars, exists: flag, empty: flag, has: words } },
  compare: { required: { compare: list }, optional: {} },
  any: walk('any'),
  every: walk('every'),
  none: walk('none'),
  last: walk('last'),
  and: { required: { and: list }, optional: {} },
  or: { required: { or: list }, optional: {} },
  no: { required: { no: anything }, optional: {} },
}
const OPERANDS: Readonly<Record<string, Shape>> = {
  path: { required: { path, or: number }, optional: {} },
  count: { required: { count: path }, optional: { where: anything } },
  sum: { required: { sum: path }, optional: {} },
  minus: { required: { minus: list }, optional: {} },
  split: { required: { split: path, by: path, part: number }, optional: {} },
}

/** Deeper than any rule that a person writes, and far from the end of the stack. */
const DEEPEST = 32

/** Throws a TypeError that names the place and what is expected there, never the value. */
export const checkRule: (rule: unknown) => asserts rule is DeclarativeRule = rule => {
  const { rules, else: otherwise } = checkShape(rule, RULE, 'rule')
  for (const [index, row] of asList(rules).entries()) checkRow(row, `rule.rules[${index}]`)
  if (otherwise !== undefined) checkShape(otherwise, OUTCOME, 'rule.else')
}

const checkRow = (row: unknown, place: string): void => {
  if (isRecord(row) && 'words' in row) {
    const byStatus = checkShape(checkShape(row, WORDS_ROW, place)['words'], WORDS, `${place}.words`)
    for (const [status, known] of Object.entries(byStatus))
      if (!asList(known).every(isText)) refuse(`${place}.words.${status}`, 'a list of texts', known)
  } else checkTest(checkShape(row, WHEN_ROW, place)['when'], `${place}.when`, 0)
}

const checkTest = (test: unknown, place: string, depth: number): void => {
  if (depth > DEEPEST) throw new TypeError(`${place}: is nested deeper than ${DEEPEST}`)
  if (Array.isArray(test)) return checkEach(test, place, depth)
  const found = chooseShape(test, TESTS, place, 'a test')
  if (found.key === 'compare') return checkComparison(found.record['compare'], place, depth)
  if (found.key === 'and' || found.key === 'or') return checkEach(asList(found.record[found.key]), `${place}.${found.key}`, depth)
  const inner = found.key === 'no' ? 'no' : 'where'
  if (inner in found.record) checkTest(found.record[inner], `${place}.${inner}`, depth + 1)
}

const checkEach = (tests: readonly unknown[], place: string, depth: number): void => {
  for (const [index, test] of tests.entries()) checkTest(test, `${place}[${index}]`, depth + 1)
}

const operator = oneOf('<', '<=', '=', '!=', '>=', '>')

const checkComparison = (compare: unknown, place: string, depth: number): void => {
  const [left, sign, right, ...more] = asList(compare)
  if (more.length > 0) refuse(`${place}.compare`, 'two operands and a comparison between them', compare)
  checkOperand(left, `${place}.compare[0]`, depth)
  const expected = operator(sign)
  if (expected !== undefined) refuse(`${place}.compare[1]`, expected, sign)
  checkOperand(right, `${place}.compare[2]`, depth)
}

const checkOperand = (operand: unknown, place: string, depth: number): void => {
  if (depth > DEEPEST) throw new TypeError(`${place}: is nested deeper than ${DEEPEST}`)
  if (typeof operand === 'number' || (typeof operand === 'string' && operand !== '')) return
  const { key, record } = chooseShape(operand, OPERANDS, place, 'a path, a number or a computation')
  if (key === 'count' && 'where' in record) checkTest(record['where'], `${place}.where`, depth + 1)
  if (key !== 'minus') return
  const parts = asList(record['minus'])
  if (parts.length !== 2) refuse(`${place}.minus`, 'two operands', record['minus'])
  for (const [index, part] of parts.entries()) checkOperand(part, `${place}.minus[${index}]`, depth + 1)
}

const chooseShape = (
  value: unknown,
  shapes: Readonly<Record<string, Shape>>,
  place: string,
  expected: string,
): { readonly key: string; readonly record: Readonly<Record<string, unknown>> } => {
  const found = isRecord(value) ? Object.entries(shapes).find(([key]) => key in value) : undefined
  if (found === undefined) return refuse(place, `${expected} (with one of ${Object.keys(shapes).join(', ')})`, value)
  return { key: found[0], record: checkShape(value, found[1], place) }
}

const checkShape = (value: unknown, { required, optional }: Shape, place: string): Readonly<Record<string, unknown>> => {
  if (!isRecord(value)) return refuse(place, 'an object', value)
  for (const key of Object.keys(required))
    if (value[key] === undefined) refuse(`${place}.${key}`, required[key]?.(undefined) ?? 'a value', undefined)
  for (const [key, inner] of Object.entries(value)) {
    const check = Object.hasOwn(required, key) ? required[key] : Object.hasOwn(optional, key) ? optional[key] : undefined
    if (check === undefined)
      throw new TypeError(`${place}: has a key that is not known here; known are ${Object.keys({ ...required, ...optional }).join(', ')}`)
    const expected = inner === undefined ? undefined : check(inner)
    if (expected !== undefined) refuse(`${place}.${key}`, expected, inner)
  }
  return value
}

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const refuse = (place: string, expected: string, got: unknown): never => {
  const kind = got === null ? 'null' : Array.isArray(got) ? 'a list' : typeof got
  throw new TypeError(`${place}: expected ${expected}, got ${kind}`)
}
