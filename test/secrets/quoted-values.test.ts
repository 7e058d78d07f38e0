import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hideQuotedValues, mayQuoteValues } from '../../src/secrets/reading/quoted-values.ts'

test.each([
  ['map[data:map[a:b c:d] kind:Secret]', 'map[data:map[#] kind:Secret]'],
  ['x stringData:map[p:v[1] q:[2 [3]]] y Data:map[r:s]', 'x stringData:map[#] y Data:map[#]'],
  ['data:map[a:data:map[b:c] d:e] f', 'data:map[#] f'],
  ['data:map[] data:map[a:b]', 'data:map[] data:map[#]'],
  ['data:map[a:b cut', 'data:map[#'],
  ['data:map[a:[b] cut', 'data:map[#'],
  ['cut data:map[', 'cut data:map['],
  ['metadata:map[name:s] spec:map[a:b]', 'metadata:map[#] spec:map[a:b]'],
  ['spec:map[a:b] ]', 'spec:map[a:b] ]'],
])('what Go prints of data is hidden, to its bracket: %s', (text, shown) => expect(hideQuotedValues(text, '#')).toBe(shown))

test('nothing between the brackets of data shows, whatever stands there', () => {
  const part: fc.Arbitrary<string> = fc.letrec<{ part: string }>(tie => ({
    part: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom('', 'secret', 'secret data:map', 'secret '),
      fc.tuple(tie('part'), tie('part')).map(([a, b]) => `${a}[${b}]`),
      tie('part').map(inner => `secret data:map[${inner}]`),
    ),
  })).part
  fc.assert(
    fc.property(fc.array(fc.record({ before: fc.constantFrom('', 'x ', 'x:[y] '), inner: part }), { maxLength: 4 }), parts => {
      const text = parts.map(({ before, inner }) => `${before}data:map[${inner}]`).join('')
      expect(hideQuotedValues(text, '#')).toBe(parts.map(({ before, inner }) => `${before}data:map[${inner === '' ? '' : '#'}]`).join(''))
    }),
    { numRuns: 200 },
  )
})

test.each([
  'Invalid value: "x"',
  'map[a:b]',
  '...|"a":1|...',
  'error decoding patch',
  'json: cannot unmarshal',
  'error parsing',
  '"data": x',
  "'data' : x",
  'data:x',
  'unknown field stringData',
  'admission webhook denied the request',
  '{"a": 1}',
])('may repeat what was sent: %s', text => expect(mayQuoteValues(text)).toBe(true))

test.each(['secret "s" not found', 'updated data', 'a map of values', 'Failed to pull image'])('repeats nothing: %s', text =>
  expect(mayQuoteValues(text)).toBe(false),
)
