import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linearPattern } from '../../src/sync/ignore/regexp/match.ts'
import { runs } from '../support/runs.ts'

const matches = (pattern: string, text: string, flags?: string): boolean | undefined =>
  linearPattern(pattern, flags)?.(text, { left: 1_000_000 })

describe('test() reads patterns as RE2 does, in linear time', () => {
  const atoms = fc.constantFrom('a', 'b', 'C', '-', '.', '[ab]', '[^a]', '[a-c-]', '\\w', '\\W', '\\d', '\\b', '\\B', '\\.', '^', '$', '')
  const { pattern: patterns } = fc.letrec<{ pattern: string }>(tie => ({
    pattern: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      atoms,
      fc.tuple(tie('pattern'), tie('pattern')).map(parts => parts.join('')),
      fc.tuple(tie('pattern'), tie('pattern')).map(parts => parts.join('|')),
      fc
        .tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '{1,}', '{0,2}', '*?'))
        .map(([inner, times]) => `(?:${inner})${times}`),
      tie('pattern').map(inner => `(${inner})`),
    ),
  }))
  const texts = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'A', 'C', '-', '.', '1', ' '), maxLength: 8 })

  test('like the engine of JavaScript, on what both read alike', () => {
    fc.assert(
      fc.property(patterns, texts, fc.constantFrom('', 'i'), (pattern, text, flags) => {
        expect(matches(pattern, text, flags)).toBe(new RegExp(pattern, `u${flags}`).test(text))
      }),
      { numRuns: runs(2000) },
    )
  })

  test('any text is read as a pattern or refused, and never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'ab()[]{}?*+|^$.\\-:,2dwb'.split('')) })),
        texts,
        (pattern, text) => {
          expect([undefined, true, false]).toContain(matches(pattern, text))
        },
      ),
      { numRuns: runs(1000) },
    )
  })

  test.each([
    ['a{2', 'a{2', true],
    ['{', '{', true],
    ['[]a]+$', ']', true],
    ['^.$', '😀', true],
    ['^.$', '\n', false],
    ['[^a]', '\n', true],
    ['^b', 'a\nb', false],
    ['(?i)^ſ$', 'S', true],
    ['^\\S+$', 'a b', false],
  ])('%s on %j', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected)
  })

  test.each([
    '*',
    'a**',
    '{2}',
    '(',
    ')',
    '[',
    '[b-a]',
    '\\',
    '\\1',
    '(?=a)',
    '(?<n>a)',
    '[[:alpha:]]',
    '\\pL',
    'a{2,1}',
    'a{1001}',
    '[a-\\d]',
  ])('%s is refused', pattern => {
    expect(linearPattern(pattern)).toBeUndefined()
  })

  /** Of the first 128 characters, those that a pattern matches. */
  const matched = (pattern: string): string =>
    Array.from({ length: 128 }, (_, code) => String.fromCharCode(code))
      .filter(text => matches(`^${pattern}$`, text) === true)
      .join('')
  const digits = '0123456789'
  const words = `${digits}ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz`
  // The Perl classes of RE2 are ASCII alone, and its \\s has no vertical tab.
  test.each([
    ['\\d', digits],
    ['\\w', words],
    ['\\s', '\t\n\f\r '],
    ['\\t', '\t'],
    ['\\n', '\n'],
    ['\\v', '\v'],
    ['\\f', '\f'],
    ['\\r', '\r'],
    ['\\a', '\u0007'],
    ['[\\d\\s]', `\t\n\f\r ${digits}`],
  ])('%s matches %j', (pattern, expected) => expect(matched(pattern)).toBe(expected))
  test.each(['D', 'W', 'S'])('a capital letter matches what the small one does not: %s', letter => {
    const all = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)).join('')
    const small = matched(`\\${letter.toLowerCase()}`)
    expect(matched(`\\${letter}`)).toBe(Array.from(all, text => (small.includes(text) ? '' : text)).join(''))
  })
  test.each([
    ['a{2}', ['aa'], ['a', 'aaa']],
    ['a{2,}', ['aa', 'aaaaa'], ['a']],
    ['a{1,3}', ['a', 'aaa'], ['', 'aaaa']],
    ['a{0}', [''], ['a']],
    ['a{,2}', ['a{,2}'], ['', 'a', 'aa']],
    ['a?', ['', 'a'], ['aa']],
    ['a+', ['a', 'aa'], ['']],
  ])('%s counts', (pattern, fitting, others) => {
    expect([...fitting, ...others].filter(text => matches(`^${pattern}$`, text) === true)).toEqual(fitting)
  })

  test('flags that change what matches, other than i, are refused', () => {
    expect(matches('A', 'a', 'gi')).toBe(true)
    expect(linearPattern('a', 'x')).toBeUndefined()
  })
})
