import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRedactor, type RedactorOptions } from '../../src/redact/index.ts'
import { runs } from '../support/runs.ts'

const PREFIXES = {
  timestamps: '2026-11-22T08:45:30.123456789Z ',
  pod: '[pod/web-0/app] ',
  cri: '2026-11-22T08:45:30.1Z stdout P ',
  klog: 'I1122 08:45:30.000000   12345 file.go:12] ',
  compose: 'web-1  | ',
  diff: '+',
} as const

const options: fc.Arbitrary<RedactorOptions> = fc.record(
  {
    linePrefix: fc.constantFrom('timestamps', 'pod', 'cri', 'klog', 'compose', 'diff'),
    truncated: fc.constantFrom('start', 'end', 'both'),
    ignoreCase: fc.boolean(),
    mask: fc.constantFrom('[secret-value-1]', '*', ''),
    minLength: fc.constantFrom(1, 2, 6),
  },
  { requiredKeys: [] },
)
const values = [
  'secret-value-1',
  'line-one-xyz\nx7\nline-three-xyz',
  'ab',
  'admin',
  `${'key-'.repeat(30)}\n${'tail'.repeat(20)}`,
  'back\\slash\\nvalue',
]
/** Pieces of values, prefixes whole and broken, everything the squeezed view leaves out, long gaps. */
const pieces = fc.oneof(
  fc.constantFrom(
    ...values.flatMap(value => [value, value.slice(3), value.slice(0, -2), value.toUpperCase(), Buffer.from(value).toString('base64')]),
  ),
  fc.constantFrom(...values.flatMap(value => value.split('\n').map(line => `${line}\n`))),
  fc.constantFrom(
    '\n',
    '\r\n',
    ' ',
    '\\',
    '\\n',
    '\u001b[31m',
    '\u001b]0;t\u0007',
    '\u001b',
    '[secret-value-1]',
    '[secret-val',
    ' '.repeat(990),
    '-'.repeat(400),
    'word ',
    '2026-11',
    '[pod/',
    'I1122 08:',
  ),
  fc.constantFrom(...Object.values(PREFIXES)),
)

test('with any options, a stream gives in any chunks what the whole text gives', () => {
  fc.assert(
    fc.property(
      options,
      fc.array(pieces, { maxLength: 24 }),
      fc.array(fc.nat({ max: 700 }), { minLength: 1, maxLength: 6 }),
      (options, parts, cuts) => {
        const redactor = createRedactor(values, options)
        const text = parts.join('')
        const once = redactor.steps()
        const whole = once.push(text) + once.end()
        const steps = redactor.steps()
        let output = ''
        for (let at = 0, turn = 0; at < text.length; turn++) {
          const size = (cuts[turn % cuts.length] ?? 0) + 1
          output += steps.push(text.slice(at, at + size))
          at += size
        }
        expect(output + steps.end()).toBe(whole)
      },
    ),
    { numRuns: runs(700) },
  )
})
