import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkRule } from '../../src/health/index.ts'

describe('a rule that is none', () => {
  test.each<[unknown, string]>([
    [{ rules: [] }, 'rule.for: expected a list of strings'],
    [{ for: ['a/B'], rules: {} }, 'rule.rules: expected a list, got an object'],
    [
      { for: ['a/B'], rules: [{ when: { cond: 3 }, status: 'Healthy' }] },
      'rule.rules[0].when.cond: expected a string or a list of them, got a number',
    ],
    [{ for: ['a/B'], rules: [{ when: {}, status: 'Healthy' }] }, 'rule.rules[0].when: expected a test (with one of cond,'],
    [{ for: ['a/B'], rules: [{ when: { cond: 'A' }, status: 'Fine' }] }, "rule.rules[0].status: expected 'Healthy', 'Progressing',"],
    [{ for: ['a/B'], rules: [{ when: { cond: 'A', wen: 1 }, status: 'Healthy' }] }, 'rule.rules[0].when: expected only cond, is, isNot,'],
    [{ for: ['a/B'], rules: [{ when: { or: [{ cond: 'A' }, 7] }, status: 'Healthy' }] }, 'rule.rules[0].when.or[1]: expected a test'],
    [
      { for: ['a/B'], rules: [{ when: { compare: ['a', '~', 1] }, status: 'Healthy' }] },
      "rule.rules[0].when.compare[1]: expected '<', '<=',",
    ],
    [
      { for: ['a/B'], rules: [{ when: { compare: ['a', '<', { sum: 3 }] }, status: 'Healthy' }] },
      'rule.rules[0].when.compare[2].sum: expected a path',
    ],
    [{ for: ['a/B'], rules: [{ field: 'a', words: { Fine: ['x'] } }] }, 'rule.rules[0].words: expected only Healthy,'],
    [{ for: ['a/B'], rules: [], else: {} }, "rule.else.status: expected 'Healthy'"],
    [
      { for: ['a/B'], rules: [{ when: { cond: 'A', after: 5 }, status: 'Healthy' }] },
      'rule.rules[0].when.after: expected a duration such as 90s or 5m, got a number',
    ],
    [
      { for: ['a/B'], rules: [{ when: { field: 'a', after: '5 minutes' }, status: 'Healthy' }] },
      'rule.rules[0].when.after: expected a duration such as 90s or 5m, got a string',
    ],
    [{ for: ['a/B'], rules: [{ worst: [{ when: {}, status: 'Healthy' }] }] }, 'rule.rules[0].worst[0].when: expected a test'],
    [{ for: ['a/B'], rules: [{ worst: [{ worst: [] }] }] }, 'rule.rules[0].worst[0]: expected a row that is no worst itself'],
    [
      { for: ['a/B'], rules: [{ when: { cond: 'A' }, status: 'Degraded', causes: { of: 'x' } }] },
      'rule.rules[0].causes.say: expected a string or a list of them, got nothing',
    ],
    [
      { for: ['a/B'], rules: [], else: { status: 'Degraded', causes: { of: 'x', say: 'y', where: 3 } } },
      'rule.else.causes.where: expected a test',
    ],
    [null, 'rule: expected an object, got null'],
  ])('%j is refused with its place', (value, message) => {
    expect(() => checkRule(value as never)).toThrow(TypeError)
    expect(() => checkRule(value as never)).toThrow(message)
  })

  test('is refused without quoting its values', () => {
    expect(() =>
      checkRule({ for: ['a/B'], rules: [{ when: { cond: 'A', is: { secret: 'hunter2' } }, status: 'Healthy' }] } as never),
    ).toThrow(/^(?!.*hunter2)/)
  })

  test('is refused where tests are nested without end', () => {
    let when: unknown = { cond: 'A' }
    for (let depth = 0; depth < 1000; depth++) when = { no: when }
    expect(() => checkRule({ for: ['a/B'], rules: [{ when, status: 'Healthy' }] } as never)).toThrow('tests at most 32 deep')
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
          expect(thrownBy(() => checkRule(value as never)) ?? new TypeError()).toBeInstanceOf(TypeError)
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
