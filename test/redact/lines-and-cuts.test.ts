import { describe, expect, test } from 'vitest'
import { createRedactor, type RedactorOptions } from '../../src/redact/index.ts'

/** A value of three lines in a log: with every prefix that may be declared, whole, and cut off at either end. */
const VALUE = 'first-line-1\nx7\nlast-line-3'
const [FIRST = '', SECOND = '', THIRD = ''] = VALUE.split('\n')

const PREFIXES = {
  none: ['', '', '', '', ''],
  timestamps: [1, 2, 3, 4, 5].map(second => `2026-11-22T08:45:3${second}.123456789Z `),
  pod: Array.from({ length: 5 }, () => '[pod/web-0/app] '),
  cri: [1, 2, 3, 4, 5].map(second => `2026-11-22T08:45:3${second}Z stdout F `),
  klog: [1, 2, 3, 4, 5].map(second => `I1122 08:45:3${second}.000000   12345 file.go:12] `),
  compose: Array.from({ length: 5 }, () => 'web-1  | '),
  diff: ['+', '-', ' ', '+', '-'],
} as const

const outputs = (options: RedactorOptions, text: string): readonly unknown[] => {
  const redactor = createRedactor([VALUE], options)
  const whole = redactor.text(text)
  const steps = redactor.steps()
  const inSteps = text
    .split('')
    .map(unit => steps.push(unit))
    .join('')
  return [whole.visible ? whole.value : whole.reason, inSteps + steps.end()]
}
const MASK = '********'
/** Without prefixes the value is one match with its line breaks. */
const ONE = /\*{8}(?:\n\*{8})+/

describe.each(Object.entries(PREFIXES))('with the prefix %s', (name, prefixes) => {
  const log = (...lines: readonly string[]): string => lines.map((line, index) => `${prefixes[index] ?? ''}${line}`).join('\n')
  const prefix = name === 'none' ? {} : { linePrefix: name as keyof typeof PREFIXES & NonNullable<RedactorOptions['linePrefix']> }
  const before = log('ready', FIRST, SECOND, THIRD, 'steady')

  test.each(['start', 'end', 'both', undefined] as const)('the whole value is hidden in each of its lines (truncated: %s)', truncated => {
    const options = { ...prefix, ...(truncated === undefined ? {} : { truncated }) }
    const lines = log('ready', MASK, MASK, MASK, 'steady')
    const shown = name === 'none' ? lines.replace(ONE, MASK) : lines
    expect(outputs(options, before)).toEqual([shown, shown])
  })

  const cutStart = before.slice(before.indexOf(FIRST) + 8)
  const cutEnd = before.slice(0, before.indexOf(SECOND, before.indexOf(FIRST)) + 1)
  const [, , second = '', third = '', fourth = ''] = prefixes
  test.each([
    ['start', 'start', cutStart, `${MASK}\n${second}${MASK}\n${third}${MASK}\n${fourth}steady`],
    ['start', 'both', cutStart, `${MASK}\n${second}${MASK}\n${third}${MASK}\n${fourth}steady`],
    ['end', 'end', cutEnd, log('ready', MASK, MASK)],
    ['end', 'both', cutEnd, log('ready', MASK, MASK)],
    // Not declared: what is left of the first line stays, and only the lines that are long enough by themselves go.
    ['start', 'end', cutStart, `ne-1\n${second}${SECOND}\n${third}${MASK}\n${fourth}steady`],
    ['end', 'start', cutEnd, log('ready', MASK, 'x')],
    ['start', undefined, cutStart, `ne-1\n${second}${SECOND}\n${third}${MASK}\n${fourth}steady`],
    ['end', undefined, cutEnd, log('ready', MASK, 'x')],
  ] as const)('cut off at the %s, with truncated: %s', (_, truncated, text, lines) => {
    const shown = name === 'none' ? lines.replace(ONE, MASK) : lines
    expect(outputs({ ...prefix, ...(truncated === undefined ? {} : { truncated }) }, text)).toEqual([shown, shown])
  })
})

test('a prefix that is not declared is text, and a value of short lines is not found across it', () => {
  const value = 'ab-1\ncd-2\nef-3\ngh-4'
  const text = value.replaceAll(/^/gm, 'web-1  | ')
  expect(createRedactor([value]).text(text)).toMatchObject({ value: text })
  expect(createRedactor([value], { linePrefix: 'compose' }).text(text)).toMatchObject({ value: text.replaceAll(/[a-h]{2}-\d$/gm, MASK) })
})
