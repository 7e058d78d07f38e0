import { describe, expect, test } from 'vitest'
import { parsePathExpression } from '../../src/sync/ignore/jq/path-expression.ts'
import { fixtureText } from '../support/fixtures.ts'

interface Case {
  readonly expression: string
  /** The object, or the name of one that several cases share. */
  readonly object: unknown
  /** What gojq takes out; nothing where it fails, or makes null of the whole. */
  readonly pointers?: readonly string[]
  /** Neither an expression for gojq. */
  readonly refused?: boolean
  /** An expression, but outside of the subset: computed values, assignments, functions and patterns that are left out. */
  readonly outside?: boolean
}

const { objects, cases } = JSON.parse(fixtureText('sync/path-expressions.json')) as {
  readonly objects: Readonly<Record<string, unknown>>
  readonly cases: readonly Case[]
}
const objectOf = ({ object }: Case): unknown => (typeof object === 'string' ? objects[object] : object)
const inSubset = cases.filter(({ refused, outside }) => refused !== true && outside !== true)

describe('recorded answers of gojq, the engine of Argo CD', () => {
  test.each(inSubset)('$expression selects what del() takes out', recorded => {
    const select = parsePathExpression(recorded.expression)
    expect(select).toBeDefined()
    expect(select?.(objectOf(recorded)).toSorted()).toEqual(recorded.pointers)
  })

  test.each(cases.filter(({ refused }) => refused === true))('$expression is refused, as gojq does', ({ expression }) => {
    expect(parsePathExpression(expression)).toBeUndefined()
  })

  test.each(cases.filter(({ outside }) => outside === true))('$expression is refused as outside of the subset', ({ expression }) => {
    expect(parsePathExpression(expression)).toBeUndefined()
  })
})

describe('what a rule must not do', () => {
  test('the whole object is never selected: a rule that hides everything is a mistake', () => {
    expect(parsePathExpression('.')?.({ a: 1 })).toEqual([])
    expect(parsePathExpression('.a, ..')?.({ a: 1 })).toEqual([])
    expect(parsePathExpression('if .paused then .a end')?.({ a: 1 })).toEqual([])
  })

  test('a failure without ? selects nothing at all, as Argo CD skips the rule', () => {
    expect(parsePathExpression('.a, .b.c')?.({ a: 1, b: 'text' })).toEqual([])
    expect(parsePathExpression('.a, .b.c?')?.({ a: 1, b: 'text' })).toEqual(['/a'])
  })

  test('keys of JavaScript objects are no keys of the data', () => {
    expect(parsePathExpression('.["__proto__"], .constructor, ."toString"')?.({})).toEqual([])
    expect(parsePathExpression('.["__proto__"].a')?.(JSON.parse('{"__proto__":{"a":1}}'))).toEqual(['/__proto__/a'])
    expect(parsePathExpression('.constructor(.a)')).toBeUndefined()
    expect(parsePathExpression('.a | toString')).toBeUndefined()
  })

  test('a text of more than 4 KiB is refused, whatever it says', () => {
    expect(parsePathExpression(`.a${' '.repeat(4094)}`)).toBeDefined()
    expect(parsePathExpression(`.a${' '.repeat(4095)}`)).toBeUndefined()
  })
})

describe('hostile input', () => {
  const hostile = new Proxy(
    {},
    {
      get: () => {
        throw new Error('trap')
      },
      ownKeys: () => {
        throw new Error('trap')
      },
      getOwnPropertyDescriptor: () => {
        throw new Error('trap')
      },
    },
  )
  const circle: Record<string, unknown> = { x: 1 }
  circle['a'] = circle
  let deep: unknown = 1
  for (let level = 0; level < 100_000; level++) deep = { a: deep }

  test.each(['.a', '.a | ..', 'select(tostring == "x") | .a', 'select(.a == .b) | .a', '.[]'])('%s over proxies that throw', expression => {
    expect(parsePathExpression(expression)?.(hostile)).toEqual([])
  })

  test.each([
    ['.a | ..', circle],
    ['select(tostring == "x") | .a', circle],
    ['.a | ..', deep],
    ['select(.a | tostring == "x") | .a', deep],
    ['select([.] == [.a]) | .a', deep],
  ])('%s over a circle or 100,000 levels', (expression, object) => {
    expect(parsePathExpression(expression)?.(object)).toEqual([])
  })

  test.each([
    ['twice as much with each step', `.a${' | (., .)'.repeat(400)}`],
    ['a list of twice the list', `select((.${' | [., .]'.repeat(400)} | tostring) == "x") | .a`],
    ['a large text many times over', `select((.t${' | [., .]'.repeat(30)} | tostring) == "x") | .a`],
    ['two such lists compared', `select((.${' | [., .]'.repeat(200)}) == (.${' | [., .]'.repeat(200)})) | .a`],
    ['every item with every item', '.l | select(.[] == .[] and .[] == .[])'],
    ['a large text again and again', '.l[] | . as $i | select(("x" | split("")) == [] or ($i | tostring | split("") | length) > 9)'],
    ['a pattern that makes others go back', '.t | select(test("^(a+)+$"))'],
  ])('%s ends within the budget and selects nothing', (_, expression) => {
    const object = { a: 1, l: Array.from({ length: 3000 }, (_, index) => index), t: `${'a'.repeat(50_000)}b` }
    expect(parsePathExpression(expression)).toBeDefined()
    expect(parsePathExpression(expression)?.(object)).toEqual([])
  })

  test.each([
    ['brackets', `${'('.repeat(1500)}.a${')'.repeat(1500)}`],
    ['conditions', `${'if . then '.repeat(300)}.a${' end'.repeat(300)}`],
    ['variables', `${'. as $x | '.repeat(400)}.a`],
    ['repeats of repeats', '.a | select(test("((((a{999}){999}){999}){999}){999}"))'],
    ['repeats of nothing', '.a | select(test("((((){999}){999}){999}){999}"))'],
    ['groups', `.a | select(test("${'('.repeat(500)}${')'.repeat(500)}"))`],
    ['an open text', `"${'a'.repeat(4000)}`],
  ])('nested %s are refused', (_, expression) => {
    expect(parsePathExpression(expression)).toBeUndefined()
  })
})
