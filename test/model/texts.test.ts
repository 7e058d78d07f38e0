import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDuration, sameDuration } from '../../src/model/scalars/duration.ts'
import { escapePointer, pathText, pointerTokens } from '../../src/model/field-path.ts'
import { compileGlob, globMatches } from '../../src/model/glob.ts'
import { plainText } from '../../src/model/plain-text.ts'
import { countsText, needsLook, worstFirst } from '../../src/model/statuses.ts'
import { alignColumns, wrapText, type Cell } from '../../src/model/texts/text-columns.ts'
import { durationText, earliest, millisecondsOf, timestamp } from '../../src/model/scalars/time.ts'
import type { ObjectStatus } from '../../src/model/statuses.ts'

describe('a pattern with stars', () => {
  const piece = fc.constantFrom('a', 'b', 'ab', '', 'ba')
  test('fits what a regular expression of the same meaning fits', () =>
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 4 }),
        fc.array(fc.constantFrom('a', 'b'), { maxLength: 8 }),
        (pieces, letters) => {
          const text = letters.join('')
          expect(globMatches(pieces.join('*'), text)).toBe(new RegExp(`^${pieces.join('.*')}$`).test(text))
        },
      ),
      { numRuns: 2000 },
    ))
  test.each([
    ['*', '', true],
    ['*', 'x', true],
    ['a*', 'a', true],
    ['*a', 'ba', true],
    ['a*a', 'a', false],
    ['a*b*c', 'abc', true],
    ['a*bc*c', 'abc', false],
    ['a*b*b', 'ab', false],
    ['a**b', 'ab', true],
    ['a', 'a', true],
    ['a', 'aa', false],
    ['', '', true],
    ['', 'a', false],
    ['a.c', 'abc', false],
  ])('%j on %j: %j', (pattern, text, fits) => expect(compileGlob(pattern)(text)).toBe(fits))
})

describe('text from a cluster', () => {
  test.each([
    ['a\nb', 'a b'],
    ['a\r\n\tb', 'a b'],
    ['a\u001B[31m', 'a\uFFFD[31m'],
    ['a\u001B\u0007b', 'a\uFFFDb'],
    ['a\n\u001Bb', 'a\uFFFDb'],
    ['a\u001B\nb', 'a\uFFFDb'],
    ['\u202Eabc\u2066', '\uFFFDabc\uFFFD'],
    ['é漢 ', 'é漢 '],
  ])('%j prints as %j', (text, printed) => expect(plainText(text)).toBe(printed))
})

describe('a table', () => {
  const cells = (...texts: string[]): Cell[] => texts.map(text => ({ text }))
  const paint = (colour: string, text: string): string => `<${colour}>${text}</>`
  test('has columns as wide as their widest cell, and nothing after the last', () =>
    expect(alignColumns([cells('a', 'bbb', 'c'), cells('aaaa', 'b', 'long text'), cells('x', '', '')], paint)).toEqual([
      'a     bbb  c',
      'aaaa  b    long text',
      'x',
    ]))
  test('counts what is seen, not what colours it', () =>
    expect(alignColumns([[{ text: 'ab', colour: 'red' }, { text: 'x' }], cells('abc', 'y')], paint)).toEqual(['<red>ab</>   x', 'abc  y']))
  test('counts code points', () => expect(alignColumns([cells('😀', 'x'), cells('ab', 'y')], paint)).toEqual(['😀   x', 'ab  y']))
  test('lets a last cell go on over others', () =>
    expect(alignColumns([[{ text: 'a sentence', spans: true }], cells('a', 'b')], paint)).toEqual(['a sentence', 'a  b']))
  test('of nothing is nothing', () => expect(alignColumns([], paint)).toEqual([]))
})

describe('a line', () => {
  const words = 'one two three four five six seven'
  test('is broken at spaces, full where it can be', () => {
    expect(wrapText(words, 20)).toEqual(['one two three four', 'five six seven'])
    expect(wrapText('12345 1234567890123 12', 20)).toEqual(['12345 1234567890123', '12'])
    expect(wrapText('12345 12345678901234 12', 20)).toEqual(['12345 12345678901234', '12'])
    expect(wrapText('12345 123456789012345 12', 20)).toEqual(['12345', '123456789012345 12'])
  })
  test('stays whole where it fits, where nobody says how wide it may be, and where that is silly', () => {
    for (const columns of [undefined, 19, 33, 34]) expect(wrapText(words, columns)).toEqual([words])
    expect(wrapText(words, 32)).toHaveLength(2)
  })
  test('keeps a long word whole', () => expect(wrapText(`a ${'x'.repeat(30)} b`, 20)).toEqual(['a', 'x'.repeat(30), 'b']))
})

describe('what is worst', () => {
  const all: ObjectStatus[] = ['Healthy', 'In Sync', 'Suspended', 'Out of Sync', 'Progressing', 'Unknown', 'Missing', 'Degraded']
  test('comes first', () =>
    expect(worstFirst(all.map(status => ({ status }))).map(({ status }) => status)).toEqual([
      'Degraded',
      'Missing',
      'Unknown',
      'Progressing',
      'Out of Sync',
      'Suspended',
      'Healthy',
      'In Sync',
    ]))
  test('and equals stay in their order', () => {
    const objects = [
      { status: 'Healthy', id: 1 },
      { status: 'Missing', id: 2 },
      { status: 'Healthy', id: 3 },
    ] as const
    expect(worstFirst(objects).map(({ id }) => id)).toEqual([2, 1, 3])
  })
  test('asks to be looked at', () =>
    expect(all.filter(status => needsLook({ status }))).toEqual(['Out of Sync', 'Progressing', 'Unknown', 'Missing', 'Degraded']))
  test('is counted, without what is not there', () => {
    const none = Object.fromEntries(all.map(status => [status, 0])) as Record<ObjectStatus, number>
    expect(countsText({ ...none, Healthy: 12, Degraded: 1, 'In Sync': 7 })).toBe('1 Degraded, 12 Healthy, 7 In Sync')
    expect(countsText(none)).toBe('')
  })
})

describe('a duration of Go', () => {
  const h = 3_600_000_000_000n
  test.each([
    ['1h', h],
    ['-1h', -h],
    ['+1h', h],
    ['1h1m1s1ms1us1ns', h + 61_001_001_001n],
    ['1µs', 1000n],
    ['1μs', 1000n],
    ['1.h', h],
    ['.5h', h / 2n],
    ['1.5h', (h * 3n) / 2n],
    ['1.0000000000001h', h],
    ['0', 0n],
    ['-0', 0n],
    ['0s', 0n],
    [`${'0'.repeat(63)}s`, 0n],
  ])('%s is %d ns', (text, nanoseconds) => expect(parseDuration(text)).toBe(nanoseconds))
  test.each(['', '-', '+', 's', '1', '1h2', '1x', '1h ', ' 1h', '1-h', 'h1', '.h', `${'0'.repeat(64)}s`, 5, null])('%j is none', text =>
    expect(parseDuration(text)).toBeUndefined(),
  )
  test('is the same where it is as long, and what is none is the same as nothing', () => {
    expect([
      sameDuration('60s', '1m'),
      sameDuration('60s', '2m'),
      sameDuration('x', 'x'),
      sameDuration('1s', 'x'),
      sameDuration('x', '0'),
    ]).toEqual([true, false, false, false, false])
  })
})

describe('a path', () => {
  test.each([
    [['a', 'b'], 'a.b'],
    [['a-b', '$x'], 'a-b.$x'],
    [['x.y', 'z'], '["x.y"].z'],
    [['-a'], '["-a"]'],
    [[{ name: 'web' }], '[name=web]'],
    [[{ name: 'a b' }], '[name="a b"]'],
    [[{ name: 'a,b' }, { a: 1, b: null }], '[name="a,b"][a=1,b=null]'],
    [[{ name: undefined }], '[name=null]'],
    [[{ name: '' }], '[name=""]'],
    [[0, 'a'], '[0].a'],
    [[], ''],
  ])('of %j reads %j', (steps, text) => expect(pathText(steps as never)).toBe(text))
  test.each([
    ['a~b', 'a~0b'],
    ['a/b', 'a~1b'],
    ['~1', '~01'],
    ['a', 'a'],
    ['', ''],
  ])('the token %j is escaped as %j', (token, escaped) => expect(escapePointer(token)).toBe(escaped))
  test.each([
    ['/~01', ['~1']],
    ['/', ['']],
    ['', []],
    ['/a//b', ['a', '', 'b']],
  ])('the pointer %j has the tokens %j', (pointer, tokens) => expect(pointerTokens(pointer)).toEqual(tokens))
})

describe('a time', () => {
  test.each([
    ['2026-11-23t10:00:00z', 1_795_428_000_000],
    ['2026-11-23 10:00:00Z', 1_795_428_000_000],
    ['2026-11-23T10:00:00.123456789Z', 1_795_428_000_123],
    [0, 0],
    // Whole milliseconds, as a Date has them.
    [-5.5, -5],
    [1.9, 1],
    ['x2026-11-23T10:00:00Z', undefined],
    ['2026-11-23T10:00:00Zx', undefined],
    ['2026-11-23T10:00:00', undefined],
    ['2026-02-30T10:00:00Z', Date.parse('2026-02-30T10:00:00Z') || undefined],
    ['2026-11-23T25:00:00Z', undefined],
    [true, undefined],
    [undefined, undefined],
    [Number.POSITIVE_INFINITY, undefined],
    [{ getTime: () => 5 }, undefined],
  ])('%j is %j ms', (value, milliseconds) => expect(millisecondsOf(value)).toBe(milliseconds))
  test('beyond what dates reach is the furthest there is', () => {
    expect(timestamp(9e15)).toBe('+275760-09-13T00:00:00Z')
    expect(timestamp(-9e15)).toBe('-271821-04-20T00:00:00Z')
  })
  test('the first of several is found wherever it stands, and the first of equals is taken', () => {
    const [early, late] = ['2026-11-23T10:00:00Z', '2026-11-23T11:00:00Z']
    expect([earliest(late, early), earliest(early, late), earliest(undefined, early, undefined)]).toEqual([early, early, early])
    expect(earliest(undefined, undefined)).toBeUndefined()
    expect(earliest('2026-11-23T10:00:00Z', '2026-11-23T11:00:00+01:00')).toBe('2026-11-23T10:00:00Z')
  })
  const [S, M, H, D] = [1000, 60_000, 3_600_000, 86_400_000]
  test.each([
    [119.9 * S, '119s'],
    [9 * M + 59 * S, '9m59s'],
    [9 * M, '9m'],
    [10 * M + 59 * S, '10m'],
    [179 * M, '179m'],
    [180 * M, '3h'],
    [7 * H + 59 * M, '7h59m'],
    [8 * H + 59 * M, '8h'],
    [47 * H, '47h'],
    [48 * H, '2d'],
    [7 * D + 23 * H, '7d23h'],
    [8 * D + 23 * H, '8d'],
    [729 * D, '729d'],
    [730 * D, '2y'],
    [800 * D, '2y70d'],
  ])('an age of %d ms reads %s', (age, text) => expect(durationText(age)).toBe(text))
})
