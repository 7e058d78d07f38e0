import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createOutputCheck } from '../../src/redact/mask/output-check.ts'
import { type Case, cases, made, numRuns, wrapped } from './masking-cases.ts'
import { liesInMask, lower, matchesOf, planOf, SPAN } from './masking-model.ts'
import { strippedPlaces } from './naive-stripped-view.ts'

test('the last look sees each value that shows, in any pieces, but none within a mask that the text has', { timeout: 900_000 }, () => {
  fc.assert(
    fc.property(cases, (all: Case) => {
      const { given, text: inner } = made(all)
      const text = `#${inner}#`
      const folded = (text: string): string => (given.ignoreCase ? lower(text) : text)
      const shows = given.patterns.some(({ text: pattern }) =>
        matchesOf(folded(text), folded(pattern)).some(
          ({ start, end }) => !given.own || !liesInMask(folded(text), folded(given.mask), start, end),
        ),
      )
      const plan = planOf(given)
      expect(createOutputCheck(plan).passes(text, [])).toBe(!shows)
      const check = createOutputCheck(plan)
      let passes = true
      for (let at = 0, turn = 0; at < text.length; turn++) {
        const size = (all.cuts[turn % all.cuts.length] ?? 0) + 1
        if (!check.passes(text.slice(at, at + size), [])) passes = false
        at += size
      }
      expect(passes).toBe(!shows)
    }),
    { numRuns },
  )
})

test('the last look sees a value in the squeezed view near a mask, and nothing that touches the mask', { timeout: 900_000 }, () => {
  const letters = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
    fc.array(fc.constantFrom('a', 'b'), { minLength, maxLength }).map(units => units.join(''))
  const around = fc.record({
    pattern: letters(12, 16),
    mask: fc.constantFrom('', '*', 'ab', 'aabb'),
    parts: fc.array(
      fc.record({
        kind: fc.nat({ max: 5 }),
        text: letters(0, 4),
        from: fc.nat({ max: 9 }),
        gap: fc.constantFrom(' ', '\n ', ' '.repeat(70), ' '.repeat(93)),
      }),
      { maxLength: 6 },
    ),
  })
  fc.assert(
    fc.property(around, ({ pattern, mask, parts }) => {
      const masks: number[] = []
      let text = ''
      for (const { kind, text: filler, from, gap } of parts) {
        if (kind < 2) masks.push(text.length)
        text +=
          kind < 2
            ? mask
            : kind === 2
              ? filler
              : wrapped([pattern, pattern.slice(from), pattern.slice(0, -1 - (from % 3))][kind - 3] ?? '', gap, from + 1)
      }
      const plan = planOf({
        patterns: [{ text: pattern, flag: 0 }],
        tokens: [],
        mask,
        own: false,
        ignoreCase: false,
        prefix: undefined,
        cut: undefined,
      })
      const touches = (start: number, end: number): boolean => mask !== '' && masks.some(at => at < end && at + mask.length > start)
      const places = strippedPlaces(text)
      const view = places.map(({ place }) => text.charAt(place)).join('')
      const isNear = (place: number): boolean => masks.some(at => place >= at - SPAN && place < at + mask.length + SPAN)
      const raw = matchesOf(text, pattern).some(({ start, end }) => !touches(start, end))
      const squeezed = matchesOf(view, pattern).some(({ start, end }) => {
        const [first, last] = [places[start]?.place ?? 0, places[end - 1]?.place ?? 0]
        return last - first < SPAN && isNear(first) && isNear(last) && !touches(first, last + 1)
      })
      expect([text, createOutputCheck(plan).passes(text, masks)]).toEqual([text, !raw && !squeezed])
    }),
    { numRuns },
  )
})

test.each(['uvwxyz123456*', '*uvwxyz123456', '*abc*uvwxyz123456', '*uvwxyz123456*', '* uvwxyz123456 *', '*uvwxyz123456abc*'])(
  'the last look sees a value that spans up to 1,024 characters beside masks: %s',
  text => {
    const patterns = [{ text: 'uvwxyz123456', flag: 0 }]
    const plan = planOf({ patterns, tokens: [], mask: '*', own: false, ignoreCase: false, prefix: undefined, cut: undefined })
    for (let gap = 1005; gap < 1018; gap++) {
      const spread = text.replace('z1', `z${' '.repeat(gap)}1`)
      const masks = Array.from(spread.matchAll(/\*/g), ({ index }) => index)
      // Twelve letters and what is between them.
      expect([gap, createOutputCheck(plan).passes(spread, masks)]).toEqual([gap, gap > 1012])
    }
  },
)
