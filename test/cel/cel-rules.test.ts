import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { celRules, evaluateCel } from '../../src/cel/index.ts'
import type { HealthCheckExpr } from '../../src/cel/index.ts'
import { assessHealth } from '../../src/health/index.ts'
import type { Health } from '../../src/health/index.ts'
import { celConformance } from '../conformance/cel.ts'

const check: HealthCheckExpr = {
  apiVersion: 'example.com/v1',
  kind: 'Oven',
  inProgress: "status.phase == 'Heating'",
  failed: "status.phase == 'Burnt'",
  current: 'status.temperature >= spec.temperature',
}
const ask = (status: unknown, entry: HealthCheckExpr = check): Health => {
  const oven = {
    apiVersion: 'example.com/v1',
    kind: 'Oven',
    metadata: { name: 'o', generation: 2 },
    spec: { temperature: 200 },
    ...(status === undefined ? {} : { status }),
  }
  return assessHealth(oven, { rules: celRules([entry]).rules })
}

test('expressions give what cel-go with the options of Flux gives, but for two that are refused', () => {
  const { disagreements, deviations } = celConformance()
  expect(disagreements).toEqual([])
  expect(deviations).toHaveLength(2)
})

describe('an entry of healthCheckExprs', () => {
  test.each<[string, unknown, string, string]>([
    ['in progress first', { phase: 'Heating', temperature: 250 }, 'Progressing', 'InProgress'],
    ['then failed', { phase: 'Burnt', temperature: 250 }, 'Degraded', 'Failed'],
    ['then current', { phase: 'On', temperature: 200 }, 'Healthy', 'Current'],
    ['none of them', { phase: 'On', temperature: 20 }, 'Progressing', 'NoneTrue'],
    ['a stale generation before all', { phase: 'On', temperature: 200, observedGeneration: 1 }, 'Progressing', 'GenerationNotObserved'],
    ['a field that is missing', { temperature: 200 }, 'Unknown', 'EvaluationFailed'],
    ['no status yet', undefined, 'Progressing', 'NoStatus'],
  ])('%s', (_, status, expected, reason) =>
    expect(ask(status)).toMatchObject({ status: expected, reason, rule: 'custom:example.com/Oven' }),
  )

  test('that gives no boolean is said to be so', () => {
    expect(ask({}, { apiVersion: 'example.com/v1', kind: 'Oven', current: 'spec.temperature' })).toMatchObject({
      status: 'Unknown',
      reason: 'NotABoolean',
    })
  })

  test('without a kind speaks for its whole group, whatever the version', () => {
    const { rules } = celRules([{ apiVersion: 'example.com/v1beta1', current: 'true' }])
    expect(rules[0]?.for).toEqual(['example.com/*'])
  })

  test('reads whole numbers as ints', () => {
    expect(evaluateCel('spec.a / 2', { spec: { a: 5 } })).toEqual({ result: 2n })
    expect(evaluateCel('spec.a < 1.5', { spec: { a: 1 } })).toEqual({ result: true })
  })
})

describe('an expression that is none', () => {
  test.each<[unknown, string]>([
    [[{ apiVersion: 'a/v1', kind: 'B', current: 'status. ==' }], 'checks[0].current: '],
    [[{ apiVersion: 'a/v1', kind: 'B', current: 'true', failed: 'nope(1)' }], 'checks[0].failed: '],
    [[{ apiVersion: 'a/v1', kind: 'B' }], 'checks[0].current: expected a string that is not empty, got nothing'],
    [
      [{ apiVersion: 'a/v1', current: 'true', wrong: 1 }],
      'checks[0]: expected only apiVersion, kind, inProgress, failed, current, got a name that is none',
    ],
    ['x', 'checks: expected a list of healthCheckExprs, got a string'],
    [[{ apiVersion: 'a/v1', current: "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.matches('^(a+)+$')" }], 'matches() is not supported'],
    [[{ apiVersion: 'a/v1', current: `true ${'&& true'.repeat(1000)}` }], 'is longer than'],
    [[{ apiVersion: 'a/v1', current: 'a.all(a, a.all(b, a.all(c, a.all(d, true))))' }], 'loops are nested deeper'],
  ])('%j is refused with its place', (checks, message) => {
    expect(() => celRules(checks as never)).toThrow(TypeError)
    expect(() => celRules(checks as never)).toThrow(message)
  })
})

describe('what an expression may cost', () => {
  test('is bounded before it is run', () => {
    const list = Array.from({ length: 3000 }, (_, index) => ({ n: index }))
    expect(evaluateCel('status.list.all(a, status.list.all(b, a.n >= 0 && b.n >= 0))', { status: { list } })).toEqual({
      error: 'BudgetExceeded',
    })
    expect(evaluateCel('status.list.all(a, a.n >= 0)', { status: { list } })).toEqual({ result: true })
  })

  const doubling = Array.from({ length: 20 }, (_, index) => index).reduceRight(
    (body, index) => `cel.bind(a${index + 1}, a${index} + a${index}, ${body})`,
    'size(a20) > 0',
  )
  test.each([
    ['values that double', `cel.bind(a0, status.list, ${doubling})`],
    ['loops over literals', `${Array.from({ length: 3 }, (_, index) => `[${'1,'.repeat(200)}1].all(x${index}, `).join('')}true)))`],
    ['loops over the characters of a text', "status.text.split('').all(a, status.text.split('').all(b, a == b))"],
    [
      'lists made longer first',
      `(${Array.from({ length: 50 }, () => 'status.list').join('+')}).all(a, status.list.all(b, status.list.all(c, a != b)))`,
    ],
    ['texts that are joined', "status.list.map(a, status.text).join('').split('').all(a, a == 'x')"],
  ])('counts %s', (_, expression) => {
    const status = { text: 'x'.repeat(2000), list: Array.from({ length: 60 }, (_item, index) => `x${index}`) }
    expect(evaluateCel(expression, { status })).toEqual({ error: 'BudgetExceeded' })
  })

  test('leaves room for what people write', () => {
    const list = Array.from({ length: 30 }, (_, index) => ({ type: `T${index}`, status: 'True', message: 'x'.repeat(2000) }))
    for (const expression of [
      "status.list.filter(a, a.type == 'T3').exists(a, a.status == 'True' && a.message.contains('x'))",
      "status.list.all(a, status.list.exists(b, a.type == b.type && b.status == 'True'))",
      "status.list.map(a, a.type).join(',').startsWith('T0')",
    ])
      expect(evaluateCel(expression, { status: { list } })).toEqual({ result: true })
  })

  test('is an error where the object has no end', () => {
    const endless: Record<string, unknown> = {}
    endless['status'] = endless
    expect(evaluateCel('true', endless)).toEqual({ error: 'EvaluationFailed' })
  })
})

test('filter(...).all(...) is pointed out', () => {
  const { problems } = celRules([
    { apiVersion: 'a/v1', current: 'true', failed: "status.conditions.filter(e, e.type == 'Ready').all(e, e.status == 'False')" },
  ])
  expect(problems).toEqual([{ code: 'cel-vacuous-all', message: expect.stringContaining('checks[0].failed') as string }])
  expect(celRules([check]).problems).toEqual([])
})

test('evaluating never throws, whatever the object', () => {
  fc.assert(
    fc.property(fc.jsonValue(), status => {
      expect(typeof ask(status).status).toBe('string')
    }),
  )
})
