import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pointerOf, pointerTokens } from '../../src/model/field-path.ts'
import { jqExpression } from '../../src/sync/difference/jq-expression.ts'
import { parsePathExpression } from '../../src/sync/ignore/jq/path-expression.ts'
import { deepFreeze } from '../support/deep-freeze.ts'
import { runs } from '../support/runs.ts'

const names = fc.constantFrom('a', 'b', 'name', 'spec', 'x-y', '', '/', '~1', 'é')
const leaves = fc.oneof(fc.constantFrom(null, true, false, 0, 1, 2, 'a', 'web', 'web-1', '😀', '￮'), fc.jsonValue({ maxDepth: 1 }))
const { json } = fc.letrec<{ json: unknown }>(tie => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaves,
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(names, tie('json'), { maxKeys: 5, noNullPrototype: true }),
  ),
}))
const objects = fc.dictionary(names, json, { noNullPrototype: true })

const written = names.map(name => JSON.stringify(name))
const numbers = fc.constantFrom('0', '1', '-1', '2', '1.5', '-9')
const steps = fc.oneof(
  written.map(name => `.${name}`),
  fc.constantFrom('.[]', '.a', '.b', '.', '..', 'first', 'last', 'strings', 'empty', '.[keys[]]'),
  numbers.map(number => `.[${number}]`),
  fc.tuple(numbers, numbers).map(([from, to]) => `.[${from}:${to}]`),
)
const literals = fc.oneof(written, numbers, fc.constantFrom('null', 'true', '[]', '{}', '["a"]', '{a: .b}'))
/** Expressions of the subset as people might write them, most of them about nothing. */
const { path: paths } = fc.letrec<{ path: string; condition: string }>(tie => ({
  path: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    steps,
    fc.tuple(tie('path'), tie('path')).map(([left, right]) => `${left} | ${right}`),
    fc.tuple(tie('path'), tie('path')).map(([left, right]) => `(${left}, ${right})`),
    fc.tuple(tie('path'), tie('path')).map(([left, right]) => `(${left} // ${right})`),
    tie('path').map(path => `(${path})?`),
    tie('path').map(path => `first(${path})`),
    tie('condition').map(condition => `select(${condition})`),
    fc.tuple(tie('condition'), tie('path'), tie('path')).map(([condition, yes, no]) => `if ${condition} then ${yes} else ${no} end`),
    fc.tuple(tie('path'), tie('path')).map(([source, body]) => `((${source}) as $v | ${body} | select(. != $v))`),
  ),
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc
      .tuple(tie('path'), fc.constantFrom('==', '!=', '<', '<=', '>', '>='), literals)
      .map(([path, comparison, literal]) => `(${path}) ${comparison} ${literal}`),
    fc
      .tuple(fc.constantFrom('has', 'contains', 'startswith', 'inside', 'IN', 'test', 'any', 'split'), literals)
      .map(([call, argument]) => `${call}(${argument})?`),
    fc.constantFrom('type == "object"', 'length > 1', 'tostring == "1"', 'not', 'any?', 'keys? == []'),
    fc
      .tuple(tie('condition'), fc.constantFrom('and', 'or'), tie('condition'))
      .map(([left, operator, right]) => `(${left}) ${operator} (${right})`),
  ),
}))

const valueAt = (object: unknown, pointer: string): unknown =>
  (pointerTokens(pointer) ?? []).reduce<unknown>((here, token) => {
    const record = here as Record<string, unknown>
    expect(Object.hasOwn(record, token)).toBe(true)
    return record[token]
  }, object)

const pointersIn = (value: unknown, tokens: readonly (string | number)[]): readonly (readonly (string | number)[])[] => {
  if (typeof value !== 'object' || value === null) return [tokens]
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return [tokens, ...entries.flatMap(([key, inner]) => pointersIn(inner, [...tokens, key]))]
}
const select = (expression: string, object: unknown): readonly string[] | undefined => parsePathExpression(expression)?.(object)

describe('for any text and any JSON', () => {
  const parts = fc.constantFrom(
    ...'. .. | , ( ) [ ] { } ? // : ; == < - 1 "a" $v as and not if then else end try test first # \n \\ "'.split(' '),
  )
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(parts, { maxLength: 12 }).map(list => list.join(' ')),
    paths,
  )

  test('it either refuses the text or answers with pointers, and never throws', () => {
    fc.assert(
      fc.property(texts, json, (text, object) => {
        for (const pointer of select(text, object) ?? []) expect(pointer).toMatch(/^\//)
      }),
      { numRuns: runs(500) },
    )
  })

  test('a text cut anywhere is refused or read, and never throws', () => {
    fc.assert(
      fc.property(paths, fc.nat(200), objects, (path, end, object) => {
        expect(() => select(path.slice(0, end), object)).not.toThrow()
      }),
    )
  })
})

describe('for any expression of the subset', () => {
  test('each pointer is of something that exists, and comes once; the object is left alone', () => {
    fc.assert(
      fc.property(paths, objects, (path, object) => {
        const pointers = select(path, deepFreeze(object)) ?? []
        for (const pointer of pointers) valueAt(object, pointer)
        expect(new Set(pointers).size).toBe(pointers.length)
      }),
      { numRuns: runs(500) },
    )
  })

  test('brackets, `| .`, `| select(true)` and a condition with one outcome change nothing', () => {
    fc.assert(
      fc.property(paths, objects, (path, object) => {
        const pointers = select(path, object)
        for (const same of [
          `(${path})`,
          `${path} | .`,
          `. | ${path}`,
          `${path} | select(true)`,
          `if .a then ${path} else ${path} end`,
          `(${path}), empty`,
        ])
          expect(select(same, object)).toEqual(pointers)
      }),
    )
  })

  test('a comma adds up, first() takes the first, select(false) nothing', () => {
    fc.assert(
      fc.property(steps, steps, json, json, (left, right, a, b) => {
        const object = { a: [a], b: [b] }
        // Below a field, so that the object itself is not selected, which would leave nothing.
        const [one, other] = [`.a | .. | (${left})?`, `.b | .. | (${right})?`]
        const [ones, others] = [select(one, object), select(other, object)]
        // Nothing selected may also be a failure, which the other then shares.
        if (ones === undefined || others === undefined || ones.length === 0 || others.length === 0) return
        expect(select(`(${one}), (${other})`, object)).toEqual([...ones, ...others])
        expect(select(`${one} | select(false)`, object)).toEqual([])
        const first = select(`first(${one})`, object) ?? []
        expect(ones).toEqual(expect.arrayContaining([...first]))
      }),
      { numRuns: runs(1000) },
    )
  })

  test('values of all types have one order', () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        const holds = (condition: string): boolean => select(`select(${condition}) | .a`, { a, b })?.length === 1
        const [less, equal, more] = [holds('.a < .b'), holds('.a == .b'), holds('.a > .b')]
        expect([less, equal, more].filter(Boolean)).toHaveLength(1)
        expect([holds('.a <= .b'), holds('.a != .b'), holds('.a >= .b')]).toEqual([!more, !equal, !less])
        expect(holds('.b < .a')).toBe(more)
      }),
    )
  })
})

describe('for any object', () => {
  test('.[]? | .. selects everything in it', () => {
    fc.assert(
      fc.property(objects, object => {
        const everything = pointersIn(object, []).slice(1).map(pointerOf)
        expect(select('.[]? | ..', object)?.toSorted()).toEqual(everything.toSorted())
      }),
    )
  })

  test('the expression that this library writes for a place selects that place alone', () => {
    fc.assert(
      fc.property(objects, object => {
        for (const tokens of pointersIn(object, []).slice(1)) expect(select(jqExpression(tokens), object)).toEqual([pointerOf(tokens)])
      }),
    )
  })

  test('and so does the one by the key of a list item', () => {
    const items = fc.uniqueArray(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(items, fc.nat(), (list, seed) => {
        const at = seed % list.length
        const object = { spec: { containers: list.map(name => ({ name, image: 'x' })) } }
        const expression = jqExpression(['spec', 'containers', { name: list[at] }, 'image'])
        expect(select(expression, object)).toEqual([`/spec/containers/${at}/image`])
      }),
    )
  })
})
