import { expect, test } from 'vitest'
import { assessApplication } from '../../src/status/index.ts'
import type { ObjectAssessment } from '../../src/status/index.ts'
import { createTracker } from '../../src/watch/index.ts'

interface Owned {
  readonly uid?: string
  readonly owner?: { readonly uid?: string; readonly apiVersion?: string; readonly kind?: string; readonly name?: string }
}

const NOW = Date.parse('2026-11-23T10:00:00Z')
const object = (apiVersion: string, kind: string, name: string, { uid, owner }: Owned = {}, extra: object = {}) => ({
  apiVersion,
  kind,
  metadata: {
    name,
    namespace: 'shop',
    ...(uid === undefined ? undefined : { uid }),
    ...(owner === undefined ? undefined : { ownerReferences: [owner] }),
    ...(extra as { metadata?: object }).metadata,
  },
  ...Object.fromEntries(Object.entries(extra).filter(([key]) => key !== 'metadata')),
})
const bare = ({ apiVersion, kind, metadata: { name, namespace } }: ReturnType<typeof object>) => ({
  apiVersion,
  kind,
  metadata: { name, namespace },
})

const shape = ({ ref, children }: ObjectAssessment): unknown => (children.length === 0 ? ref.name : [ref.name, children.map(shape)])

/** The tree of an application, by a tracker that sees its objects in this order; that of a single assessment must be the same. */
const treeOf = (desired: readonly object[], live: readonly object[]): readonly unknown[] => {
  const tracker = createTracker()
  tracker.recordDeployment({ id: '1', state: 'succeeded', desired })
  tracker.describeSource('', { synced: true })
  for (const seen of live) {
    tracker.observeEvent({ type: 'ADDED', object: seen }, NOW)
    tracker.assess(NOW)
  }
  const told = tracker.assess(NOW).objects
  expect(assessApplication({ desired, live, sources: { '': { synced: true, observedAt: NOW } } }, { now: NOW }).objects).toEqual(told)
  return told.map(shape)
}

const web = object('apps/v1', 'Deployment', 'web', { uid: 'd' })
const set = object('apps/v1', 'ReplicaSet', 'web-1', { uid: 'r', owner: { uid: 'd' } })
const pods = ['web-1-a', 'web-1-b'].map(name => object('v1', 'Pod', name, { uid: name, owner: { uid: 'r' } }))

test('what an object owns hangs below it, whatever the order in which it is seen', () => {
  const live = [web, set, ...pods]
  for (const order of [live, live.toReversed(), [pods[1]!, web, pods[0]!, set]])
    expect(treeOf([bare(web)], order)).toEqual([['web', [['web-1', ['web-1-a', 'web-1-b']]]]])
})

test('children carry health and no sync, and are Unknown with their cluster', () => {
  const child = (now: number) =>
    assessApplication({ desired: [bare(web)], live: [web, set].map(seen => ({ object: seen, observedAt: NOW })) }, { now }).objects[0]
      ?.children[0]
  expect(child(NOW)).toMatchObject({ ref: { name: 'web-1' }, sync: { status: 'NotApplicable' } })
  expect(child(NOW)).not.toHaveProperty('comparison')
  expect(child(NOW + 600_001)).toMatchObject({ status: 'Unknown', reason: 'Stale', sync: { status: 'NotApplicable' } })
})

test('an object that is both deployed and owned counts as deployed', () => {
  expect(treeOf([bare(web), bare(set)], [web, set, ...pods])).toEqual(['web', ['web-1', ['web-1-a', 'web-1-b']]])
  const answer = assessApplication({ desired: [bare(web), bare(set)], live: [web, set] })
  expect(answer.objects[1]?.sync.status).toBe('InSync')
})

test('owners in a circle, owners that are not there and objects that own themselves do no harm', () => {
  const a = object('v1', 'ConfigMap', 'a', { uid: 'a', owner: { uid: 'b' } })
  const b = object('v1', 'ConfigMap', 'b', { uid: 'b', owner: { uid: 'a' } })
  const own = object('v1', 'ConfigMap', 'own', { uid: 'own', owner: { uid: 'own' } })
  const lost = object('v1', 'ConfigMap', 'lost', { uid: 'lost', owner: { uid: 'nobody' } })
  expect(treeOf([a, own, lost].map(bare), [a, b, own, lost])).toEqual([['a', ['b']], 'own', 'lost'])
})

test('what belongs to an object without saying so by a reference hangs below it too', () => {
  const service = object('v1', 'Service', 'web')
  const account = object('v1', 'ServiceAccount', 'robot', { uid: 's' })
  const database = object('apps/v1', 'StatefulSet', 'db', {}, { spec: { volumeClaimTemplates: [{ metadata: { name: 'data' } }] } })
  const operators = object('operators.coreos.com/v1', 'OperatorGroup', 'group')
  const token = {
    type: 'kubernetes.io/service-account-token',
    metadata: { annotations: { 'kubernetes.io/service-account.name': 'robot', 'kubernetes.io/service-account.uid': 's' } },
  }
  const live = [
    object('v1', 'Endpoints', 'web'),
    object('v1', 'Secret', 'token', {}, token),
    object('v1', 'PersistentVolumeClaim', 'data-db-0'),
    object(
      'operators.coreos.com/v1alpha1',
      'ClusterServiceVersion',
      'v1',
      {},
      { metadata: { annotations: { 'olm.operatorGroup': 'group' } } },
    ),
    object('v1', 'Pod', 'p', { owner: { apiVersion: 'v1', kind: 'Service', name: 'web' } }),
  ]
  expect(treeOf([service, account, database, operators].map(bare), [...live, service, account, database, operators])).toEqual([
    ['web', ['web', 'p']],
    ['robot', ['token']],
    ['db', ['data-db-0']],
    ['group', ['v1']],
  ])
})
