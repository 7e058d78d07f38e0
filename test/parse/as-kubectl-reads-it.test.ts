import { expect, test } from 'vitest'
import { parseYaml } from '../../src/parse/index.ts'
import { fixtureLines } from '../support/fixtures.ts'

interface Scalar {
  readonly yaml: string
  readonly json?: string
  readonly error?: string
}

/** What a text means is not changed by these; all others mean that kubectl refuses the document. */
const NOTES = new Set(['duplicate-key', 'integer-precision', 'unread-document'])

const vectors = fixtureLines<Scalar>('parse/yaml-as-kubectl-reads-it.jsonl')

test.each(vectors)('$yaml means what it means to kubectl', ({ yaml, json, error }) => {
  const { documents, problems } = parseYaml(yaml)
  const refusals = problems.filter(({ code, document }) => document === 0 && !NOTES.has(code))
  expect(refusals.length > 0).toBe(error !== undefined)
  expect(documents[0]).toEqual(json === undefined ? null : JSON.parse(json))
})

interface Stream {
  readonly text: string
  readonly documents: readonly unknown[]
  readonly error?: string
}

// Recorded from NewYAMLOrJSONDecoder of k8s.io/apimachinery v0.36.0, which stops at the first document it refuses.
test.each(fixtureLines<Stream>('parse/stream-as-kubectl-reads-it.jsonl'))(
  'the stream $text is read as kubectl reads it',
  ({ text, documents, error }) => {
    const read = parseYaml(text)
    const count = documents.length
    expect(read.documents.slice(0, count)).toEqual(documents)
    const refused = read.documents[count] === null && read.problems.some(problem => problem.document === count)
    expect(refused).toBe(error !== undefined)
    expect(error === undefined ? read.documents.length : Math.max(1, count)).toBe(Math.max(1, count))
  },
)
