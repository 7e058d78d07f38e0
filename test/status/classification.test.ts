import { expect, test } from 'vitest'
import { assessApplication } from '../../src/status/index.ts'
import type { Source } from '../../src/status/index.ts'

const NOW = '2026-11-23T10:00:00Z'
const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' } }
const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'reader' } }
const gadget = { apiVersion: 'example.com/v1', kind: 'Gadget', metadata: { name: 'g', namespace: 'shop' } }

const objectOf = (desired: object, source: Source, live: object[] = []) =>
  assessApplication({ desired: [desired], live, sources: { '': source } }, { now: NOW }).objects[0]

test.each<[string, object, Source, string, string, string]>([
  ['is missing where it is not seen', configMap, {}, 'Missing', 'NotInCluster', 'Is not in the cluster'],
  [
    'is unknown while discovery is unhealthy',
    gadget,
    { discovery: 'partial', served: ['ConfigMap'] },
    'Unknown',
    'DiscoveryUnhealthy',
    'API discovery is incomplete and does not know its kind',
  ],
  [
    'is missing where its definition was deleted',
    gadget,
    { discovery: 'healthy', served: ['ConfigMap'], synced: false },
    'Missing',
    'NotInCluster',
    'Is not in the cluster',
  ],
  [
    'is missing where its definition was deleted, whatever else is not watched',
    gadget,
    { served: ['ConfigMap'], namespaces: ['other'], kinds: ['ConfigMap'] },
    'Missing',
    'NotInCluster',
    'Is not in the cluster',
  ],
  [
    'is unknown where cluster-scoped objects are not watched',
    role,
    { namespaces: ['shop'], clusterScoped: false },
    'Unknown',
    'ClusterScopedNotWatched',
    "Cluster-scoped resources can't be monitored in namespace-scoped mode",
  ],
  [
    'is unknown where its namespace is not watched',
    configMap,
    { namespaces: ['other'] },
    'Unknown',
    'NamespaceNotWatched',
    'Resource namespace "shop" is not in the monitored namespace list',
  ],
  [
    'is unknown where its kind is filtered',
    configMap,
    { kinds: ['apps/*'] },
    'Unknown',
    'KindNotWatched',
    "Resource /v1, Kind=ConfigMap is not in the monitored 'apiGroups' and 'resources' list",
  ],
  [
    'is unknown where its kind may not be listed',
    role,
    { forbidden: ['rbac.authorization.k8s.io/ClusterRole'] },
    'Unknown',
    'Forbidden',
    'Insufficient permissions to list or watch resources of type ClusterRole in API group rbac.authorization.k8s.io',
  ],
  [
    'is unknown before the first listing has ended',
    configMap,
    { synced: false },
    'Unknown',
    'NotObserved',
    'Its kind has not been listed yet',
  ],
  [
    'is unknown before its kind was listed',
    configMap,
    { listed: ['Secret'] },
    'Unknown',
    'NotObserved',
    'Its kind has not been listed yet',
  ],
  [
    'is unknown before its namespace was listed',
    configMap,
    { listed: ['ConfigMap@other'] },
    'Unknown',
    'NotObserved',
    'Its kind has not been listed yet',
  ],
  [
    'is missing once its namespace was listed',
    configMap,
    { listed: ['ConfigMap@shop'] },
    'Missing',
    'NotInCluster',
    'Is not in the cluster',
  ],
  [
    'is unknown when nothing was heard for too long',
    configMap,
    { observedAt: '2026-11-23T09:49:59Z' },
    'Unknown',
    'Stale',
    'Nothing was heard from the cluster for too long',
  ],
])('an object %s', (...[, desired, source, ...[status, reason, message]]) => {
  expect(objectOf(desired, source)).toMatchObject({ status, reason, message })
})

test('what is seen is present, also before the listing has ended or where listing is forbidden', () => {
  for (const source of [{ synced: false }, { forbidden: ['ConfigMap'] }, { listed: [] }])
    expect(objectOf(configMap, source, [configMap])?.health.status).toBe('NotApplicable')
})

test('ten minutes of silence are fresh, a millisecond more is not', () => {
  const status = (observedAt: string) => objectOf(configMap, { observedAt })?.status
  expect(status('2026-11-23T09:50:00Z')).toBe('Missing')
  expect(status('2026-11-23T09:49:59.999Z')).toBe('Unknown')
})

test('a quiet object of a live source is fresh, and the answer says until when', () => {
  const live = [
    { object: configMap, observedAt: '2026-11-22T00:00:00Z' },
    { object: gadget, observedAt: NOW },
  ]
  const answer = assessApplication({ desired: [configMap], live }, { now: NOW })
  expect(answer.objects[0]?.health.status).toBe('NotApplicable')
  expect(answer.reassessAt).toBe('2026-11-23T10:10:00.001Z')
})

test('an application is Unknown where it was never observed, or where every source is stale', () => {
  const sources = (...all: Source[]) => Object.fromEntries(all.map((source, index) => [`cluster-${index}`, source]))
  const reasonOf = (...all: Source[]) =>
    assessApplication({ desired: [configMap], live: [], sources: sources(...all) }, { now: NOW }).reason
  const stale = { observedAt: '2026-11-23T09:00:00Z' }
  expect(reasonOf({ synced: false })).toBe('NeverObserved')
  expect(reasonOf(stale, stale)).toBe('Stale')
  expect(reasonOf(stale, { observedAt: NOW })).toBe('ObjectsUnknown')
})

test('an object without a source is expected in every cluster that watches its place', () => {
  const sources = { east: {}, west: {}, other: { namespaces: ['elsewhere'] } }
  const answer = assessApplication({ desired: [configMap], live: [{ object: configMap, source: 'east' }], sources })
  expect(answer.objects.map(({ ref, health }) => [ref.source, health.status])).toEqual([
    ['east', 'NotApplicable'],
    ['west', 'Missing'],
  ])
})

test('an object of a step with a source is expected there; a source of which nothing was heard is unknown', () => {
  const deployment = (source: string) => ({
    id: '1',
    state: 'succeeded' as const,
    steps: [{ id: 's', state: 'applied' as const, source, desired: [configMap] }],
  })
  const live = [{ object: configMap, source: 'east' }]
  expect(assessApplication({ deployments: [deployment('east')], live }).objects[0]?.health.status).toBe('NotApplicable')
  expect(assessApplication({ deployments: [deployment('west')], live }).objects[0]?.reason).toBe('NotObserved')
  expect(assessApplication({ deployments: [deployment('west')], live: [configMap] }).objects[0]?.health.status).toBe('NotApplicable')
})

test('a Job with a time to live that was complete when it went is done', () => {
  const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'seed', namespace: 'shop' }, spec: { ttlSecondsAfterFinished: 60 } }
  const complete = { ...job, status: { conditions: [{ type: 'Complete', status: 'True' }] } }
  const failed = { ...job, status: { conditions: [{ type: 'Failed', status: 'True' }] } }
  const answer = (removed: object[]) => assessApplication({ desired: [job], live: [], removed })
  expect(answer([complete]).objects[0]).toMatchObject({ status: 'Healthy', reason: 'CompletedAndRemoved' })
  expect(answer([complete])).toMatchObject({ status: 'Healthy', gate: 'pass' })
  expect(answer([failed]).objects[0]?.status).toBe('Missing')
  expect(answer([]).objects[0]?.status).toBe('Missing')
})
