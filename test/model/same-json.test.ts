import equal from 'fast-deep-equal'
import fc from 'fast-check'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import { sameJson } from '../../src/model/same-json.ts'
import { runs } from '../support/runs.ts'

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, shuffled(inner)]),
  )
}

/** JSON writes no negative zero. */
const written = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('two JSON values are the same', () => {
  test('whatever the order of keys, and say so in both directions', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect([sameJson(value, shuffled(value)), sameJson(shuffled(value), value)]).toEqual([true, true])
      }),
      { numRuns: runs(300) },
    )
  })
  test('exactly where a deep comparison says so', () => {
    const small = fc.jsonValue({ maxDepth: 2 })
    fc.assert(
      fc.property(small, small, (a, b) => {
        expect(sameJson(a, b)).toBe(isDeepStrictEqual(written(a), written(b)))
      }),
      { numRuns: runs(500) },
    )
  })
  test('exactly where fast-deep-equal says so, for keys that it can read', () => {
    // It calls methods of what it compares, and asks for its constructor: keys of these names are not for it.
    const key = fc.string().filter(name => !(name in Object.prototype))
    const { value } = fc.letrec(tie => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom(null, true, 0, 1, '', 'a'),
        fc.array(tie('value')),
        fc.dictionary(key, tie('value'), { noNullPrototype: true }),
      ),
    }))
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(sameJson(a, b)).toBe(equal(a, b))
        expect(sameJson(a, structuredClone(a))).toBe(equal(a, structuredClone(a)))
      }),
      { numRuns: runs(500) },
    )
  })
  test.each([
    [{ a: 1 }, { a: 1, b: undefined }],
    [{ a: undefined }, { b: undefined }],
    [[], {}],
    [{}, []],
    [[1], [1, 2]],
    [null, {}],
    [{ a: null }, {}],
    [{ constructor: 1 }, {}],
    [{}, JSON.parse('{"__proto__":{}}')],
    [JSON.parse('{"__proto__":{}}'), {}],
    ['1', 1],
  ])('%j is not %j', (a, b) => {
    expect([sameJson(a, b), sameJson(b, a)]).toEqual([false, false])
  })
  test('where a reader of YAML made dates of times', () => {
    expect(sameJson({ at: new Date(5) }, { at: new Date(5) })).toBe(true)
    expect(sameJson({ at: new Date(5) }, { at: new Date(6) })).toBe(false)
    expect(sameJson(new Date(5), {})).toBe(false)
    expect(sameJson({}, new Date(5))).toBe(false)
    expect(sameJson(Number.NaN, Number.NaN)).toBe(true)
  })
  test('whatever their prototypes are', () => {
    expect(sameJson(Object.assign(Object.create(null), { a: 1 }), { a: 1 })).toBe(true)
  })
})
