import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pointerTokens } from '../../src/model/field-path.ts'
import { printYaml } from '../../src/parse/index.ts'
import { unpackTyped, packTyped } from '../../src/report/page/client/fragment.ts'
import { nearestMoment, findSegments } from '../../src/report/page/client/segments.ts'
import { windowOf } from '../../src/report/page/client/grid/virtual-list.ts'
import { markedLines, yamlLines } from '../../src/report/page/client/drawer/yaml-lines.ts'

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('a: b', '- x', '# no', '|', '>', 'line\nline\n', '  in\n out', "it's", 'a/b~c', 'yes', '12', ''),
)
const json = fc.letrec(tie => ({
  value: fc.oneof({ maxDepth: 4 }, text, fc.integer(), fc.boolean(), fc.constant(null), tie('list'), tie('map')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  map: fc.dictionary(fc.oneof(fc.stringMatching(/^[a-zA-Z./-]{1,10}$/), text), tie('value'), { maxKeys: 4 }),
}))

/** The pointer of every field and item. */
const pointersOf = (value: unknown, at = ''): readonly string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) => {
        const pointer = `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
        return [pointer, ...pointersOf(inner, pointer)]
      })

describe('the lines of a manifest', () => {
  test('are its text, nothing more and nothing less', () => {
    fc.assert(
      fc.property(json.map, value => {
        const yaml = printYaml(value)
        expect(
          `${yamlLines(yaml)
            .map(line => line.tokens.map(token => token.text).join(''))
            .join('\n')}\n`,
        ).toBe(yaml)
      }),
    )
  })

  test('know the field that they show, so that a change is marked where it stands', () => {
    const simple = fc.letrec(tie => ({
      value: fc.oneof({ maxDepth: 4 }, fc.constantFrom('a', 'b c', 'x\ny\n', 'a: b', '- a', ''), fc.integer(), tie('list'), tie('map')),
      list: fc.array(tie('value'), { maxLength: 4 }),
      map: fc.dictionary(fc.constantFrom('a', 'b-c', 'app.kubernetes.io/name', 'a~b', 'on', '1'), tie('value'), { maxKeys: 4 }),
    }))
    fc.assert(
      fc.property(simple.map, value => {
        const found = yamlLines(printYaml(value)).flatMap(line => line.pointers)
        expect([...found].sort()).toEqual([...pointersOf(value)].sort())
      }),
    )
  })

  test('fold what is within them, and nothing else', () => {
    fc.assert(
      fc.property(json.map, value => {
        const lines = yamlLines(printYaml(value))
        for (const [index, { end, pointers }] of lines.entries()) {
          const [own] = pointers
          if (own === undefined) continue
          for (const inner of lines.slice(index + 1, end + 1))
            for (const pointer of inner.pointers) expect(pointer.startsWith(`${own}/`)).toBe(true)
          expect((lines[end + 1]?.pointers ?? []).some(pointer => pointer.startsWith(`${own}/`))).toBe(false)
        }
      }),
    )
  })

  test('of what is missing mark the line that it is missing under', () => {
    const lines = yamlLines(printYaml({ spec: { replicas: 3, template: { a: 1 } } }))
    expect([...markedLines(lines, ['/spec/template/b', '/spec/replicas'])]).toEqual([
      [2, 'gap'],
      [1, 'changed'],
    ])
  })

  test('of text that is no YAML of ours are still its text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), given => {
        const lines = yamlLines(given)
        expect(lines.map(line => line.tokens.map(token => token.text).join('')).join('\n')).toBe(given.replace(/\n$/, ''))
        for (const { pointers } of lines) for (const pointer of pointers) expect(pointerTokens(pointer)).toBeDefined()
      }),
    )
  })
})

describe('the list and the timeline', () => {
  test('what is drawn covers what is seen, and is not much more', () => {
    fc.assert(
      fc.property(
        fc.nat(200_000),
        fc.integer({ min: 1, max: 2000 }),
        fc.integer({ min: 20, max: 90 }),
        fc.nat(3000),
        (top, height, row, count) => {
          const { first, last } = windowOf({ top, height }, row, count)
          expect(last - first).toBeLessThanOrEqual(Math.ceil(height / row) + 18)
          const seen = [Math.floor(top / row), Math.min(count, Math.ceil((top + height) / row))] as const
          expect(seen[0] >= seen[1] || (first <= seen[0] && last >= seen[1])).toBe(true)
        },
      ),
    )
  })

  test('segments cover the time without gaps, and two neighbours differ', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(1000), fc.constantFrom('a', 'b', '')), { minLength: 1 }), entries => {
        const times = entries.map(([time]) => time).sort((a, b) => a - b)
        const segments = findSegments(
          times,
          entries.map(([, status]) => status),
        )
        expect(segments[0]?.from).toBe(times[0])
        expect(segments.at(-1)?.to).toBe(times.at(-1))
        for (const [index, { from, status }] of segments.slice(1).entries()) {
          expect(segments[index]?.to).toBe(from)
          expect(segments[index]?.status).not.toBe(status)
        }
        for (const [index, time] of times.entries()) expect(times[nearestMoment(times, time)]).toBe(times[index])
      }),
    )
  })

  test('what was typed comes back from a link', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.string(), async (deployed, live) => {
        expect(await unpackTyped(await packTyped({ deployed, live }))).toEqual({ deployed, live })
      }),
      { numRuns: 30 },
    )
    await fc.assert(
      fc.asyncProperty(fc.string(), async garbage => {
        expect(await unpackTyped(`#s=${garbage}`)).toBeUndefined()
      }),
      { numRuns: 30 },
    )
  })
})
