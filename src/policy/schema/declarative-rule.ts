import type {
  AndTest,
  CausesOf,
  CompareTest,
  ConditionTest,
  FieldTest,
  NotTest,
  Operand,
  OrTest,
  Outcome,
  Row,
  Scalar,
  Test,
  WalkTest,
  WhenRow,
  Words,
  WordsRow,
  WorstRow,
} from '../../health/index.ts'
import type { HealthStatus } from '../../model/statuses.ts'
import type { RuleBody } from '../policy-document.ts'
import {
  choice,
  filled,
  flag,
  form,
  hasOne,
  isList,
  isText,
  later,
  list,
  number,
  optional,
  text,
  textLike,
  tuple,
  words,
} from './schema.ts'
import type { Fields, OptionalField, Schema } from './schema.ts'

/** Rules as data, as `checkRule` takes them; a test holds that both let the same pass. */
const path = /* @__PURE__ */ filled('a path')
const camelCase = /* @__PURE__ */ textLike('a word in CamelCase', /^[A-Za-z][A-Za-z\d]{0,62}$/)
const duration = /* @__PURE__ */ textLike('a duration such as 90s or 5m', /^\d{1,6}[smhd]$/)
const healthStatus: Schema<HealthStatus> = /* @__PURE__ */ words(
  'Healthy',
  'Progressing',
  'Degraded',
  'Suspended',
  'Missing',
  'Unknown',
  'NotApplicable',
)
const isScalar = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

const someWords: Schema<Words> = /* @__PURE__ */ choice(
  'a string or a list of strings',
  { when: isText, is: text },
  { when: isList, is: list(text) },
)
const scalar: Schema<Scalar> = /* @__PURE__ */ choice(
  'a string, a number or a boolean',
  { when: isText, is: text },
  { when: value => typeof value === 'number', is: number },
  { when: value => typeof value === 'boolean', is: flag },
)
const someScalars: Schema<Scalar | readonly Scalar[]> = /* @__PURE__ */ choice(
  'a string, a number, a boolean or a list of them',
  { when: isScalar, is: scalar },
  { when: isList, is: list(scalar) },
)

const test: Schema<Test> = /* @__PURE__ */ later(() => anyTest)
const maybeWords: OptionalField<Words> = /* @__PURE__ */ optional(someWords)

const conditionTest: Schema<ConditionTest> = /* @__PURE__ */ form<ConditionTest>({
  cond: someWords,
  is: maybeWords,
  isNot: maybeWords,
  reason: maybeWords,
  reasonNot: maybeWords,
  severity: maybeWords,
  severityNot: maybeWords,
  message: maybeWords,
  in: optional(path),
  after: optional(duration),
})
const fieldTest: Schema<FieldTest> = /* @__PURE__ */ form<FieldTest>({
  field: path,
  is: optional(someScalars),
  not: optional(someScalars),
  exists: optional(flag),
  empty: optional(flag),
  has: maybeWords,
  after: optional(duration),
})

/** An operand of a comparison; one that is computed is known by what it does. */
const operand: Schema<Operand> = /* @__PURE__ */ later(() => anyOperand)
const anyOperand: Schema<Operand> = /* @__PURE__ */ choice(
  'a path, a number or a computation (with one of path, count, sum, minus, split)',
  { when: isText, is: path },
  { when: value => typeof value === 'number', is: number },
  { when: hasOne('path'), is: form<{ readonly path: string; readonly or: number }>({ path, or: number }) },
  { when: hasOne('count'), is: form<{ readonly count: string; readonly where?: Test }>({ count: path, where: optional(test) }) },
  { when: hasOne('sum'), is: form<{ readonly sum: string }>({ sum: path }) },
  { when: hasOne('minus'), is: form<{ readonly minus: readonly [Operand, Operand] }>({ minus: tuple('two operands', operand, operand) }) },
  {
    when: hasOne('split'),
    is: form<{ readonly split: string; readonly by: string; readonly part: number }>({ split: path, by: path, part: number }),
  },
)
const compareTest: Schema<CompareTest> = /* @__PURE__ */ form<CompareTest>({
  compare: tuple('two operands and a comparison between them', operand, words('<', '<=', '=', '!=', '>=', '>'), operand),
})

const inPlace = { where: test }
const anyTest: Schema<Test> = /* @__PURE__ */ choice(
  'a test (with one of cond, field, compare, any, every, none, last, and, or, no)',
  { when: isList, is: list(test) },
  { when: hasOne('cond'), is: conditionTest },
  { when: hasOne('field'), is: fieldTest },
  { when: hasOne('compare'), is: compareTest },
  { when: hasOne('any'), is: form<Extract<WalkTest, { readonly any: string }>>({ any: path, ...inPlace }) },
  { when: hasOne('every'), is: form<Extract<WalkTest, { readonly every: string }>>({ every: path, ...inPlace }) },
  { when: hasOne('none'), is: form<Extract<WalkTest, { readonly none: string }>>({ none: path, ...inPlace }) },
  { when: hasOne('last'), is: form<Extract<WalkTest, { readonly last: string }>>({ last: path, ...inPlace }) },
  { when: hasOne('and'), is: form<AndTest>({ and: list(test) }) },
  { when: hasOne('or'), is: form<OrTest>({ or: list(test) }) },
  { when: hasOne('no'), is: form<NotTest>({ no: test }) },
)

const causes: Schema<CausesOf> = /* @__PURE__ */ form<CausesOf>({
  of: path,
  where: optional(test),
  kind: optional(path),
  name: optional(path),
  reason: optional(path),
  say: someWords,
})
const said = {
  reason: /* @__PURE__ */ optional(camelCase),
  say: maybeWords,
  settled: /* @__PURE__ */ optional(flag),
  advisory: /* @__PURE__ */ optional(flag),
}
const outcome: Schema<Outcome> = /* @__PURE__ */ form<Outcome>({ ...said, status: healthStatus, causes: optional(causes) })

const whenRow: Schema<WhenRow> = /* @__PURE__ */ form<WhenRow>({ ...said, status: healthStatus, causes: optional(causes), when: test })
const wordList = /* @__PURE__ */ optional(list(text))
const wordsRow: Schema<WordsRow> = /* @__PURE__ */ form<WordsRow>({
  ...said,
  field: path,
  conventional: optional(flag),
  words: form<WordsRow['words']>({
    Healthy: wordList,
    Progressing: wordList,
    Degraded: wordList,
    Suspended: wordList,
    Missing: wordList,
    Unknown: wordList,
    NotApplicable: wordList,
  }),
})
const plainRow = /* @__PURE__ */ choice(
  'a row (with when and status, or field and words)',
  { when: hasOne('words'), is: wordsRow },
  { when: hasOne('when', 'status', 'reason', 'say'), is: whenRow },
)
const row: Schema<Row> = /* @__PURE__ */ choice(
  'a row (with when and status, field and words, or worst)',
  { when: hasOne('worst'), is: form<WorstRow>({ worst: list(plainRow) }) },
  { when: hasOne('words'), is: wordsRow },
  { when: hasOne('when', 'status', 'reason', 'say'), is: whenRow },
)

/** The fields of {@link RuleBody}. */
export const ruleBody = (): Fields<RuleBody> => ({
  rules: list(row),
  generation: optional(words('observed', 'conditions', 'own')),
  passOver: optional(list(text)),
  else: optional(outcome),
})
