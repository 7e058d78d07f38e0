import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTracker } from '../../src/watch/index.ts'
import type { LabelChange, Tracker } from '../../src/watch/index.ts'

const AT = Date.parse('2026-11-23T10:00:00Z')
const at = (seconds: number): string => new Date(AT + seconds * 1000).toISOString().replace('.000', '')
const manifest = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'a', namespace: 'shop' } }
const claim = (version: number, phase: string) => ({
  ...manifest,
  metadata: { ...manifest.metadata, resourceVersion: String(version) },
  status: { phase },
})
const tracking = (): Tracker => {
  const tracker = createTracker()
  tracker.recordDeployment({ id: '1', state: 'succeeded', at: at(0), desired: [manifest] })
  tracker.observeEvent({ type: 'ADDED', object: claim(1, 'Bound') }, at(0))
  return tracker
}
const see = (tracker: Tracker, seconds: number, phase: string): void => {
  tracker.observeEvent({ type: 'MODIFIED', object: claim(seconds + 2, phase) }, at(seconds))
  tracker.assess(at(seconds))
}
const labels = (tracker: Tracker, seconds: number, lastingFor = 0): readonly LabelChange[] =>
  tracker
    .changes(at(seconds), { lastingFor })
    .flatMap(change => (change.application === true || change.incident !== undefined ? [] : [change]))

test('what is ill is told once it has lasted, and since when', () => {
  const tracker = tracking()
  labels(tracker, 1, 60)
  see(tracker, 10, 'Lost')
  expect(tracker.changes(at(69), { lastingFor: 60 })).toEqual([])
  expect(tracker.changes(at(70), { lastingFor: 60 })).toMatchObject([
    { application: true, to: 'Degraded', since: at(10), illSince: at(10) },
    { ref: { name: 'a' }, from: 'Healthy', to: 'Degraded', since: at(10), illSince: at(10) },
    { to: 'opened' },
  ])
})

test('what is well again before that is never told', () => {
  const tracker = tracking()
  labels(tracker, 1, 60)
  see(tracker, 10, 'Lost')
  expect(tracker.changes(at(20), { lastingFor: 60 })).toEqual([])
  see(tracker, 30, 'Bound')
  expect(tracker.changes(at(300), { lastingFor: 60 })).toEqual([])
})

test('one bad label after another counts from the first; what is well again is told at once, and pairs with it', () => {
  const tracker = tracking()
  labels(tracker, 1, 60)
  see(tracker, 10, 'Pending')
  see(tracker, 50, 'Lost')
  expect(labels(tracker, 70, 60)).toMatchObject([{ from: 'Healthy', to: 'Degraded', since: at(50), illSince: at(10) }])
  see(tracker, 80, 'Pending')
  expect(labels(tracker, 81, 60)).toMatchObject([{ from: 'Degraded', to: 'Progressing', since: at(80), illSince: at(10) }])
  see(tracker, 90, 'Bound')
  expect(labels(tracker, 91, 60)).toMatchObject([{ from: 'Progressing', to: 'Healthy', since: at(90), illSince: at(10) }])
  expect(labels(tracker, 92, 60)).toEqual([])
})

test('whatever happens, each label that is well again pairs with the last that was told ill, through a snapshot too', () => {
  const step = fc.record({
    phase: fc.constantFrom('Bound', 'Lost', 'Pending'),
    wait: fc.integer({ min: 1, max: 90 }),
    asks: fc.boolean(),
    restarts: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), fc.constantFrom(0, 30, 60), (steps, lastingFor) => {
      let tracker = tracking()
      let [seconds, open] = [1, undefined as string | undefined]
      const pairs: (readonly [told: string | undefined, illSince: string | undefined])[] = []
      for (const { phase, wait, asks, restarts } of [...steps, { phase: 'Bound', wait: 100, asks: true, restarts: false }]) {
        seconds += wait
        see(tracker, seconds, phase)
        if (restarts) tracker = createTracker({ snapshot: JSON.parse(JSON.stringify(tracker.snapshot())) as never })
        for (const { to, illSince } of asks ? labels(tracker, seconds + 1, lastingFor) : []) {
          pairs.push([to === 'Healthy' ? open : (open ?? illSince), illSince])
          open = to === 'Healthy' ? undefined : illSince
        }
      }
      expect(pairs.filter(([told, illSince]) => told !== illSince)).toEqual([])
      expect(open).toBeUndefined()
    }),
  )
})

test('how long it has to last is a number of seconds', () => {
  expect(() => tracking().changes(at(1), { lastingFor: '5m' } as never)).toThrow(TypeError)
  expect(() => tracking().changes(at(1), { lastingFo: 5 } as never)).toThrow(/did you mean 'lastingFor'/)
})
