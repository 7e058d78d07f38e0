import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linearPattern } from '../../src/sync/linear-pattern.ts'
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

  test('flags that change what matches, other than i, are refused', () => {
    expect(matches('A', 'a', 'gi')).toBe(true)
    expect(linearPattern('a', 'x')).toBeUndefined()
  })
})
