import { describe, expect, test } from 'vitest'
import { assessHealth, checkRule } from '../../src/health/index.ts'
import type { CausesOf } from '../../src/health/rules/declarative-rule.ts'
import type { DeclarativeRule, Health, Row, Test } from '../../src/health/index.ts'
import { condition, object } from '../support/health-states.ts'

const ask = (status: unknown, ...rows: readonly Row[]): Health => asked(status, { for: ['example.com/Oven'], rules: rows })
const asked = (status: unknown, rule: DeclarativeRule): Health =>
  assessHealth(object('example.com/v1/Oven', { metadata: { generation: 2 }, status }), { rules: [rule] })
const fits = (when: Test, status: unknown): boolean => ask(status, { when, status: 'Suspended' }).status === 'Suspended'

describe('a test of a condition', () => {
  const one = (...more: readonly string[]): object => ({ conditions: [condition('Hot', 'True', ...more)] })
  const severe = (severity: string): object => ({ conditions: [{ type: 'Hot', status: 'False', severity }] })

  test.each<[Test, unknown, boolean]>([
    [{ cond: 'Hot', reason: 'Gas' }, one('Gas'), true],
    [{ cond: 'Hot', reason: 'Gas' }, one('Oil'), false],
    [{ cond: 'Hot', reason: 'G*' }, one('Gas'), true],
    [{ cond: 'Hot', reasonNot: 'Gas' }, one('Gas'), false],
    [{ cond: 'Hot', reasonNot: ['Gas', 'Oil'] }, one('Coal'), true],
    [{ cond: 'Hot', reasonNot: 'Gas' }, one(), true],
    [{ cond: 'Hot', severity: 'Info' }, severe('Info'), true],
    [{ cond: 'Hot', severity: 'Info' }, severe('Error'), false],
    [{ cond: 'Hot', severity: 'Info' }, one(), false],
    [{ cond: 'Hot', severityNot: 'Info' }, severe('Info'), false],
    [{ cond: 'Hot', severityNot: 'Info' }, severe('Error'), true],
    [{ cond: 'Hot', message: 'gas' }, one('', 'By Gas'), true],
    [{ cond: 'Hot', message: ['coal', 'GAS'] }, one('', 'By gas'), true],
    [{ cond: 'Hot', message: 'coal' }, one('', 'By gas'), false],
    [{ cond: 'Hot', isNot: 'True' }, one(), false],
    [{ cond: 'Hot', is: 'True', in: 'status.other' }, one(), false],
    [{ cond: 'Hot', is: 'True', in: 'status.other' }, { other: [condition('Hot', 'True')] }, true],
    [{ cond: 'Hot', is: 'True' }, { conditions: [{ type: 'Hot', status: true }] }, true],
    [{ cond: 'Hot', is: 'False' }, { conditions: [{ type: 'Hot', status: false }] }, true],
    [{ cond: 'Hot', is: '' }, { conditions: [{ type: 'Hot' }] }, true],
    [{ cond: '' }, { conditions: [{ status: 'True' }] }, true],
    [{ cond: 'Hot' }, { conditions: [{ ...condition('Hot', 'True'), observedGeneration: '1' }] }, false],
    [{ cond: 'Hot' }, { conditions: [{ ...condition('Hot', 'True'), observedGeneration: 3 }] }, true],
  ])('%j of %j is %s', (when, status, expected) => expect(fits(when, status)).toBe(expected))

  test('quotes the same one of several that fit, whatever their order', () => {
    const conditions = [condition('Hot', 'True', 'B', 'b'), condition('Hot', 'True', 'A', 'z'), condition('Hot', 'True', 'A', 'a')]
    for (const list of [conditions, conditions.toReversed()])
      expect(ask({ conditions: list }, { when: { cond: 'Hot' }, status: 'Degraded' }).message).toBe('a')
  })

  test('does not quote what fits within a negation', () => {
    const when: Test = [{ cond: 'Hot' }, { no: { cond: 'Lit', is: 'False' } }]
    const conditions = [condition('Hot', 'True', '', 'Is hot'), condition('Lit', 'True', '', 'Is lit')]
    expect(ask({ conditions }, { when, status: 'Degraded' })).toMatchObject({ reason: 'Hot', message: 'Is hot' })
  })
})

describe('a test of fields', () => {
  const status = {
    n: 3,
    text: 'b',
    at: '2026-11-22T10:00:00Z',
    later: '2026-11-22T11:00:00Z',
    flags: { a: 1, b: 2, c: 'x' },
    lit: true,
    zero: 0,
  }
  test.each<[Test, boolean]>([
    [{ field: 'status.lit', is: true }, true],
    [{ field: 'status.lit', not: true }, false],
    [{ field: 'status.lit', exists: true }, true],
    [{ field: 'status.missing', exists: true }, false],
    [{ field: 'status.zero', empty: false }, true],
    [{ field: 'status.missing', empty: true }, true],
    [{ field: 'status.flags', empty: true }, false],
    [{ field: 'status.flags', is: 'x' }, false],
    [{ field: 'status.n', has: ['4', '3'] }, true],
    [{ field: 'status.missing', has: 'x' }, false],
    [{ field: 'status.text', has: 'a' }, false],
    [{ compare: ['status.at', '<', 'status.later'] }, true],
    [{ compare: ['status.at', '>=', 'status.later'] }, false],
    [{ compare: ['status.text', '>', 'status.n'] }, false],
    [{ compare: ['status.n', '<', 3] }, false],
    [{ compare: ['status.n', '<=', 3] }, true],
    [{ compare: ['status.n', '!=', 3] }, false],
    [{ compare: ['status.n', '!=', 4] }, true],
    [{ compare: ['status.n', '>', 3] }, false],
    [{ compare: ['status.n', '>', 2] }, true],
    [{ compare: ['status.n', '=', 'status.missing'] }, false],
    [{ compare: ['status.lit', '=', 1] }, false],
    [{ compare: [{ sum: 'status.flags' }, '=', 3] }, true],
    [{ compare: [{ sum: 'status.missing' }, '=', 0] }, true],
    [{ compare: [{ minus: ['status.n', 'status.missing'] }, '=', 3] }, true],
    [{ compare: [{ minus: ['status.missing', 'status.n'] }, '=', -3] }, true],
    [{ compare: [{ split: 'status.missing', by: '/', part: 1 }, '=', 0] }, false],
    [{ compare: [{ split: 'status.text', by: '/', part: 4 }, '=', 0] }, false],
    [{ compare: [{ path: 'status.n', or: 9 }, '=', 3] }, true],
    [{ last: 'status.flags', where: { compare: ['.', '=', 1] } }, false],
    [{ none: 'status.flags', where: { field: '.', is: 2 } }, false],
    [{ every: 'status.flags', where: { field: '.', exists: true } }, true],
    [{ every: 'status.missing', where: { field: '.', exists: true } }, false],
  ])('%j is %s', (when, expected) => expect(fits(when, status)).toBe(expected))
})

describe('an answer of a rule', () => {
  const HOT = { conditions: [condition('Hot', 'False', 'Cold')] }
  const phase = { phase: 'PENDING_RERUN', currentState: 'Updating MinIO version', message: '', reason: 'Whim' }

  test.each<[Row, unknown, string, string]>([
    [{ when: { cond: 'Hot', is: 'False' }, status: 'Degraded' }, HOT, 'NotHot', 'Hot is False: Cold'],
    [{ when: { cond: 'Hot', is: 'False' }, status: 'Healthy' }, HOT, 'NotHot', 'Hot is False'],
    [{ when: { cond: 'Hot' }, status: 'Degraded' }, { conditions: [condition('Hot', 'Unknown')] }, 'HotUnknown', 'Hot is not True'],
    [{ when: { cond: 'Hot' }, status: 'Progressing' }, { conditions: [condition('Hot', 'Unknown')] }, 'HotUnknown', 'Hot is not True'],
    [{ when: { cond: 'Hot' }, status: 'Suspended' }, { conditions: [condition('Hot', 'Unknown')] }, 'HotUnknown', 'Hot'],
    [{ when: { cond: 'Hot', is: 'True' }, status: 'Degraded' }, { conditions: [condition('Hot', 'True')] }, 'Hot', 'Hot'],
    [
      { when: { cond: 'a.io/H*' }, status: 'Degraded' },
      { conditions: [condition('a.io/HotEnough', 'True')] },
      'HotEnough',
      'a.io/HotEnough',
    ],
    [{ when: { cond: ['a.Hot', 'b'] }, status: 'Degraded' }, { conditions: [condition('a.Hot', 'True')] }, 'Hot', 'a.Hot'],
    [{ when: { field: 'status.phase', is: 'PENDING_RERUN' }, status: 'Degraded' }, phase, 'PendingRerun', 'Whim'],
    [{ when: { field: 'status.currentState', exists: true }, status: 'Degraded' }, phase, 'CurrentState', 'Whim'],
    [{ when: { field: 'status.currentState', empty: false }, status: 'Degraded' }, phase, 'CurrentState', 'Updating MinIO version'],
    [{ when: { field: 'status.list', empty: false }, status: 'Degraded' }, { list: [{}] }, 'List', 'List'],
    [{ when: { field: 'status.message', empty: true }, status: 'Degraded' }, phase, 'Message', 'Whim'],
    [{ when: { and: [{ field: 'status.phase', exists: true }] }, status: 'Degraded' }, phase, 'Phase', 'Whim'],
    [{ when: { or: [{ field: 'status.phase', exists: true }] }, status: 'Degraded' }, phase, 'Phase', 'Whim'],
    [{ when: [{ field: 'status.phase', exists: true }], status: 'Degraded' }, phase, 'Phase', 'Whim'],
    [{ when: { compare: [1, '<', 2] }, status: 'Degraded' }, phase, 'Degraded', 'Degraded'],
    [{ when: { no: { field: 'status.phase', is: 'x' } }, status: 'Degraded', reason: 'TooCold' }, phase, 'TooCold', 'Too cold'],
    [{ field: 'status.phase', words: { Degraded: ['PENDING_RERUN'] } }, phase, 'PendingRerun', 'Whim'],
    [{ field: 'status.currentState', words: { Degraded: ['Updating*'] }, say: '' }, phase, 'Updating', 'Updating MinIO version'],
    [{ field: 'status.phase', words: { Degraded: ['*'] } }, phase, 'Degraded', 'Whim'],
    [{ field: 'status.phase', words: { Degraded: ['*'] }, reason: 'Odd' }, phase, 'Odd', 'Whim'],
    [{ field: 'status.phase', words: {}, conventional: true, reason: 'Odd' }, { phase: 'Failed' }, 'Odd', 'Phase is Failed'],
    [{ field: 'status.phase', words: {}, conventional: true }, { phase: 'BAKING_FAILED', error: 'no gas' }, 'BakingFailed', 'no gas'],
    [{ field: 'status.n', words: { Degraded: ['3'] } }, { n: 3 }, '3', 'N is 3'],
    [{ field: 'status.lit', words: { Degraded: ['false'] } }, { lit: false }, 'False', 'Lit is false'],
  ])('of %j is named and told', (row, status, reason, message) => {
    expect(ask(status, row)).toMatchObject({ reason, message })
  })

  test('has the flags that the row has, and no others', () => {
    const when: Test = { field: 'status.phase', exists: true }
    expect(ask(phase, { when, status: 'Degraded', settled: true, advisory: true })).toMatchObject({ settled: true, advisory: true })
    expect(ask(phase, { field: 'status.phase', words: { Healthy: ['*'] }, settled: false })).toMatchObject({ settled: false })
    expect(ask(phase, { when, status: 'Degraded' })).not.toHaveProperty('advisory')
  })

  test('waits where all that is said is of an earlier spec', () => {
    const row: Row = { when: { field: 'status.phase', exists: true }, status: 'Healthy' }
    const stale = { phase: 'x', conditions: [{ ...condition('Hot', 'True'), observedGeneration: 1 }] }
    for (const key of ['conditions', 'parents', 'ancestors', 'controllers', 'listeners'])
      expect(ask(key === 'conditions' ? stale : { phase: 'x', [key]: [{ conditions: stale.conditions }] }, row)).toMatchObject({
        status: 'Progressing',
        reason: 'GenerationNotObserved',
        message: 'The controller has not yet seen the latest change of the spec',
      })
    expect(ask({ ...stale, parents: [{ conditions: [{ type: 'A', observedGeneration: 2 }] }] }, row).status).toBe('Healthy')
    expect(ask({ ...stale, parents: [{ conditions: [{ type: 'A', observedGeneration: 0 }] }] }, row).status).toBe('Progressing')
    expect(ask(stale, { ...row, status: 'Suspended' }).status).toBe('Suspended')
    expect(asked(stale, { for: ['example.com/Oven'], generation: 'own', rules: [row] }).status).toBe('Healthy')
    const byConditions: DeclarativeRule = { for: ['example.com/Oven'], generation: 'conditions', rules: [row] }
    expect(asked({ phase: 'x', observedGeneration: 1 }, byConditions).status).toBe('Progressing')
    expect(asked({ phase: 'x', observedGeneration: 2 }, byConditions).status).toBe('Healthy')
  })

  test('names as causes what it can, else the object itself', () => {
    const row = (causes: CausesOf): Row => ({
      when: { field: 'status.trays', exists: true },
      status: 'Degraded',
      causes,
    })
    const status = { trays: [{ name: 'a' }, {}] }
    expect(ask(status, row({ of: 'status.trays', say: 'burnt', name: '{name}' })).causes).toEqual([
      { ref: { group: '', version: '', kind: 'Oven', namespace: 'shop', name: 'a' }, reason: 'Reported', message: 'burnt' },
      { ref: { group: 'example.com', version: 'v1', kind: 'Oven', namespace: 'shop', name: 'it' }, reason: 'Reported', message: 'burnt' },
    ])
    expect(ask(status, row({ of: 'status.trays', say: '{name}', kind: 'Tray', reason: 'Burnt' })).causes).toMatchObject([
      { ref: { kind: 'Oven', name: 'it' }, reason: 'Burnt', message: 'a' },
      { ref: { kind: 'Oven', name: 'it' }, reason: 'Burnt', message: '' },
    ])
  })

  test('lists ten at most, without repeating itself', () => {
    const row: Row = { when: { field: 'status.trays', exists: true }, status: 'Degraded', say: 'Burnt: {status.trays[].n}' }
    const trays = (count: number): Health => ask({ trays: Array.from({ length: count }, (_, n) => ({ n })) }, row)
    expect(trays(10).message).toBe('Burnt: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9')
    expect(trays(12).message).toBe('Burnt: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2 more')
    expect(ask({ trays: [{ n: 'a' }, { n: 'a' }, { n: '' }, { n: {} }] }, row).message).toBe('Burnt: a')
  })
})

describe('a rule that is none', () => {
  const when = (test: unknown): unknown => ({ for: ['a/B'], rules: [{ when: test, status: 'Healthy' }] })
  const place = 'rule.rules[0].when'
  test.each<[unknown, string]>([
    [when({ compare: ['a', '<', 1, 2] }), `${place}.compare: expected two operands and a comparison between them, got a list`],
    [
      when({ compare: ['', '<', 1] }),
      `${place}.compare[0]: expected a path, a number or a computation (with one of path, count, sum, minus, split), got a string`,
    ],
    [when({ compare: ['a', '<', true] }), `${place}.compare[2]: expected a path, a number or a computation`],
    [when({ compare: [{ minus: ['a'] }, '<', 1] }), `${place}.compare[0].minus: expected two operands, got a list`],
    [when({ compare: [{ minus: ['a', null] }, '<', 1] }), `${place}.compare[0].minus[1]: expected a path, a number or a computation`],
    [when({ compare: [{ count: 'a', where: 3 }, '<', 1] }), `${place}.compare[0].where: expected a test`],
    [when({ compare: [{ path: 'a' }, '<', 1] }), `${place}.compare[0].or: expected a number, got nothing`],
    [when({ and: 'a' }), `${place}.and: expected a list, got a string`],
    [when({ and: [{ cond: 'A' }, 3] }), `${place}.and[1]: expected a test`],
    [
      when([{ cond: 'A' }, null]),
      `${place}[1]: expected a test (with one of cond, field, compare, any, every, none, last, and, or, no), got null`,
    ],
    [when({ no: 3 }), `${place}.no: expected a test`],
    [when({ last: 'a', where: 3 }), `${place}.where: expected a test`],
    [when({ field: 'a', exists: 1 }), `${place}.exists: expected a boolean, got a number`],
    [when({ field: 'a', is: {} }), `${place}.is: expected a string, a number, a boolean or a list of them, got an object`],
    [when({ field: '' }), `${place}.field: expected a path, got a string`],
    [
      when({ any: 'a' }),
      `${place}.where: expected a test (with one of cond, field, compare, any, every, none, last, and, or, no), got nothing`,
    ],
    [{ for: [], rules: [] }, 'rule.for: expected a list of strings, got a list'],
    [{ for: [''], rules: [] }, 'rule.for: expected a list of strings, got a list'],
    [{ for: ['a/B'], rules: [], generation: 'mine' }, "rule.generation: expected 'observed', 'conditions' or 'own', got another string"],
    [{ for: ['a/B'], rules: [{ field: 'a', words: { Healthy: [3] } }] }, 'rule.rules[0].words.Healthy[0]: expected a string, got a number'],
    [
      { for: ['a/B'], rules: [], else: { status: 'Healthy', reason: 'Not a word' } },
      'rule.else.reason: expected a word in CamelCase, got a string',
    ],
    [
      { for: ['a/B'], rules: [], otherwise: 1 },
      'rule: expected only for, rules, generation, passOver, else, objects, name, got a name that is none',
    ],
  ])('%j is refused with its place', (rule, message) => expect(() => checkRule(rule as never)).toThrow(message))

  test('is one up to thirty-two tests or operands deep', () => {
    const deep = (depth: number, step: (inner: unknown) => unknown, start: unknown): unknown =>
      Array.from({ length: depth }).reduce(step, start)
    const no = (inner: unknown): unknown => ({ no: inner })
    const minus = (inner: unknown): unknown => ({ minus: [inner, 1] })
    expect(() => checkRule(when(deep(32, no, { cond: 'A' })) as never)).not.toThrow()
    expect(() => checkRule(when(deep(33, no, { cond: 'A' })) as never)).toThrow(/\.no: expected tests at most 32 deep/)
    expect(() => checkRule(when({ compare: [deep(32, minus, 'a'), '<', 1] }) as never)).not.toThrow()
    expect(() => checkRule(when({ compare: [deep(33, minus, 'a'), '<', 1] }) as never)).toThrow(
      /\.minus\[0\]: expected operands at most 32 deep/,
    )
  })
})
