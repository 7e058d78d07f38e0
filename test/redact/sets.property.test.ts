import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createMasking } from '../../src/redact/mask/masking.ts'
import { createPlan } from '../../src/redact/plan.ts'
import { runs } from '../support/runs.ts'

/** Alphabets so small that values overlap and hold each other, and every way in which texts come encoded. */
const ALPHABETS = ['abc', 'ab1', 'ab \n', 'ab\\n', 'a\'"$', 'aé\u0301', 'a+/=', 'a%2b', 'a\u001b[m', 'a<&;', 'A\ud83d\ude00a'] as const
const ENCODINGS: readonly ((text: string) => string)[] = [
  text => text,
  text => JSON.stringify(JSON.stringify(text)),
  text => encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, 'x')),
  text => Buffer.from(text).toString('hex'),
  text => Buffer.from(`:${text}`).toString('base64'),
  text => Buffer.from(Buffer.from(text).toString('base64url')).toString('base64'),
  text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
  text => text.split('').join('\n  '),
  text => `\u001b[1m${text}\u001b[0m`,
]

const over = (alphabet: string, minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...alphabet.split('')), { minLength, maxLength }).map(units => units.join(''))

const casesOver = (alphabet: string) =>
  fc.record({
    values: fc.array(fc.oneof(over(alphabet, 3, 8), over(alphabet, 12, 20), over(alphabet, 60, 90)), { minLength: 1, maxLength: 4 }),
    more: fc.oneof(over(alphabet, 1, 8), over(alphabet, 12, 90)),
    filler: over(alphabet, 0, 12),
    encode: fc.array(fc.constantFrom(...ENCODINGS), { minLength: 1, maxLength: 4 }),
    seed: fc.nat(),
  })
type Case = typeof casesOver extends (alphabet: string) => fc.Arbitrary<infer C> ? C : never

/** The values and the one that is added, whole and in part, encoded in turn. */
const textOf = ({ values, more, filler, encode }: Case): string =>
  [...values, more]
    .map((value, index) => {
      const encoded = encode[index % encode.length]?.(value) ?? value
      return `${filler}${encoded}${filler}${encoded.slice(index)}`
    })
    .join(' ')

/** Which positions of the text are hidden: masks alone would not tell which. */
const hiddenIn = (values: readonly string[], text: string): readonly number[] => {
  const hidden: number[] = []
  const { plan } = createPlan(
    values.map(value => ({ name: '', value })),
    { mask: '#' },
  )
  const masking = createMasking(plan, (_, from, to, hide) => {
    if (hide) for (let at = from; at < to; at++) hidden.push(at)
  })
  masking.push(text)
  masking.end()
  return hidden
}

describe.each(ALPHABETS)('over %j', alphabet => {
  const numRuns = runs(120)
  test('order and repetitions of the values do not matter', () =>
    fc.assert(
      fc.property(casesOver(alphabet), given => {
        const { values, seed } = given
        const text = textOf(given)
        const expected = hiddenIn(values, text)
        const turned = values.map((_, index) => values[(index + seed) % values.length] ?? '')
        expect(hiddenIn([...turned].reverse(), text)).toEqual(expected)
        expect(hiddenIn([...values, ...turned, values[0] ?? ''], text)).toEqual(expected)
      }),
      { numRuns },
    ))

  test('one more value shows nothing that was hidden', () =>
    fc.assert(
      fc.property(casesOver(alphabet), given => {
        const text = textOf(given)
        const more = new Set(hiddenIn([...given.values, given.more], text))
        expect(hiddenIn(given.values, text).filter(at => !more.has(at))).toEqual([])
      }),
      { numRuns },
    ))
})

test('and something is hidden in most of these texts, in every encoding', () => {
  for (const encode of ENCODINGS) {
    const values = ['abc1-def2-ghi3', 'jkl4<mno5&pqr6']
    expect(hiddenIn(values, values.map(encode).join(' ')).length).toBeGreaterThan(20)
  }
})
