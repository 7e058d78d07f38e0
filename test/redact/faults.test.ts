import { readdirSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { beforeAll, expect, test, vi } from 'vitest'
import type { Redactor, RedactorOptions } from '../../src/redact/index.ts'

/**
 * Every function that a module of the redactor exports, and every method of what these return, is a step that may fail. Each is made to
 * throw at its first call, at its last and at some between, while each kind of content is redacted: nothing may be shown then.
 */
const FOLDER = new URL('../../src/redact/', import.meta.url)
/** The shell that catches, and what holds no steps. */
const OUTER = new Set(['index.ts', 'internal.ts', 'create-redactor.ts', 'redactor.ts', 'withheld-error.ts'])
const modules = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .map(name => name.replaceAll('\\', '/'))
  .filter(name => name.endsWith('.ts') && !OUTER.has(name))

const SECRET = 'correct-horse-battery'
/** Which step fails, at which of its calls; and how often each was called. */
const fault = { step: '', call: 0 }
const calls = new Map<string, number>()

const enter = (step: string): void => {
  const count = (calls.get(step) ?? 0) + 1
  calls.set(step, count)
  if (fault.step === step && fault.call === count) throw new Error(`${step} failed at ${SECRET}`)
}

const watched = (step: string, value: unknown): unknown => {
  if (typeof value === 'function')
    return (...given: unknown[]): unknown => {
      enter(step)
      return watched(step, (value as (...given: unknown[]) => unknown)(...given))
    }
  const holdsMethods =
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype && !Object.isFrozen(value)
  if (!holdsMethods || !Object.values(value).some(member => typeof member === 'function')) return value
  return new Proxy(value, {
    get: (target, name, receiver) => {
      const member: unknown = Reflect.get(target, name, receiver)
      return typeof member === 'function' ? watched(`${step}.${String(name)}`, member.bind(target)) : member
    },
  })
}

type CreateRedactor = (values: readonly string[], options?: RedactorOptions) => Redactor
let createRedactor: CreateRedactor

beforeAll(async () => {
  for (const name of modules)
    vi.doMock(`../../src/redact/${name}`, async original =>
      Object.fromEntries(Object.entries(await original<object>()).map(([key, value]) => [key, watched(`${name} ${key}`, value)])),
    )
  const door = (await import('../../src/redact/index.ts')) as { readonly createRedactor: CreateRedactor }
  createRedactor = door.createRedactor
})

const LOG = Array.from({ length: 40 }, (_, line) => `2026-11-22T08:45:30Z line ${line} of\n`).join('')
const TEXT = `${LOG}2026-11-22T08:45:30Z key=${SECRET.slice(0, 9)}\n2026-11-22T08:45:30Z ${SECRET.slice(9)} pin=4711 \\n ${'ab'.repeat(2500)}\n${LOG}corr`
/** So many alike that the text of their period goes the slow way. */
const PERIODIC = Array.from({ length: 20 }, (_, count) => `${'ab'.repeat(count * 2 + 6)}c`)
const secretObject = { kind: 'Secret', metadata: { annotations: { note: SECRET } }, data: { [SECRET]: 'x' } }
const contents: Readonly<Record<string, (redactor: Redactor) => unknown>> = {
  text: redactor => redactor.text(TEXT),
  lines: redactor => redactor.lines(TEXT.split('\n').map(text => ({ at: '2026-11-22T08:45:30Z', text, pod: 'web-0' }))),
  object: redactor => redactor.object({ items: [secretObject, { env: `{"a": "${SECRET}"}` }], count: 4711, blob: btoa(`x ${SECRET}`) }),
  event: redactor => redactor.event({ kind: 'Event', involvedObject: { kind: 'Secret' }, message: `data:map[a:b] ${SECRET} corr` }),
}
const make = (): Redactor =>
  createRedactor([SECRET, 'ecre', '4711', 'REDACTED', ...PERIODIC], { linePrefix: 'timestamps', truncated: 'both', mask: '[REDACTED]' })

/** The first call of a step, the last, and some between. */
const some = (count: number): readonly number[] =>
  [...new Set([1, 2, Math.ceil(count / 2), count])].filter(call => call > 0 && call <= count)

/** Lets each step fail at some of its calls; the calls at which `holds` says no. The redactor is made before, without a fault. */
const faultsThrough = (run: (redactor: Redactor) => unknown, holds: (redactor: Redactor) => boolean): readonly string[] => {
  const through: string[] = []
  for (const [step, count] of callsOf(run))
    for (const call of some(count)) {
      const redactor = make()
      calls.clear()
      Object.assign(fault, { step, call })
      if (!holds(redactor)) through.push(`${step}, call ${call} of ${count}`)
      fault.step = ''
    }
  return through
}

/** How often a run without a fault enters each step. */
const callsOf = (run: (redactor: Redactor) => unknown): readonly (readonly [string, number])[] => {
  const redactor = make()
  calls.clear()
  run(redactor)
  return [...calls]
}

test.each(Object.entries(contents))('%s: whichever step fails, all is withheld', (_, redact) => {
  const withheld = { visible: false, reason: 'not-readable' }
  expect(faultsThrough(redact, redactor => isDeepStrictEqual(redact(redactor), withheld))).toEqual([])
})

const stream = (redactor: Redactor): readonly (() => string)[] => {
  const steps = redactor.steps()
  const chunks = Array.from({ length: Math.ceil(TEXT.length / 2000) }, (_, index) => TEXT.slice(index * 2000, (index + 1) * 2000))
  return [...chunks.map(chunk => () => steps.push(chunk)), () => steps.end()]
}

test('a stream: whichever step fails, nothing more comes out, and what came before is what comes without the fault', () => {
  const expected = stream(make())
    .map(give => give())
    .join('')
  const holds = (redactor: Redactor): boolean => {
    let output = ''
    let failures = 0
    for (const give of stream(redactor))
      try {
        output += give()
        if (failures > 0) return false
      } catch (error) {
        if (!(error instanceof Error) || error.message !== 'The content is withheld: not-readable') return false
        failures++
      }
    return failures > 0 && expected.startsWith(output)
  }
  expect(expected).not.toContain(SECRET.slice(9))
  expect(faultsThrough(redactor => stream(redactor).map(give => give()), holds)).toEqual([])
})

test('the faults reach every module that is at work on content, and no other', () => {
  const reached = new Set(
    [...Object.values(contents), (redactor: Redactor) => stream(redactor).map(give => give())]
      .flatMap(callsOf)
      .map(([step]) => step.split(' ')[0]),
  )
  expect(modules.filter(name => !reached.has(name))).toEqual([
    'map-texts.ts',
    'plan.ts',
    'secret-hashing.ts',
    'shown-copy.ts',
    'shown.ts',
    'forms/encodings.ts',
    'forms/number-forms.ts',
    'forms/quoted-forms.ts',
    'forms/value-forms.ts',
    'forms/value-parts.ts',
    'mask/decode-text.ts',
    'mask/entities.ts',
    'search/pattern-pool.ts',
  ])
})
