import fc from 'fast-check'
import type { Given } from './masking-model.ts'
import { runs } from '../support/runs.ts'

/** Values over alphabets so small that they overlap, repeat and hold each other, in texts that hold them whole, cut, wrapped and in masks. */
const ALPHABETS = ['ab', 'ab', 'aB', 'a+ ', 'ab=', 'a*', 'aé']
const SEPARATORS = ['', '', '\n', ' ', '\n+', '\u001b[m', ' '.repeat(20), ' '.repeat(90), '\n '.repeat(9), 'w|']
/** A piece of a text: a value, whole or cut, a word or a mask, wrapped after every few units, with something before it. */
interface Piece {
  readonly of: number
  readonly from: number
  readonly to: number
  readonly separator: string
  readonly every: number
  readonly upper: boolean
  readonly filler: string
}
export interface Case {
  readonly given: Omit<Given, 'mask'>
  readonly mask: { readonly of: number; readonly from: number; readonly around: string }
  readonly pieces: readonly Piece[]
  readonly cuts: readonly number[]
}

export const cases: fc.Arbitrary<Case> = fc.constantFrom(...ALPHABETS).chain(alphabet => {
  const over = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
    fc.array(fc.constantFrom(...alphabet.split('')), { minLength, maxLength }).map(units => units.join(''))
  const pattern = (maxLength: number) =>
    fc.record({ text: fc.oneof(over(1, 6), over(12, 20), over(12, 16), over(20, maxLength)), flag: fc.constantFrom(0, 1, 2, 3) })
  const given = fc.boolean().chain(own =>
    fc.record({
      // Of a longer pattern in a mask it depends on the search which piece of it is asked for.
      patterns: fc.array(pattern(own ? 60 : 140), { minLength: 1, maxLength: 4 }),
      tokens: fc.constant([]),
      own: fc.constant(own),
      ignoreCase: fc.boolean(),
      prefix: fc.constantFrom(undefined, undefined, undefined, 'diff', 'compose'),
      // Short words and what is left of values at the ends have laws of their own: weak-tokens and cut-ends.
      cut: fc.constant(undefined),
    }),
  )
  const piece = fc.record({
    of: fc.nat(),
    from: fc.nat({ max: 20 }),
    to: fc.nat({ max: 20 }),
    separator: fc.constantFrom(...SEPARATORS),
    every: fc.integer({ min: 1, max: 12 }),
    upper: fc.boolean(),
    filler: fc.oneof(fc.constantFrom('', ' ', '-', '\n', '='), over(1, 3), fc.constant('#'.repeat(900))),
  })
  return fc.record({
    given,
    mask: fc.record({ of: fc.nat(), from: fc.constantFrom(0, 0, 0, 2), around: fc.constantFrom('[]', 'aa', '<>', ' .') }),
    pieces: fc.array(piece, { minLength: 1, maxLength: 7 }),
    cuts: fc.array(fc.oneof(fc.nat({ max: 6 }), fc.nat({ max: 120 }), fc.nat({ max: 1500 })), { minLength: 1, maxLength: 5 }),
  })
})

export const wrapped = (text: string, separator: string, every: number): string => {
  let output = ''
  for (let at = 0; at < text.length; at += every) output += (at > 0 ? separator : '') + text.slice(at, at + every)
  return output
}
export const made = ({ given, mask, pieces }: Case): { given: Given; text: string } => {
  const { text: inner = '' } = given.patterns[mask.of % given.patterns.length] ?? {}
  const ownMask =
    mask.around.charAt(0) + wrapped(inner.slice(mask.from, mask.from + 30), mask.of % 2 === 0 ? ' ' : '', 5) + mask.around.charAt(1)
  const text = pieces
    .map(({ of, from, to, separator, every, upper, filler }) => {
      const { text: pattern = '' } = given.patterns[of % given.patterns.length] ?? {}
      const token = given.tokens[of % 2] ?? ''
      const cut = [pattern, pattern, pattern.slice(from), pattern.slice(0, -to - 1), `${token} ${token}`, ownMask][of % 6] ?? ''
      return filler + (of % 6 === 5 ? cut : wrapped(upper ? cut.toUpperCase() : cut, separator, every))
    })
    .join('')
  return { given: { ...given, mask: ownMask }, text }
}

export const numRuns: number = runs(600, 250)
