import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRedactor } from '../../src/redact/index.ts'
import { createPatternWriter, endPattern, finishPool, writeBytes, writeText } from '../../src/redact/search/pattern-pool.ts'
import { createUnitBuffer, foldCase, unitsOf } from '../../src/redact/search/units.ts'

const VALUE = 'broke'
const withheld = { visible: false, reason: 'low-entropy-secret', weak: expect.any(Array) }

describe('a text of 4 KiB or more in which one value of fewer than 16 characters', () => {
  const redactor = createRedactor([VALUE, 'another-value-of-16'])
  const text = (length: number, times: number, value = VALUE): string => {
    const step = Math.floor(length / times)
    return Array.from({ length: times }, () => `${value} `.padEnd(step, '.'))
      .join('')
      .padEnd(length, '.')
  }
  test('is masked more than once per 64 characters is withheld', () => {
    expect(redactor.text(text(4096, 65))).toEqual(withheld)
    expect(redactor.text(text(4096, 64)).visible).toBe(true)
    expect(redactor.text(text(4095, 70)).visible).toBe(true)
    expect(redactor.text(text(8192, 129))).toEqual(withheld)
    expect(redactor.text(text(8192, 128)).visible).toBe(true)
  })
  test('makes more than a fifth of the text is withheld', () => {
    // Repeated without gaps it is one mask.
    const block = (units: number): string => VALUE.repeat(units / 5).padEnd(5000, '.')
    expect(redactor.text(block(1005))).toEqual(withheld)
    expect(redactor.text(block(1000)).visible).toBe(true)
    expect(redactor.text(block(1000).slice(0, 4095)).visible).toBe(true)
  })
  test('is longer is shown, since no gaps spell it', () => {
    expect(redactor.text(text(4096, 80, 'another-value-of-16')).visible).toBe(true)
    expect(createRedactor(['sixteen-letters-']).text(text(4096, 80, 'sixteen-letters-')).visible).toBe(true)
    // White space around it is not counted.
    for (const value of ['fifteen-letters', ' fifteen-letters '])
      expect(createRedactor([value]).text(text(4096, 80, 'fifteen-letters'))).toEqual(withheld)
  })
  test('counts by itself, however many others there are', () => {
    const words = ['apple', 'berry', 'cherry', 'dates']
    const mixed = Array.from({ length: 80 }, (_, index) => `${words[index % 4] ?? ''} `.padEnd(51, '.'))
      .join('')
      .padEnd(4096, '.')
    expect(createRedactor(words).text(mixed).visible).toBe(true)
    expect(createRedactor(words).text(mixed.replaceAll(/[a-z]+ /g, 'apple ').padEnd(4096, '.'))).toEqual(withheld)
  })
  test('counts in texts of objects and in lines too', () => {
    expect(redactor.object({ a: text(4096, 65) })).toEqual(withheld)
    // The key counts as well.
    expect(redactor.object({ a: text(4094, 65) }).visible).toBe(true)
    expect(redactor.lines([{ text: text(2048, 33) }, { text: text(2048, 33) }])).toEqual(withheld)
  })
})

describe('lines', () => {
  const redactor = createRedactor(['first-part\nx7\nlast-part'])
  const shown = (lines: readonly object[]): unknown => {
    const result = redactor.lines(lines as never)
    return result.visible ? result.value : result.reason
  }
  test('keep what they had and no more, with their names and times redacted', () => {
    expect(shown([{ at: '2026', text: 'a', pod: 'p', container: 'c', other: 'x' }, { text: '' }, { text: 'b', pod: 'first-part', at: 'last-part' }])).toEqual([
      { at: '2026', text: 'a', pod: 'p', container: 'c' },
      { text: '' },
      { text: 'b', pod: '********', at: '********' },
    ]) // prettier-ignore
  })
  test('are searched as one text for each container of each pod', () => {
    const parts = ['first-part', 'x7', 'last-part']
    const masks = ['********', '********', '********']
    const of = (names: readonly object[]): unknown =>
      (shown(parts.map((text, index) => ({ text, ...names[index] }))) as { text: string }[]).map(({ text }) => text)
    expect(of([{}, {}, {}])).toEqual(masks)
    expect(of([{ pod: 'a' }, { pod: 'a' }, { pod: 'a' }])).toEqual(masks)
    expect(of([{ pod: 'a' }, { pod: 'b' }, { pod: 'a' }])).toEqual(['********', 'x7', '********'])
    expect(
      of([
        { pod: 'a', container: 'c' },
        { pod: 'a', container: 'd' },
        { pod: 'a', container: 'c' },
      ]),
    ).toEqual(['********', 'x7', '********'])
    expect(of([{ pod: 'a' }, { container: 'a' }, { pod: 'a' }])).toEqual(['********', 'x7', '********'])
  })
  test('that are none are withheld', () => {
    for (const lines of [[{}], [{ text: 5 }], ['text'], [null], 'text', { length: 0 }])
      expect(shown(lines as never)).toBe('unknown-payload')
    expect(shown([])).toEqual([])
  })
  test('are what each text would be where no value goes over several', () => {
    const redactor = createRedactor(['ab1', 'b1c', 'x'], { mask: '#' })
    const part = fc.constantFrom('', 'a', 'ab1', 'b1c', 'ab1c', 'x', ' ', '1')
    const texts = fc.array(
      fc.array(part, { maxLength: 5 }).map(parts => parts.join('')),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(texts, texts => {
        const expected = texts.map(text => {
          const result = redactor.text(text)
          return { text: result.visible ? result.value : '' }
        })
        expect(redactor.lines(texts.map(text => ({ text })))).toMatchObject({ visible: true, value: expected })
      }),
      { numRuns: 200 },
    )
  })
  test('get a mask where something of them is hidden, and none where only their break is', () => {
    const redactor = createRedactor(['\nabcdef\n', 'first-line\n\nthird-line'])
    const texts = ['x', 'abcdef', 'y', 'first-line', '', 'third-line', '']
    expect(redactor.lines(texts.map(text => ({ text })))).toMatchObject({
      value: ['x', '********', 'y', '********', '', '********', ''].map(text => ({ text })),
    })
  })
  test('show what is before and after a value of several of them, and nothing where it was', () =>
    expect(shown(['a first-part', 'x7', 'last-part b', 'first-part', '', ' x7', 'last-part'].map(text => ({ text })))).toEqual(
      ['a ********', '********', '******** b', '********', '', ' ********', '********'].map(text => ({ text })),
    ))
})

describe('a value of which a text has only the colours between', () => {
  const redactor = createRedactor(['twelve-chars'])
  test.each(['\u001b[1m', '\\n', '\u200b', '\ufe0f', '\t', '\u0085'])('its letters (%j) is hidden in objects and texts', gap => {
    const text = `twelve${gap}-chars`
    expect(redactor.text(`<${text}>`)).toMatchObject({ value: '<********>' })
    expect(redactor.object({ a: `<${text}>` })).toMatchObject({ value: { a: '<********>' } })
  })
  test('others is not looked for', () => expect(redactor.object({ a: 'twelve.-chars' })).toMatchObject({ value: { a: 'twelve.-chars' } }))
})

test('short values in texts of objects are hidden where they stand alone', () =>
  expect(createRedactor(['ab']).object({ a: 'ab', b: 'abc', c: 'x ab' })).toMatchObject({
    value: { a: '********', b: 'abc', c: 'x ********' },
  }))

test('units are those of the text, ASCII or not, in either case, where they were told to be', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'Z', '[', '@', 'é', 'É', '\ud83d', '\u0100', '~'), maxLength: 90 })
  const folded = (text: string): string => text.replaceAll(/[A-Z]/g, letter => letter.toLowerCase())
  const asText = (units: Iterable<number>): string => Array.from(units, unit => String.fromCharCode(unit)).join('')
  fc.assert(
    fc.property(text, text, fc.boolean(), (first, second, ignoreCase) => {
      const wanted = ignoreCase ? folded : (text: string) => text
      expect(asText(unitsOf(first, ignoreCase))).toBe(wanted(first))
      const buffer = createUnitBuffer(ignoreCase)
      buffer.load(first, 0)
      buffer.load(second, first.length)
      expect(asText(buffer.units.subarray(0, first.length + second.length))).toBe(wanted(first + second))
      // Written over what was there.
      buffer.load(first, 0)
      expect(asText(buffer.units.subarray(0, first.length))).toBe(wanted(first))
      const units = unitsOf(first + second, false)
      foldCase(units, 1, first.length)
      expect(asText(units)).toBe(
        (first + second).slice(0, 1) +
          folded((first + second).slice(1, Math.max(1, first.length))) +
          (first + second).slice(Math.max(1, first.length)),
      )
      // All patterns as they were written, one after the other, those of one byte a unit too.
      const writer = createPatternWriter(ignoreCase)
      for (const [owner, piece] of [first, '', second].entries()) {
        if (/^[\0-\u00ff]*$/.test(piece) && owner > 0)
          writeBytes(
            writer,
            Uint8Array.from(piece, unit => unit.charCodeAt(0)),
          )
        else writeText(writer, piece)
        endPattern(writer, owner, owner)
      }
      const pool = finishPool(writer)
      const kept = [first, '', second].flatMap((piece, owner) => (piece === '' ? [] : [{ piece, owner }]))
      expect(asText(pool.units)).toBe(wanted(first + second))
      expect(pool.length).toBe((first + second).length)
      expect(pool.units instanceof Uint8Array).toBe(/^[\0-\u00ff]*$/.test(first + second))
      expect([pool.count, [...pool.owners], [...pool.flags]]).toEqual([
        kept.length,
        kept.map(({ owner }) => owner),
        kept.map(({ owner }) => owner),
      ])
      expect([...pool.starts]).toEqual(kept.reduce((starts, { piece }) => [...starts, (starts.at(-1) ?? 0) + piece.length], [0]))
    }),
    { numRuns: 200 },
  )
})
