import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseManifests, parseYaml, printYaml } from '../../src/parse/index.ts'
import { fixtureLines, fixtureText } from '../support/fixtures.ts'

const documents = fixtureText('storefront/storefront.yaml').split(/^---$/m)
const vectors = fixtureLines<{ yaml: string }>('parse/yaml-as-kubectl-reads-it.jsonl').map(({ yaml }) => yaml)
const piece = fc.constantFrom(
  ...'[]{},:"\'#&*!|>%@`-?\n\t \\~<=.0e'.split(''),
  '---\n',
  '<<: ',
  '&a ',
  '*a',
  '!!int ',
  ': ',
  '- ',
  '\r',
  '\uFEFF',
  '\u2028',
)

/** A real document with pieces of syntax thrown in. */
const mutated = fc
  .tuple(fc.constantFrom(...documents, ...vectors), fc.array(fc.tuple(fc.nat(), fc.nat(3), piece), { maxLength: 4 }))
  .map(([text, edits]) =>
    edits.reduce((here, [at, dropped, added]) => {
      const cut = at % (here.length + 1)
      return here.slice(0, cut) + added + here.slice(cut + dropped)
    }, text),
  )
const anyText = fc.oneof(
  mutated,
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.array(piece, { maxLength: 30 }).map(pieces => pieces.join('')),
  fc.json(),
)

test('no text makes parsing throw, and what is unreadable is told of', () => {
  fc.assert(
    fc.property(anyText, text => {
      const { documents: read, problems } = parseYaml(text)
      for (const { document, line, column } of problems) {
        expect(document).toBeLessThan(read.length)
        expect(line).toBeLessThanOrEqual(text.split('\n').length)
        expect(column).toBeGreaterThan(0)
      }
      expect(JSON.parse(JSON.stringify(read)).length).toBe(read.length)
      parseManifests(text)
    }),
    { numRuns: 600 },
  )
})

test('a document says the same alone and in a stream', () => {
  const alone = mutated.filter(text => !/^---|^\s*\{|^%|^\.\.\./m.test(text))
  fc.assert(
    fc.property(fc.array(alone, { minLength: 1, maxLength: 4 }), texts => {
      const stream = parseYaml(`# a stream\n---\n${texts.map(text => `${text}\n`).join('---\n')}`)
      const each = texts.map(text => parseYaml(`${text}\n`))
      expect(stream.documents.slice(1)).toEqual(each.map(({ documents: [value] }) => value))
      expect(stream.problems.map(({ code }) => code)).toEqual(each.flatMap(({ problems }) => problems.map(({ code }) => code)))
    }),
    { numRuns: 150 },
  )
})

const key = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.constantFrom('__proto__', 'constructor', '<<', 'on', '1', '', 'a: b', 'x\ny', 'k'.repeat(130), '-', '#'),
)
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ maxLength: 12 }),
  fc.constantFrom(...vectors),
  fc
    .array(fc.constantFrom('lorem', 'ipsum', "it's", ' ', ': ', '"', '#', '\n', '\t'), { minLength: 20, maxLength: 60 })
    .map(words => words.join(' ')),
)
const json = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value

/** Half a surrogate pair cannot be written in UTF-8, and -0 is no number of JSON.stringify. */
const written = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replaceAll(/\\ud[89a-f][\da-f]{2}/gi, '\\ufffd'))

test('what printYaml writes, parseYaml reads', () => {
  fc.assert(
    fc.property(json.map(written), value => {
      const read = parseYaml(printYaml(value))
      expect(read.problems.filter(({ code }) => code !== 'integer-precision')).toEqual([])
      expect(read.documents).toEqual([value])
    }),
    { numRuns: 400 },
  )
})
