import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assessApplication, fromLiveStatus, objectStatus, toLiveStatus } from '../../src/status/index.ts'
import type { ApplicationAssessment, Deployment, ObjectAssessment, ReportedObject } from '../../src/status/index.ts'
import { shown } from '../support/shown.ts'

/** The answer of the product's newer API, written and read word for word. */
const NOW = 3_600_000
const metadata = (name: string, more: object = {}) => ({ name, namespace: 'shop', ...more })
const config = (name: string, data?: object) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: metadata(name),
  ...(data === undefined ? undefined : { data }),
})
const claim = (phase: string) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: metadata('data', { uid: 'c' }),
  status: { phase },
})
const bare = ({ apiVersion, kind, metadata: { name, namespace } }: ReturnType<typeof claim>) => ({
  apiVersion,
  kind,
  metadata: { name, namespace },
})
const space = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' }, status: { phase: 'Active' } }
const succeeded = (id: string, ...desired: object[]): Deployment => ({ id, state: 'succeeded', desired })

/** An object that drifted, one that is missing, one that waits and owns another, one without a namespace, and an orphan. */
const whole = (): ApplicationAssessment =>
  assessApplication({
    deployments: [
      succeeded('1', config('left')),
      succeeded('2', config('drifted', { a: '1' }), config('gone'), bare(claim('Pending')), { ...space, status: undefined }),
    ],
    live: [
      config('left'),
      config('drifted', { a: '2' }),
      claim('Pending'),
      space,
      { ...config('owned'), metadata: metadata('owned', { ownerReferences: [{ uid: 'c' }] }) },
    ],
  })

test('every resource says name, namespace, kind and target, and on each axis a word and a sentence where there is one', () => {
  const { MachineStatuses, Summary } = toLiveStatus(shown(whole()), { lastUpdated: NOW, machineId: source => `Machines-1${source}` })
  const none = { HealthStatus: 'NotApplicable', HealthStatusMessage: 'This kind reports no health' }
  const common = { Namespace: 'shop', Group: '', Kind: 'ConfigMap', MachineId: 'Machines-1', Children: [] }
  const claimed = whole().objects[2]!
  expect(MachineStatuses).toEqual([
    {
      MachineId: 'Machines-1',
      Status: 'Missing',
      Resources: [
        {
          ...common,
          Name: 'drifted',
          ...none,
          SyncStatus: 'OutOfSync',
          SyncStatusMessage: 'data.a is "2", deployed was "1"',
        },
        {
          ...common,
          Name: 'gone',
          HealthStatus: 'Missing',
          HealthStatusMessage: 'Is not in the cluster',
          SyncStatus: 'OutOfSync',
          SyncStatusMessage: 'Is not in the cluster',
        },
        {
          ...common,
          Name: 'data',
          Kind: 'PersistentVolumeClaim',
          HealthStatus: 'Progressing',
          HealthStatusMessage: claimed.health.message,
          SyncStatus: 'InSync',
          Children: [{ ...common, Name: 'owned', ...none, SyncStatus: null }],
        },
        {
          Name: 'shop',
          Group: '',
          Kind: 'Namespace',
          HealthStatus: 'Healthy',
          HealthStatusMessage: 'Is active',
          SyncStatus: 'InSync',
          MachineId: 'Machines-1',
          Children: [],
        },
        {
          ...common,
          Name: 'left',
          ...none,
          SyncStatus: 'Orphaned',
          SyncStatusMessage: 'An earlier release applied it, the latest one does not',
        },
      ],
    },
  ])
  expect(claimed.health.message).not.toBe('')
  expect(Summary).toEqual({
    Status: 'Missing',
    HealthStatus: 'Missing',
    SyncStatus: 'OutOfSync',
    LastUpdated: '1970-01-01T01:00:00Z',
    TotalOrphanCount: 1,
  })
})

test('drift is written OutOfSync, and alone does not touch the health of a target', () => {
  const drifted = assessApplication({ desired: [config('a', { a: '1' })], live: [config('a', { a: '2' })] })
  expect(toLiveStatus(shown(drifted))).toMatchObject({
    MachineStatuses: [{ Status: 'Healthy' }],
    Summary: { Status: 'OutOfSync', HealthStatus: 'Healthy', SyncStatus: 'OutOfSync', LastUpdated: '1970-01-01T00:00:00Z' },
  })
})

test('each target has its own objects and its own status, by name', () => {
  const seen = ['west', 'east'].map(source => ({ object: claim(source === 'west' ? 'Bound' : 'Lost'), source }))
  const { MachineStatuses } = toLiveStatus(shown(assessApplication({ desired: [bare(claim('Bound'))], live: seen })))
  expect(MachineStatuses.map(({ MachineId, Status, Resources }) => [MachineId, Status, Resources.map(each => each.MachineId)])).toEqual([
    ['east', 'Degraded', ['east']],
    ['west', 'Healthy', ['west']],
  ])
})

test('an object that was not heard of is Stale where its cluster is, and Unknown where another reason is', () => {
  const answer = assessApplication(
    { desired: [config('a')], live: [], sources: { east: { observedAt: 0 }, west: { synced: false } } },
    { now: NOW },
  )
  const words = toLiveStatus(shown(answer)).MachineStatuses.map(({ Status, Resources: [one] }) => [
    Status,
    one?.HealthStatus,
    one?.SyncStatus,
  ])
  expect(words).toEqual([
    ['Unknown', 'Stale', 'Unknown'],
    ['Unknown', 'Unknown', 'Unknown'],
  ])
})

describe('read', () => {
  const machines = (...resources: unknown[]) => ({ MachineStatuses: [{ MachineId: 'Machines-1', Resources: resources }] })
  const reportedOf = (resource: object): ReportedObject => fromLiveStatus(machines(resource)).objects[0]!

  test('an object is who and where it is, with the sentences of both axes', () => {
    expect(
      reportedOf({
        Name: 'web',
        Namespace: 'shop',
        Group: 'apps',
        Kind: 'Deployment',
        HealthStatus: 'Degraded',
        HealthStatusMessage: 'no pods',
        SyncStatus: 'InSync',
        SyncStatusMessage: 'as it was',
      }),
    ).toEqual({
      ref: { group: 'apps', version: '', kind: 'Deployment', namespace: 'shop', name: 'web', source: 'Machines-1' },
      status: 'Degraded',
      health: { status: 'Degraded', message: 'no pods' },
      sync: { status: 'InSync', message: 'as it was' },
      children: [],
    })
  })

  test('an answer without the name of its target gives objects without a source', () => {
    expect(fromLiveStatus({ MachineStatuses: [{ Resources: [{ Name: 'web' }] }] }).objects[0]?.ref).toEqual({
      group: '',
      version: '',
      kind: '',
      namespace: '',
      name: 'web',
    })
  })

  test('orphans are apart, and count for nothing', () => {
    const healthy = { Name: 'web', HealthStatus: 'Healthy', SyncStatus: 'InSync' }
    const answer = fromLiveStatus(machines({ Name: 'old', HealthStatus: 'Degraded', SyncStatus: 'Orphaned' }, healthy))
    expect(answer.objects.map(({ ref }) => ref.name)).toEqual(['web'])
    expect(answer.orphans).toMatchObject([{ ref: { name: 'old' }, orphaned: true, sync: { status: 'Orphaned' } }])
    expect(answer.objects[0]).not.toHaveProperty('orphaned')
    expect(answer.health).toBe('Healthy')
  })

  test.each([
    ['Stale', 'InSync', 'Unknown', 'InSync', 'Unknown'],
    ['Healthy', 'Elsewhere', 'Healthy', 'Unknown', 'Unknown'],
    ['Fine', 'InSync', 'Unknown', 'InSync', 'Unknown'],
    ['Available', undefined, 'NotApplicable', 'NotApplicable', 'In Sync'],
    ['Healthy', null, 'Healthy', 'NotApplicable', 'Healthy'],
    ['Suspended', 'GitDrift', 'Suspended', 'OutOfSync', 'Out of Sync'],
  ])('%s and %s are %s and %s, together %s', (HealthStatus, SyncStatus, health, sync, status) => {
    expect(reportedOf({ HealthStatus, SyncStatus })).toMatchObject({ status, health: { status: health }, sync: { status: sync } })
  })

  test.each<readonly [string, object, object[], object]>([
    ['says what it says', { HealthStatus: 'Degraded', SyncStatus: 'InSync' }, [], { health: 'Degraded', sync: 'InSync' }],
    ['has nothing to say of nothing', {}, [], { health: 'NotApplicable', sync: 'NotApplicable' }],
    [
      'is as well as its worst object',
      {},
      [
        { HealthStatus: 'Healthy', SyncStatus: 'InSync' },
        { HealthStatus: 'Missing', SyncStatus: 'OutOfSync' },
      ],
      { health: 'Missing', sync: 'OutOfSync' },
    ],
    [
      'is not said to be in sync by what was not counted',
      {},
      [{ HealthStatus: 'Healthy', SyncStatus: 'InSync' }],
      { health: 'Healthy', sync: 'Unknown' },
    ],
    [
      'goes by its objects where its word is unknown',
      { HealthStatus: 'Fine' },
      [{ HealthStatus: 'Progressing' }],
      { health: 'Progressing' },
    ],
  ])('a whole %s', (_, Summary, resources, expected) => {
    expect(fromLiveStatus({ ...machines(...resources), Summary })).toMatchObject(expected)
  })

  test('a time is told where something is monitored', () => {
    const read = (Status: string) => fromLiveStatus({ Summary: { Status, LastUpdated: '2025-08-01T00:00:00Z' } })
    expect(read('Healthy').lastUpdated).toBe('2025-08-01T00:00:00Z')
    expect(read('NotSupported')).not.toHaveProperty('lastUpdated')
    expect(fromLiveStatus({ Summary: { Status: 'Healthy' } })).not.toHaveProperty('lastUpdated')
    expect(fromLiveStatus({})).toEqual({ status: 'Unknown', health: 'NotApplicable', sync: 'NotApplicable', objects: [], orphans: [] })
  })

  test('children are read 32 levels deep and no deeper', () => {
    let resource: object = { Name: 'last' }
    for (let level = 0; level < 40; level++) resource = { Name: `${level}`, Children: [resource] }
    const depth = (object: ReportedObject | undefined): number => (object === undefined ? 0 : 1 + depth(object.children[0]))
    expect(depth(reportedOf(resource))).toBe(33)
  })

  test('an answer that cannot be read at all is Unknown', () => {
    const throwing = new Proxy(
      {},
      {
        get: () => {
          throw new Error('no')
        },
        getOwnPropertyDescriptor: () => {
          throw new Error('no')
        },
      },
    )
    expect(fromLiveStatus(throwing)).toMatchObject({ status: 'Unknown', objects: [], orphans: [] })
  })
})

test('whatever an application is, written and read again every object keeps its name, its place and what is said of it', () => {
  const health = fc.constantFrom('Healthy', 'Progressing', 'Degraded', 'Suspended', 'Missing', 'Unknown', 'NotApplicable')
  const object = fc.record({
    name: fc.constantFrom('a', 'b'),
    namespace: fc.constantFrom('', 'shop'),
    group: fc.constantFrom('batch', 'apps'),
    source: fc.constantFrom('east', 'west'),
    health,
    sync: fc.constantFrom('InSync', 'OutOfSync', 'Unknown', 'NotApplicable'),
    message: fc.constantFrom('', 'words'),
  })
  const assessed = (given: typeof object extends fc.Arbitrary<infer T> ? T : never): ObjectAssessment => {
    const { name, namespace, group, source, message } = given
    const [axis, drift] = [given.health as 'Healthy', given.sync as 'InSync']
    return {
      ref: { group, version: '', kind: 'Thing', namespace, name, source },
      status: objectStatus({ fresh: true, health: axis, sync: drift }),
      reason: 'R',
      message,
      health: { status: axis, reason: 'R', message, causes: [], settled: true, rule: 'none' },
      sync: { status: drift, reason: 'R', message },
      incidents: [],
      children: [],
    }
  }
  const said = ({ ref, status, health: { status: axis, message }, sync }: ObjectAssessment | ReportedObject) =>
    JSON.stringify([ref, status, axis, message, sync.status, sync.message])
  fc.assert(
    fc.property(fc.array(object, { maxLength: 6 }), given => {
      const objects = given.map(assessed)
      const response = toLiveStatus(shown({ ...assessApplication({ live: [] }), status: 'Healthy', objects }))
      expect(JSON.stringify(response)).not.toContain('""')
      const sorted = objects.map(said).sort()
      expect(
        fromLiveStatus(JSON.parse(JSON.stringify(response)))
          .objects.map(said)
          .sort(),
      ).toEqual(sorted)
    }),
  )
})
