import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCutEnds } from '../../src/redact/mask/cut-ends.ts'
import { createPatternWriter, endPattern, finishPool, writeText } from '../../src/redact/search/pattern-pool.ts'
import { unitsOf } from '../../src/redact/search/units.ts'
import { runs } from '../support/runs.ts'

const over = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom('a', 'b', 'é'), { minLength, maxLength }).map(units => units.join(''))

test('at a cut end as much is hidden as may be the rest of a value: four characters or more, fewer than 64, and never all of it', () => {
  const cases = fc.record({
    patterns: fc.array(fc.oneof(over(1, 8), over(9, 20), over(60, 90)), { minLength: 1, maxLength: 5 }),
    pick: fc.nat(),
    size: fc.nat({ max: 70 }),
    filler: over(0, 6),
    margin: fc.record({ from: fc.nat({ max: 2 }), to: fc.nat({ max: 2 }) }),
    shortest: fc.constantFrom(1, 5, 12),
  })
  fc.assert(
    fc.property(cases, ({ patterns, pick, size, filler, margin, shortest }) => {
      const writer = createPatternWriter(false)
      for (const [owner, text] of patterns.entries()) {
        writeText(writer, text)
        endPattern(writer, owner, 0)
      }
      const cutEnds = createCutEnds(finishPool(writer))
      const pattern = patterns[pick % patterns.length] ?? ''
      for (const cut of ['start', 'end', 'start'] as const) {
        const text = cut === 'end' ? filler + pattern.slice(0, size) : pattern.slice(-size) + filler
        const from = Math.min(margin.from, text.length)
        const to = Math.max(from, text.length - margin.to)
        const inner = text.slice(from, to)
        const fits = (length: number): boolean =>
          patterns.some(
            of =>
              of.length > length &&
              of.length >= shortest &&
              (cut === 'end' ? of.startsWith(inner.slice(inner.length - length)) : of.endsWith(inner.slice(0, length))),
          )
        let expected = 0
        for (let length = 4; length <= Math.min(63, inner.length); length++) if (fits(length)) expected = length
        expect(cutEnds(cut, unitsOf(text, false), { from, to, shortest })).toBe(expected)
      }
    }),
    { numRuns: runs(500, 200) },
  )
})
