import { aList, aString, exactly, expect, fitting } from '../model/expect.ts'
import { Environment } from '@marcbachmann/cel-js'
import { decodeBase64, encodeBase64, utf8 } from '../model/scalars/base64.ts'
import { groupVersion, kindKey } from '../model/identity.ts'
import type { JsonRecord } from '../model/kube-object.ts'
import type { Problem } from '../model/problem.ts'
import { isRecord } from '../model/read.ts'
import type { KindRule, Verdict } from '../health/index.ts'
import { celValue } from './cel-value.ts'
import { expressionShape, expressionSteps } from './expression-cost.ts'

/** One entry of Flux's `healthCheckExprs`: an API version, a kind (absent: every kind of the group), and an expression for each state. */
export interface HealthCheckExpr {
  readonly apiVersion: string
  readonly kind?: string
  readonly inProgress?: string
  readonly failed?: string
  readonly current: string
}

/** The rules, and what is suspicious about the expressions without being an error. */
export interface CelRules {
  readonly rules: readonly KindRule[]
  readonly problems: readonly Problem[]
}

/** A parsed expression and what may be spent on it. */
interface Expression {
  readonly evaluate: (object: JsonRecord) => Evaluation
  readonly vacuous: boolean
}

type Evaluation = { readonly result: unknown } | { readonly error: 'EvaluationFailed' | 'BudgetExceeded' | 'NotABoolean' }

/** Characters of an expression. Flux's longest published ones have about 300. */
const LONGEST = 4096
/** Loops within loops: each multiplies the cost by the length of a list. */
const DEEPEST_LOOPS = 3
/** Steps at most, by an upper bound that is known beforehand; about a tenth of a second. */
const STEPS = 1_000_000

/**
 * Health rules from CEL expressions in the shape of Flux's `healthCheckExprs`, to be handed to `assessHealth` as `rules`.
 *
 * Evaluated as Flux does: an observed generation that is behind is Progressing; then `inProgress`, `failed` (Degraded) and `current` (Healthy) in
 * this order; none of them true is Progressing. Only the group and the kind of the entry are compared, as in Flux. An expression that fails on an
 * object is Unknown with the reason `EvaluationFailed` (Progressing, `NoStatus`, while the object has no status), never an exception.
 *
 * Whole numbers are ints, as when Go reads the object. `matches()` is refused: the evaluator would run it with an engine that some patterns keep
 * busy for minutes.
 * @param checks - The entries, as in a Kustomization's `spec.healthCheckExprs`.
 * @returns The rules, and a problem for each `.filter(...).all(...)`: it is true where nothing passes the filter, so `failed` with it is true of an
 * object that has no such condition yet; `exists` says what is meant.
 * @throws TypeError where an entry is none or an expression is wrong or too large; the message names the place (`checks[1].failed`).
 *
 * Source: `healthCheckExprs` of Flux's Kustomization and its status evaluator, run with cel-go on recorded objects (docs/conformance.md).
 *
 * @example
 * ```ts
 * import { celRules } from 'live-object-status/cel'
 * import { assessHealth } from 'live-object-status/health'
 * const { rules } = celRules([{ apiVersion: 'example.com/v1', kind: 'Oven', current: 'status.temperature >= spec.temperature' }])
 * const oven = { apiVersion: 'example.com/v1', kind: 'Oven', spec: { temperature: 200 }, status: { temperature: 180 } }
 * assessHealth(oven, { rules }).status // => 'Progressing'
 * ```
 */
export const celRules = (checks: readonly HealthCheckExpr[]): CelRules => {
  expect('checks', someChecks, checks)
  const read = createHealthCheckReader()
  const problems: Problem[] = []
  const rules = checks.flatMap((check, index) => {
    const { rule, faults } = read(check)
    for (const { code, field, message, cause } of faults) {
      const sentence = `checks[${index}].${field}: ${message}`
      if (code === 'invalid-expression') throw new TypeError(sentence, { cause })
      problems.push({ code, message: sentence })
    }
    return rule === undefined ? [] : [rule]
  })
  return { rules, problems }
}

const someText = /* @__PURE__ */ fitting('a string that is not empty', value => typeof value === 'string' && value !== '')
const someChecks = /* @__PURE__ */ aList(
  'a list of healthCheckExprs',
  /* @__PURE__ */ exactly<HealthCheckExpr>(
    'an entry of healthCheckExprs',
    () => ({ apiVersion: someText, kind: someText, inProgress: aString, failed: aString, current: someText }),
    ['apiVersion', 'current'],
  ),
)

/** A fault of one expression of an entry, or a suspicion about it. */
export interface ExpressionFault {
  readonly code: 'invalid-expression' | 'cel-vacuous-all'
  readonly field: 'inProgress' | 'failed' | 'current'
  readonly message: string
  readonly cause?: unknown
}

/** The rule of one entry, where all its expressions can be read. */
export interface ReadHealthCheck {
  readonly rule: KindRule | undefined
  readonly faults: readonly ExpressionFault[]
}

const VERDICTS = {
  inProgress: { status: 'Progressing', reason: 'InProgress', message: 'The expression for in progress is true' },
  failed: { status: 'Degraded', reason: 'Failed', message: 'The expression for failed is true' },
  current: { status: 'Healthy', reason: 'Current', message: 'The expression for current is true' },
} as const satisfies Record<string, Verdict>

const FIELDS = ['inProgress', 'failed', 'current'] as const

/** Reads entries one by one: a wrong one costs no other. What all expressions share is made with the first. */
export const createHealthCheckReader = (): ((check: HealthCheckExpr) => ReadHealthCheck) => {
  let environment: Environment | undefined
  return check => readHealthCheck(check, (environment ??= celEnvironment()))
}

const readHealthCheck = (check: HealthCheckExpr, environment: Environment): ReadHealthCheck => {
  const faults: ExpressionFault[] = []
  const steps = FIELDS.flatMap(field => {
    const text = check[field]
    if (text === undefined || text === '') return []
    const expression = compileExpression(environment, text)
    if ('fault' in expression) {
      faults.push({ code: 'invalid-expression', field, message: expression.fault, cause: expression.cause })
      return []
    }
    if (expression.vacuous) faults.push({ code: 'cel-vacuous-all', field, message: VACUOUS })
    return [{ field, expression }]
  })
  return { rule: faults.some(({ code }) => code === 'invalid-expression') ? undefined : celRule(check, steps), faults }
}

const VACUOUS = 'filter(...).all(...) is true where nothing passes the filter; use exists(...)'

const celRule = (
  check: HealthCheckExpr,
  steps: readonly { readonly field: ExpressionFault['field']; readonly expression: Expression }[],
): KindRule => ({
  for: [kindKey(groupVersion(check.apiVersion).group, check.kind ?? '*')],
  assess: live => {
    for (const { field, expression } of steps) {
      const evaluation = expression.evaluate(live)
      if ('error' in evaluation) return failure(live, field, evaluation.error)
      if (typeof evaluation.result !== 'boolean') return failure(live, field, 'NotABoolean')
      if (evaluation.result) return VERDICTS[field]
    }
    return progressing('NoneTrue', 'None of the expressions is true')
  },
})

const progressing = (reason: string, message: string): Verdict => ({ status: 'Progressing', reason, message })

const MESSAGES = {
  EvaluationFailed: 'cannot be evaluated on this object',
  BudgetExceeded: 'would cost too much on an object of this size',
  NotABoolean: 'does not give true or false',
} as const

const failure = (live: JsonRecord, field: string, reason: keyof typeof MESSAGES): Verdict => {
  if (reason === 'EvaluationFailed' && !isRecord(live['status']))
    return progressing('NoStatus', 'Its controller has not reported a status yet')
  return { status: 'Unknown', reason, message: `The expression for ${field} ${MESSAGES[reason]}` }
}

// oxlint-disable-next-line typescript/no-extraneous-class -- the evaluator tells types apart by their constructor
class SetsNamespace {}
// oxlint-disable-next-line typescript/no-extraneous-class -- the evaluator tells types apart by their constructor
class Base64Namespace {}

/** The extensions that Flux switches on (sets and encoders) beside what the evaluator has, and equality of unlike types as cel-go has it. */
const celEnvironment = (): Environment => {
  const contains = (_: unknown, all: readonly unknown[], some: readonly unknown[]): boolean => some.every(item => all.includes(item))
  const environment = new Environment({
    unlistedVariablesAreDyn: true,
    enableOptionalTypes: true,
    homogeneousAggregateLiterals: false,
    limits: { maxAstNodes: 1000, maxDepth: 60 },
  })
  return environment
    .registerType('SetsNamespace', SetsNamespace)
    .registerConstant('sets', 'SetsNamespace', new SetsNamespace())
    .registerFunction('SetsNamespace.contains(list, list): bool', contains)
    .registerFunction(
      'SetsNamespace.equivalent(list, list): bool',
      (self: unknown, a: unknown[], b: unknown[]) => contains(self, a, b) && contains(self, b, a),
    )
    .registerFunction('SetsNamespace.intersects(list, list): bool', (_: unknown, a: unknown[], b: unknown[]) =>
      a.some(item => b.includes(item)),
    )
    .registerType('Base64Namespace', Base64Namespace)
    .registerConstant('base64', 'Base64Namespace', new Base64Namespace())
    .registerFunction('Base64Namespace.decode(string): bytes', (_: unknown, text: string) => decoded(text))
    .registerFunction('Base64Namespace.encode(bytes): string', (_: unknown, bytes: Uint8Array) => encodeBase64(bytes))
    .registerFunction('Base64Namespace.encode(string): string', (_: unknown, text: string) => encodeBase64(utf8(text)))
}

const decoded = (text: string): Uint8Array => {
  const bytes = decodeBase64(text)
  if (bytes === undefined) throw new RangeError('no base64')
  return bytes
}

/** Why an expression is none. */
interface Refusal {
  readonly fault: string
  readonly cause?: unknown
}

/** Parses and checks one expression. */
const compileExpression = (environment: Environment, text: string): Expression | Refusal => {
  if (text.length > LONGEST) return { fault: `is longer than ${LONGEST} characters` }
  const parsed = parse(environment, text)
  if ('fault' in parsed) return parsed
  const { calls, loops, vacuous } = expressionShape(parsed.ast)
  if (calls.has('matches')) return { fault: 'matches() is not supported: use startsWith, endsWith, contains or ==' }
  if (loops > DEEPEST_LOOPS) return { fault: `loops are nested deeper than ${DEEPEST_LOOPS}` }
  const evaluate = (object: JsonRecord): Evaluation => {
    try {
      const { value, measured } = celValue(object)
      if (!(expressionSteps(parsed.ast, measured) <= STEPS)) return { error: 'BudgetExceeded' }
      return { result: parsed(value as Record<string, unknown>) as unknown }
    } catch {
      return { error: 'EvaluationFailed' }
    }
  }
  return { evaluate, vacuous }
}

const parse = (environment: Environment, text: string): ReturnType<Environment['parse']> | Refusal => {
  try {
    const parsed = environment.parse(text)
    const { valid, error } = parsed.check()
    return valid ? parsed : { fault: describeError(error), cause: error }
  } catch (error) {
    return { fault: describeError(error), cause: error }
  }
}

const describeError = (error: unknown): string =>
  isRecord(error) && typeof error['summary'] === 'string' ? error['summary'] : 'is no expression'

/**
 * One expression by itself, as Flux would evaluate it on an object: for trying expressions out.
 * @param expression - CEL, with the top-level fields of the object as variables.
 * @returns The result (whole numbers are BigInt), or why there is none.
 * @throws TypeError where the expression is wrong or too large.
 *
 * Source: the CEL specification as cel-go implements it; recorded results in fixtures/cel.
 *
 * @example
 * ```ts
 * import { evaluateCel } from 'live-object-status/cel'
 * evaluateCel("status.phase == 'Running'", { status: { phase: 'Running' } }) // => { result: true }
 * evaluateCel('status.phase.x.y', { status: {} }) // => { error: 'EvaluationFailed' }
 * ```
 */
export const evaluateCel = (expression: string, object: JsonRecord): Evaluation => {
  expect('expression', aString, expression)
  const compiled = compileExpression(celEnvironment(), expression)
  if ('fault' in compiled) throw new TypeError(`expression: ${compiled.fault}`, { cause: compiled.cause })
  return compiled.evaluate(object)
}
