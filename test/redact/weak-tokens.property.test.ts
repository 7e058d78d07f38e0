import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRedactor } from '../../src/redact/index.ts'
import { unitsOf } from '../../src/redact/search/units.ts'
import { createWeakTokens, isWeak } from '../../src/redact/search/weak-tokens.ts'
import { runs } from '../support/runs.ts'

const WORD = /^[\p{L}\p{N}]$/u

test('a short value is found exactly where it stands alone, and, while more text may come, not at the end', () => {
  const over = (letters: string, maxLength: number): fc.Arbitrary<string> =>
    fc.array(fc.constantFrom(...letters.split('')), { maxLength }).map(units => units.join(''))
  const tokens = fc.array(
    fc.oneof(over('ab-é', 3), fc.constantFrom('on', 'no', '12')).filter(token => token !== ''),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  fc.assert(
    fc.property(
      tokens,
      over('abon--é .0_A12', 30),
      fc.nat({ max: 5 }),
      fc.nat({ max: 3 }),
      fc.boolean(),
      // oxlint-disable-next-line complexity -- as simple as it can be written down
      (tokens, text, from, more, final) => {
        const length = Math.max(0, text.length - more)
        const expected = new Set<string>()
        for (const token of tokens)
          for (let at = text.indexOf(token, from); at >= 0; at = text.indexOf(token, at + 1)) {
            const end = at + token.length
            if (end > length || (end === length && !final)) continue
            // What stands behind the known units is not known.
            const after = end === length ? '' : text.charAt(end)
            const behind = after === '-' ? text.slice(end + 1, Math.min(length, end + 2)) : ''
            if (after === '-' && !final && end + 3 > length) continue
            const isJoined = (text.charAt(at - 1) === '-' && WORD.test(text.charAt(at - 2))) || WORD.test(behind)
            if (isJoined && ['on', 'no'].includes(token)) continue
            if (!WORD.test(text.charAt(at - 1)) && !WORD.test(after)) expected.add(`${at}-${end}`)
          }
        const found: string[] = []
        createWeakTokens(tokens)?.find(unitsOf(text, false), { from, length, final }, (start, end) => found.push(`${start}-${end}`))
        expect([...found].sort()).toEqual([...expected].sort())
      },
    ),
    { numRuns: runs(800, 300) },
  )
})

test.each([
  ['app', 'web-app', 'web-app'],
  ['web', 'Pod web-7d9f of web', 'Pod web-7d9f of ********'],
  ['admin', 'a=admin -admin admin- x', 'a=******** -******** ********- x'],
  ['prod', 'db-prod, db—prod, db-\nprod', 'db-prod, db—********, db-\n********'],
  ['4711', 'pin-4711', 'pin-********'],
  ['ab', 'x-ab', 'x-********'],
])('a common word that hyphens join to others is a piece of a name, any other short value is not: %s in %j', (value, text, shown) =>
  expect(createRedactor([value]).text(text)).toMatchObject({ value: shown }),
)

test('where there are no short values there is nothing to look for', () => expect(createWeakTokens([])).toBeUndefined())

test.each([
  ['ab', 3, true],
  ['abc', 3, false],
  ['abc', 4, true],
  ['4711', 3, true],
  ['47110', 3, false],
  ['471a', 3, false],
  ['a471', 3, false],
  ['Latest', 3, true],
  ['LOCALHOST', 3, true],
  ['localhost1', 3, false],
  ['none', 1, true],
  ['1', 1, true],
  ['a', 1, false],
])('%s is a word of its own with at least %i characters: %s', (value, minLength, weak) => expect(isWeak(value, minLength)).toBe(weak))

test('every common word counts as one, in either case', () => {
  const words = 'true false null yes no on off none default admin root test dev prod latest localhost http https'.split(' ')
  expect(words.filter(word => !isWeak(word, 1) || !isWeak(word.toUpperCase(), 1))).toEqual([])
})
