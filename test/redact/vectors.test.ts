import { expect, test } from 'vitest'
import { createRedactor, type RedactorOptions } from '../../src/redact/index.ts'
import { fixtureText, hasShared, sharedText } from '../support/fixtures.ts'

interface Vector {
  readonly id: string
  readonly secrets: readonly string[]
  readonly input: unknown
  readonly mustNotContain: readonly string[]
  readonly mustKeep: readonly string[]
  readonly expected?: string
  readonly options?: RedactorOptions
  readonly chunks?: readonly string[]
  readonly kind?: 'object' | 'event'
}

const vectorsOf = (text: string | undefined): readonly Vector[] => {
  const read = JSON.parse(text ?? '[]') as readonly Vector[] | { readonly vectors: readonly Vector[] }
  return 'vectors' in read ? read.vectors : read
}
const own = vectorsOf(fixtureText('redact/vectors.json'))
const all = vectorsOf(sharedText('conformance/redaction-vectors.json'))

const random = (seed: number) => (): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 2 ** 32
}
const cut = (text: string, seed: number): readonly string[] => {
  const next = random(seed)
  const chunks: string[] = []
  for (let at = 0; at < text.length;) {
    const size = 1 + Math.floor(next() * 24)
    chunks.push(text.slice(at, at + size))
    at += size
  }
  return chunks
}

/** What an output does not hold to. */
const faults = (vector: Vector, output: string): readonly string[] => [
  ...vector.mustNotContain.filter(secret => output.includes(secret)).map(secret => `holds ${secret}`),
  ...vector.mustKeep.filter(kept => !output.includes(kept)).map(kept => `lost ${kept}`),
  ...(vector.expected !== undefined && vector.expected !== output ? [`is not ${vector.expected}`] : []),
]

const run = (vector: Vector): readonly string[] => {
  const redactor = createRedactor(vector.secrets, { mask: '[REDACTED]', ...vector.options })
  if (vector.kind !== undefined || typeof vector.input !== 'string') {
    const input = typeof vector.input === 'string' ? { message: vector.input } : vector.input
    const result = vector.kind === 'event' ? redactor.event(input as object) : redactor.object(input)
    if (!result.visible) throw new Error(result.reason)
    const { message } = result.value as { readonly message?: string }
    return faults(vector, typeof vector.input === 'string' ? (message ?? '') : JSON.stringify(result.value))
  }
  const text = vector.input
  const whole = redactor.text(text)
  if (!whole.visible) throw new Error(whole.reason)
  const seeds = Array.from({ length: 20 }, (_, seed) => cut(text, seed + 1))
  const differing = [text.split(''), vector.chunks ?? [text], ...seeds].filter(chunks => {
    const steps = redactor.steps()
    return chunks.map(chunk => steps.push(chunk)).join('') + steps.end() !== whole.value
  })
  return [...faults(vector, whole.value), ...differing.map(chunks => `differs in ${chunks.length} chunks`)]
}

test.each(own)('vector $id holds, whole and in any chunks', vector => expect(run(vector)).toEqual([]))
test.skipIf(!hasShared).each(all)('recorded vector $id holds, whole and in any chunks', vector => expect(run(vector)).toEqual([]))
