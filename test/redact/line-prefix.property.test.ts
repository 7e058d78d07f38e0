import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type LinePrefix, linePrefixes, prefixEnd } from '../../src/redact/mask/line-prefix.ts'
import { unitsOf } from '../../src/redact/search/units.ts'
import { runs } from '../support/runs.ts'

/** The prefixes as patterns, and examples of each that a change of a character makes or unmakes. */
const TIME = String.raw`\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}[.\d]{0,10}[Zz+-][:\d]{0,5} `
const EXPECTED: Readonly<Record<LinePrefix, { readonly pattern: RegExp; readonly examples: readonly string[] }>> = {
  timestamps: {
    pattern: new RegExp(`^${TIME}`),
    examples: ['2026-11-22T08:45:30Z ', '2026-11-22t08:45:30.123456789z ', '2026-11-22T08:45:30.5+01:00 ', '2026-11-22T08:45:30-0130 '],
  },
  pod: {
    pattern: new RegExp(String.raw`^\[[^ \]\n]{1,400}\] (?:${TIME})?`),
    examples: ['[pod/web-0/app] ', '[pod/web-0/app] 2026-11-22T08:45:30.1Z ', `[${'w'.repeat(400)}] `, `[${'w'.repeat(401)}] `],
  },
  cri: {
    pattern: new RegExp(`^${TIME}[stdouer]{6} [FP] `),
    examples: ['2026-11-22T08:45:30.1Z stdout F ', '2026-11-22T08:45:30Z stderr P '],
  },
  klog: {
    pattern: /^[IWEF]\d{4} \d{2}:\d{2}:\d{2}\.\d{6} {1,8}\d{1,9} [^ \]\n]{1,128}\] /,
    examples: [
      'I1122 08:45:30.000000   12345 file.go:12] ',
      'E0102 15:04:05.123456 1 a:1] ',
      `F0102 15:04:05.123456 1 ${'f'.repeat(128)}] `,
    ],
  },
  compose: {
    pattern: new RegExp(String.raw`^[^ |\n]{1,128} {0,64}\| ?(?:${TIME})?`),
    examples: [
      'web-1  | ',
      'web|',
      'web-1  | 2026-11-22T08:45:30.1Z ',
      `${'w'.repeat(128)} | `,
      `${'w'.repeat(129)}| `,
      `web${' '.repeat(64)}| `,
      `web${' '.repeat(65)}| `,
    ],
  },
  stern: {
    pattern: new RegExp(String.raw`^[a-z0-9.-]{1,253} [a-z0-9.-]{1,253} (?:${TIME})?`),
    examples: ['web-0 app ', 'web-0 app 2026-11-22T08:45:30.1Z '],
  },
  diff: { pattern: /^[-+ ]/, examples: ['+', '-', ' '] },
}

const NAMES = Object.keys(EXPECTED) as LinePrefix[]
const numRuns = runs(300, 150)
const changes = fc.array(
  fc.record({ at: fc.nat({ max: 45 }), by: fc.constantFrom('', ...'0aZ:.- ]|[+\n'.split('')), gone: fc.nat({ max: 1 }) }),
  {
    maxLength: 2,
  },
)

test('every prefix that may be declared is known here', () => expect([...linePrefixes].sort()).toEqual([...NAMES].sort()))

describe.each(NAMES)('the prefix %s', name => {
  const { pattern, examples } = EXPECTED[name]
  test('is found where it stands, and nowhere else', () => {
    fc.assert(
      fc.property(fc.constantFrom(...examples), changes, fc.constantFrom('', 'x', ' ', '2', 'line\n'), (example, changes, rest) => {
        const line = changes.reduce((text, { at, by, gone }) => text.slice(0, at) + by + text.slice(at + gone), example) + rest
        const text = `ab${line}`
        const units = unitsOf(text, false)
        const whole = prefixEnd(name, units, { from: 2, to: text.length, final: true })
        expect(whole.end).toBe(2 + (pattern.exec(line)?.[0].length ?? 0))
        expect(whole.seen).toBeGreaterThanOrEqual(whole.end)
        // As soon as the unit is there that tells, the answer is that of the whole text, and there is none before.
        const mayGoOn = name === 'compose' || name === 'pod' || name === 'stern'
        const wrong: number[] = []
        for (let to = 2; to <= text.length; to++) {
          const known = prefixEnd(name, units, { from: 2, to, final: false })
          const isTold = to > whole.seen || (to === whole.seen && whole.end > 2 && (!mayGoOn || known.end >= 0))
          if (known.end !== (isTold ? whole.end : -1) || (isTold && known.seen !== whole.seen)) wrong.push(to)
        }
        expect(wrong).toEqual([])
      }),
      { numRuns },
    )
  })
})
