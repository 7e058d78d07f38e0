import { type Check, type Misfit, aBoolean, aList, aString, aWord, either, exactly, fitting, misfit } from '../../model/expect.ts'
import { anObjectScope } from '../../model/selectors/object-selector.ts'
import { isRecord, isScalar } from '../../model/read.ts'
import type {
  AndTest,
  CausesOf,
  CompareTest,
  ConditionTest,
  DeclarativeRule,
  FieldTest,
  NotTest,
  OrTest,
  Outcome,
  WhenRow,
  WordsRow,
  WorstRow,
} from './declarative-rule.ts'
import { parseAfter } from './times.ts'

/** Deeper than any rule that a person writes, and far from the end of the stack. */
const DEEPEST = 32

const aPath = /* @__PURE__ */ fitting('a path', value => typeof value === 'string' && value !== '')
const someWords = /* @__PURE__ */ either('a string or a list of them', aString, aList('a list', aString))
const someScalars = /* @__PURE__ */ fitting('a string, a number, a boolean or a list of them', value =>
  Array.isArray(value) ? value.every(isScalar) : isScalar(value),
)
const someTexts = /* @__PURE__ */ fitting(
  'a list of strings',
  value => Array.isArray(value) && value.length > 0 && value.every(item => item !== '' && typeof item === 'string'),
)
const aNumber = /* @__PURE__ */ fitting('a number', value => typeof value === 'number')
const aName = /* @__PURE__ */ fitting('a word in CamelCase', value => typeof value === 'string' && /^[A-Za-z][A-Za-z\d]{0,62}$/.test(value))
const aDuration = /* @__PURE__ */ fitting('a duration such as 90s or 5m', value => parseAfter(value) !== undefined)
const STATUSES = ['Healthy', 'Progressing', 'Degraded', 'Suspended', 'Missing', 'Unknown', 'NotApplicable'] as const

/** A test in any of its forms. `depth` tells how many hold it. */
const aTest =
  (depth: number): Check =>
  value => {
    if (depth > DEEPEST) return misfit(`tests at most ${DEEPEST} deep`, value)
    if (Array.isArray(value)) return aList('a list', aTest(depth + 1))(value)
    return byKey('a test', value, testForms(depth))
  }

/** Chooses the form of an object by the key that it has. */
const byKey = (what: string, value: unknown, forms: Readonly<Record<string, Check>>): Misfit | undefined => {
  const key = isRecord(value) ? Object.keys(forms).find(each => each in value) : undefined
  if (key === undefined) return misfit(`${what} (with one of ${Object.keys(forms).join(', ')})`, value)
  return forms[key]?.(value)
}

const testForms = (depth: number): Readonly<Record<string, Check>> => {
  const where = { where: aTest(depth + 1) }
  const tests = aList('a list', aTest(depth + 1))
  return {
    cond: exactly<ConditionTest>(
      'a test',
      () => ({
        cond: someWords,
        is: someWords,
        isNot: someWords,
        reason: someWords,
        reasonNot: someWords,
        severity: someWords,
        severityNot: someWords,
        message: someWords,
        in: aPath,
        after: aDuration,
      }),
      ['cond'],
    ),
    field: exactly<FieldTest>(
      'a test',
      () => ({ field: aPath, is: someScalars, not: someScalars, exists: aBoolean, empty: aBoolean, has: someWords, after: aDuration }),
      ['field'],
    ),
    compare: exactly<CompareTest>('a test', () => ({ compare: aComparison(depth) })),
    any: exactly('a test', () => ({ any: aPath, ...where }), ['where']),
    every: exactly('a test', () => ({ every: aPath, ...where }), ['where']),
    none: exactly('a test', () => ({ none: aPath, ...where }), ['where']),
    last: exactly('a test', () => ({ last: aPath, ...where }), ['where']),
    and: exactly<AndTest>('a test', () => ({ and: tests })),
    or: exactly<OrTest>('a test', () => ({ or: tests })),
    no: exactly<NotTest>('a test', () => ({ no: aTest(depth + 1) })),
  }
}

const aSign = /* @__PURE__ */ aWord('<', '<=', '=', '!=', '>=', '>')

const aComparison =
  (depth: number): Check =>
  value => {
    if (!Array.isArray(value) || value.length !== 3) return misfit('two operands and a comparison between them', value)
    const parts = [anOperand(depth), aSign, anOperand(depth)]
    for (const [index, part] of parts.entries()) {
      const inner = part(value[index])
      if (inner !== undefined) return { ...inner, at: `[${index}]${inner.at}` }
    }
    return undefined
  }

const anOperand =
  (depth: number): Check =>
  value => {
    if (depth > DEEPEST) return misfit(`operands at most ${DEEPEST} deep`, value)
    if (typeof value === 'number' || aPath(value) === undefined) return undefined
    return byKey('a path, a number or a computation', value, {
      path: exactly('an operand', () => ({ path: aPath, or: aNumber }), ['or']),
      count: exactly('an operand', () => ({ count: aPath, where: aTest(depth + 1) }), []),
      sum: exactly('an operand', () => ({ sum: aPath })),
      minus: exactly('an operand', () => ({ minus: aPair(anOperand(depth + 1)) })),
      split: exactly('an operand', () => ({ split: aPath, by: aPath, part: aNumber }), ['by', 'part']),
    })
  }

const aPair =
  (operand: Check): Check =>
  value =>
    Array.isArray(value) && value.length === 2 ? aList('two operands', operand)(value) : misfit('two operands', value)

const someCauses = /* @__PURE__ */ exactly<CausesOf>(
  'causes',
  () => ({ of: aPath, where: aTest(0), kind: aPath, name: aPath, reason: aPath, say: someWords }),
  ['of', 'say'],
)
const SAID = { reason: aName, say: someWords, settled: aBoolean, advisory: aBoolean }
const OUTCOME = { status: aWord(...STATUSES), ...SAID, causes: someCauses }

const aWhenRow = /* @__PURE__ */ exactly<WhenRow>('a row', () => ({ ...OUTCOME, when: aTest(0) }), ['when', 'status'])
const aWordsRow = /* @__PURE__ */ exactly<WordsRow>(
  'a row',
  () => ({
    ...SAID,
    field: aPath,
    conventional: aBoolean,
    words: exactly('words by status', () => Object.fromEntries(STATUSES.map(status => [status, aList('a list of strings', aString)]))),
  }),
  ['field', 'words'],
)

const aPlainRow: Check = row => (isRecord(row) && 'words' in row ? aWordsRow(row) : aWhenRow(row))
const anInnerRow: Check = row => (isRecord(row) && 'worst' in row ? misfit('a row that is no worst itself', row) : aPlainRow(row))
const aWorstRow = /* @__PURE__ */ exactly<WorstRow>('a row', () => ({ worst: aList('a list', anInnerRow) }))
const aRow: Check = row => (isRecord(row) && 'worst' in row ? aWorstRow(row) : aPlainRow(row))

/** A rule as data, all through: the place of what does not fit, and what is expected there. */
export const aDeclarativeRule: Check = /* @__PURE__ */ exactly<DeclarativeRule>(
  'an object',
  () => ({
    for: someTexts,
    rules: aList('a list', aRow),
    generation: aWord('observed', 'conditions', 'own'),
    passOver: aList('a list of strings', aString),
    else: exactly<Outcome>('an outcome', () => OUTCOME, ['status']),
    objects: anObjectScope,
    name: aString,
  }),
  ['for', 'rules'],
)
