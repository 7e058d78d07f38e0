import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  canonicalQuantity,
  servedQuantity,
  compareQuantities,
  parseQuantity,
  roundedToMilli,
  sameQuantity,
} from '../../src/model/scalars/quantity.ts'

/** Texts and the form in which the API server writes them, measured on Kubernetes 1.36. */
const WRITTEN: readonly (readonly [string | number, string])[] = [
  ['1000m', '1'],
  ['0.1', '100m'],
  [0.1, '100m'],
  ['1500m', '1500m'],
  ['1024Mi', '1Gi'],
  ['1500Mi', '1500Mi'],
  ['0.5Gi', '512Mi'],
  ['0.1Gi', '107374182400m'],
  ['1000M', '1G'],
  ['1e9', '1e9'],
  ['1e3', '1e3'],
  ['33554432', '33554432'],
  ['0', '0'],
  ['0Gi', '0'],
  ['-1.5', '-1500m'],
  ['.5', '500m'],
  ['5.', '5'],
  ['1n', '1n'],
  ['0.1n', '1n'],
  ['100Ei', '9223372036854775807'],
  ['512', '512'],
  ['512Ki', '512Ki'],
]

describe('a quantity', () => {
  test.each(WRITTEN)('%s is written as %s', (text, written) => {
    const quantity = parseQuantity(text)
    expect(quantity && canonicalQuantity(quantity)).toBe(written)
  })
  test.each(['', '.', 'm', '1x', '1 Gi', '1Gii', 'e3', '1e', '--1', null, {}, '1'.repeat(200)])('%j is none', text =>
    expect(parseQuantity(text)).toBeUndefined(),
  )
  test('of a huge exponent is answered at once', () => {
    expect(parseQuantity('1e999999999')?.nano).toBe(parseQuantity('1e60')?.nano)
    expect(parseQuantity('1e-999999999')?.nano).toBe(1n)
  })
  test('is the same in any spelling of the same value', () => {
    expect(sameQuantity('0.5', '500m')).toBe(true)
    expect(sameQuantity(1, '1000m')).toBe(true)
    expect(sameQuantity('1G', '1Gi')).toBe(false)
    expect(sameQuantity('x', 'x')).toBe(false)
  })
  test('compares by value', () => {
    expect(compareQuantities('1Gi', '1000M')).toBe(1)
    expect(compareQuantities('500m', '1')).toBe(-1)
    expect(compareQuantities('1', '1000m')).toBe(0)
    expect(compareQuantities('1', 'x')).toBeUndefined()
  })
  test('rounds away from zero to thousandths', () => {
    const rounded = parseQuantity('1u')
    expect(rounded && canonicalQuantity(roundedToMilli(rounded))).toBe('1m')
  })

  const text = fc
    .tuple(
      fc.integer({ min: -9999, max: 9999 }),
      fc.option(fc.nat(999), { nil: undefined }),
      fc.constantFrom('', 'n', 'u', 'm', 'k', 'M', 'G', 'Ki', 'Mi', 'Gi', 'e3', 'E-2'),
    )
    .map(([whole, fraction, suffix]) => `${whole}${fraction === undefined ? '' : `.${fraction}`}${suffix}`)
  test('written canonically means the same, and stays as it is', () => {
    fc.assert(
      fc.property(text, spelled => {
        const quantity = parseQuantity(spelled)
        const canonical = quantity === undefined ? '' : canonicalQuantity(quantity)
        expect(sameQuantity(spelled, canonical)).toBe(true)
        const again = parseQuantity(canonical)
        expect(again && canonicalQuantity(again)).toBe(canonical)
      }),
    )
  })
})

test.each([
  // Digits that Go takes for canonical are kept as they were written (ParseQuantity), all else is written anew.
  ['1.250', '1.250'],
  ['05G', '05G'],
  ['08Mi', '8Mi'],
  ['05Gi', '05Gi'],
  ['+5', '+5'],
  ['1E3', '1E3'],
  ['0.250', '250m'],
  ['1.5', '1500m'],
  ['1000m', '1'],
  ['5.000', '5'],
  ['1024Mi', '1Gi'],
  ['1.5Gi', '1536Mi'],
  ['0', '0'],
])('%s is served as %s', (written, served) => {
  expect(servedQuantity(written)).toBe(served)
})
