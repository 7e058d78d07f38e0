import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createMasking } from '../../src/redact/mask/masking.ts'
import type { MaskingPlan } from '../../src/redact/mask/masking-plan.ts'
import { AFTER, BEFORE } from '../../src/redact/search/pattern-pool.ts'
import { type Case, cases, made, numRuns } from './masking-cases.ts'
import { asMarks, expectedOf, type Given, planOf, SPAN } from './masking-model.ts'

/** What a masking hides, with what it says of itself on the way. */
const hiddenBy = (given: Given, plan: MaskingPlan, text: string, cuts: readonly number[]): Uint8Array => {
  const hidden = new Uint8Array(text.length)
  let released = 0
  let wasHidden: boolean | undefined
  const masking = createMasking(
    plan,
    (piece, from, to, hide) => {
      // One piece after the other, none of them empty, and what is hidden is not in it.
      expect(from).toBe(released)
      expect(to).toBeGreaterThan(from)
      expect(piece).toBe(hide ? '' : text.slice(from, to))
      if (hide) hidden.fill(1, from, to)
      released = to
      wasHidden = hide
    },
    (owner, start, end) => {
      // A match in any view, where it stands in the text.
      expect(given.patterns[owner]).toBeDefined()
      expect(end).toBeGreaterThan(start)
    },
  )
  for (let at = 0, turn = 0; at < text.length; turn++) {
    const size = (cuts[turn % cuts.length] ?? 0) + 1
    masking.push(text.slice(at, at + size))
    at = Math.min(text.length, at + size)
    // No more is held than a match may span.
    expect(released).toBe(Math.max(0, at - SPAN + 1))
  }
  masking.end()
  expect(released).toBe(text.length)
  expect(wasHidden).toBe(text === '' ? undefined : hidden.at(-1) === 1)
  return hidden
}

test('what is hidden is what a search that only counts finds, whole and in any pieces', { timeout: 900_000 }, () => {
  fc.assert(
    fc.property(cases, (all: Case) => {
      const { given, text } = made(all)
      const plan = planOf(given)
      const expected = `${text}\n${asMarks(expectedOf(given, text))}`
      expect(`${text}\n${asMarks(hiddenBy(given, plan, text, [text.length]))}`).toBe(expected)
      expect(`${text}\n${asMarks(hiddenBy(given, plan, text, all.cuts))}`).toBe(expected)
    }),
    { numRuns },
  )
})

/** A value and its neighbours so far from each other that one unit more is too far. */
const spread = (gaps: readonly number[], first: string): readonly string[] =>
  gaps.flatMap(gap =>
    ['', ' ', '   '].flatMap(before => ['', ' ', '   '].map(after => `${first}${before}uvwxyz${' '.repeat(gap)}123456${after}Z`)),
  )
const GAPS = Array.from({ length: 18 }, (_, index) => 1001 + index)
const PLAIN: Given = { patterns: [], tokens: [], mask: '', own: false, ignoreCase: false, prefix: undefined, cut: undefined }

test.each([0, BEFORE, AFTER, BEFORE | AFTER])('a match and its neighbours (%i) span up to 1,024 characters, and no more', flag => {
  const given = { ...PLAIN, patterns: [{ text: 'uvwxyz123456', flag }] }
  const plan = planOf(given)
  for (const text of spread(GAPS, '#A')) {
    const expected = asMarks(expectedOf(given, text))
    for (const cuts of [[text.length], [6, 600]]) expect(asMarks(hiddenBy(given, plan, text, cuts))).toBe(expected)
  }
})

test.each(['start', 'end'] as const)('what is left of a value at the %s of a text spans up to 1,023 characters of it, and no more', cut => {
  const given = { ...PLAIN, patterns: [{ text: 'abcuvwxyz123456Zdef', flag: 0 }], cut }
  const plan = planOf(given)
  const ends = [...spread(GAPS, ''), ...spread([3, 40], ''), 'uvwxyz123456Z', '6Zdef', 'Zdef', 'abcu', '']
  for (const inner of ends)
    for (const rest of ['', ' a', '.'.repeat(30), '.'.repeat(1200)]) {
      const text = cut === 'start' ? `${inner}def${rest}` : `${rest}abc${inner}`
      const expected = asMarks(expectedOf(given, text))
      for (const cuts of [[text.length], [6, 600]]) expect(asMarks(hiddenBy(given, plan, text, cuts))).toBe(expected)
    }
})

test.each([64, 65, 66, 67, 100, 140])(
  'of a value of %i characters that spans more when it is wrapped, each piece of 64 is hidden',
  size => {
    const value = Array.from({ length: size }, (_, index) => String.fromCharCode(0x3b1 + index)).join('')
    const given = { ...PLAIN, patterns: [{ text: value, flag: 0 }] }
    const plan = planOf(given)
    for (const gap of [20, 30, 31, 32])
      for (const inner of [value, value.slice(0, -1), value.slice(1)]) {
        const text = `#${inner.replaceAll(/../g, `$&${' '.repeat(gap)}`)}#`
        const expected = asMarks(expectedOf(given, text))
        for (const cuts of [[text.length], [6, 600]]) expect(asMarks(hiddenBy(given, plan, text, cuts))).toBe(expected)
      }
  },
)
