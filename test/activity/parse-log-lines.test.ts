import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseLogLines } from '../../src/activity/index.ts'
import { visible, withheld } from '../../src/model/safe-content.ts'
import { createRedactor } from '../../src/redact/index.ts'
import type { LogLine, Redactor } from '../../src/redact/index.ts'
import { fixtureText } from '../support/fixtures.ts'
import { hidesNoValue } from '../support/shown.ts'

const linesOf = (text: string, options = {}): readonly LogLine[] => {
  const result = parseLogLines(text, { redactor: hidesNoValue, ...options })
  return result.visible ? result.value : []
}
const T = '2026-11-22T10:00:00.123456789Z'
const redactor = (lines: Redactor['lines']): Redactor => ({ ...createRedactor([]), lines })

test.each(['api-86867d6599-m626c.api', 'db-1.postgres', 'log-shipper-rrtq8.shipper', 'web-75b56bfd78-2d8t7.web'])(
  'every line of the log of %s has its time',
  name => {
    const text = fixtureText(`storefront/logs/${name}.log`)
    const result = parseLogLines(text, { redactor: hidesNoValue })
    expect(result.malformed).toBeUndefined()
    expect(
      linesOf(text)
        .map(({ at, text: rest }) => `${at ?? ''} ${rest}\n`)
        .join(''),
    ).toBe(text.replace(/^not a timestamped line\n/, ''))
  },
)

describe('forms', () => {
  test('kubectl logs --timestamps', () => expect(linesOf(`${T} GET / 200\n`)).toEqual([{ at: T, text: 'GET / 200' }]))
  test('--prefix tells pod and container', () =>
    expect(linesOf(`[pod/web-1/web] ${T} ready`)).toEqual([{ at: T, text: 'ready', pod: 'web-1', container: 'web' }]))
  test('a runtime joins the parts of a line, each stream by itself', () =>
    expect(
      linesOf(`${T} stdout P one \n${T} stderr F err\n${T} stdout P:x two \n2026-11-22T10:00:01Z stdout F three\n${T} stdout F next\n`),
    ).toEqual([
      { at: T, text: 'one two three' },
      { at: T, text: 'err' },
      { at: T, text: 'next' },
    ]))
  test('a part without its end is still shown', () => expect(linesOf(`${T} stdout P begun`)).toEqual([{ at: T, text: 'begun' }]))
  test('a time of another zone is told in UTC, with all its digits', () =>
    expect(linesOf('2026-11-22T12:00:00.123456789+02:00 x')).toEqual([{ at: T, text: 'x' }]))
  test('a line may be empty but for its time, and end as on Windows', () =>
    expect(linesOf(`${T} \r\n\n\r\n${T}  two\r\n`)).toEqual([
      { at: T, text: '' },
      { at: T, text: ' two' },
    ]))
  test('a time without the space that follows it was cut off', () =>
    expect(parseLogLines(`${T} a\n${T}`, { redactor: hidesNoValue })).toEqual({
      visible: true,
      value: [{ at: T, text: 'a' }, { text: T }],
      malformed: 1,
    }))
})

describe('what does not fit', () => {
  test('a first line is left out, another one is kept and counted', () => {
    const result = parseLogLines(`tail of a line\n${T} a\nlost its time\n`, { redactor: hidesNoValue })
    expect(result).toEqual({ visible: true, value: [{ at: T, text: 'a' }, { text: 'lost its time' }], malformed: 1 })
  })
  test('of a longer log the end is read, from a whole line on', () => {
    const line = (n: number): string => `${T} é${String(n).padStart(4, '0')}\n`
    const text = Array.from({ length: 1000 }, (_, n) => line(n)).join('')
    const bytes = new TextEncoder().encode(line(0)).length
    expect(linesOf(text, { maxBytes: bytes * 3 + 5 }).map(({ text: rest }) => rest)).toEqual(['é0997', 'é0998', 'é0999'])
    expect(linesOf(text, { maxBytes: bytes * 3 }).map(({ text: rest }) => rest)).toEqual(['é0997', 'é0998', 'é0999'])
    expect(linesOf(text, { maxBytes: bytes * 1000 }).length).toBe(1000)
  })
})

describe('the redactor', () => {
  const value = 'zebra-correct-horse-battery-staple-4711'
  const wrapped = value.replaceAll(/.{9}/g, '$&\n')
  const knowing = { redactor: createRedactor([value]) }

  test('sees a first line that is left out: what it begins does not go on in the lines that are shown', () => {
    expect(linesOf(`${wrapped}\n${T} next\n`, knowing).map(({ text }) => text)).toEqual([
      '********',
      '********',
      '********',
      '********',
      'next',
    ])
  })
  test.each([1, 2, 3, 4])('sees %i lines before the end that is read', lines => {
    const end = `${wrapped.split('\n').slice(lines).join('\n')}\n${T} next\n`
    const text = `${T} first\n${T} ${wrapped.split('\n').slice(0, lines).join('\n')}\n${end}`
    const shown = linesOf(text, { ...knowing, maxBytes: end.length }).map(line => line.text)
    expect(shown.join('\n')).not.toMatch(/[a-z]{4}-|4711|first/)
    expect(shown.at(-1)).toBe('next')
  })
  test('passes every line', () => {
    const mask = redactor(lines =>
      visible(
        lines.map(line => ({ ...line, text: line.text.replaceAll('pw', '***') })),
        ['short'],
      ),
    )
    expect(parseLogLines(`${T} pw\nno time pw\n`, { redactor: mask })).toEqual({
      visible: true,
      value: [{ at: T, text: '***' }, { text: 'no time ***' }],
      weak: ['short'],
      malformed: 1,
    })
  })
  test('withholds everything where it says so', () =>
    expect(parseLogLines(`${T} a\nb`, { redactor: redactor(() => withheld('incomplete')) })).toEqual({
      visible: false,
      reason: 'incomplete',
    }))
  test('that fails withholds everything', () =>
    expect(
      parseLogLines(`${T} a`, {
        redactor: redactor(() => {
          throw new Error('secret')
        }),
      }),
    ).toEqual({ visible: false, reason: 'redactor-failed' }))
})

test('no text makes it throw, and no line is lost but the first', () => {
  const line = fc.oneof(fc.string(), fc.constantFrom(`${T} a`, `[pod/a/b] ${T} x`, `${T} stdout F y`, '[pod/a/b] z'))
  fc.assert(
    fc.property(fc.array(line), lines => {
      const filled = lines.flatMap(text => text.split('\n')).filter(text => text.replace(/\r$/, '') !== '')
      expect(linesOf(lines.join('\n')).length).toBeGreaterThanOrEqual(Math.max(0, filled.length - 1))
    }),
  )
  expect(() => parseLogLines(3 as never, { redactor: hidesNoValue })).toThrow(new TypeError('text: expected a string, got a number'))
})
