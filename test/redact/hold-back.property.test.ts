import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createMasking } from '../../src/redact/mask/masking.ts'
import { createPlan } from '../../src/redact/plan.ts'
import type { RedactorOptions } from '../../src/redact/index.ts'

/** Values made to be held for long: periodic, the beginning of each other, many, long, and such that a squeezed run may go on and on. */
const SETS: Readonly<Record<string, readonly string[]>> = {
  periodic: Array.from({ length: 57 }, (_, count) => `${'a'.repeat(count + 3)}b`),
  'of one period': ['ab'.repeat(3000), 'ab'.repeat(31), `${'ab'.repeat(500)}c`],
  'prefixes of each other': Array.from({ length: 150 }, (_, index) =>
    'abcdefghijklmnopqrstuvwxyz0123456789'.repeat(10).slice(0, index + 3),
  ),
  'suffixes of each other': Array.from({ length: 100 }, (_, index) => 'abcdefghijklmnopqrstuvwxyz0123456789'.repeat(10).slice(index)),
  'ten thousand': Array.from({ length: 10_000 }, (_, index) => `value-${(index * 7919) % 10_000}-ab`),
  'squeezed runs': [`a${' '.repeat(5000)}b${'\n'.repeat(5000)}abcdefghijkl`, `${'a \n'.repeat(400)}b`, 'a\\n\\t\\r'.repeat(200)],
  'short and common': ['a', 'b1', 'true', '4711', 'prod'],
}
/** Each with the texts that come nearest to its values, and what the squeezed view leaves out or has to wait for. */
const PIECES = [
  'a', 'b', 'ab', 'abc', 'abcdefghijklmnop', ' ', '\n', ' '.repeat(1500), '\n'.repeat(1100), 'a'.repeat(2000), 'ab'.repeat(900), 'a\n'.repeat(800),
  '\\', '\\n', '\\'.repeat(1500), '\u001b', '\u001b[', `\u001b[${'1;'.repeat(700)}`, `\u001b]${'t'.repeat(1500)}`, 'value-17-a', '[pod/', `[pod/${'w'.repeat(600)}`,
  '2026-11-22T08:45:30.1', 'I1122 08:', `web${' '.repeat(200)}`, 'pro', '47',
] // prettier-ignore

const options: fc.Arbitrary<RedactorOptions> = fc.record(
  {
    linePrefix: fc.constantFrom('timestamps', 'pod', 'cri', 'klog', 'compose', 'diff'),
    truncated: fc.constantFrom('start', 'end', 'both'),
    ignoreCase: fc.boolean(),
    mask: fc.constantFrom('', '[ab]', 'a'.repeat(256)),
  },
  { requiredKeys: [] },
)

test.each(Object.entries(SETS))('a stream holds back at most 1,100 characters, with values %s', { timeout: 60_000 }, (name, values) => {
  const named = values.map(value => ({ name: '', value }))
  // Making a redactor of many values takes long, so it is made for a few of the options.
  const plans = fc.sample(options, { numRuns: name === 'ten thousand' ? 2 : 5, seed: 1 }).map(given => createPlan(named, given).plan)
  let most = 0
  fc.assert(
    fc.property(
      fc.constantFrom(...plans),
      fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }),
      fc.integer({ min: 2, max: 40 }),
      (plan, pieces, size) => {
        let given = 0
        let released = 0
        const masking = createMasking(plan, (_, from, to) => {
          expect(from).toBe(released)
          released = to
        })
        for (const piece of pieces)
          for (let at = 0; at < piece.length; at += size * size + 1) {
            const chunk = piece.slice(at, at + size * size + 1)
            given += chunk.length
            masking.push(chunk)
            most = Math.max(most, given - released)
          }
        masking.end()
        expect(released).toBe(given)
      },
    ),
    { numRuns: 25 },
  )
  expect(most).toBeLessThanOrEqual(1100)
  // And it does hold back: a bound that nothing comes near would say nothing.
  expect(most).toBeGreaterThan(1000)
})
