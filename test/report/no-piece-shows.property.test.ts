import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseLogLines, presentEvents } from '../../src/activity/index.ts'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { isRecord } from '../../src/model/read.ts'
import { createRedactor } from '../../src/redact/index.ts'
import { assessApplication } from '../../src/status/index.ts'
import { createTracker } from '../../src/watch/index.ts'
import { fixtureLines } from '../support/fixtures.ts'
import type { WrittenCase } from '../support/incident-truth.ts'
import { presentEverything } from '../support/present-everything.ts'

/** Small clusters with something wrong in each, so that every sentence of ours is made from them. */
const cases = fixtureLines<WrittenCase>('incidents/root-causes.jsonl.gz')

/** Letters that no field name, kind, mask or sentence of ours contains. */
const secrets = fc.string({ unit: fc.constantFrom(...Array.from('ѠѢѤѦѨѪѬѮѰѲѴѶѸѺѼѾ')), minLength: 8, maxLength: 40 })
const PIECE = 8

/** How a value gets into a text that stands in an object. */
const WAYS: readonly ((text: string, value: string) => string)[] = [
  (_, value) => value,
  (text, value) => text + value,
  (text, value) => `${value}-${text}`,
  (text, value) => text.slice(0, text.length / 2) + value + text.slice(text.length / 2),
  (text, value) => `${text} "${value}", ${'x'.repeat(300)}`,
]

/** Whose fields have names that people choose. */
const OPEN: ReadonlySet<string> = new Set(['labels', 'annotations', 'data', 'stringData', 'matchLabels', 'nodeSelector'])
/** What makes an object the one that it is for the library: without these there would be nothing to tell. */
const KEPT: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'uid', 'status', 'phase', 'type', 'controller'])

/** The object with the value in every n-th of its texts, and in the names of fields that people choose. */
const salted = (object: unknown, value: string, next: () => number): unknown => {
  if (typeof object === 'string') {
    const way = next()
    return way < 0 ? object : (WAYS[way % WAYS.length]?.(object, value) ?? object)
  }
  if (Array.isArray(object)) return object.map(item => salted(item, value, next))
  if (!isRecord(object)) return object
  return Object.fromEntries(
    Object.entries(object).map(([key, inner]) => {
      if (KEPT.has(key) && typeof inner === 'string') return [key, inner]
      const isOpen = OPEN.has(key) && isRecord(inner) && next() >= 0
      return [key, salted(isOpen ? { ...inner, [value]: 'v' } : inner, value, next)]
    }),
  )
}

/** Everything that can be made of objects and shown. */
const everything = (input: { readonly desired: KubeObject[]; readonly live: KubeObject[] }, value: string, now: string): unknown[] => {
  const { desired, live } = input
  const redactor = createRedactor([value])
  const application = assessApplication({ desired, live }, { redactor, now })
  const tracker = createTracker({ redactor })
  tracker.recordDeployment({ id: '1', state: 'succeeded', desired })
  for (const object of live) tracker.observeEvent({ type: 'ADDED', object }, now)
  return [
    ...presentEverything(application, { desired, live, now }),
    [tracker.changes(now), tracker.assess(now)],
    presentEvents(live, { now, redactor }),
    live.map(object => [redactor.object(object), redactor.event(object)]),
    [redactor.text(JSON.stringify(live)), parseLogLines(JSON.stringify(live), { redactor })],
  ]
}

test('no piece of eight characters of a value shows, whatever holds it: identities, names of fields, sentences of controllers', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...cases),
      secrets,
      fc.array(fc.integer({ min: -6, max: WAYS.length - 1 }), { minLength: 5, maxLength: 40 }),
      ({ desired, objects, now }, value, ways) => {
        let count = 0
        const next = (): number => ways[count++ % ways.length] ?? -1
        const put = (list: readonly unknown[]): KubeObject[] => list.map(object => salted(object, value, next) as KubeObject)
        const shown = JSON.stringify(everything({ desired: put(desired), live: put(objects) }, value, now))
        const pieces = Array.from({ length: value.length - PIECE + 1 }, (_, at) => value.slice(at, at + PIECE))
        const leak = pieces.map(piece => shown.indexOf(piece)).find(at => at >= 0)
        expect(leak === undefined ? '' : shown.slice(Math.max(0, leak - 200), leak + 60)).toBe('')
      },
    ),
    { numRuns: 60 },
  )
})
