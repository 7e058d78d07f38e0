import { expect, test } from 'vitest'
import { assessHealth } from '../../src/health/index.ts'
import { createTracker } from '../../src/watch/index.ts'
import type { Tracker } from '../../src/watch/index.ts'

const AT = Date.parse('2026-11-23T10:00:00Z')
const at = (seconds: number): string => new Date(AT + seconds * 1000).toISOString()
const claim = (name: string, version: number, phase: string, metadata: object = {}) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name, namespace: 'shop', resourceVersion: String(version), ...metadata },
  status: { phase },
})
const manifest = (name: string) => ({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name, namespace: 'shop' } })
const tracking = (...names: string[]): Tracker => {
  const tracker = createTracker()
  tracker.recordDeployment({ id: '1', state: 'succeeded', at: at(0), desired: names.map(manifest) })
  tracker.observeList({ apiVersion: 'v1', kind: 'PersistentVolumeClaimList', items: [] }, at(1))
  return tracker
}
const told = (tracker: Tracker, seconds: number) =>
  labelsOf(tracker, at(seconds)).map(({ ref, from, to, since }) => [ref.name, from, to, since])

/** Changes of objects, without those of the application and of incidents. */
const labelsOf = (tracker: Tracker, now: string) =>
  tracker.changes(now).flatMap(change => (change.application === true || change.incident !== undefined ? [] : [change]))

test('changes tell what changed its label since they were last asked for, and the time of the frame that changed it', () => {
  const tracker = tracking('a', 'b')
  tracker.changes(at(2))
  tracker.observeEvent({ type: 'ADDED', object: claim('a', 5, 'Lost') }, at(3))
  tracker.observeEvent({ type: 'ADDED', object: claim('b', 6, 'Lost') }, at(4))
  tracker.assess(at(5))
  expect(told(tracker, 60)).toEqual([
    ['a', 'Missing', 'Degraded', '2026-11-23T10:00:03Z'],
    ['b', 'Missing', 'Degraded', '2026-11-23T10:00:04Z'],
  ])
  expect(tracker.changes(at(61))).toEqual([])
  tracker.observeEvent({ type: 'DELETED', object: claim('b', 7, 'Lost') }, at(62))
  expect(told(tracker, 63)).toEqual([['b', 'Degraded', 'Missing', '2026-11-23T10:01:02Z']])
})

test('an object that is no longer deployed becomes an orphan, and one that is gone is told as such', () => {
  const tracker = tracking('a', 'b')
  tracker.observeEvent({ type: 'ADDED', object: claim('a', 5, 'Lost') }, at(3))
  tracker.changes(at(4))
  tracker.recordDeployment({ id: '2', state: 'succeeded', at: at(5), desired: [manifest('c')] })
  expect(tracker.assess(at(6)).orphans.map(({ ref }) => ref.name)).toEqual(['a'])
  expect(told(tracker, 6)).toEqual([
    ['c', null, 'Missing', '2026-11-23T10:00:05Z'],
    ['b', 'Missing', null, '2026-11-23T10:00:05Z'],
  ])
  tracker.observeEvent({ type: 'DELETED', object: claim('a', 9, 'Lost') }, at(7))
  expect(tracker.assess(at(8)).orphans).toEqual([])
  expect(told(tracker, 8)).toEqual([['a', 'Degraded', null, '2026-11-23T10:00:07Z']])
})

test('time alone makes an application stale, at the moment that it announced', () => {
  const tracker = tracking('a')
  tracker.changes(at(2))
  const { reassessAt } = tracker.assess(at(2))
  expect(reassessAt).toBe('2026-11-23T10:10:01.001Z')
  expect(tracker.changes(Date.parse(reassessAt ?? '') - 1)).toEqual([])
  expect(tracker.changes(reassessAt ?? '')).toMatchObject([
    { application: true, from: 'Missing', to: 'Unknown', gate: 'wait', since: reassessAt, reason: 'Stale' },
    { from: 'Missing', to: 'Unknown', since: reassessAt, reason: 'Stale' },
    { to: 'closed', reason: 'Missing', message: 'PersistentVolumeClaim shop/a does not exist', since: reassessAt },
  ])
})

test('that one cluster is not heard of any more does not change since when objects of another have their label', () => {
  const tracker = createTracker()
  tracker.recordDeployment({ id: '1', state: 'succeeded', at: at(0), desired: [manifest('a')] })
  for (const source of ['east', 'west'])
    tracker.observeList({ apiVersion: 'v1', kind: 'PersistentVolumeClaimList', items: [] }, at(1), source)
  tracker.changes(at(2))
  tracker.observeEvent({ type: 'ADDED', object: claim('a', 5, 'Lost') }, at(300), 'west')
  expect(told(tracker, 700)).toEqual([
    ['a', 'Missing', 'Unknown', '2026-11-23T10:10:01.001Z'],
    ['a', 'Missing', 'Degraded', '2026-11-23T10:05:00Z'],
  ])
})

test('the time of an answer may be asked for again, also an earlier one', () => {
  const tracker = tracking('a')
  const early = tracker.assess(at(2))
  tracker.assess(at(3600))
  expect(tracker.assess(at(2))).toEqual(early)
})

test('news of a deployment keep what it applied; one that is part of history is closed', () => {
  const tracker = createTracker()
  tracker.recordDeployment({ id: '1', state: 'running', desired: [manifest('a')] })
  tracker.recordDeployment({ id: '1', state: 'succeeded' })
  expect(tracker.assess(AT).objects.map(({ ref }) => ref.name)).toEqual(['a'])
  tracker.recordDeployment({ id: '2', state: 'succeeded', desired: [manifest('b')] })
  tracker.recordDeployment({ id: '1', state: 'failed' })
  expect(tracker.assess(AT)).toMatchObject({ status: 'Unknown', objects: [{ ref: { name: 'b' } }] })
})

test('a thousand deployments leave a snapshot no larger than ten', () => {
  const sizeAfter = (count: number): number => {
    const tracker = createTracker()
    for (let index = 0; index < count; index++)
      tracker.recordDeployment({
        id: `d${index + 10_000}`,
        state: 'succeeded',
        desired: [manifest('a'), manifest(index % 2 === 0 ? 'b' : 'c')],
      })
    return JSON.stringify(tracker.snapshot()).length - count * '"d10000",'.length
  }
  expect(Math.abs(sizeAfter(1000) - sizeAfter(10))).toBeLessThan(100)
})

test('a snapshot is plain JSON, whatever times and words it was told with', () => {
  const tracker = createTracker()
  tracker.recordDeployment({ id: '1', state: 'succeeded', at: new Date(AT), desired: [manifest('a')] })
  tracker.describeSource('', { observedAt: new Date(AT), synced: undefined, namespaces: ['shop'] } as object)
  const snapshot = tracker.snapshot()
  expect(JSON.parse(JSON.stringify(snapshot))).toStrictEqual(snapshot)
  expect(tracker.assess(at(1)).objects[0]?.reason).toBe('NotObserved')
})

test('a snapshot is plain JSON, and does not change with the tracker that it was taken of', () => {
  const tracker = tracking('a')
  tracker.observeEvent({ type: 'ADDED', object: claim('a', 5, 'Lost') }, at(3))
  tracker.assess(at(4))
  const snapshot = tracker.snapshot()
  const text = JSON.stringify(snapshot)
  expect(JSON.parse(text)).toEqual(snapshot)
  tracker.observeEvent({ type: 'MODIFIED', object: claim('a', 6, 'Bound') }, at(5))
  tracker.assess(at(6))
  expect(JSON.stringify(snapshot)).toBe(text)
})

test('since when a label holds does not depend on where the tracker was stopped', () => {
  const uid = (name: string, owner?: string) => ({
    name,
    namespace: 'shop',
    uid: name,
    ...(owner === undefined ? undefined : { ownerReferences: [{ uid: owner }] }),
  })
  const deployment = (version: string, status: object) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { ...uid('web'), resourceVersion: version },
    status,
  })
  // An owner's answer rests on what it owned when it was asked for: objects that came since then are not part of it yet, nor is what they own.
  const changes = (stops: boolean) => {
    let tracker = createTracker()
    tracker.recordDeployment({ id: '1', state: 'succeeded', desired: [deployment('', {})] })
    tracker.describeSource('', { synced: true })
    tracker.observeEvent(
      { type: 'ADDED', object: deployment('1', { observedGeneration: 1, replicas: 1, availableReplicas: 1, updatedReplicas: 1 }) },
      at(1),
    )
    tracker.changes(at(2))
    tracker.observeEvent({ type: 'MODIFIED', object: deployment('2', { observedGeneration: 1, replicas: 1 }) }, at(3))
    tracker.observeEvent({ type: 'ADDED', object: { apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: uid('web-1', 'web') } }, at(4))
    if (stops) tracker = createTracker({ snapshot: JSON.parse(JSON.stringify(tracker.snapshot())) })
    tracker.observeEvent({ type: 'ADDED', object: { apiVersion: 'v1', kind: 'Pod', metadata: uid('web-1-a', 'web-1') } }, at(5))
    return told(tracker, 6)
  }
  expect(changes(true)).toEqual([['web', 'Healthy', 'Progressing', '2026-11-23T10:00:04Z']])
  expect(changes(false)).toEqual(changes(true))
})

test('what time alone changes is told with the moment of its deadline, also after a stop', () => {
  const tracker = tracking('a')
  const deletion = { deletionTimestamp: at(0), finalizers: ['example.com/guard'] }
  tracker.observeEvent({ type: 'ADDED', object: claim('a', 5, 'Bound', deletion) }, at(2))
  tracker.changes(at(3))
  const deadline = tracker.assess(at(3)).objects[0]?.reassessAt
  tracker.heartbeat(at(7200))
  const stopped = createTracker({ snapshot: JSON.parse(JSON.stringify(tracker.snapshot())) })
  expect(told(tracker, 7201)).toEqual([['a', 'Progressing', 'Degraded', deadline]])
  expect(told(stopped, 7201)).toEqual([['a', 'Progressing', 'Degraded', deadline]])
})

test('pods explain their deployment where their replica set is not watched, as when all is assessed at once', () => {
  const web = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { replicas: 1 },
    status: { observedGeneration: 1, replicas: 1, updatedReplicas: 1, unavailableReplicas: 1 },
  }
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'web-h-1',
      namespace: 'shop',
      labels: { 'pod-template-hash': 'h' },
      ownerReferences: [{ kind: 'ReplicaSet', name: 'web-h' }],
    },
    spec: { containers: [{ name: 'c', image: 'registry.example.com/web:1' }] },
    status: {
      phase: 'Pending',
      containerStatuses: [{ name: 'c', state: { waiting: { reason: 'ImagePullBackOff', message: 'not found' } } }],
    },
  }
  const tracker = createTracker()
  tracker.recordDeployment({ id: '1', state: 'succeeded', desired: [web] })
  for (const object of [web, pod]) tracker.observeEvent({ type: 'ADDED', object }, at(1))
  const [answer] = tracker.assess(at(2)).objects
  expect(answer?.health.reason).toBe('ImagePullBackOff')
  expect(answer?.health).toEqual(assessHealth(web, { related: [web, pod], now: at(2) }))
})

test('since when a field is changed is remembered where its entry says no time', () => {
  const entry = {
    manager: 'kubectl',
    operation: 'Update',
    subresource: 'scale',
    apiVersion: 'v1',
    fieldsV1: { 'f:spec': { 'f:size': {} } },
  }
  const sized = (version: number, size: number) => ({ ...claim('a', version, 'Bound', { managedFields: [entry] }), spec: { size } })
  const entryTime = (tracker: Tracker) => JSON.stringify(tracker.snapshot()).match(/"time":"([^"]+)"/)?.[1]
  const tracker = tracking('a')
  tracker.observeEvent({ type: 'ADDED', object: sized(5, 1) }, at(3))
  expect(entryTime(tracker)).toBe('2026-11-23T10:00:03Z')
  tracker.observeEvent({ type: 'MODIFIED', object: sized(6, 1) }, at(4))
  expect(entryTime(tracker)).toBe('2026-11-23T10:00:03Z')
  tracker.observeEvent({ type: 'MODIFIED', object: sized(7, 2) }, at(5))
  expect(entryTime(tracker)).toBe('2026-11-23T10:00:05Z')
})

test('objects that throw when they are read do not take the tracker down', () => {
  const tracker = tracking('a')
  const thrower = new Proxy(claim('a', 5, 'Bound'), {
    get: () => {
      throw new Error('no')
    },
    ownKeys: () => {
      throw new Error('no')
    },
  })
  const halfway = {
    ...claim('a', 6, 'Bound'),
    get status() {
      throw new Error('no')
    },
  }
  tracker.observeEvent({ type: 'ADDED', object: thrower }, at(2))
  expect(tracker.assess(at(3)).status).toBe('Missing')
  tracker.observeEvent({ type: 'ADDED', object: halfway }, at(4))
  expect(tracker.assess(at(5)).objects[0]?.status).toBe('Unknown')
})
