import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { openText } from '../../src/secrets/reading/open-text.ts'

const base64 = (text: string): string => Buffer.from(text).toString('base64')
const MIB = 1024 * 1024

test.each([
  ['{"a": [1]}', { a: [1] }],
  [' \n["a"]\t', ['a']],
  ['"text"', 'text'],
  ['{}', {}],
])('JSON is opened: %s', (text, value) => expect(openText(text)).toEqual({ kind: 'json', value }))

test.each(['{"a": 1', '[1, 2', '"cut', 'word', '', ' ', '5', 'true', 'null', '{a: 1}'])('what is no JSON stays as it is: %s', text =>
  expect(openText(text)).toEqual({ kind: 'plain' }),
)

describe('base64', () => {
  test.each([
    [base64('twelve12b'), 'twelve12b'],
    [` ${base64('with white space')}\n`, 'with white space'],
    [base64('ünï ÿÿ??>>').replaceAll('+', '-').replaceAll('/', '_'), 'ünï ÿÿ??>>'],
    [base64('a value in two lines of base64').replace(/.{16}/, '$&\r\n'), 'a value in two lines of base64'],
  ])('of twelve characters or more is opened: %s', (text, inner) => expect(openText(text)).toEqual({ kind: 'text', text: inner }))

  test('of bytes that are no text is opened unit by unit', () =>
    expect(openText(Buffer.from([0xff, 0xfe, 0, 1, 2, 3, 4, 5, 6, 7]).toString('base64'))).toEqual({
      kind: 'text',
      text: '\u00ff\u00fe\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007',
    }))

  test.each(['abcdefghijk', 'eight+88', 'not base64, a text', 'abcdefghijklmnop===', '====', 'abcdef=ghijkl', 'ab\ncd ef gh ij kl'])(
    'that is shorter, or none, is a word: %s',
    text => expect(openText(text)).toEqual({ kind: 'plain' }),
  )
})

test('documents of up to 4 Mi characters are opened, larger ones stay closed', () => {
  const json = (size: number): string => `"${'x'.repeat(size - 2)}"`
  expect(openText(json(4 * MIB)).kind).toBe('json')
  expect(openText(json(4 * MIB + 1)).kind).toBe('closed')
  expect(openText('abcd'.repeat(MIB)).kind).toBe('text')
  expect(openText('abcd'.repeat(MIB + 1)).kind).toBe('closed')
  // A text that is neither may be of any length.
  expect(openText('some words '.repeat(MIB / 2)).kind).toBe('plain')
})

test.each([
  'H4sIAAAAAAAA',
  'KLUv/QRYAAAAAAAA',
  'KLUv_QRYAAAAAAAA',
  '/Td6WFoAAAAAAAAA',
  '_Td6WFoAAAAAAAAA',
  'QlpoOTFBWSZT',
  'UEsDBBQAAAAIAAAA',
  base64(gzipSync('x').toString('base64')),
])('what is packed stays closed, by itself and within a text: %s', packed => {
  for (const text of [packed, `a ${packed}`, `{"a": "${packed}"}`, `a\n${packed}== b`]) expect(openText(text)).toEqual({ kind: 'closed' })
  // Not in the middle of other base64, where it is a coincidence, and not where it is only its beginning.
  for (const text of [`abcd${packed} a`, `a ${packed.slice(0, 8)} b`]) expect(openText(text)).toEqual({ kind: 'plain' })
})
