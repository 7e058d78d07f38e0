import { expect, test } from 'vitest'
import { createTracker } from '../../src/watch/index.ts'
import type { Tracker } from '../../src/watch/index.ts'

const AT = Date.parse('2026-11-23T10:00:00Z')
const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' } }
const claim = (version: number | string, phase: string, uid = 'u1', name = 'data') => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name, namespace: 'shop', uid, resourceVersion: String(version) },
  status: { phase },
})
const desiredClaim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data', namespace: 'shop' } }
const listOf = (version: number, ...items: object[]) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaimList',
  metadata: { resourceVersion: String(version) },
  items,
})
const bare = ({ metadata, status }: ReturnType<typeof claim>) => ({ metadata, status })

const tracking = (...desired: object[]): Tracker => {
  const tracker = createTracker()
  tracker.recordDeployment({ id: '1', state: 'succeeded', desired: desired.length === 0 ? [desiredClaim] : desired })
  return tracker
}
const listed = (version = 1, ...items: object[]): Tracker => {
  const tracker = tracking()
  tracker.observeList(listOf(version, ...items), AT)
  return tracker
}
const health = (tracker: Tracker, at = AT + 1000): string | undefined => tracker.assess(at).objects[0]?.health.status
const frames = (tracker: Tracker, ...all: (readonly [string, object])[]): Tracker => {
  for (const [type, object] of all) tracker.observeEvent({ type, object }, AT + 1)
  return tracker
}

test('nothing that was not listed is missing; what a list does not hold is', () => {
  const tracker = tracking()
  expect(tracker.assess(AT)).toMatchObject({ status: 'Unknown', reason: 'NeverObserved' })
  tracker.heartbeat(AT)
  expect(tracker.assess(AT)).toMatchObject({ status: 'Unknown', reason: 'KindsNotLookedAt' })
  tracker.observeList({ apiVersion: 'v1', kind: 'SecretList', items: [] }, AT)
  expect(tracker.assess(AT).objects[0]?.reason).toBe('NotObserved')
  tracker.observeList(listOf(1), AT)
  expect(tracker.assess(AT).objects[0]?.reason).toBe('NotInCluster')
})

test('items of typed lists need no kind and apiVersion', () => {
  expect(health(listed(9, bare(claim(5, 'Bound'))))).toBe('Healthy')
})

test('a frame whose object lacks its kind is that of the object with its uid', () => {
  expect(health(frames(listed(9, bare(claim(5, 'Bound'))), ['MODIFIED', bare(claim(10, 'Lost'))]))).toBe('Degraded')
})

test('a frame whose object lacks its kind and is not known is a problem, until a list shows it or it is gone', () => {
  const codes = (tracker: Tracker) => tracker.assess(AT).problems.map(({ code, source }) => [code, source])
  const tracker = listed()
  tracker.observeEvent({ type: 'ADDED', object: bare(claim(5, 'Bound')) }, AT, 'b')
  tracker.observeEvent({ type: 'ADDED', object: bare(claim(5, 'Bound', 'u2', 'other')) }, AT, 'b')
  expect(codes(tracker)).toEqual([['frame-without-kind', 'b']])
  expect(codes(createTracker({ snapshot: JSON.parse(JSON.stringify(tracker.snapshot())) }))).toEqual(codes(tracker))
  tracker.observeList(listOf(6, bare(claim(5, 'Bound'))), AT, 'b')
  expect(codes(tracker)).toEqual([['frame-without-kind', 'b']])
  tracker.observeEvent({ type: 'DELETED', object: bare(claim(7, 'Bound', 'u2', 'other')) }, AT, 'b')
  expect(codes(tracker)).toEqual([])
})

test('a frame without a kind, or that is no frame at all, changes nothing', () => {
  const tracker = listed()
  const before = tracker.assess(AT)
  for (const object of [undefined, null, 7, 'text', {}, { kind: 'Pod' }, { metadata: { name: 'x' } }, { kind: 'Pod', metadata: [] }]) {
    for (const type of ['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR', 'OTHER']) tracker.observeEvent({ type, object }, AT)
  }
  tracker.observeEvent(null as never, AT)
  expect(tracker.assess(AT)).toBe(before)
})

test('MODIFIED of an unknown object adds it, ADDED of a known one changes it, DELETED of an unknown one is nothing', () => {
  expect(health(frames(listed(), ['MODIFIED', claim(5, 'Bound')]))).toBe('Healthy')
  expect(health(frames(listed(), ['ADDED', claim(5, 'Bound')], ['ADDED', claim(6, 'Lost')]))).toBe('Degraded')
  expect(health(frames(listed(), ['DELETED', claim(5, 'Bound')]))).toBe('Missing')
})

test('frames that come twice or late change nothing', () => {
  expect(
    health(
      frames(
        listed(),
        ['ADDED', claim(5, 'Bound')],
        ['MODIFIED', claim(9, 'Lost')],
        ['MODIFIED', claim(10, 'Bound')],
        ['MODIFIED', claim(9, 'Lost')],
      ),
    ),
  ).toBe('Healthy')
  expect(health(frames(listed(), ['ADDED', claim(5, 'Bound')], ['DELETED', claim(8, 'Bound')], ['MODIFIED', claim(7, 'Lost')]))).toBe(
    'Missing',
  )
  expect(health(frames(listed(), ['DELETED', claim(8, 'Bound')], ['ADDED', claim(7, 'Lost')]))).toBe('Missing')
})

test('versions that are no numbers are believed in the order in which they come', () => {
  expect(health(frames(listed(), ['ADDED', claim('b', 'Lost')], ['MODIFIED', claim('a', 'Bound')]))).toBe('Healthy')
})

test('an object that comes back under its name is another one', () => {
  const tracker = frames(listed(), ['ADDED', claim(5, 'Lost')], ['DELETED', claim(6, 'Lost')], ['ADDED', claim(7, 'Bound', 'u2')])
  expect(health(tracker)).toBe('Healthy')
  expect(health(frames(tracker, ['DELETED', claim(6, 'Lost')]))).toBe('Healthy')
  expect(health(frames(tracker, ['MODIFIED', claim(9, 'Lost', 'u3')]))).toBe('Degraded')
})

test('a list makes go what it does not hold, of its kind and namespace', () => {
  const tracker = frames(tracking(desiredClaim, { ...desiredClaim, metadata: { name: 'data', namespace: 'other' } }, settings))
  const other = { ...claim(5, 'Bound'), metadata: { ...claim(5, 'Bound').metadata, namespace: 'other' } }
  tracker.observeList(listOf(10, claim(5, 'Bound'), other), AT)
  tracker.observeEvent({ type: 'ADDED', object: settings }, AT)
  tracker.observeList(listOf(20), AT, '', { namespace: 'shop' })
  expect(tracker.assess(AT).objects.map(({ health }) => health.status)).toEqual(['Missing', 'Healthy', 'NotApplicable'])
})

test('a list that is older than what frames told does not undo it', () => {
  const tracker = frames(listed(1), ['ADDED', claim(15, 'Bound')])
  tracker.observeList(listOf(10), AT)
  expect(health(tracker)).toBe('Healthy')
  tracker.observeList(listOf(11, claim(9, 'Lost')), AT)
  expect(health(tracker)).toBe('Healthy')
  tracker.observeList(listOf(20), AT)
  expect(health(tracker)).toBe('Missing')
  frames(tracker, ['MODIFIED', claim(18, 'Bound')])
  expect(health(tracker)).toBe('Missing')
})

const page = (version: number | '', token: string, ...items: object[]) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaimList',
  metadata: { resourceVersion: String(version), continue: token },
  items,
})
const more = claim(6, 'Bound', 'u2', 'more')

test.each<[string, number | '']>([
  ['with a resourceVersion', 20],
  ['without one', ''],
])('a list in pages %s makes go what none of them holds, and only with the last', (_, version) => {
  const tracker = listed(10, claim(5, 'Bound'), more)
  tracker.observeList(page(version, 'next', more), AT)
  expect(health(tracker)).toBe('Healthy')
  const stopped = createTracker({ snapshot: JSON.parse(JSON.stringify(tracker.snapshot())) })
  for (const each of [tracker, stopped]) {
    each.observeList(page(version, '', claim(5, 'Bound')), AT)
    expect(health(each)).toBe('Healthy')
    each.observeList(page(version === '' ? '' : 30, 'next', more), AT)
    each.observeList(page(version === '' ? '' : 30, ''), AT)
    expect(health(each)).toBe('Missing')
  }
})

test('a page that comes again after the last makes nothing go', () => {
  const tracker = listed(10, claim(5, 'Bound'), more)
  const [first, last] = [page(20, 'next', claim(5, 'Bound')), page(20, '', more)]
  for (const list of [first, last, last, first, last]) tracker.observeList(list, AT)
  expect(health(tracker)).toBe('Healthy')
})

test('a list that was begun in pages and given up does not count for the next one', () => {
  const tracker = listed(10, claim(5, 'Bound'), more)
  tracker.observeList(page(20, 'next', claim(5, 'Bound')), AT)
  tracker.observeList(listOf(30, more), AT)
  expect(health(tracker)).toBe('Missing')
})

test('pages do not end the first listing before the last of them', () => {
  const tracker = tracking()
  tracker.observeList(page(20, 'next', more), AT)
  expect(tracker.assess(AT).objects[0]?.reason).toBe('NotObserved')
  tracker.observeList(page(20, ''), AT)
  expect(tracker.assess(AT).objects[0]?.reason).toBe('NotInCluster')
})

test('an item that cannot be read does not take the others of its list with it', () => {
  const throwing = new Proxy({}, { get: () => { throw new Error('no') } }) // prettier-ignore
  expect(health(listed(9, throwing, { metadata: 7 }, null as never, claim(5, 'Bound')))).toBe('Healthy')
})

test('that an object is gone holds whatever last state of it is told', () => {
  const tracker = frames(listed(), ['ADDED', claim(5, 'Bound')], ['MODIFIED', claim(9, 'Lost')], ['DELETED', claim(5, 'Bound')])
  expect(health(tracker)).toBe('Missing')
  expect(health(frames(tracker, ['MODIFIED', claim(8, 'Bound')]))).toBe('Missing')
  expect(health(frames(tracker, ['ADDED', claim(11, 'Bound', 'u2')], ['DELETED', claim(9, 'Lost')]))).toBe('Healthy')
})

test('an object that goes in one cluster and comes in another is where it came', () => {
  const tracker = createTracker()
  const step = { id: 's', state: 'applied' as const, desired: [desiredClaim] }
  tracker.recordDeployment({ id: '1', state: 'succeeded', steps: [step] })
  for (const source of ['east', 'west']) tracker.observeList(listOf(1), AT, source)
  const statuses = () => tracker.assess(AT).objects.map(({ ref, health: { status } }) => `${ref.source} ${status}`)
  tracker.observeEvent({ type: 'ADDED', object: claim(900, 'Bound') }, AT, 'east')
  expect(statuses()).toEqual(['east Healthy', 'west Missing'])
  tracker.observeEvent({ type: 'ADDED', object: claim(5, 'Bound') }, AT, 'west')
  tracker.observeEvent({ type: 'DELETED', object: claim(901, 'Bound') }, AT, 'east')
  expect(statuses()).toEqual(['east Missing', 'west Healthy'])
})

test('after a watch broke off (410) the next list is the new beginning, whatever its version', () => {
  const tracker = frames(listed(1000, claim(900, 'Bound')))
  frames(tracker, ['ERROR', { kind: 'Status', code: 410, reason: 'Expired' }])
  expect(health(tracker)).toBe('Healthy')
  tracker.observeList(listOf(20, claim(10, 'Lost')), AT)
  expect(health(tracker)).toBe('Degraded')
  expect(health(frames(tracker, ['MODIFIED', claim(21, 'Bound')]))).toBe('Healthy')
})

test('an error is no sign of life, a bookmark and a word of the caller are', () => {
  const later = AT + 20 * 60_000
  const tracker = listed(1, claim(1, 'Bound'))
  tracker.observeEvent({ type: 'ERROR', object: { kind: 'Status', code: 410 } }, later)
  expect(tracker.assess(later).reason).toBe('Stale')
  tracker.observeEvent({ type: 'BOOKMARK', object: { apiVersion: 'v1', kind: 'Secret', metadata: { resourceVersion: '7' } } }, later)
  expect(tracker.assess(later).objects[0]?.health.status).toBe('Healthy')
  expect(tracker.assess(later + 20 * 60_000).reason).toBe('Stale')
  tracker.heartbeat(later + 20 * 60_000)
  expect(tracker.assess(later + 20 * 60_000).objects[0]?.health.status).toBe('Healthy')
})

const END = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { resourceVersion: '50', annotations: { 'k8s.io/initial-events-end': 'true' } },
}

test('a bookmark with initial-events-end ends the first listing of its kind', () => {
  const tracker = tracking()
  tracker.observeEvent({ type: 'BOOKMARK', object: { ...END, metadata: { resourceVersion: '50' } } }, AT)
  expect(tracker.assess(AT).objects[0]?.reason).toBe('NotObserved')
  tracker.observeEvent({ type: 'BOOKMARK', object: END }, AT)
  expect(tracker.assess(AT).objects[0]?.reason).toBe('NotInCluster')
})

test('a streaming list makes go what it does not bring', () => {
  const tracker = listed(1, claim(2, 'Bound'), claim(3, 'Bound', 'u9', 'more'))
  frames(tracker, ['ADDED', claim(3, 'Bound', 'u9', 'more')], ['BOOKMARK', END])
  expect(health(tracker)).toBe('Missing')
  const kept = frames(listed(1, claim(2, 'Bound')), ['ADDED', claim(2, 'Bound')], ['BOOKMARK', END])
  expect(health(kept)).toBe('Healthy')
})

test('what changes while a streaming list comes does not break it', () => {
  const tracker = frames(listed(), ['ADDED', claim(2, 'Pending')], ['ADDED', claim(3, 'Bound', 'u9', 'more')])
  frames(tracker, ['MODIFIED', claim(4, 'Lost', 'u9', 'more')], ['DELETED', claim(5, 'Lost', 'u9', 'more')], ['BOOKMARK', END])
  expect(health(tracker)).toBe('Progressing')
})

test('a bookmark that comes twice ends nothing', () => {
  const tracker = frames(listed(), ['ADDED', claim(2, 'Bound')], ['BOOKMARK', END], ['BOOKMARK', END])
  expect(health(tracker)).toBe('Healthy')
})

test('where single namespaces are watched, a streaming list tells of its own only', () => {
  const inOther = (version: number) => ({
    ...claim(version, 'Bound'),
    metadata: { ...claim(version, 'Bound').metadata, namespace: 'other' },
  })
  const two = (scope: { namespace?: string }) => {
    const tracker = listed(1, claim(2, 'Bound'), inOther(2))
    tracker.describeSource('', { namespaces: ['shop', 'other'] })
    tracker.recordDeployment({
      id: '2',
      state: 'succeeded',
      desired: [desiredClaim, { ...desiredClaim, metadata: { name: 'data', namespace: 'other' } }],
    })
    tracker.observeEvent({ type: 'ADDED', object: inOther(3) }, AT)
    tracker.observeEvent({ type: 'BOOKMARK', object: END }, AT, '', scope)
    return tracker.assess(AT).objects.map(object => object.health.status)
  }
  // Whoever does not say which of them it is takes nothing away.
  expect(two({})).toEqual(['Healthy', 'Healthy'])
  expect(two({ namespace: 'other' })).toEqual(['Healthy', 'Healthy'])
  expect(two({ namespace: 'shop' })).toEqual(['Missing', 'Healthy'])
})

test('a listing of one namespace says nothing of the others', () => {
  const tracker = tracking(desiredClaim, { ...desiredClaim, metadata: { name: 'data', namespace: 'other' } })
  tracker.observeEvent({ type: 'BOOKMARK', object: END }, AT, '', { namespace: 'shop' })
  expect(tracker.assess(AT).objects.map(({ reason }) => reason)).toEqual(['NotInCluster', 'NotObserved'])
})

test('an error that says of what it is leaves the streaming lists of other kinds alone', () => {
  const tracker = frames(listed(1, claim(2, 'Bound')), ['ADDED', claim(2, 'Bound')])
  tracker.observeEvent({ type: 'ERROR', object: { code: 410 } }, AT, '', { kind: 'Secret' })
  expect(health(frames(tracker, ['BOOKMARK', END]))).toBe('Healthy')
  frames(tracker, ['ADDED', claim(2, 'Bound')])
  tracker.observeEvent({ type: 'ERROR', object: { code: 410 } }, AT, '', { kind: 'PersistentVolumeClaim' })
  expect(health(frames(tracker, ['BOOKMARK', { ...END, metadata: { ...END.metadata, resourceVersion: '60' } }]))).toBe('Missing')
})

test('a Job with a time to live that was complete is done when it goes, until one comes back', () => {
  const job = (version: number, type: string) => ({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'seed', namespace: 'shop', resourceVersion: String(version) },
    spec: { ttlSecondsAfterFinished: 60 },
    status: { conditions: [{ type, status: 'True' }] },
  })
  const tracker = tracking({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'seed', namespace: 'shop' },
    spec: { ttlSecondsAfterFinished: 60 },
  })
  tracker.describeSource('', { synced: true })
  frames(tracker, ['ADDED', job(5, 'Complete')], ['DELETED', job(6, 'Complete')])
  expect(tracker.assess(AT).objects[0]?.reason).toBe('CompletedAndRemoved')
  expect(createTracker({ snapshot: tracker.snapshot() }).assess(AT).objects[0]?.reason).toBe('CompletedAndRemoved')
  frames(tracker, ['ADDED', job(7, 'Failed')], ['DELETED', job(8, 'Failed')])
  expect(tracker.assess(AT).objects[0]?.reason).toBe('NotInCluster')
})
