import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assessHealth, compileRule } from '../../src/health/index.ts'
import type { DeclarativeRule, Row, Test } from '../../src/health/index.ts'

const rule = (...rules: readonly Row[]): DeclarativeRule => ({ for: ['example.com/Oven'], rules })
const oven = (status: unknown, spec: unknown = {}): never =>
  ({ apiVersion: 'example.com/v1', kind: 'Oven', metadata: { name: 'o', generation: 2 }, spec, status }) as never
const fits = (when: Test, status: unknown, spec?: unknown): boolean =>
  assessHealth(oven(status, spec), { rules: [rule({ when, status: 'Healthy' })] }).status === 'Healthy'
const said = (row: Row, status: unknown): string => assessHealth(oven(status), { rules: [rule(row)] }).message

describe('a rule of the caller', () => {
  test('comes before everything else and is named in the answer', () => {
    const health = assessHealth(oven({ conditions: [{ type: 'Ready', status: 'True' }] }), {
      rules: [rule({ when: { cond: 'Ready' }, status: 'Suspended' })],
    })
    expect(health).toMatchObject({ status: 'Suspended', reason: 'Ready', rule: 'custom:example.com/Oven' })
  })

  test('takes the first row that fits', () => {
    const rows: readonly Row[] = [
      { when: { cond: 'Burning', is: 'True' }, status: 'Degraded' },
      { when: { cond: 'Hot', is: 'True' }, status: 'Healthy' },
    ]
    const both = {
      conditions: [
        { type: 'Hot', status: 'True' },
        { type: 'Burning', status: 'True' },
      ],
    }
    expect(assessHealth(oven(both), { rules: [rule(...rows)] }).status).toBe('Degraded')
  })

  test('is Progressing where no row fits, unless it says otherwise', () => {
    expect(assessHealth(oven({}), { rules: [rule()] })).toMatchObject({ status: 'Progressing', reason: 'NotReported' })
    expect(assessHealth(oven({}), { rules: [{ ...rule(), else: { status: 'NotApplicable', reason: 'Quiet' } }] })).toMatchObject({
      status: 'NotApplicable',
      reason: 'Quiet',
    })
  })

  test('does not count a condition of an older generation', () => {
    const when: Test = { cond: 'Hot', is: 'True' }
    expect(fits(when, { conditions: [{ type: 'Hot', status: 'True', observedGeneration: 2 }] })).toBe(true)
    expect(fits(when, { conditions: [{ type: 'Hot', status: 'True', observedGeneration: 1 }] })).toBe(false)
  })

  test('is compiled once for each object that is handed in', () => {
    const one = rule()
    expect(compileRule(one)).toBe(compileRule(one))
  })
})

describe('a row of words', () => {
  const answer = (row: Row, phase: string): string => assessHealth(oven({ phase }), { rules: [rule(row)] }).status

  test('knows the words that it lists', () => {
    const row: Row = { field: 'status.phase', words: { Suspended: ['Off'] } }
    expect(answer(row, 'Off')).toBe('Suspended')
    expect(answer(row, 'BakingFailed')).toBe('Progressing')
  })

  test('reads others by convention where it says so', () => {
    const row: Row = { field: 'status.phase', words: { Healthy: ['Failed'] }, conventional: true }
    expect(['Failed', 'BakingFailed', 'Preheating', 'Paused', 'Ready', 'Blue'].map(phase => answer(row, phase))).toEqual([
      'Healthy',
      'Degraded',
      'Progressing',
      'Suspended',
      'Healthy',
      'Progressing',
    ])
  })

  test('says what stands beside the word, else the word', () => {
    const row: Row = { field: 'status.phase', words: { Degraded: ['Off'] } }
    expect(said(row, { phase: 'Off', message: 'no gas' })).toBe('no gas')
    expect(said(row, { phase: 'Off' })).toBe('Phase is Off')
  })
})

describe('a row about conditions', () => {
  test('is named after the one that fitted', () => {
    const row: Row = { when: { cond: ['Hot', 'Lit'], isNot: 'True' }, status: 'Degraded' }
    const reason = (type: string, status: string): string =>
      assessHealth(oven({ conditions: [{ type, status }] }), { rules: [rule(row)] }).reason
    expect([reason('Lit', 'False'), reason('Hot', 'Unknown'), reason('example.com/Lit', 'False')]).toEqual([
      'NotLit',
      'HotUnknown',
      'NotReported',
    ])
  })
})

describe('tests', () => {
  const status = {
    phase: 'Baking',
    n: 3,
    text: '1/3',
    list: [
      { name: 'a', ok: true },
      { name: 'b', ok: false },
    ],
    map: { x: { ok: true } },
    none: [],
  }
  test.each<[Test, boolean]>([
    [{ field: 'status.phase', is: 'Baking' }, true],
    [{ field: 'status.phase', is: ['Bak*', 'Other'] }, true],
    [{ field: 'status.phase', not: 'Baking' }, false],
    [{ field: 'status.missing', not: 'Baking' }, true],
    [{ field: 'status.missing', is: 'x' }, false],
    [{ field: 'status.missing', exists: false }, true],
    [{ field: 'status.none', empty: true }, true],
    [{ field: 'status.phase', has: 'BAK' }, true],
    [{ field: 'status.n', is: 3 }, true],
    [{ field: 'status.list[-1].name', is: 'b' }, true],
    [{ field: 'metadata.annotations[example.com/a]', exists: true }, false],
    [{ compare: ['status.n', '>=', 3] }, true],
    [{ compare: ['status.missing', '<', 3] }, false],
    [{ compare: [{ path: 'status.missing', or: 0 }, '<', 3] }, true],
    [{ compare: [{ count: 'status.list' }, '=', 2] }, true],
    [{ compare: [{ count: 'status.list', where: { field: 'ok', is: true } }, '=', 1] }, true],
    [{ compare: [{ minus: ['status.n', 1] }, '=', 2] }, true],
    [{ compare: [{ split: 'status.text', by: '/', part: 1 }, '=', 'status.n'] }, true],
    [{ any: 'status.list', where: { field: 'ok', is: false } }, true],
    [{ every: 'status.list', where: { field: 'ok', is: true } }, false],
    [{ every: 'status.none', where: { field: 'ok', is: true } }, false],
    [{ none: 'status.none', where: { field: 'ok', is: true } }, true],
    [{ last: 'status.list', where: { field: 'name', is: 'b' } }, true],
    [{ any: 'status.map', where: { field: 'ok', is: true } }, true],
    [{ any: 'status.list', where: { compare: ['^.status.n', '=', 3] } }, true],
    [[{ field: 'status.n', is: 3 }, { no: { field: 'status.n', is: 4 } }], true],
    [{ or: [{ field: 'status.n', is: 4 }, { and: [{ field: 'status.n', is: 3 }] }] }, true],
  ])('%j is %s', (when, expected) => expect(fits(when, status)).toBe(expected))
})

describe('messages', () => {
  const conditions = [{ type: 'Hot', status: 'False', reason: 'Cold', message: 'It is cold' }]
  test.each<[Row, string]>([
    [{ when: { cond: 'Hot', is: 'False' }, status: 'Degraded' }, 'It is cold'],
    [{ when: { cond: 'Hot' }, status: 'Degraded', say: '{cond.reason}: {status.missing|status.phase}' }, 'Cold: Baking'],
    [{ when: { cond: 'Hot' }, status: 'Degraded', say: ['{status.missing} is there', 'Nothing is there'] }, 'Nothing is there'],
    [{ field: 'status.phase', words: { Progressing: ['Baking'] } }, 'Phase is Baking'],
    [{ when: { any: 'status.list', where: { field: 'ok', is: false } }, status: 'Degraded', say: 'Broken: {items.name}' }, 'Broken: b, c'],
    [{ when: { field: 'status.phase', exists: true }, status: 'Healthy', say: "{status.missing|'not said'}" }, 'not said'],
  ])('of %j', (row, message) => {
    expect(
      said(row, {
        conditions,
        phase: 'Baking',
        list: [
          { name: 'a', ok: true },
          { name: 'b', ok: false },
          { name: 'c', ok: false },
        ],
      }),
    ).toBe(message)
  })
})

describe('a rule that is none', () => {
  test.each<[unknown, string]>([
    [{ rules: [] }, 'rule.for: expected a list of texts'],
    [{ for: ['a/B'], rules: {} }, 'rule.rules: expected a list, got object'],
    [
      { for: ['a/B'], rules: [{ when: { cond: 3 }, status: 'Healthy' }] },
      'rule.rules[0].when.cond: expected text or a list of texts, got number',
    ],
    [{ for: ['a/B'], rules: [{ when: {}, status: 'Healthy' }] }, 'rule.rules[0].when: expected a test (with one of cond,'],
    [{ for: ['a/B'], rules: [{ when: { cond: 'A' }, status: 'Fine' }] }, 'rule.rules[0].status: expected one of Healthy,'],
    [{ for: ['a/B'], rules: [{ when: { cond: 'A', wen: 1 }, status: 'Healthy' }] }, 'rule.rules[0].when: has a key that is not known here'],
    [{ for: ['a/B'], rules: [{ when: { or: [{ cond: 'A' }, 7] }, status: 'Healthy' }] }, 'rule.rules[0].when.or[1]: expected a test'],
    [
      { for: ['a/B'], rules: [{ when: { compare: ['a', '~', 1] }, status: 'Healthy' }] },
      'rule.rules[0].when.compare[1]: expected one of <,',
    ],
    [
      { for: ['a/B'], rules: [{ when: { compare: ['a', '<', { sum: 3 }] }, status: 'Healthy' }] },
      'rule.rules[0].when.compare[2].sum: expected a path',
    ],
    [{ for: ['a/B'], rules: [{ field: 'a', words: { Fine: ['x'] } }] }, 'rule.rules[0].words: has a key that is not known here'],
    [{ for: ['a/B'], rules: [], else: {} }, 'rule.else.status: expected one of'],
    [null, 'rule: expected an object, got null'],
  ])('%j is refused with its place', (value, message) => {
    expect(() => compileRule(value as never)).toThrow(TypeError)
    expect(() => compileRule(value as never)).toThrow(message)
  })

  test('is refused without quoting its values', () => {
    expect(() =>
      compileRule({ for: ['a/B'], rules: [{ when: { cond: 'A', is: { secret: 'hunter2' } }, status: 'Healthy' }] } as never),
    ).toThrow(/^(?!.*hunter2)/)
  })

  test('is refused where tests are nested without end', () => {
    let when: unknown = { cond: 'A' }
    for (let depth = 0; depth < 1000; depth++) when = { no: when }
    expect(() => compileRule({ for: ['a/B'], rules: [{ when, status: 'Healthy' }] } as never)).toThrow('is nested deeper')
  })

  test('throws a TypeError and nothing else, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue(),
          fc.record({
            for: fc.constant(['a/B']),
            rules: fc.array(fc.dictionary(fc.constantFrom('when', 'status', 'field', 'words', 'say'), fc.jsonValue())),
          }),
        ),
        value => {
          expect(thrownBy(() => compileRule(value as never)) ?? new TypeError()).toBeInstanceOf(TypeError)
        },
      ),
    )
  })
})

const thrownBy = (act: () => unknown): unknown => {
  try {
    act()
    return undefined
  } catch (error) {
    return error
  }
}
