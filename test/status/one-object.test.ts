import { describe, expect, test } from 'vitest'
import { assessApplication, assessObject } from '../../src/status/index.ts'
import type { AssessOptions, ObjectInput } from '../../src/status/index.ts'

/** One object by itself: who it is, which axis speaks, how long the answer holds. */
const of = (desired: object | undefined, live?: object, more: Omit<ObjectInput, 'desired' | 'live'> = {}): ObjectInput => ({
  desired,
  live,
  ...more,
})
const metadata = { name: 'a', namespace: 'shop' }
const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata }
const drifted = { ...config, data: { a: '2' } }
const claim = (phase: string) => ({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, status: { phase } })
const bare = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata }
const HOUR = 3_600_000

test('an object of which nothing is given is missing, and has no name', () => {
  const nobody = { group: '', version: '', kind: '', namespace: '', name: '' }
  expect(assessObject({})).toEqual({
    ref: nobody,
    status: 'Missing',
    reason: 'NotInCluster',
    message: 'Is not in the cluster',
    health: { status: 'Missing', reason: 'NotInCluster', message: 'Is not in the cluster', causes: [], settled: false, rule: 'none' },
    sync: { status: 'NotApplicable', reason: 'NotDeployed', message: '' },
    incidents: [],
    children: [],
  })
  const unreadable = new Proxy(
    {},
    {
      getOwnPropertyDescriptor: () => {
        throw new Error('no')
      },
      get: () => {
        throw new Error('no')
      },
    },
  )
  expect(assessObject({ live: unreadable }).ref).toEqual(nobody)
})

test('an object has the identity of what is live, or of what was deployed where nothing is', () => {
  const other = { ...config, metadata: { name: 'b', namespace: 'shop' } }
  expect(assessObject({ live: config, desired: other }).ref.name).toBe('a')
  expect(assessObject({ desired: other }).ref.name).toBe('b')
  expect(assessObject({ live: config }).ref.name).toBe('a')
})

describe('the axis that decided speaks', () => {
  test('health, where it is worse than any drift', () => {
    const answer = assessObject(of({ ...bare, spec: { volumeName: 'v' } }, claim('Lost')))
    expect([answer.status, answer.sync.status]).toEqual(['Degraded', 'OutOfSync'])
    expect([answer.reason, answer.message]).toEqual([answer.health.reason, answer.health.message])
  })
  test('sync, where the object runs well', () => {
    const answer = assessObject({ desired: config, live: config })
    expect([answer.status, answer.reason, answer.message]).toEqual(['In Sync', answer.sync.reason, answer.sync.message])
    const drift = assessObject(of({ ...config, data: { a: '1' } }, drifted))
    expect(drift).toMatchObject({ status: 'Out of Sync', message: 'data.a is "2", deployed was "1"', comparison: { status: 'OutOfSync' } })
  })
  test('health, where nobody deployed it and there is nothing to compare', () => {
    const answer = assessObject({ live: config })
    expect([answer.status, answer.reason, answer.message]).toEqual(['In Sync', answer.health.reason, answer.health.message])
    expect(answer).not.toHaveProperty('comparison')
  })
  test('both say the same of what is missing or unknown', () => {
    for (const input of [{ desired: config }, { desired: config, live: config, unknown: 'Forbidden' }] satisfies ObjectInput[]) {
      const { health, sync, ...answer } = assessObject(input)
      expect([sync.reason, sync.message]).toEqual([health.reason, health.message])
      expect(answer).toMatchObject({ reason: health.reason, message: health.message })
    }
    expect(assessObject({ desired: config }).sync.status).toBe('OutOfSync')
    expect(assessObject({ desired: config, unknown: 'Forbidden' }).sync.status).toBe('Unknown')
  })
})

test('nothing is compared of what is missing, unknown, an orphan, or was not deployed', () => {
  const inputs: ObjectInput[] = [
    { desired: config },
    { live: drifted },
    { desired: config, live: drifted, unknown: 'Stale' },
    { desired: config, live: drifted, orphaned: true },
  ]
  for (const input of inputs) expect(assessObject(input)).not.toHaveProperty('comparison')
})

test('an orphan says so and is Out of Sync; what is none does not', () => {
  expect(assessObject({ live: config, orphaned: true })).toMatchObject({
    status: 'Out of Sync',
    reason: 'Orphaned',
    message: 'An earlier release applied it, the latest one does not',
    orphaned: true,
  })
  expect(assessObject({ live: config })).not.toHaveProperty('orphaned')
  expect(assessObject({ live: config, orphaned: false })).not.toHaveProperty('orphaned')
})

describe('an answer says how long it holds', () => {
  const at = (input: ObjectInput, options: AssessOptions = {}) => assessObject(input, options).reassessAt
  test('without the time or without a sign of life for ever', () => {
    expect(at({ live: claim('Bound') })).toBeUndefined()
    expect(at({ live: claim('Bound'), observedAt: 0 })).toBeUndefined()
    expect(at({ live: claim('Bound') }, { now: HOUR })).toBeUndefined()
    expect(assessObject({ live: claim('Bound') }, { now: HOUR })).not.toHaveProperty('reassessAt')
    expect(assessObject({ live: claim('Bound'), observedAt: 0 })).toMatchObject({ status: 'Healthy' })
  })
  test('once it is stale for ever', () => expect(at({ live: claim('Bound'), observedAt: 0 }, { now: HOUR })).toBeUndefined())
  test('until the observation is too old, or its health changes by time, whichever comes first', () => {
    const since = '1970-01-01T00:58:30Z'
    const budget = {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata,
      status: { conditions: [{ type: 'DisruptionAllowed', status: 'False', reason: 'SyncFailed', lastTransitionTime: since }] },
    }
    const due = '1970-01-01T01:00:30Z'
    expect(at({ live: budget }, { now: HOUR })).toBe(due)
    expect(at({ live: budget, observedAt: HOUR }, { now: HOUR })).toBe(due)
    expect(at({ live: budget, observedAt: HOUR }, { now: HOUR, staleAfter: 1000 })).toBe('1970-01-01T01:00:01.001Z')
  })
  test('until that of a child does not', () => {
    const child = {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'child', namespace: 'shop', ownerReferences: [{ uid: 'u' }] },
      status: {
        conditions: [{ type: 'DisruptionAllowed', status: 'False', reason: 'SyncFailed', lastTransitionTime: '1970-01-01T00:59:00Z' }],
      },
    }
    const owner = { ...config, metadata: { ...metadata, uid: 'u' } }
    const answer = assessApplication({ desired: [config], live: [owner, child] }, { now: HOUR })
    expect(answer.objects[0]?.reassessAt).toBe('1970-01-01T01:01:00Z')
    expect(answer.reassessAt).toBe('1970-01-01T01:01:00Z')
  })
})

describe('a Job that is gone', () => {
  const job = { apiVersion: 'batch/v1', kind: 'Job', metadata, spec: { ttlSecondsAfterFinished: 60 } }
  const complete = { ...job, status: { conditions: [{ type: 'Complete', status: 'True' }] } }
  const status = (input: ObjectInput) => assessObject(input).status
  test('is done where it was complete and had a time to live', () => {
    expect(assessObject({ desired: job, removed: complete })).toMatchObject({
      status: 'Healthy',
      reason: 'CompletedAndRemoved',
      message: 'Completed, and was removed when its time to live had passed',
      sync: { status: 'NotApplicable', reason: 'NotDeployed', message: '' },
      health: { settled: true },
    })
  })
  test.each<readonly [string, object]>([
    ['was not complete', { desired: job, removed: job }],
    [
      'was complete once and is not',
      { desired: job, removed: { ...job, status: { conditions: [{ type: 'Complete', status: 'False' }] } } },
    ],
    ['has no time to live', { desired: { ...job, spec: {} }, removed: { ...complete, spec: {} } }],
    ['is of another manifest', { desired: { ...job, spec: { ...job.spec, parallelism: 2 } }, removed: complete }],
    ['is no Job', { desired: { ...job, kind: 'Task' }, removed: { ...complete, kind: 'Task' } }],
    ['was never deployed', { removed: complete }],
    ['was not seen', { desired: job }],
    [
      'cannot be read',
      {
        desired: job,
        removed: {
          ...job,
          get status(): never {
            throw new Error('no')
          },
        },
      },
    ],
  ])('is missing where it %s', (_, input) => expect(status(input)).toBe('Missing'))
  const running = { ...job, status: { active: 1 } }
  test('is Unknown where nothing is known of it, and as it is where it is there again', () => {
    expect(status({ desired: job, removed: complete, unknown: 'NotObserved' })).toBe('Unknown')
    expect(status({ desired: job, removed: complete, live: running })).toBe('Progressing')
  })
  test('is compared with the options of the caller', () => {
    const other = { ...job, metadata: { ...metadata, labels: { run: '2' } } }
    expect(status({ desired: other, removed: complete })).toBe('Missing')
    expect(
      assessObject({ desired: other, removed: complete }, { ignore: [{ pointer: '/metadata/labels' }, { pointer: '/spec' }] }).status,
    ).toBe('Healthy')
  })
})

test.each([
  ['NotObserved', false],
  ['Stale', false],
  ['DiscoveryUnhealthy', false],
  ['NamespaceNotWatched', true],
  ['ClusterScopedNotWatched', true],
  ['KindNotWatched', true],
  ['Forbidden', true],
] as const)('that nothing is known because of %s is settled: %s', (unknown, settled) => {
  const { status, reason, message, health } = assessObject({ desired: config, unknown })
  expect([status, reason, health.settled]).toEqual(['Unknown', unknown, settled])
  expect(message).toMatch(/^[A-Z]/)
})

describe('arguments', () => {
  test('right ones are taken', () => {
    for (const options of [
      { namespace: 'x' },
      { rollUp: 'sync-first' },
      { staleAfter: 0 },
      { now: new Date(0) },
      { related: [] },
    ] satisfies AssessOptions[])
      expect(assessObject({ live: config }, options).status).toBe('In Sync')
  })
})
