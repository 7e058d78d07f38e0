import { describe, expect, test } from 'vitest'
import { createRedactor, type RedactorOptions, WithheldError } from '../../src/redact/index.ts'

/** What may be asked for, at its borders; what may not says which argument it was, what was expected and the type that came, never a value. */
const RIGHT: Readonly<Record<keyof RedactorOptions, readonly unknown[]>> = {
  mask: ['', '*', 'hidden'],
  minLength: [1, 2, 64],
  ignoreCase: [true, false],
  linePrefix: ['timestamps', 'pod', 'cri', 'klog', 'compose', 'stern', 'diff'],
  truncated: ['start', 'end', 'both'],
  onWeak: ['mask', 'withhold'],
  secrets: [{ salt: 's' }, { salt: 'x'.repeat(16), scheme: 'hmac-sha256' }],
}
const WRONG: Readonly<Record<keyof RedactorOptions, { readonly expected: string; readonly values: readonly unknown[] }>> = {
  mask: { expected: 'a string', values: [1, true, null, {}] },
  minLength: { expected: 'a whole number from 1 to 64', values: [0, 65, -1, 1.5, Number.NaN, Infinity, '3', 3n, true, null] },
  ignoreCase: { expected: 'a boolean', values: ['true', 0, null] },
  linePrefix: { expected: "'timestamps', 'pod', 'cri', 'klog', 'compose', 'stern' or 'diff'", values: ['', 'docker', true, null] },
  truncated: { expected: "'start', 'end' or 'both'", values: ['', 'middle', true, null] },
  onWeak: { expected: "'mask' or 'withhold'", values: ['', 'show', false, null] },
  secrets: { expected: 'salt and scheme', values: ['s', 5, null, []] },
}
/** The type that came; of a word where others fit, that it is another. */
const typeOf = (value: unknown, expected = ''): string =>
  typeof value === 'string' && expected.startsWith("'")
    ? 'another string'
    : value === null
      ? 'null'
      : Array.isArray(value)
        ? 'a list'
        : typeof value === 'object'
          ? 'an object'
          : `a ${typeof value}`
const NAMES = Object.keys(RIGHT) as (keyof RedactorOptions)[]

describe.each(NAMES)('the option %s', name => {
  test.each(RIGHT[name])('may be %j, and absent', value => {
    for (const given of [value, undefined])
      expect(createRedactor(['some-value'], { [name]: given }).text('a some-value b')).toMatchObject({ visible: true })
  })
  test('may be nothing else', () => {
    const { expected, values } = WRONG[name]
    for (const value of values)
      for (const set of [['some-value'], 'stale'] as const)
        expect(() => createRedactor(set, { [name]: value })).toThrow(
          new TypeError(`options.${name}: expected ${expected}, got ${typeOf(value, expected)}`),
        )
  })
})

test('options are an object', () => {
  for (const options of [null, 5, 'mask', []])
    expect(() => createRedactor([], options as RedactorOptions)).toThrow(
      new TypeError(`options: expected an object, got ${typeOf(options)}`),
    )
})

test('values are a list, or why there is none', () => {
  for (const values of [null, 5, 'other', {}])
    expect(() => createRedactor(values as unknown as string[])).toThrow(
      new TypeError(`values: expected a list of values, 'unknown', 'incomplete' or 'stale', got ${typeOf(values)}`),
    )
  for (const item of [null, 5, ['hidden'], { value: 'hidden' }, { name: 'N' }, { name: 5, value: 'hidden' }, { name: 'N', value: 5 }])
    expect(() => createRedactor(['first-value', item as unknown as string])).toThrow(
      /^values\[1\](?:\.name|\.value)?: expected a string.*, got (?:null|nothing|a)/,
    )
  // A hole is no value.
  // oxlint-disable-next-line no-sparse-arrays -- it is the case
  expect(() => createRedactor([, 'some-value'] as unknown as string[])).toThrow(/values\[0\].*got nothing/)
})

test('as much as may be asked for is asked for, and one more is an error', () => {
  const longest = Array.from({ length: 16_384 }, (_, index) => (index * 7919 + 50_000).toString(36).slice(-4))
    .join('')
    .padEnd(65_536, '~')
    .slice(0, 65_536)
  expect(createRedactor([longest]).text(longest)).toMatchObject({ value: '********' })
  expect(() => createRedactor([`${longest}a`])).toThrow(new RangeError('values[0]: expected at most 65536 characters, got more'))
})

test('a keyed hash needs a salt that nobody can try', () =>
  expect(() => createRedactor([], { secrets: { salt: 'fifteen-bytes-x', scheme: 'hmac-sha256' } })).toThrow(
    new TypeError('options.secrets.salt: expected at least 16 bytes, random and kept from viewers, got a string'),
  ))

test('of a set that is not known nothing shows, whatever is asked', async () => {
  for (const reason of ['unknown', 'incomplete', 'stale'] as const) {
    const redactor = createRedactor(reason)
    const withheld = { visible: false, reason }
    expect(redactor.text('a')).toEqual(withheld)
    expect(redactor.lines([{ text: 'a' }])).toEqual(withheld)
    expect(redactor.object({ a: 1 })).toEqual(withheld)
    expect(redactor.event({ kind: 'Event' })).toEqual(withheld)
    expect(() => redactor.steps().end()).toThrow(reason)
  }
})

test('the error of a stream has a code for a reason, and no other', () => {
  const error = new WithheldError('stale')
  expect([error.name, error.reason, error.message]).toEqual(['WithheldError', 'stale', 'The content is withheld: stale'])
  expect(() => new WithheldError(5 as unknown as string)).toThrow(new TypeError('reason: expected a string, got a number'))
})

test('after an error a stream gives nothing more, and its error is the same', () => {
  const steps = createRedactor(['some-value']).steps()
  expect(() => steps.push(5 as unknown as string)).toThrow('unknown-payload')
  expect(() => steps.push('text')).toThrow('unknown-payload')
  expect(() => steps.end()).toThrow('unknown-payload')
})

test('values without a name are called by their place', () =>
  expect(createRedactor(['some-value', 'ab', { name: 'X', value: 'a' }]).text('')).toMatchObject({ weak: ['values[1]', 'X'] }))

test('cut ends count in texts, events and objects', () => {
  const redactor = createRedactor(['correct-horse'], { truncated: 'end' })
  expect(redactor.text('password: correct-h')).toMatchObject({ value: 'password: ********' })
  expect(redactor.event({ kind: 'Event', message: 'password: correct-h' })).toMatchObject({
    value: { message: 'password: ********' },
  })
  expect(redactor.object({ message: 'password: correct-h' })).toMatchObject({ value: { message: 'password: ********' } })
})

test('what is left of a value at the beginning counts there too', () => {
  const redactor = createRedactor(['correct-horse'], { truncated: 'start' })
  expect(redactor.text('ct-horse is set')).toMatchObject({ value: '******** is set' })
  expect(redactor.event({ kind: 'Event', message: 'ct-horse is set' })).toMatchObject({ value: { message: '******** is set' } })
  expect(redactor.object({ message: 'ct-horse is set' })).toMatchObject({ value: { message: '******** is set' } })
})

test('prefixes of lines count in texts and lines, and in no object', () => {
  const redactor = createRedactor(['ab-1\ncd-2\nef-3\ngh-4'], { linePrefix: 'diff' })
  expect(redactor.text('+ab-1\n+cd-2\n+ef-3\n+gh-4')).toMatchObject({ value: '+********\n+********\n+********\n+********' })
  for (const result of [redactor.object({ a: '+ab-1\n+cd-2' }), redactor.event({ a: '+ab-1\n+cd-2' })])
    expect(result).toMatchObject({ value: { a: '+ab-1\n+cd-2' } })
})

test('a text of 16 Mi characters may be shown, lines of as many with their breaks too, and one more is withheld', () => {
  const redactor = createRedactor(['some-value'])
  const half = 'x'.repeat(8 * 1024 * 1024 - 1)
  const lines = [{ text: half }, { text: half }]
  expect(redactor.lines(lines).visible).toBe(true)
  expect(redactor.lines([...lines, { text: '' }])).toEqual({ visible: false, reason: 'too-large' })
  expect(redactor.text(`${half}${half}xx`).visible).toBe(true)
})
