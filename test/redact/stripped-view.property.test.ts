import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LinePrefix } from '../../src/redact/mask/line-prefix.ts'
import {
  createStripped,
  decidedAt,
  extendStripped,
  isStrippable,
  resetStripped,
  shiftStripped,
  stripClasses,
  stripText,
  type StrippedView,
} from '../../src/redact/mask/stripped-view.ts'
import { unitsOf } from '../../src/redact/search/units.ts'
import { type Place, strippedPlaces } from './naive-stripped-view.ts'
import { runs } from '../support/runs.ts'

/** The view that is built in one pass, in any pieces, against one that is written down unit after unit. */
const numRuns = runs(400, 150)

const PREFIXES: readonly (LinePrefix | undefined)[] = [undefined, undefined, 'timestamps', 'pod', 'cri', 'klog', 'compose', 'diff']
const PIECES = [
  ...'abnrtü\\\\\n\r\t \v\f\u001b[]m7;@~?\u0007\u0085\u00a0\u00ad\u200b\u200c\u200d\u2028\u2029\u2060\ufe0f\ufeff'.split(''),
  'abcd', 'abcdefgh', 'a b c d', '\r\n', '\\n', '\\r\n', '\\\n', '\u001b[31m', '\u001b[1;32m', '\u001b[', '\u001b]0;title\u0007', '\u001b]8;;http://x/y\u001b\\', '\u001b]0;t',
  `\u001b[${'1'.repeat(253)}`, `\u001b]${'t'.repeat(252)}`, '1', '2026-11-22T08:45:30Z ', '2026-11-22T08:45:30.123456789Z stdout F ', '2026-11', '[pod/web-0/app] ', '[pod', 'I1122 08:45:30.000000   12345 file.go:12] ', 'I1122 ',
  'web-1  | ', 'web-1 ', '+', '-',
] // prettier-ignore
const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 24 }).map(pieces => pieces.join(''))

const placesOf = (view: StrippedView, from: number): readonly Place[] =>
  Array.from(view.places.subarray(0, view.length), place => ({ place: place + from, decided: decidedAt(view, place) + from }))
const unitsIn = (view: StrippedView): string => Array.from(view.units.subarray(0, view.length), unit => String.fromCharCode(unit)).join('')
const shownAt = (text: string, places: readonly Place[]): string => places.map(({ place }) => text.charAt(place)).join('')

describe('the stripped view of a text', () => {
  test('leaves out white space, escapes, colours and prefixes, and nothing else', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(...PREFIXES), fc.constantFrom('', 'n', '\n', '| '), (text, prefix, behind) => {
        const view = createStripped(stripClasses(prefix !== undefined), prefix)
        // What stands behind the text is not looked at.
        extendStripped(view, unitsOf(text + behind, false), text.length, true)
        const expected = strippedPlaces(text, prefix)
        expect(placesOf(view, 0)).toEqual(expected)
        expect(unitsIn(view)).toBe(shownAt(text, expected))
        expect(stripText(text, stripClasses(false))).toBe(shownAt(text, strippedPlaces(text)))
        // A text that is not stripped at all has nothing to leave out.
        expect(isStrippable(text) || strippedPlaces(text).length === text.length).toBe(true)
      }),
      { numRuns },
    )
  })

  test('is the same in any pieces, and where what came first is forgotten on the way', () => {
    fc.assert(
      fc.property(
        texts,
        fc.constantFrom(...PREFIXES),
        fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 6 }),
        fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 4 }),
        (text, prefix, cuts, shifts) => {
          const units = unitsOf(text, false)
          const expected = strippedPlaces(text, prefix)
          const view = createStripped(stripClasses(prefix !== undefined), prefix)
          let forgotten = 0
          for (let at = 0, turn = 0; at < text.length; turn++) {
            at = Math.min(text.length, at + (cuts[turn % cuts.length] ?? 0) + 1)
            extendStripped(view, units.subarray(forgotten), at - forgotten, false)
            const known = expected.filter(({ place }) => place >= forgotten)
            const places = placesOf(view, forgotten)
            // What is in the view stays there, and all that is decided is in it.
            expect(places).toEqual(known.slice(0, places.length))
            expect(known.slice(places.length).filter(({ decided }) => decided < at - 1)).toEqual([])
            const shift = Math.min(view.next, shifts[turn % shifts.length] ?? 0)
            shiftStripped(view, shift)
            forgotten += shift
          }
          extendStripped(view, units.subarray(forgotten), text.length - forgotten, true)
          const left = expected.filter(({ place }) => place >= forgotten)
          expect(placesOf(view, forgotten)).toEqual(left)
          expect(unitsIn(view)).toBe(shownAt(text, left))
        },
      ),
      { numRuns },
    )
  })

  test('is that of the next text alone after it was forgotten', () => {
    fc.assert(
      fc.property(texts, texts, fc.constantFrom(...PREFIXES), (before, text, prefix) => {
        const view = createStripped(stripClasses(prefix !== undefined), prefix)
        extendStripped(view, unitsOf(before, false), before.length, false)
        resetStripped(view)
        extendStripped(view, unitsOf(text, false), text.length, true)
        expect(placesOf(view, 0)).toEqual(strippedPlaces(text, prefix))
      }),
      { numRuns: Math.ceil(numRuns / 2) },
    )
  })
})

test.each(['a backslash', 'a bell'])('a link in a terminal within a value does not show it: it ends with %s', end => {
  const link = `\u001b]8;;https://example.com/${end === 'a bell' ? '\u0007' : '\u001b\\'}`
  expect(stripText(`correct${link}-horse`, stripClasses(false))).toBe('correct-horse')
})

test('what begins like a colour code and does not end is text again after 256 characters, and in the next line', () => {
  const classes = stripClasses(false)
  expect(stripText(`a\u001b[${'1'.repeat(254)}mb`, classes)).toBe('ab')
  expect(stripText(`a\u001b[${'1'.repeat(255)}mb`, classes)).toBe('amb')
  expect(stripText(`a\u001b[${'1'.repeat(300)}mb`, classes)).toBe(`a${'1'.repeat(45)}mb`)
  expect(stripText(`a\u001b]${'t'.repeat(300)}`, classes)).toBe(`a${'t'.repeat(45)}`)
  expect(stripText('a\u001b]title\nb\u001b[1\nc', classes)).toBe('abc')
})
