import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRedactor, WithheldError } from '../../src/redact/index.ts'
import { deepFreeze } from '../support/deep-freeze.ts'
import { fixtureText } from '../support/fixtures.ts'

const PASSWORD = 'correct-horse-battery-staple'

test('the storefront logs leak their database password in five forms and come out clean', () => {
  const log = fixtureText('storefront/logs/api-86867d6599-m626c.api.log')
  const result = createRedactor([{ name: 'DB', value: PASSWORD }], { linePrefix: 'timestamps' }).text(log)
  const text = result.visible ? result.value : ''
  expect(text.split('\n').length).toBe(log.split('\n').length)
  expect(text).toContain('postgres://storefront:********@db:5432')
  for (let lead = 0; lead < 3; lead++)
    expect(text).not.toContain(
      Buffer.from('\0'.repeat(lead) + PASSWORD)
        .toString('base64')
        .slice(4, 30),
    )
  expect(text).not.toContain('correct-horse')
})

test('a platform stream carries text, and bytes through its decoder', async () => {
  const bytes = new TextEncoder().encode(`ü a ${PASSWORD} b`)
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte))
      controller.close()
    },
  })
  let output = ''
  const decoded = source.pipeThrough(new TextDecoderStream())
  for await (const chunk of decoded.pipeThrough(createRedactor([PASSWORD]).stream())) output += chunk
  expect(output).toBe('ü a ******** b')
})

test('a stream without a set of values fails, with the reason', async () => {
  const { readable, writable } = createRedactor('unknown').stream()
  const written = writable.getWriter().write('x')
  await expect(readable.getReader().read()).rejects.toThrow(WithheldError)
  await expect(written).rejects.toThrow('unknown')
  expect(() => createRedactor('stale').steps().push('x')).toThrow('stale')
})

test('a squeezed match spans up to 1,024 characters and no more, in texts and streams', () => {
  const value = 'abcdefghijkl'
  const spread = (gap: number): string => `abcdef${' '.repeat(gap)}ghijkl`
  const redactor = createRedactor([value])
  for (const [gap, expected] of [
    [1012, '********'],
    [1013, spread(1013)],
  ] as const) {
    expect(redactor.text(`<${spread(gap)}>`)).toMatchObject({ value: `<${expected}>` })
    const steps = redactor.steps()
    expect(
      `<${spread(gap)}>`
        .split('')
        .map(unit => steps.push(unit))
        .join('') + steps.end(),
    ).toBe(`<${expected}>`)
  }
})

test('a long value wrapped after every few characters is hidden although all of it spans more than a match may', () => {
  const value = Array.from({ length: 3000 }, (_, index) => ((index * index * 7919) % 1296).toString(36))
    .join('')
    .slice(0, 3000)
  const redactor = createRedactor([value])
  for (const [form, columns] of [
    [value, 9],
    [Buffer.from(value).toString('base64'), 50],
    [Buffer.from(value).toString('hex'), 63],
  ] as const) {
    const wrapped = form.replaceAll(new RegExp(`.{${columns}}`, 'g'), '$&\n')
    const hidden = form.replaceAll(new RegExp(`.{${columns}}`, 'g'), '********\n').replace(/[^*\n]+$/, '********')
    expect(redactor.text(`<${wrapped}>`)).toMatchObject({ value: `<${hidden}>` })
    const steps = redactor.steps()
    const pieces = `<${wrapped}>`.match(/[^]{1,700}/g)?.map(piece => steps.push(piece)) ?? []
    expect(pieces.join('') + steps.end()).toBe(`<${hidden}>`)
  }
})

test('lines stay lines: a value over several is hidden in each, and only within one container', () => {
  const redactor = createRedactor(['first-part-1\nx7\nlast-part-3'])
  const line = (text: string, pod: string) => ({ at: '2026-11-22T08:45:30Z', text, pod })
  const result = redactor.lines([line('<first-part-1', 'a'), line('x7', 'b'), line('x7', 'a'), line('last-part-3>', 'a'), line('', 'a')])
  expect(result).toMatchObject({
    visible: true,
    value: [{ text: '<********', at: '2026-11-22T08:45:30Z' }, { text: 'x7' }, { text: '********' }, { text: '********>' }, { text: '' }],
  })
})

test('short and common values are hidden as tokens and named, or withhold everything', () => {
  const values = [
    { name: 'PIN', value: '4711' },
    { name: 'ENV', value: 'prod' },
    { name: 'X', value: 'a' },
    { name: 'EMPTY', value: ' ' },
  ]
  expect(createRedactor(values).text('pin=4711 47112 prod production banana "a"')).toEqual({
    visible: true,
    value: 'pin=******** 47112 ******** production banana "********"',
    weak: ['PIN', 'ENV', 'X', 'EMPTY'],
  })
  expect(createRedactor(values, { onWeak: 'withhold' }).text('nothing')).toEqual({
    visible: false,
    reason: 'weak-values',
    weak: expect.any(Array),
  })
})

test('what is left of a value without its escapes or quotes is a token where it is short or common', () => {
  const redactor = createRedactor(['a\\b', '"localhost"', '"          "', 'first-line-1\nlocalhost'])
  expect(redactor.text('abab ab "ab" localhosts localhost          first-line-1')).toMatchObject({
    value: 'abab ******** "********" localhosts ********          ********',
  })
})

test('more than may be asked for is an error when the redactor is made, not a value left out', () => {
  const MIB = 1024 * 1024
  const large = Array.from({ length: 257 }, (_, index) => `${index}-`.padEnd(65_536, 'x'))
  for (const [values, what] of [
    [['x'.repeat(10 * MIB)], 'values[0]: expected at most 65536 characters, got more'],
    [large, 'values: expected at most 16777216 characters in all, got more'],
    [Array.from({ length: 10_001 }, (_, index) => `value-${index}`), 'values: expected at most 10000 values, got more'],
  ] as const)
    expect(() => createRedactor(values)).toThrow(new RangeError(what))
  expect(createRedactor(['some-value']).text('x'.repeat(16 * MIB + 1))).toEqual({ visible: false, reason: 'too-large' })
})

test('a text whose gaps would spell a value is withheld from 4 KiB on', () => {
  const redactor = createRedactor(['broke'])
  expect(redactor.text('he broke it; '.repeat(400))).toEqual({ visible: false, reason: 'low-entropy-secret', weak: expect.any(Array) })
  expect(redactor.text('he broke it; '.repeat(40)).visible).toBe(true)
})

test('wrong arguments throw without naming a value', () => {
  const wrong = [
    () => createRedactor(5 as unknown as string[]),
    () => createRedactor([5 as unknown as string]),
    () => createRedactor(['hidden-value'], { minLength: 0 }),
    () => createRedactor(['hidden-value'], { linePrefix: 'hidden' as 'pod' }),
    () => createRedactor([`hidden-value${'x'.repeat(70_000)}`]),
    () => createRedactor(Array.from({ length: 10_001 }, () => 'hidden-value')),
  ]
  for (const call of wrong) {
    expect(call).toThrow(/^(?:values|options)[.[\w\]]*: expected/)
    expect(call).not.toThrow(/hidden-value/)
  }
})

test('what cannot be read, is too deep, goes in a circle or is no content is withheld', () => {
  const redactor = createRedactor(['some-value'])
  const throwing = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error('some-value')
      },
    },
  )
  const circle: Record<string, unknown> = {}
  circle['self'] = circle
  let deep: unknown = 1
  for (let i = 0; i < 100_000; i++) deep = [deep]
  expect([throwing, circle, deep].map(object => redactor.object(object))).toEqual([
    { visible: false, reason: 'not-readable' },
    { visible: false, reason: 'too-deep' },
    { visible: false, reason: 'too-deep' },
  ])
  expect(redactor.text(5 as unknown as string)).toEqual({ visible: false, reason: 'unknown-payload' })
  expect(redactor.lines(5 as unknown as [])).toEqual({ visible: false, reason: 'unknown-payload' })
})

const content = fc.letrec(tie => ({
  node: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('some-value', 'x some-value y', 5, true, null, ''),
    fc.array(tie('node'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'some-value', 'kind', 'data', 'items', '__proto__'), tie('node')),
  ),
})).node

test('objects: the input stays as it is, nothing shows, and redacting twice changes nothing more', () => {
  const redactor = createRedactor(['some-value'])
  fc.assert(
    fc.property(content, object => {
      const once = redactor.object(deepFreeze(object))
      if (!once.visible) throw new Error(once.reason)
      expect(JSON.stringify(once.value)).not.toContain('some-value')
      expect(redactor.object(once.value)).toEqual(once)
    }),
  )
})

test('order and repetitions of the values do not matter, one more never shows more, and twice is once', () => {
  const texts = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 60 }).map(units => units.join(''))
  const value = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 3, maxLength: 6 }).map(units => units.join(''))
  const hidden = (values: readonly string[], text: string): string => {
    const result = createRedactor(values, { mask: '#' }).text(text)
    return result.visible ? result.value : ''
  }
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 4 }), value, texts, (values, more, text) => {
      const output = hidden(values, text)
      expect(hidden([...values, ...values].reverse(), text)).toBe(output)
      expect(hidden(values, output)).toBe(output)
      expect(hidden([...values, more], text).replaceAll('#', '').length).toBeLessThanOrEqual(output.replaceAll('#', '').length)
    }),
    { numRuns: 300 },
  )
})

test('a mask that holds a value is not masked again', () => {
  const redactor = createRedactor(['REDACTED'], { mask: '[REDACTED]' })
  expect(redactor.text('a REDACTED b [REDACTED] c')).toMatchObject({ value: 'a [REDACTED] b [REDACTED] c' })
})

test('both cases match on request', () =>
  expect(createRedactor(['Some-Value'], { ignoreCase: true }).text('x SOME-value y')).toMatchObject({ value: 'x ******** y' }))
