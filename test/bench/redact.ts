/**
 * How fast redaction is: `npx tsx --expose-gc test/bench/redact.ts`. A generated log of 10 MiB, values of 10 to 50 characters with one special
 * character each, about a hundred occurrences a MiB; the best of several runs. The matcher alone searches eight encodings of each value,
 * as the peers of docs/redaction.md were measured; the redactor looks for every encoding it knows.
 */
import process from 'node:process'
import { createRedactor } from '../../src/redact/index.ts'
import { createMatchers } from '../../src/redact/search/matcher.ts'
import { createPatternWriter, endPattern, finishPool, type PatternPool, writeText } from '../../src/redact/search/pattern-pool.ts'
import { createUnitBuffer } from '../../src/redact/search/units.ts'
import { ALPHANUMERIC, pick, random, secretValues } from './secret-values.ts'

const MIB = 1024 * 1024
const eightForms = (value: string): readonly string[] => {
  const hex = Buffer.from(value).toString('hex')
  const json = JSON.stringify(value).slice(1, -1)
  const xml = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  const aligned = [0, 1, 2].map(lead => {
    const text = Buffer.from('\0'.repeat(lead) + value)
      .toString('base64')
      .replace(/=+$/, '')
    return text.slice(lead === 0 ? 0 : lead + 1, Math.floor(((lead + value.length) * 8) / 6))
  })
  return [value, json, encodeURIComponent(value), xml, hex, ...aligned]
}

const log = (values: readonly string[], size: number): string => {
  const next = random(7)
  const words =
    'request upstream timeout connection level info msg handled path status api items orders bytes GET POST user session cache'.split(' ')
  const lines: string[] = []
  let length = 0
  for (let index = 0; length < size; index++) {
    const parts = Array.from(
      { length: 8 },
      () => `${words[Math.floor(next() * words.length)] ?? ''}=${Math.floor(next() * 1e6).toString(next() < 0.5 ? 10 : 36)}`,
    )
    if (index % 110 === 0) parts.push(`token=${pickForm(next, values)}`)
    const line = `2026-11-22T08:45:${String(index % 60).padStart(2, '0')}.${String(index % 1000).padStart(3, '0')}Z ${parts.join(' ')}\n`
    lines.push(line)
    length += line.length
  }
  return lines.join('').slice(0, size)
}
const pickForm = (next: () => number, values: readonly string[]): string => {
  const forms = eightForms(values[Math.floor(next() * values.length)] ?? '')
  return forms[Math.floor(next() * forms.length)] ?? ''
}

/** Time of the processor, in milliseconds, so that what else runs on the machine counts little; the best of several runs. */
const best = (runs: number, run: () => void): number => {
  let least = Infinity
  for (let i = 0; i < runs; i++) {
    const start = process.cpuUsage()
    run()
    const { user, system } = process.cpuUsage(start)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}
const speed = (units: number, ms: number): string => (units / MIB / (ms / 1000)).toFixed(0).padStart(6)

const poolOf = (values: readonly string[]): PatternPool => {
  const writer = createPatternWriter(false)
  for (const [owner, value] of values.entries())
    for (const form of new Set(eightForms(value))) {
      writeText(writer, form)
      endPattern(writer, owner, 0)
    }
  return finishPool(writer)
}

const searchAll = (matchers: ReturnType<typeof createMatchers>, units: Uint16Array): number => {
  let found = 0
  const matcher = matchers()
  for (let from = 0; from < units.length; from += 32_768)
    matcher.find({ view: units, from: Math.max(0, from - 66), to: Math.min(units.length, from + 32_768), shortest: 1 }, () => found++)
  return found
}

/** What this machine does at best: a loop that adds up units. */
const bare = new Uint16Array(10 * MIB)
let sum = 0
const addUp = (): void => {
  for (let at = 0; at < bare.length; at++) sum = (sum + (bare[at] ?? 0)) | 0
}
console.log(`a bare loop over the units: ${speed(bare.length, best(5, addUp))} MB/s`)

console.log('values  matcher alone: MB/s  build ms | redactor.text MB/s  build ms  tables MiB | 64 KiB  4 KiB chunks MB/s | lines MB/s')
for (const count of [100, 1000, 10_000]) {
  const values = secretValues(count)
  const text = log(values, 10 * MIB)
  const buffer = createUnitBuffer(false)
  buffer.load(text, 0)
  const units = buffer.units.subarray(0, text.length)
  const alone = best(2, () => void createMatchers(poolOf(values)))
  const matchers = createMatchers(poolOf(values))
  const matching = best(8, () => void searchAll(matchers, units))
  globalThis.gc?.()
  const before = process.memoryUsage()
  const build = best(2, () => void createRedactor(values))
  const redactor = createRedactor(values)
  globalThis.gc?.()
  const after = process.memoryUsage()
  const memory = after.arrayBuffers + after.heapUsed - before.arrayBuffers - before.heapUsed
  const whole = best(10, () => {
    const result = redactor.text(text)
    if (!result.visible) throw new Error(result.reason)
  })
  const streamed = (size: number): number =>
    best(4, () => {
      const steps = redactor.steps()
      for (let at = 0; at < text.length; at += size) steps.push(text.slice(at, at + size))
      steps.end()
    })
  const lines = text.split('\n').map(line => ({ at: line.slice(0, 24), text: line.slice(25), pod: 'web-0' }))
  const asLines = best(3, () => {
    if (!redactor.lines(lines).visible) throw new Error('withheld')
  })
  console.log(
    `${String(count).padStart(6)}  ${speed(text.length, matching)}               ${alone.toFixed(0).padStart(8)} | ${speed(text.length, whole)}             ${build.toFixed(0).padStart(8)}  ${(memory / MIB).toFixed(1).padStart(10)} | ${speed(text.length, streamed(65_536))}  ${speed(text.length, streamed(4096))} | ${speed(text.length, asLines)}`,
  )
}

/** Texts made to cost as much as they can, at two sizes: an exponent of 1 is linear. */
const jwt = (next: () => number): string =>
  `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ${Array.from({ length: 90 }, () => pick(next, ALPHANUMERIC)).join('')}`
const pem = (next: () => number): string =>
  `-----BEGIN PRIVATE KEY-----\n${Array.from({ length: 24 }, () => `MII${Array.from({ length: 61 }, () => pick(next, ALPHANUMERIC)).join('')}`).join('\n')}\n-----END PRIVATE KEY-----\n`
const many = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make)
const filled = (make: () => string, size: number): string => {
  const parts: string[] = []
  for (let length = 0; length < size;) {
    const part = make()
    parts.push(part)
    length += part.length
  }
  return parts.join('').slice(0, size)
}
const next = random(99)
const families: readonly (readonly [string, readonly string[], (size: number) => string])[] = [
  ['periodic: a^k b in a…', many(57, () => 0).map((_, k) => `${'a'.repeat(k + 3)}b`), size => 'a'.repeat(size)],
  ['periodic: a^k in a…', many(60, () => 0).map((_, k) => 'a'.repeat(k + 3)), size => 'a'.repeat(size)],
  ['periodic: 64 KiB values', ['ab'.repeat(32_000), `${'a'.repeat(60_000)}b`], size => 'ab'.repeat(size / 2)],
  ['JWTs: 10,000 values, others in the text', many(10_000, () => jwt(next)), size => filled(() => `token ${jwt(next)} ok\n`, size)],
  ['PEM: 100 keys, others in the text', many(100, () => pem(next)), size => filled(() => pem(next), size)],
  ['PEM: 100 keys, themselves in the text', many(100, () => pem(random(5))), size => filled(() => pem(random(5)), size)],
]
console.log('\nworst cases: MB/s at 2 MiB, at 4 MiB, growth exponent')
for (const [name, values, make] of families) {
  const redactor = createRedactor(values)
  const [small, large] = [make(2 * MIB), make(4 * MIB)]
  const time = (text: string): number =>
    best(4, () => {
      const steps = redactor.steps()
      steps.push(text)
      steps.end()
    })
  const [first, second] = [time(small), time(large)]
  console.log(`${name.padEnd(42)} ${speed(small.length, first)} ${speed(large.length, second)}  ${Math.log2(second / first).toFixed(2)}`)
}
