import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createJsonCutter } from '../../src/cli/input/json-stream.ts'
import { lineDiff } from '../../src/cli/output/line-diff.ts'
import { linesOf } from '../../src/cli/output/lines-of.ts'
import { drained } from './run.ts'

/** A text cut at some places. */
const cut = (text: string, places: readonly number[]): readonly string[] => {
  const edges = [0, ...places.map(place => place % (text.length + 1)).toSorted((a, b) => a - b), text.length]
  return edges.slice(1).map((edge, index) => text.slice(edges[index], edge))
}
const places = fc.array(fc.nat(10_000), { maxLength: 12 })

test('JSON objects come out of a stream as they went in, wherever it is cut', () => {
  const objects = fc.array(fc.dictionary(fc.string(), fc.json()), { maxLength: 5 })
  fc.assert(
    fc.property(objects, places, fc.constantFrom(0, 4), (values, at, indent) => {
      const cutter = createJsonCutter()
      const text = values.map(value => JSON.stringify(value, undefined, indent)).join('\n')
      const pieces = cut(text, at).flatMap(chunk => cutter.push(chunk))
      expect(pieces.map(piece => JSON.parse(piece.text))).toEqual(JSON.parse(JSON.stringify(values)))
      expect(pieces.map(({ line }) => line)).toEqual(
        pieces.map(
          (_, index) =>
            1 +
            text.split('\n').length -
            values
              .slice(index)
              .map(value => JSON.stringify(value, undefined, indent))
              .join('\n')
              .split('\n').length,
        ),
      )
      expect(cutter.isWithin()).toBe(false)
    }),
  )
})

test('lines come out of a stream as they went in, wherever it is cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string()), places, async (lines, at) => {
      const text = lines.map(line => `${line.replaceAll('\n', ' ')}\n`).join('')
      const chunks = (async function* () {
        yield* cut(text, at)
      })()
      expect((await drained(linesOf(chunks))).texts).toEqual(lines.map(line => line.replaceAll('\n', ' ')))
    }),
  )
})

test('a comparison of lines holds both texts, and nothing where they are the same', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 })
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = lineDiff(`${before.join('\n')}\n`, `${after.join('\n')}\n`, 100)
      const side = (sign: string) => lines.filter(line => line.startsWith(sign) || line.startsWith(' ')).map(line => line.slice(1))
      const [left, right] = [before.length === 0 ? [''] : before, after.length === 0 ? [''] : after]
      expect([side('-'), side('+')]).toEqual(left.join() === right.join() ? [[], []] : [left, right])
    }),
  )
})

test('a comparison shows what changed and three lines around it', () => {
  const before = Array.from({ length: 20 }, (_, index) => `${index}`)
  const after = before.with(10, 'ten')
  expect(lineDiff(before.join('\n'), after.join('\n'))).toEqual(['@@', ' 7', ' 8', ' 9', '-10', '+ten', ' 11', ' 12', ' 13'])
})
