import { describe, expect, test } from 'vitest'
import { canonicalQuantity, compareQuantities, parseQuantity, roundedToMilli, sameQuantity } from '../../src/model/scalars/quantity.ts'

describe('a quantity', () => {
  const written = (text: string | number): string | undefined => {
    const quantity = parseQuantity(text)
    return quantity && canonicalQuantity(quantity)
  }
  test.each([
    [' 1 ', '1'],
    ['+1', '1'],
    ['-0.0000000001', '-1n'],
    ['-1500m', '-1500m'],
    ['-1Gi', '-1Gi'],
    ['-2048Ki', '-2Mi'],
    ['1023Ki', '1023Ki'],
    ['1Ki', '1Ki'],
    ['1000Ki', '1000Ki'],
    ['0.5Ki', '512'],
    ['0.9765625Ki', '1k'],
    ['-0.9765625Ki', '-1k'],
    ['-1Ki', '-1Ki'],
    ['0.0001Ki', '102400u'],
    ['1Ti', '1Ti'],
    ['1Pi', '1Pi'],
    ['1Ei', '1Ei'],
    ['7Ei', '7Ei'],
    ['1E', '1E'],
    ['1000P', '1E'],
    ['1T', '1T'],
    ['1P', '1P'],
    ['1u', '1u'],
    ['1e1', '10'],
    ['1e3', '1e3'],
    ['1e-3', '1e-3'],
    ['1E6', '1e6'],
    ['5e0', '5'],
    ['1e18', '1e18'],
    ['9e18', '9e18'],
    ['1e19', '9223372036854775807'],
    [`${'0'.repeat(127)}1`, '1'],
  ])('%j is written as %s', (text, canonical) => expect(written(text)).toBe(canonical))
  test.each([`${'0'.repeat(128)}1`, '1e1234567890', '1ki', '1 k', '1k1', '0x1', 'Infinity', Number.NaN, true, [1], undefined])(
    '%j is none',
    text => expect(parseQuantity(text)).toBeUndefined(),
  )
  test('has the notation in which it is written', () =>
    expect(['1', '1k', '1Ki', '0.5', '0.0001Ki', '1e1', '-1Ki', '0Ki'].map(text => parseQuantity(text)?.format)).toEqual([
      'DecimalSI',
      'DecimalSI',
      'BinarySI',
      'DecimalSI',
      'DecimalSI',
      'DecimalExponent',
      'BinarySI',
      'BinarySI',
    ]))
  test('rounds away from zero, whichever side of it', () => {
    const rounded = (text: string): string | undefined => {
      const quantity = parseQuantity(text)
      return quantity && canonicalQuantity(roundedToMilli(quantity))
    }
    expect(['1500u', '-1500u', '2m', '0'].map(rounded)).toEqual(['2m', '-2m', '2m', '0'])
  })
  test('is compared with what is none by nothing', () => {
    expect([compareQuantities('x', '1'), compareQuantities('1', 'x'), compareQuantities('x', 'x')]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect([sameQuantity('1', 'x'), sameQuantity('x', '1'), sameQuantity('x', 'y')]).toEqual([false, false, false])
  })
})
