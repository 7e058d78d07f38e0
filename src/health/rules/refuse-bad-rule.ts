import { isRecord, isScalar } from '../../model/read.ts'
import type { DeclarativeRule } from './declarative-rule.ts'
import { durationOf } from './times.ts'

/**
 * Checks a rule that a caller hands in, before it is compiled. Written by hand rather than with zod: `./health` has to load in a few milliseconds in
 * browsers too, and zod costs more than all rules together (7.8 kB gzipped at least, 60 ms as an unbundled dependency).
 */

/** What is expected of a value, in words, and whether it is that. */
type Expectation = readonly [words: string, fits: (value: unknown) => boolean]

const isText = (value: unknown): boolean => typeof value === 'string'
const oneOf = (...words: readonly string[]): Expectation => [`one of ${words.join(', ')}`, value => words.some(word => word === value)]
const listOrOne =
  (fits: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    fits(value) || (Array.isArray(value) && value.every(fits))

const STATUSES = ['Healthy', 'Progressing', 'Degraded', 'Suspended', 'Missing', 'Unknown', 'NotApplicable'] as const

const KINDS = {
  any: ['a value', value => value !== undefined],
  path: ['a path', value => isText(value) && value !== ''],
  words: ['text or a list of texts', listOrOne(isText)],
  scalars: ['text, a number, a boolean or a list of them', listOrOne(isScalar)],
  flag: ['a boolean', value => typeof value === 'boolean'],
  number: ['a number', value => typeof value === 'number'],
  list: ['a list', Array.isArray],
  texts: ['a list of texts', value => Array.isArray(value) && value.length > 0 && value.every(item => isText(item) && item !== '')],
  name: ['a word in CamelCase', value => typeof value === 'string' && /^[A-Za-z][A-Za-z\d]{0,62}$/.test(value)],
  duration: ['a duration such as 90s or 5m', value => durationOf(value) !== undefined],
  status: oneOf(...STATUSES),
  generation: oneOf('observed', 'conditions', 'own'),
} as const satisfies Readonly<Record<string, Expectation>>

/** Keys and what they hold: `say?:words` may be left out, others have to be there, and there may be none that is not named. */
type RowShape = ReadonlyMap<string, { readonly optional: boolean; readonly expected: Expectation }>

const shape = (text: string): RowShape =>
  new Map(
    text.split(' ').map(word => {
      const [key = '', kind = ''] = word.split(/\??:/)
      return [key, { optional: word.includes('?'), expected: KINDS[kind as keyof typeof KINDS] }]
    }),
  )

const SAID = 'reason?:name say?:words settled?:flag advisory?:flag'
const OUTCOME = `status:status ${SAID} causes?:any`
const CAUSES = 'of:path where?:any kind?:path name?:path reason?:path say:words'
const WORDS_ROW = `field:path words:any conventional?:flag ${SAID}`
const TESTS = {
  cond: 'cond:words is?:words isNot?:words reason?:words reasonNot?:words severity?:words severityNot?:words message?:words in?:path after?:duration',
  field: 'field:path is?:scalars not?:scalars exists?:flag empty?:flag has?:words after?:duration',
  compare: 'compare:list',
  any: 'any:path where:any',
  every: 'every:path where:any',
  none: 'none:path where:any',
  last: 'last:path where:any',
  and: 'and:list',
  or: 'or:list',
  no: 'no:any',
} as const
const OPERANDS = {
  path: 'path:path or:number',
  count: 'count:path where?:any',
  sum: 'sum:path',
  minus: 'minus:list',
  split: 'split:path by:path part:number',
} as const

/** Deeper than any rule that a person writes, and far from the end of the stack. */
const DEEPEST = 32

/** Throws a TypeError that names the place and what is expected there, never the value. */
export const refuseBadRule: (rule: unknown) => asserts rule is DeclarativeRule = rule => {
  const { rules, else: otherwise } = checkShape(rule, 'for:texts rules:list generation?:generation else?:any', 'rule')
  for (const [index, row] of asList(rules).entries()) checkRow(row, `rule.rules[${index}]`)
  if (otherwise !== undefined) checkOutcome(otherwise, OUTCOME, 'rule.else')
}

const checkOutcome = (outcome: unknown, shape: string, place: string): Readonly<Record<string, unknown>> => {
  const checked = checkShape(outcome, shape, place)
  const { causes } = checked
  if (causes === undefined) return checked
  const { where } = checkShape(causes, CAUSES, `${place}.causes`)
  if (where !== undefined) checkTest(where, `${place}.causes.where`, 0)
  return checked
}

const checkRow = (row: unknown, place: string): void => {
  if (isRecord(row) && 'worst' in row) {
    const { worst } = checkShape(row, 'worst:list', place)
    for (const [index, inner] of asList(worst).entries()) {
      if (isRecord(inner) && 'worst' in inner) refuse(`${place}.worst[${index}]`, 'a row that is no worst itself', inner)
      checkRow(inner, `${place}.worst[${index}]`)
    }
  } else if (isRecord(row) && 'words' in row) {
    const { words } = checkShape(row, WORDS_ROW, place)
    const byStatus = checkShape(words, STATUSES.map(status => `${status}?:list`).join(' '), `${place}.words`)
    for (const [status, known] of Object.entries(byStatus))
      if (!asList(known).every(isText)) refuse(`${place}.words.${status}`, 'a list of texts', known)
  } else checkTest(checkOutcome(row, `when:any ${OUTCOME}`, place)['when'], `${place}.when`, 0)
}

const checkTest = (test: unknown, place: string, depth: number): void => {
  if (depth > DEEPEST) throw new TypeError(`${place}: is nested deeper than ${DEEPEST}`)
  if (Array.isArray(test)) return checkEach(test, place, depth)
  const { key, record } = chooseShape(test, TESTS, place, 'a test')
  if (key === 'compare') return checkComparison(record[key], place, depth)
  if (key === 'and' || key === 'or') return checkEach(asList(record[key]), `${place}.${key}`, depth)
  const inner = key === 'no' ? 'no' : 'where'
  if (inner in record) checkTest(record[inner], `${place}.${inner}`, depth + 1)
}

const checkEach = (tests: readonly unknown[], place: string, depth: number): void => {
  for (const [index, test] of tests.entries()) checkTest(test, `${place}[${index}]`, depth + 1)
}

const [SIGNS, isSign] = oneOf('<', '<=', '=', '!=', '>=', '>')

const checkComparison = (compare: unknown, place: string, depth: number): void => {
  const [left, sign, right, ...more] = asList(compare)
  if (more.length > 0) refuse(`${place}.compare`, 'two operands and a comparison between them', compare)
  checkOperand(left, `${place}.compare[0]`, depth)
  if (!isSign(sign)) refuse(`${place}.compare[1]`, SIGNS, sign)
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
  shapes: Readonly<Record<string, string>>,
  place: string,
  expected: string,
): { readonly key: string; readonly record: Readonly<Record<string, unknown>> } => {
  const found = isRecord(value) ? Object.entries(shapes).find(([key]) => key in value) : undefined
  if (found === undefined) return refuse(place, `${expected} (with one of ${Object.keys(shapes).join(', ')})`, value)
  return { key: found[0], record: checkShape(value, found[1], place) }
}

const checkShape = (value: unknown, text: string, place: string): Readonly<Record<string, unknown>> => {
  if (!isRecord(value)) return refuse(place, 'an object', value)
  const known = shape(text)
  for (const [key, { optional, expected }] of known) {
    const inner = value[key]
    if (!(inner === undefined && optional) && !expected[1](inner)) refuse(`${place}.${key}`, expected[0], inner)
  }
  if (!Object.keys(value).every(key => known.has(key)))
    throw new TypeError(`${place}: has a key that is not known here; known are ${Array.from(known.keys()).join(', ')}`)
  return value
}

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const refuse = (place: string, expected: string, got: unknown): never => {
  const kind = got === null ? 'null' : Array.isArray(got) ? 'a list' : typeof got
  throw new TypeError(`${place}: expected ${expected}, got ${kind}`)
}
