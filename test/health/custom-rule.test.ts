import { describe, expect, test } from 'vitest'
import { assessHealth, checkRule } from '../../src/health/index.ts'
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

  test('leaves to convention what no row speaks of, but not when the kind is Healthy', () => {
    const rows = rule({ when: { cond: 'Hot', is: 'True' }, status: 'Healthy' })
    const ask = (status: unknown, one: DeclarativeRule = rows): string => assessHealth(oven(status), { rules: [one] }).status
    expect(ask({ phase: 'BakingFailed' })).toBe('Degraded')
    expect(ask({ phase: 'Ready' })).toBe('Progressing')
    expect(ask({ phase: 'Ready' }, { for: ['example.com/Oven'], rules: [] })).toBe('Healthy')
    expect(ask({ phase: 'BakingFailed' }, { ...rows, else: { status: 'Suspended' } })).toBe('Suspended')
  })

  test('does not count a condition of an older generation', () => {
    const when: Test = { cond: 'Hot', is: 'True' }
    expect(fits(when, { conditions: [{ type: 'Hot', status: 'True', observedGeneration: 2 }] })).toBe(true)
    expect(fits(when, { conditions: [{ type: 'Hot', status: 'True', observedGeneration: 1 }] })).toBe(false)
  })

  test('is compiled once for each object that is handed in', () => {
    const one = rule()
    expect(checkRule(one)).toBe(checkRule(one))
  })
})

describe('a row of words', () => {
  const answer = (row: Row, phase: string): string => assessHealth(oven({ phase }), { rules: [rule(row)] }).status

  test('knows the words that it lists', () => {
    const row: Row = { field: 'status.phase', words: { Suspended: ['Off'] } }
    expect(answer(row, 'Off')).toBe('Suspended')
    expect(answer(row, 'Blue')).toBe('Progressing')
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

describe('a row of rows', () => {
  const parts: readonly Row[] = [
    {
      worst: [
        { field: 'status.top', words: {}, conventional: true },
        { when: { cond: 'Door', is: 'False' }, status: 'Degraded', say: 'The door is open' },
      ],
    },
  ]

  test('says the worst of those that fit, whatever their order', () => {
    const status = { top: 'Ready', conditions: [{ type: 'Door', status: 'False' }] }
    const [row] = parts
    const worst = row !== undefined && 'worst' in row ? row.worst : []
    for (const rows of [worst, worst.toReversed()])
      expect(assessHealth(oven(status), { rules: [rule({ worst: rows })] })).toMatchObject({
        status: 'Degraded',
        message: 'The door is open',
      })
    expect(assessHealth(oven({ top: 'Ready' }), { rules: [rule(...parts)] }).status).toBe('Healthy')
    expect(assessHealth(oven({}), { rules: [rule(...parts)] }).reason).toBe('NotReported')
  })
})

describe('a test of time', () => {
  const at = (minutes: number): string => new Date(Date.UTC(2026, 0, 1, 10, minutes)).toISOString()
  const cold = { conditions: [{ type: 'Hot', status: 'False', lastTransitionTime: at(0) }] }
  const rows: readonly Row[] = [
    { when: { cond: 'Hot', is: 'False', after: '5m' }, status: 'Degraded', reason: 'StaysCold' },
    { when: { cond: 'Hot', is: 'False' }, status: 'Progressing', reason: 'HeatsUp' },
  ]
  const ask = (now?: string, used: readonly Row[] = rows): ReturnType<typeof assessHealth> =>
    assessHealth(oven(cold), { rules: [rule(...used)], ...(now === undefined ? {} : { now }) })

  test('never fits without a time', () => {
    expect(ask()).toMatchObject({ status: 'Progressing', reason: 'HeatsUp' })
    expect(ask()).not.toHaveProperty('reassessAt')
  })

  test('says until when the answer holds, and fits from then on', () => {
    expect(ask(at(4))).toMatchObject({ reason: 'HeatsUp', reassessAt: '2026-01-01T10:05:00Z' })
    expect(ask(at(5))).toMatchObject({ status: 'Degraded', reason: 'StaysCold' })
    expect(ask(at(5))).not.toHaveProperty('reassessAt')
  })

  test('holds for a field that is a time too', () => {
    const old: readonly Row[] = [
      { when: { field: 'status.conditions[0].lastTransitionTime', after: '1h' }, status: 'Suspended' },
      ...rows.slice(1),
    ]
    expect(ask(at(59), old)).toMatchObject({ status: 'Progressing', reassessAt: '2026-01-01T11:00:00Z' })
    expect(ask(at(60), old).status).toBe('Suspended')
  })

  test('can be negated, and still says when', () => {
    const fresh: readonly Row[] = [{ when: { no: { cond: 'Hot', after: '5m' } }, status: 'Progressing', reason: 'Fresh' }]
    expect(ask(at(1), fresh)).toMatchObject({ reason: 'Fresh', reassessAt: '2026-01-01T10:05:00Z' })
  })
})

describe('causes', () => {
  const row: Row = {
    when: { any: 'status.trays', where: { field: 'burnt', is: true } },
    status: 'Degraded',
    say: 'Some trays are burnt',
    causes: {
      of: 'status.trays',
      where: { field: 'burnt', is: true },
      kind: 'Tray',
      name: '{name}',
      reason: 'Burnt',
      say: '{name} is burnt',
    },
  }

  test('are the items that fit, with what they are about', () => {
    const trays = [{ name: 'a', burnt: true }, { name: 'b' }, { name: 'c', burnt: true }]
    const { causes } = assessHealth(oven({ trays }), { rules: [rule(row)] })
    expect(causes.map(({ ref, reason, message }) => [ref.kind, ref.name, reason, message])).toEqual([
      ['Tray', 'a', 'Burnt', 'a is burnt'],
      ['Tray', 'c', 'Burnt', 'c is burnt'],
    ])
  })

  test('are at most twenty', () => {
    const trays = Array.from({ length: 1000 }, (_, index) => ({ name: `t${index}`, burnt: true }))
    expect(assessHealth(oven({ trays }), { rules: [rule(row)] }).causes).toHaveLength(20)
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
    [{ when: { cond: 'Hot' }, status: 'Degraded', reason: 'TooCold', say: '{status.missing}' }, 'Too cold'],
    [{ when: { cond: 'Hot' }, status: 'NotApplicable', say: '' }, ''],
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
