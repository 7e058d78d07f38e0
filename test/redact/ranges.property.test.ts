import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addRange, createRanges, type Range, settledRanges, shiftRanges } from '../../src/redact/mask/ranges.ts'
import { runs } from '../support/runs.ts'

/** The stretches of the positions that are hidden. */
const stretches = (hidden: ReadonlySet<number>): readonly Range[] => {
  const found: Range[] = []
  for (const at of [...hidden].sort((a, b) => a - b)) {
    const last = found.at(-1)
    if (last?.end === at) last.end++
    else found.push({ start: at, end: at + 1 })
  }
  return found
}

const steps = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ start: fc.nat({ max: 30 }), size: fc.integer({ min: -2, max: 8 }) }) },
    { weight: 1, arbitrary: fc.record({ shift: fc.nat({ max: 12 }) }) },
  ),
  { maxLength: 20 },
)

test('stretches to hide, added in any order and moved on the way, are those of the positions they cover', () => {
  fc.assert(
    fc.property(steps, fc.boolean(), (steps, ask) => {
      const ranges = createRanges()
      let hidden = new Set<number>()
      for (const step of steps) {
        if ('shift' in step) {
          shiftRanges(ranges, step.shift)
          hidden = new Set([...hidden].map(at => at - step.shift).filter(at => at >= 0))
        } else {
          addRange(ranges, step.start, step.start + step.size)
          for (let at = step.start; at < step.start + step.size; at++) hidden.add(at)
        }
        // To ask on the way changes nothing.
        expect(ask ? settledRanges(ranges) : stretches(hidden)).toEqual(stretches(hidden))
      }
      expect(settledRanges(ranges)).toEqual(stretches(hidden))
    }),
    { numRuns: runs(500, 200) },
  )
})

test('matches that come in order and touch are kept as one stretch, however many they are', () => {
  const ranges = createRanges()
  for (let at = 0; at < 1000; at++) addRange(ranges, at, at + 5)
  expect(ranges).toEqual({ list: [{ start: 0, end: 1004 }], ordered: true })
  addRange(ranges, 2000, 2001)
  expect(ranges.ordered).toBe(true)
})
