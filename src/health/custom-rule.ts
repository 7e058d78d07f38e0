import { misfits, z } from '../model/validate.ts'
import { compileCatalogueRule } from './catalogue-rule.ts'
import type { DeclarativeRule } from './declarative-rule.ts'
import type { HealthRule, KindRule } from './health-rule.ts'

const words = z.union([z.string(), z.array(z.string())])
const scalar = z.union([z.string(), z.number(), z.boolean()])
const scalars = z.union([scalar, z.array(scalar)])
const path = z.string().check(z.minLength(1))
const optional = <T extends z.ZodMiniType>(schema: T): z.ZodMiniOptional<T> => z.optional(schema)
const status = z.enum(['Healthy', 'Progressing', 'Degraded', 'Suspended', 'Missing', 'Unknown', 'NotApplicable'])

const operand: z.ZodMiniType = z.lazy(() =>
  z.union([
    path,
    z.number(),
    z.strictObject({ path, or: z.number() }),
    z.strictObject({ count: path, where: optional(z.unknown()) }),
    z.strictObject({ split: path, by: z.string().check(z.minLength(1)), part: z.number() }),
    z.strictObject({ sum: path }),
    z.strictObject({ minus: z.tuple([operand, operand]) }),
  ]),
)

const outcome = {
  reason: optional(z.string().check(z.regex(/^[A-Za-z][A-Za-z\d]*$/))),
  say: optional(words),
  settled: optional(z.boolean()),
}

/** The shapes of a test by the key that tells them apart, so that an error names the field and not a union. */
const TESTS: Readonly<Record<string, z.ZodMiniType>> = {
  cond: z.strictObject({
    cond: words,
    is: optional(words),
    isNot: optional(words),
    reason: optional(words),
    reasonNot: optional(words),
    severity: optional(words),
    severityNot: optional(words),
    message: optional(words),
    in: optional(path),
  }),
  field: z.strictObject({
    field: path,
    is: optional(scalars),
    not: optional(scalars),
    exists: optional(z.boolean()),
    empty: optional(z.boolean()),
    has: optional(words),
  }),
  compare: z.strictObject({ compare: z.tuple([operand, z.enum(['<', '<=', '=', '!=', '>=', '>']), operand]) }),
  any: z.strictObject({ any: path, where: z.unknown() }),
  every: z.strictObject({ every: path, where: z.unknown() }),
  none: z.strictObject({ none: path, where: z.unknown() }),
  last: z.strictObject({ last: path, where: z.unknown() }),
  and: z.strictObject({ and: z.array(z.unknown()) }),
  or: z.strictObject({ or: z.array(z.unknown()) }),
  no: z.strictObject({ no: z.unknown() }),
}

const whenRow = z.strictObject({ when: z.unknown(), status, advisory: optional(z.boolean()), ...outcome })
const wordsRow = z.strictObject({ field: path, words: z.partialRecord(status, z.array(z.string())), ...outcome })
const shape = z.strictObject({
  for: z.array(z.string().check(z.minLength(1))).check(z.minLength(1)),
  generation: optional(z.enum(['observed', 'conditions', 'own'])),
  rules: z.array(z.record(z.string(), z.unknown())),
  else: optional(z.strictObject({ status, advisory: optional(z.boolean()), ...outcome })),
})
/** Compiled rules by the object that the caller handed in: assessing a thousand objects compiles once. Pure, so it cannot be seen. */
const compiled = new WeakMap<DeclarativeRule, KindRule>()

/**
 * A caller's rule as one that can be asked. A rule that is already a function (`assess`) is returned as it is.
 * @param rule - Data in the form of {@link DeclarativeRule}, or a `KindRule`.
 * @throws TypeError where the data is no rule; the message names the place (`rule.rules[2].when.is`), never the value.
 * @example
 * ```ts
 * import { compileRule } from 'live-object-status/health'
 * const rule = compileRule({ for: ['example.com/Oven'], rules: [{ when: { cond: 'Hot', is: 'True' }, status: 'Healthy' }] })
 * rule.for // => ['example.com/Oven']
 * ```
 */
export const compileRule = (rule: HealthRule): KindRule => {
  if (typeof rule === 'object' && rule !== null && 'assess' in rule) return rule
  const known = typeof rule === 'object' && rule !== null ? compiled.get(rule) : undefined
  if (known !== undefined) return known
  checkRule(rule)
  const made = compileCatalogueRule(rule)
  compiled.set(rule, made)
  return made
}

const checkRule = (rule: unknown): void => {
  refuse(shape, rule, 'rule')
  const { rules } = rule as { readonly rules: readonly Readonly<Record<string, unknown>>[] }
  for (const [index, row] of rules.entries()) {
    const place = `rule.rules[${index}]`
    if ('words' in row) refuse(wordsRow, row, place)
    else {
      refuse(whenRow, row, place)
      checkTest(row['when'], `${place}.when`, 0)
    }
  }
}

/** Deeper than any rule that a person writes, and far from the end of the stack. */
const DEEPEST = 32

const checkTest = (test: unknown, place: string, depth: number): void => {
  if (depth > DEEPEST) throw new TypeError(`${place}: is nested deeper than ${DEEPEST}`)
  if (Array.isArray(test)) return checkEach(test, place, depth)
  if (typeof test !== 'object' || test === null)
    throw new TypeError(`${place}: expected a test, got ${test === null ? 'null' : typeof test}`)
  const key = Object.keys(TESTS).find(key => key in test)
  const schema = key === undefined ? undefined : TESTS[key]
  if (key === undefined || schema === undefined)
    throw new TypeError(`${place}: expected a test with one of ${Object.keys(TESTS).join(', ')}`)
  refuse(schema, test, place)
  const inner = test as Readonly<Record<string, unknown>>
  if (key === 'no') checkTest(inner['no'], `${place}.no`, depth + 1)
  else if (key === 'and' || key === 'or') checkEach(inner[key] as readonly unknown[], `${place}.${key}`, depth)
  else if ('where' in inner) checkTest(inner['where'], `${place}.where`, depth + 1)
}

const checkEach = (tests: readonly unknown[], place: string, depth: number): void => {
  for (const [index, test] of tests.entries()) checkTest(test, `${place}[${index}]`, depth + 1)
}

const refuse = (schema: z.ZodMiniType, value: unknown, place: string): void => {
  const [first] = misfits(schema, value)
  if (first === undefined) return
  const within = first.path === '' ? '' : `${first.path.startsWith('[') ? '' : '.'}${first.path}`
  throw new TypeError(`${place}${within}: ${first.message}`)
}
