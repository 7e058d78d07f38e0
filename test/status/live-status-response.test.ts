import { expect, test } from 'vitest'
import { assessApplication, fromLiveStatus, toLiveStatus } from '../../src/status/index.ts'
import type { ApplicationAssessment, ReportedObject } from '../../src/status/index.ts'
import { advance, deploymentsOf, inputOf, plainCluster } from '../support/cluster-events.ts'
import type { TimelineLine } from '../support/cluster-events.ts'
import { fixtureLines } from '../support/fixtures.ts'
import { shown } from '../support/shown.ts'

type Shown = Pick<ReportedObject, 'status'> & { readonly ref: { readonly name: string }; readonly children: readonly Shown[] }
const labels = (objects: readonly Shown[]): unknown[] => objects.map(({ ref, status, children }) => [ref.name, status, labels(children)])

test('written and read again an application says the same, all through the story of the storefront', () => {
  const cluster = plainCluster()
  const deploymentOf = deploymentsOf()
  const differing: unknown[] = []
  for (const [index, line] of fixtureLines<TimelineLine>('storefront/timeline.jsonl.gz').entries()) {
    advance(cluster, line, deploymentOf(line))
    if (index % 20 !== 0) continue
    const assessment = assessApplication(inputOf(cluster), { now: line.at })
    const again = fromLiveStatus(JSON.parse(JSON.stringify(toLiveStatus(shown(assessment), { lastUpdated: line.at }))))
    if (again.status !== assessment.status) differing.push([index, again.status, assessment.status])
    expect(labels(again.objects)).toEqual(labels(assessment.objects))
    expect(labels(again.orphans)).toEqual(labels(assessment.orphans))
  }
  expect(differing).toEqual([])
})

const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'shop' } }
const summaryOf = (assessment: ApplicationAssessment) => toLiveStatus(shown(assessment), { lastUpdated: 1000 }).Summary

test('what is not monitored is NotSupported and was last updated in 1970', () => {
  expect(summaryOf(assessApplication({ live: [] }))).toEqual({
    Status: 'NotSupported',
    HealthStatus: 'NotApplicable',
    SyncStatus: 'NotApplicable',
    LastUpdated: '1970-01-01T00:00:00Z',
    TotalOrphanCount: 0,
  })
  expect(fromLiveStatus({ Summary: { Status: 'NotSupported', LastUpdated: '1970-01-01T00:00:00Z' } })).toMatchObject({
    status: null,
    objects: [],
  })
})

test('both axes say Waiting, Unavailable or Stale where there is no live status', () => {
  const pending = (state: 'running' | 'failed') =>
    summaryOf(assessApplication({ deployments: [{ id: '1', state, desired: [configMap] }], live: [configMap] }))
  expect(pending('running')).toMatchObject({ Status: 'Waiting', HealthStatus: 'Waiting', SyncStatus: 'Waiting' })
  expect(pending('failed')).toMatchObject({ Status: 'Unavailable', HealthStatus: 'Unavailable', SyncStatus: 'Unavailable' })
  const stale = assessApplication({ desired: [configMap], live: [{ object: configMap, observedAt: 0 }] }, { now: 3_600_000 })
  expect(summaryOf(stale)).toMatchObject({ Status: 'Unknown', HealthStatus: 'Stale' })
  expect(fromLiveStatus(toLiveStatus(shown(stale))).objects[0]?.status).toBe('Unknown')
})

test('the answer of a real server: children without sync, a target that is healthy although an object drifted', () => {
  const child = { Name: 'web-1', Kind: 'EndpointSlice', HealthStatus: 'Available', SyncStatus: null, MachineId: 'Machines-1', Children: [] }
  const web = {
    Name: 'web',
    Kind: 'Deployment',
    HealthStatus: 'Healthy',
    SyncStatus: 'OutOfSync',
    MachineId: 'Machines-1',
    Children: [child],
  }
  const answer = fromLiveStatus({
    MachineStatuses: [{ MachineId: 'Machines-1', Status: 'Healthy', Resources: [web] }],
    Summary: { Status: 'Healthy', LastUpdated: '2025-08-01T00:00:00Z' },
  })
  expect(answer).toMatchObject({ status: 'Healthy', health: 'Healthy', sync: 'OutOfSync', lastUpdated: '2025-08-01T00:00:00Z' })
  expect(labels(answer.objects)).toEqual([['web', 'Out of Sync', [['web-1', 'In Sync', []]]]])
})

test('any JSON is read', () => {
  for (const value of [
    null,
    7,
    'x',
    [],
    { MachineStatuses: 7 },
    { MachineStatuses: [null, { Resources: [null, 7, { Children: 'x' }] }], Summary: [] },
  ])
    expect(['Unknown', null]).toContain(fromLiveStatus(value).status)
})
