import { describe, expect, test } from 'vitest'
import { parseYaml } from '../../src/parse/index.ts'

const codes = (text: string, options = {}): string[] => parseYaml(text, options).problems.map(problem => problem.code)

describe('documents', () => {
  test('a broken document costs no other', () => {
    const { documents, problems } = parseYaml('a: 1\n---\nb: [\n---\nc: 1\n', { source: 'x.yaml' })
    expect(documents).toEqual([{ a: 1 }, null, { c: 1 }])
    expect(problems).toEqual([expect.objectContaining({ code: 'invalid-yaml', source: 'x.yaml', document: 1 })])
  })
  test.each(['', ' \n', '---\n', '# only a comment\n'])('%j is one empty document and no problem', text =>
    expect(parseYaml(text)).toEqual({ documents: [null], problems: [] }),
  )
  test('what follows the end marker is told to be unread', () => {
    expect(parseYaml('a: 1\n...\nb: 2\n---\nc: 3').documents).toEqual([{ a: 1 }, { c: 3 }])
    expect(codes('a: 1\n...\nb: 2')).toEqual(['unread-document'])
  })
  test('places are of the whole text, also after the first document', () =>
    expect(parseYaml('a: 1\n---\n# c\nb:\n  c: *gone\n').problems[0]).toMatchObject({
      code: 'unknown-anchor',
      document: 1,
      line: 5,
      column: 6,
    }))
  test('JSON with duplicate keys and large integers is told of as YAML is', () => {
    expect(codes('{"a": 1, "a": 2}')).toEqual(['duplicate-key'])
    expect(codes('a: 1\na: 2')).toEqual(['duplicate-key'])
    expect(parseYaml('{"a": 9007199254740993}').problems).toEqual([
      expect.objectContaining({ code: 'integer-precision', line: 1, column: 7 }),
    ])
    expect(codes('a: 9007199254740993')).toEqual(['integer-precision'])
    expect(codes('{"a": 1e400}')).toEqual(['non-finite-number'])
    expect(codes('{"u": 1, "\\u0075": 2}')).toEqual(['duplicate-key'])
  })
})

describe('hostile texts', () => {
  const own = (value: unknown, key: string): unknown => Object.getOwnPropertyDescriptor(value, key)?.value

  test.each([
    '__proto__: {polluted: 1}\nconstructor: {a: 2}',
    '{"__proto__": {"polluted": 1}, "constructor": {"a": 2}}',
    '<<: {__proto__: {polluted: 1}, constructor: {a: 2}}',
  ])('in %j the keys are properties like any other', text => {
    const [document] = parseYaml(text).documents
    expect(own(document, '__proto__')).toEqual({ polluted: 1 })
    expect(own(document, 'constructor')).toEqual({ a: 2 })
    expect(Object.getPrototypeOf(document)).toBe(Object.prototype)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
  test('an alias bomb is refused', () => {
    const level = (n: number): string => `a${n}: &a${n} [${Array.from({ length: 10 }, () => (n === 0 ? 'x' : `*a${n - 1}`)).join(', ')}]`
    expect(codes(Array.from({ length: 10 }, (_, n) => level(n)).join('\n'))).toEqual(['excessive-aliasing'])
  })
  test('an anchor within itself is refused', () => expect(codes('a: &a [*a]')).toEqual(['recursive-anchor']))
  test.each([64, 400])('%i levels are read', depth => {
    expect(codes('['.repeat(depth) + ']'.repeat(depth))).toEqual([])
    expect(codes(`{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`)).toEqual([])
  })
  test.each([600, 100_000])('%i levels are refused', depth => {
    expect(codes('['.repeat(depth) + ']'.repeat(depth))).toEqual(['too-deep'])
    expect(codes('{"a":'.repeat(depth))).toEqual(['too-deep'])
    expect(codes('- '.repeat(depth))).toEqual(['too-deep'])
    expect(codes(Array.from({ length: Math.min(depth, 2000) }, (_, n) => `${' '.repeat(n)}a:`).join('\n'))).toEqual(['too-deep'])
  })
  test('more than maxBytes of UTF-8 is refused', () => {
    expect(codes('a: éé', { maxBytes: 7 })).toEqual([])
    expect(codes('a: éé', { maxBytes: 6 })).toEqual(['too-large'])
    expect(codes('#'.repeat(8 * 1024 * 1024 + 1))).toEqual(['too-large'])
  })
  test('of a million problems the first hundred are told', () => {
    const { problems } = parseYaml('a: 1\n'.repeat(1000))
    expect(problems.length).toBe(101)
    expect(problems.at(-1)?.code).toBe('too-many-problems')
  })
})

test('no problem holds text of the document', () => {
  const secret = 'hunter2'
  const texts = [
    `a: *${secret}`,
    `a: !!int ${secret}`,
    `${secret}: 1\n${secret}: 2`,
    `--- ${secret}`,
    `a: "${secret}\\q"`,
    `a: [${secret}`,
    `%${secret}\n---\na: 1`,
    `{"${secret}": 1, "${secret}": 2}`,
    `a: !${secret}!x ${secret}`,
    `\`${secret}`,
  ]
  const problems = texts.flatMap(text => parseYaml(text).problems)
  expect(problems.length).toBeGreaterThanOrEqual(texts.length)
  expect(JSON.stringify(problems)).not.toContain(secret)
})

test('wrong arguments are told by name and type', () => {
  expect(() => parseYaml(3 as never)).toThrow(new TypeError('text: expected a string, got a number'))
  expect(() => parseYaml('', { maxBytes: '1' as never })).toThrow(new TypeError('options.maxBytes: expected bytes from 0, got a string'))
})
