import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AFTER, BEFORE, createPatternWriter, finishPool } from '../../src/redact/search/pattern-pool.ts'
import { stripClasses } from '../../src/redact/mask/stripped-view.ts'
import { writeForms } from '../../src/redact/forms/value-forms.ts'

interface Forms {
  readonly patterns: ReadonlyMap<string, number>
  readonly tokens: readonly string[]
}
/** The forms of a value with what they hide beside them, and those of its spellings that are only a word. */
const formsOf = (value: string, shortest = 3): Forms => {
  const writer = { patterns: createPatternWriter(false), classes: stripClasses(false), shortest, tokens: new Set<string>() }
  writeForms(value, 7, writer)
  const { units, starts, flags, owners, count } = finishPool(writer.patterns)
  expect([...owners].every(owner => owner === 7)).toBe(true)
  const textOf = (id: number): string => Array.from(units.subarray(starts[id], starts[id + 1]), unit => String.fromCharCode(unit)).join('')
  return { patterns: new Map(Array.from({ length: count }, (_, id) => [textOf(id), flags[id] ?? 0])), tokens: [...writer.tokens] }
}
const has = (value: string, ...forms: readonly string[]): readonly boolean[] => forms.map(form => formsOf(value).patterns.has(form))

describe('base64', () => {
  const bytes = (count: number): Buffer => Buffer.alloc(count, '~')
  test('of a value is found at its three places in a text, in both alphabets, to the last character that is its own', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 5, maxLength: 24, unit: 'binary' }), value => {
        const { patterns } = formsOf(`x${value}x`)
        const utf8 = Buffer.from(`x${value}x`)
        for (let lead = 0; lead < 3; lead++)
          for (const alphabet of ['base64', 'base64url'] as const) {
            // What does not change with what stands around the value is the value's own.
            const ones = Buffer.concat([bytes(lead), utf8, bytes(3)]).toString(alphabet)
            const others = Buffer.concat([Buffer.alloc(lead), utf8, Buffer.alloc(3)]).toString(alphabet)
            const start = lead === 0 ? 0 : lead + 1
            const sextets = ((lead + utf8.length) * 4) / 3
            const own = ones.slice(start, Math.floor(sextets))
            expect(others.slice(start, Math.floor(sextets))).toBe(own)
            expect(patterns.get(own)).toBe((lead > 0 ? BEFORE : 0) | (Number.isInteger(sextets) ? 0 : AFTER))
          }
      }),
      { numRuns: 40 },
    )
  })

  test('of base64, and of the JSON form of a value, is found too', () => {
    const value = 'say "hi" & more'
    const once = Buffer.from(value).toString('base64')
    expect(has(value, Buffer.from(once).toString('base64').slice(0, 26))).toEqual([true])
    expect(has(value, Buffer.from(JSON.stringify(value).slice(1, -1)).toString('base64').slice(0, 22))).toEqual([true])
    expect(has(value, Buffer.from('say \\"hi\\" \\u0026 more').toString('base64').slice(0, 29))).toEqual([true])
  })

  test('has six characters of its own at least', () => {
    const short = (value: string): readonly string[] =>
      [...formsOf(value).patterns.keys()].filter(form => /^[\w+/-]+$/.test(form) && form !== value)
    // Hex, in one case where it has no letters.
    expect(short('1x2!').filter(form => form.length < 6)).toEqual([])
    expect(has('a!b', 'YSFi')).toEqual([false])
    expect(has('a!bcd', 'YSFiY2')).toEqual([true])
  })
})

test('hex is found from four bytes on, in both cases', () => {
  expect(has('j+kl', '6a2b6b6c', '6A2B6B6C')).toEqual([true, true])
  expect(has('j+k', '6a2b6b', '6A2B6B')).toEqual([false, false])
  expect(has('é+é', 'c3a92bc3a9')).toEqual([true])
})

describe('a value is found', () => {
  test('trimmed, and as it is', () => expect(has(' \tsome value\n', ' \tsome value\n', 'some value')).toEqual([true, true]))
  test.each(['"', "'"])('without its quotes (%s) where it has more than eight characters', quote => {
    expect(has(`${quote}longer word${quote}`, 'longer word')).toEqual([true])
    expect(has(`${quote}sevenxx${quote}`, 'sevenxx')).toEqual([true])
    expect(has(`${quote}sixxxx${quote}`, 'sixxxx')).toEqual([false])
  })
  test('with quotes that are no pair as it is only', () =>
    expect([...has(`"longer word'`, 'longer word'), ...has(`"longer word`, 'longer wor', 'longer word'), ...has(`longer words"`, 'onger words')]).toEqual([
      false, false, false, false,
    ])) // prettier-ignore
  test('in both normal forms of its accents', () =>
    expect(has(' caf\u00e9-e\u0301 ', 'caf\u00e9-\u00e9', 'cafe\u0301-e\u0301')).toEqual([true, true]))
})

describe('of a value of several lines', () => {
  const line = (text: string): boolean => formsOf(`first line of it\n${text}\nlast line of it`).patterns.has(text)
  test('each line of eight characters or more with four letters or digits is found by itself', () =>
    expect(['eight888', 'seven77', '{[abcd]}', '{[abc.]}', '{[1234]}', '{[éüß1]}', '{[----]}'].map(line)).toEqual([
      true,
      false,
      true,
      false,
      true,
      true,
      false,
    ]))
  test('the armour around keys is not, in one line or at either end', () => {
    expect(line('-----BEGIN KEY-----')).toBe(false)
    expect(line('ends like it -----')).toBe(true)
    expect(line('----four dashes')).toBe(true)
  })
  test('lines are trimmed, and end with any line break', () => {
    const { patterns } = formsOf('first line\r\n  second "line"\t\r\n\n\rthird line ü')
    expect(['first line', 'second "line"', 'third line ü'].filter(form => !patterns.has(form))).toEqual([])
  })
  test('and of one line the line is the value', () => expect(has('one line of "it"', 'line of')).toEqual([false]))
})

test('spellings that are short or common are tokens, and what is empty is nothing', () => {
  expect(formsOf('"   "').tokens).toEqual([])
  expect(formsOf('a\\b').tokens).toEqual(expect.arrayContaining(['ab']))
  expect(formsOf('a\\b').patterns.has('ab')).toBe(false)
  expect(formsOf('"localhost"')).toMatchObject({ tokens: ['localhost'] })
  expect(formsOf('a\\b', 2)).toMatchObject({ tokens: [] })
})

test('what has white space is found without it in the stripped view, where twelve characters are left', () => {
  expect(has('twelve chars!', 'twelvechars!')).toEqual([true])
  expect(has('eleven char', 'elevenchar')).toEqual([false])
  expect(has('eleven chars', 'elevenchars')).toEqual([false])
})
