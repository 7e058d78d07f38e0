import { expect, test } from 'vitest'
import { createRedactor } from '../../src/redact/index.ts'
import { describeObject } from '../../src/report/index.ts'
import { recordedApplications } from '../../src/sources/index.ts'
import { createFeeder, createTracker, readTimelineLine } from '../../src/watch/index.ts'
import type { Tracker } from '../../src/watch/index.ts'

const at = (seconds: number): string => new Date(Date.parse('2026-11-23T10:00:00Z') + seconds * 1000).toISOString().replace('.000Z', 'Z')
const settings = (version: string, data: object) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace: 'shop', uid: 'u1', resourceVersion: version },
  data,
})
const desired = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace: 'shop' },
  data: { colour: 'red', size: '1' },
}
const event = {
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name: 'e', namespace: 'shop', uid: 'u9', resourceVersion: '3' },
  involvedObject: { uid: 'u1' },
}
const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p', namespace: 'shop', uid: 'u2', resourceVersion: '4', ownerReferences: [{ uid: 'u1' }] },
}

const started = (...objects: object[]): Tracker => {
  const tracker = createTracker()
  tracker.recordDeployment({ id: 'd1', state: 'succeeded', desired: [desired] })
  for (const object of objects) tracker.observeEvent({ type: 'ADDED', object }, at(0))
  return tracker
}
/** The changes without what only the application's own change has. */
const told = (tracker: Tracker, seconds: number) =>
  tracker
    .changes(at(seconds))
    .flatMap(change => (change.incident === undefined ? [change] : []))
    .map(({ application = false, from, to, since, message }) => ({ application, from, to, since, message }))

test('a tracker gives back the object, what it owns and the events about it, as descriptions take them', () => {
  const live = settings('2', desired.data)
  const tracker = started(live, event, pod).useRedactor(createRedactor([]))
  const [assessment] = tracker.assess(at(1)).objects
  const observed = tracker.observed(assessment!.ref)
  expect(observed.live).toEqual(live)
  expect(observed.events).toEqual([event])
  expect(observed.related.ownedBy('u1')).toEqual([pod])
  expect(describeObject({ assessment: assessment!, ...observed }, { now: at(1) })).toBeDefined()
})

test('of an object that is not there it gives back the rest, and asking changes no answer', () => {
  const tracker = started(event)
  const before = tracker.assess(at(1))
  const observed = tracker.observed({ group: '', version: 'v1', kind: 'ConfigMap', namespace: 'shop', name: 'settings' })
  expect(observed.live).toBeUndefined()
  expect(observed.events).toEqual([])
  expect(tracker.assess(at(1))).toEqual(before)
  expect(tracker.observed({ group: '', version: 'v1', kind: 'Pod', namespace: 'shop', name: 'p', source: 'elsewhere' }).related.size).toBe(
    0,
  )
})

test('drift that becomes another drift is a change, with its sentence and the time of the frame that brought it', () => {
  const tracker = started(settings('2', { ...desired.data, colour: 'blue' }))
  tracker.changes(at(1))
  expect(told(tracker, 2)).toEqual([])
  tracker.observeEvent({ type: 'MODIFIED', object: settings('5', { ...desired.data, colour: 'green' }) }, at(3))
  expect(told(tracker, 4)).toEqual([
    { application: false, from: 'Out of Sync', to: 'Out of Sync', since: at(3), message: 'data.colour is "green", deployed was "red"' },
  ])
  tracker.observeEvent({ type: 'MODIFIED', object: settings('6', { ...desired.data, colour: 'green' }) }, at(5))
  expect(told(tracker, 6)).toEqual([])
})

test("the application's own changes come first, with its sentence", () => {
  const tracker = started(settings('2', desired.data))
  tracker.changes(at(1))
  tracker.observeEvent({ type: 'DELETED', object: settings('5', desired.data) }, at(2))
  tracker.observeList({ apiVersion: 'v1', kind: 'ConfigMapList', items: [] }, at(3))
  expect(told(tracker, 4)).toMatchObject([
    { application: true, from: 'Healthy', to: 'Missing', message: 'ConfigMap shop/settings is not in the cluster' },
    { application: false, from: 'In Sync', to: 'Missing', message: 'Is not in the cluster' },
  ])
})

test('a snapshot goes on without telling anything twice', () => {
  const tracker = started(settings('2', { ...desired.data, colour: 'blue' }))
  tracker.changes(at(1))
  const next = createTracker({ snapshot: JSON.parse(JSON.stringify(tracker.snapshot())) as never })
  expect(told(next, 2)).toEqual([])
  next.observeEvent({ type: 'MODIFIED', object: settings('5', { ...desired.data, size: '9' }) }, at(3))
  expect(told(next, 4)).toHaveLength(1)
})

test('a recorded application is tracked: its deployments are there at once, and who applies holds on', () => {
  const manifest = { ...desired, metadata: desired.metadata }
  const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(manifest) }
  const live = { ...settings('2', desired.data), metadata: { ...settings('2', {}).metadata, annotations } }
  const [recorded] = recordedApplications([live])
  const tracker = createTracker({ recorded: recorded! })
  tracker.observeEvent({ type: 'ADDED', object: live }, at(0))
  expect(tracker.assess(at(1)).status).toBe('Healthy')
  tracker.observeEvent(
    { type: 'MODIFIED', object: { ...live, metadata: { ...live.metadata, resourceVersion: '3' }, data: { colour: 'blue' } } },
    at(2),
  )
  expect(tracker.assess(at(3)).status).toBe('Out of Sync')
})

test('a timeline is read line by line and fed to a tracker; a line that is none is a problem that quotes nothing', () => {
  const tracker = createTracker()
  const feed = createFeeder(tracker)
  const lines = [
    JSON.stringify({ at: at(0), step: 'release 1', phase: 'deploying', desired: [desired] }),
    JSON.stringify({ at: at(1), phase: 'deployed' }),
    JSON.stringify({ at: at(2), type: 'ADDED', object: settings('2', desired.data) }),
  ]
  for (const [index, text] of lines.entries()) {
    const line = readTimelineLine(text, { source: 'timeline', line: index + 1 })
    if ('code' in line) throw new Error(line.message)
    feed(line)
  }
  expect(tracker.assess(at(3)).status).toBe('Healthy')
  for (const text of ['', '{', '[]', 'hunter2', '{"at":"hunter2"}', '{"step":"hunter2"}']) {
    const problem = readTimelineLine(text, { source: 'timeline', line: 7 })
    expect(problem).toMatchObject({ code: 'invalid-timeline', source: 'timeline', line: 7 })
    expect(JSON.stringify(problem)).not.toContain('hunter2')
  }
})
