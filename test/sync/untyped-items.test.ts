import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { learnDefaults, withExtras, withLearned } from '../../src/sync/apply/guess/learn-defaults.ts'
import { covers, isPlain, pairItems } from '../../src/sync/apply/guess/pair-items.ts'
import { runs } from '../support/runs.ts'

/** Lists without a schema: which items belong together, and which fields are defaults. */
describe('an item stands for', () => {
  const indexes = (live: readonly unknown[], desired: readonly unknown[]): unknown[] =>
    pairItems(live, desired).map(item => (item === undefined ? undefined : live.indexOf(item)))
  test.each<[what: string, live: unknown[], desired: unknown[], pairs: unknown[]]>([
    [
      'the one of its name',
      [
        { name: 'b', x: 1 },
        { name: 'a', x: 2 },
      ],
      [
        { name: 'a', x: 1 },
        { name: 'b', x: 2 },
      ],
      [1, 0],
    ],
    [
      'the one of its name, though it says other things',
      [
        { n: 'a', x: 1 },
        { n: 'b', x: 2 },
      ],
      [
        { n: 'b', x: 8 },
        { n: 'a', x: 9 },
      ],
      [1, 0],
    ],
    [
      'the one by the field with most in common',
      [
        { n: 'a', p: 2 },
        { n: 'z', p: 1 },
      ],
      [
        { n: 'a', p: 1 },
        { n: 'b', p: 2 },
      ],
      [1, 0],
    ],
    [
      'none by a name that stands twice',
      [
        { n: 'a', p: 1 },
        { n: 'a', p: 2 },
      ],
      [
        { n: 'a', p: 2 },
        { n: 'a', p: 1 },
      ],
      [1, 0],
    ],
    ['none by a name that one item lacks', [{ n: 'a', p: 1 }, { p: 2 }], [{ n: 'a', p: 1 }, { p: 2 }], [0, 1]],
    [
      'the one that has all it says',
      [
        { a: 1, b: 2, c: 3 },
        { a: 1, b: 1, c: 1 },
      ],
      [{ a: 1, b: 1 }],
      [1],
    ],
    [
      'the likest of the rest',
      [
        { a: 1, b: 1, c: 1 },
        { a: 2, b: 2, c: 9 },
      ],
      [{ a: 2, b: 2, c: 3 }],
      [1],
    ],
    ['the one at its place, where several are alike', [{ a: 1 }, { a: 1 }], [{ a: 1 }, { a: 1 }], [0, 0]],
    ['the one at its place, though nothing is alike', [{ a: 1 }, { a: 2 }], [{ a: 3 }, { a: 4 }], [0, 1]],
    ['none where live has no more', [{ a: 1 }], [{ a: 1 }, { a: 2 }], [0, undefined]],
    ['an equal text', ['x', 'y'], ['y', 'x'], [1, 0]],
    ['a text of its place', ['x', 'z'], ['z', 'y'], [1, undefined]],
    ['an equal list', [[1], [2]], [[2], [1]], [1, 0]],
    ['none of another sort', ['x'], [{ a: 1 }], [0]],
    ['none of an empty list', [], [{ a: 1 }], [undefined]],
  ])('%s', (_, live, desired, pairs) => {
    const found = indexes(live, desired)
    // Items that are the same in bytes have the index of the first.
    const same = (index: unknown): unknown => live.findIndex(item => JSON.stringify(item) === JSON.stringify(live[index as number]))
    expect(found.map(index => (index === undefined ? undefined : same(index)))).toEqual(
      pairs.map(index => (index === undefined ? undefined : same(index))),
    )
  })
  const item = fc.record(
    { name: fc.constantFrom('a', 'b', 'c', 'd'), x: fc.nat(2), y: fc.option(fc.nat(2), { nil: undefined }) },
    { requiredKeys: ['name'] },
  )
  test('one item and no other, each once, and itself in a list that was shuffled', () => {
    const unique = fc.uniqueArray(item, { maxLength: 4, selector: ({ name }) => name })
    fc.assert(
      fc.property(fc.array(item, { maxLength: 5 }), fc.array(item, { maxLength: 5 }), (live, desired) => {
        const pairs = pairItems(live, desired)
        const there = pairs.filter(pair => pair !== undefined)
        expect(pairs).toHaveLength(desired.length)
        expect(new Set(there).size).toBe(there.length)
        expect(there.every(pair => live.includes(pair as never))).toBe(true)
      }),
      { numRuns: runs(200) },
    )
    fc.assert(
      fc.property(
        unique.chain(items => fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length }))),
        ([live, desired]) => {
          expect(pairItems(live, desired)).toEqual(desired)
        },
      ),
      { numRuns: runs(200) },
    )
  })
  test('none in lists that are too long to compare each with each', () => {
    const long = (length: number): string[] => Array.from({ length }, (_, index) => String(index))
    expect(pairItems(long(25_000), long(10)).every(pair => pair !== undefined)).toBe(true)
    expect(pairItems(long(25_001), long(10)).every(pair => pair === undefined)).toBe(true)
  })
})

test.each<[live: unknown, desired: unknown, whether: boolean]>([
  [{ a: 1, b: 2 }, { a: 1 }, true],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ a: { b: 1, c: 2 } }, { a: { b: 1 } }, true],
  [{ a: [1, 2] }, { a: [1, 2] }, true],
  [{ a: [1, 2] }, { a: [1] }, false],
  [{ a: [{ b: 1, c: 1 }] }, { a: [{ b: 1 }] }, true],
  [{ a: [1, 2] }, { a: [2, 1] }, false],
  ['text', { a: 1 }, false],
  ['text', ['text'], false],
  [{}, { a: null }, true],
  [{ a: 'Default' }, { a: null }, true],
  [{ a: 'some prose' }, { a: null }, false],
  [1, '1', false],
])('%j has all that %j says: %s', (live, desired, whether) => {
  expect(covers(live, desired)).toBe(whether)
})

test.each<[unknown, boolean]>([
  ['Word', true],
  ['two words', false],
  ['line\n', false],
  [3, true],
  [null, true],
  [['a', 'b'], true],
  [['a', 'b c'], false],
  [{ a: { b: 'c' } }, true],
  [{ a: { b: 'c d' } }, false],
])('%j may be a default: %s', (value, whether) => {
  expect(isPlain(value)).toBe(whether)
})

describe('a default that a list shows by itself', () => {
  const learned = (live: readonly unknown[], desired: readonly unknown[], least = 1): unknown =>
    Object.fromEntries([...learnDefaults(live, desired, least)].map(([place, fields]) => [place, Object.fromEntries(fields)]))
  const [a, b] = [{ name: 'a' }, { name: 'b' }]
  test.each<[what: string, live: unknown[], desired: unknown[], least: number, expected: object]>([
    [
      'is in each item',
      [
        { ...a, kind: 'S' },
        { ...b, kind: 'S' },
      ],
      [a, b],
      2,
      { '[]': { kind: 'S' } },
    ],
    [
      'has one value',
      [
        { ...a, kind: 'S' },
        { ...b, kind: 'T' },
      ],
      [a, b],
      1,
      {},
    ],
    [
      'is in each item that does not say it',
      [
        { ...a, kind: 'S' },
        { ...b, kind: 'T' },
      ],
      [a, { ...b, kind: 'T' }],
      1,
      { '[]': { kind: 'S' } },
    ],
    [
      'a null does not say it',
      [
        { ...a, kind: 'S' },
        { ...b, kind: 'S' },
      ],
      [a, { ...b, kind: null }],
      2,
      { '[]': { kind: 'S' } },
    ],
    [
      'is there often enough',
      [
        { ...a, kind: 'S' },
        { ...b, kind: 'T' },
      ],
      [a, { ...b, kind: 'T' }],
      2,
      {},
    ],
    ['is in no item alone', [{ ...a, kind: 'S' }, b], [a, b], 1, {}],
    ['is no prose', [{ ...a, text: 'a b' }], [a], 1, {}],
    ['may be inside', [{ ...a, refs: [{ x: 1, kind: 'S' }] }], [{ ...a, refs: [{ x: 1 }] }], 1, { '[].refs[]': { kind: 'S' } }],
    ['may be in a record', [{ ...a, ref: { x: 1, kind: 'S' } }], [{ ...a, ref: { x: 1 } }], 1, { '[].ref': { kind: 'S' } }],
    [
      'may be a value with parts',
      [
        { ...a, to: { x: ['y'] } },
        { ...b, to: { x: ['y'] } },
      ],
      [a, b],
      2,
      { '[]': { to: { x: ['y'] } } },
    ],
    ['is of no item that has no partner', [], [a], 1, {}],
  ])('%s', (_, live, desired, least, expected) => {
    expect(learned(live, desired, least)).toEqual(expected)
  })
  test('is filled in where nothing is said', () => {
    const defaults = learnDefaults([{ ...a, kind: 'S', refs: [{ x: 1, y: 2 }] }], [{ ...a, refs: [{ x: 1 }] }], 1)
    expect(withLearned({ name: 'c', refs: [{ x: 3 }, 'text'] }, defaults, '[]')).toEqual({
      name: 'c',
      kind: 'S',
      refs: [{ x: 3, y: 2 }, 'text'],
    })
    expect(withLearned({ kind: 'T' }, defaults, '[]')).toEqual({ kind: 'T' })
    expect(withLearned({ kind: null }, defaults, '[]')).toEqual({ kind: 'S' })
    expect(withLearned({ name: 'c' }, defaults, '[].other')).toEqual({ name: 'c' })
  })
  test('is kept of what live has beyond the manifest, and nothing else is', () => {
    const live = [{ ...a, kind: 'S', extra: 1, refs: [{ x: 1, kind: 'S', z: 1 }] }]
    const kinds = (_place: string, key: string): boolean => key === 'kind'
    expect(withExtras(live, [{ ...a, refs: [{ x: 1 }] }], '', kinds)).toEqual([{ ...a, kind: 'S', refs: [{ x: 1, kind: 'S' }] }])
  })
})
