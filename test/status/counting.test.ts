import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assessApplication, assessObject } from '../../src/status/index.ts'
import type { AssessOptions, CountingRule } from '../../src/status/index.ts'
import { createTracker } from '../../src/watch/index.ts'

interface Live {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly name: string; readonly namespace: string; readonly labels: object }
  readonly spec: object
  readonly status?: object
}
const workload = (name: string, ready: number, labels = {}): Live => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'shop', labels },
  spec: { replicas: 1 },
  status: {
    replicas: 1,
    updatedReplicas: 1,
    readyReplicas: ready,
    availableReplicas: ready,
    conditions: [
      ready === 1
        ? { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable' }
        : { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' },
    ],
  },
})
const job = (name: string, labels = {}): Live => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name, namespace: 'shop', labels },
  spec: {},
  status: { failed: 1, conditions: [{ type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded' }] },
})
const manifest = ({ apiVersion, kind, metadata, spec }: Live) => {
  const { name, namespace, labels } = metadata
  return { apiVersion, kind, metadata: { name, namespace, labels }, spec }
}
const assess = (live: readonly Live[], options: AssessOptions = {}, desired = live.map(manifest)) =>
  assessApplication({ desired, live }, options)

const web = workload('web', 1)
const report = job('report', { 'example.com/optional': 'true' })
const nothing = (rule: Omit<CountingRule, 'countsAs'>): AssessOptions => ({ counting: [{ ...rule, countsAs: 'nothing' }] })

describe('an object that counts as nothing', () => {
  const application = assess([web, report], nothing({ for: { kind: 'batch/Job' }, because: 'read once a month' }))

  test('keeps its status and holds neither the application nor the gate back', () => {
    expect(assess([web, report])).toMatchObject({ status: 'Degraded', gate: 'fail', counts: { Degraded: 1 } })
    expect(application).toMatchObject({ status: 'Healthy', health: 'Healthy', gate: 'pass', counts: { Degraded: 0, Healthy: 1 } })
    expect(application.objects[1]).toMatchObject({
      status: 'Degraded',
      counting: { countsAs: 'nothing', by: '/counting/0', because: 'read once a month' },
    })
  })

  test('is told in the sentence of the application and counted in its policy', () => {
    expect(application.message).toBe('Its one object is as deployed; Job shop/report is Degraded and counts as nothing')
    expect(application.policy).toEqual({
      uncounted: 1,
      ignored: 0,
      ignoredIn: 0,
      judged: 0,
      message: 'Rules of the caller: 1 object counts as nothing',
    })
  })

  test.each<[CountingRule['for'], boolean]>([
    [{ kind: 'batch/Job', namespace: 'shop', name: 'report' }, true],
    [{ kind: 'batch/*' }, true],
    [{ labelSelector: 'example.com/optional' }, true],
    [{ labelSelector: 'example.com/optional=false' }, false],
    [[{ name: 'web' }, { name: 'report' }], true],
    [({ kind }) => kind === 'Job', true],
    [{ kind: 'Job' }, false],
  ])('is named by %j: %j', (scope, counts) =>
    expect(assess([web, report], nothing({ for: scope })).objects[1]?.counting !== undefined).toBe(counts),
  )

  test('is not chosen by a label that somebody put on the live object', () => {
    const optional = nothing({ for: { labelSelector: 'optional' } })
    expect(assess([job('report', { optional: 'true' })], optional, [manifest(job('report'))]).status).toBe('Degraded')
  })

  test('may be missing or out of sync too', () => {
    const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'shop', labels: {} }, data: { a: '1' } }
    const rule = nothing({ for: { kind: 'ConfigMap' } })
    expect(assessApplication({ desired: [manifest(web), settings], live: [web] }, rule)).toMatchObject({ status: 'Healthy', gate: 'pass' })
    expect(assessApplication({ desired: [manifest(web), settings], live: [web, { ...settings, data: { a: '2' } }] }, rule)).toMatchObject({
      status: 'Healthy',
      sync: 'InSync',
      gate: 'pass',
    })
  })

  test('that is well says nothing in the sentence', () =>
    expect(assess([web, workload('api', 1)], nothing({ for: { name: 'api' } })).message).toBe('Its one object is as deployed'))

  test('several that are not well are counted', () =>
    expect(assess([web, report, job('b')], nothing({ for: { kind: 'batch/Job' } })).message).toBe(
      'Its one object is as deployed; 2 that count as nothing are not well',
    ))

  test('is told beside what decides', () =>
    expect(assess([workload('web', 0), report], nothing({ for: { kind: 'batch/Job' } })).message).toMatch(
      /^Deployment shop\/web: .*; Job shop\/report is Degraded and counts as nothing$/,
    ))

  test('by itself says so', () =>
    expect(assessObject({ desired: manifest(report), live: report }, nothing({ for: { name: 'report' } }))).toMatchObject({
      status: 'Degraded',
      counting: { countsAs: 'nothing' },
    }))
})

test('what is silenced is named by its file and counted', () => {
  const policy = { source: 'live-status.yaml' }
  const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'shop' }, data: { a: '1', b: '2' } }
  const edited = { ...settings, data: { a: '2', b: '3' } }
  const of = (options: AssessOptions) => assessApplication({ desired: [settings], live: [edited] }, { policy, ...options }).policy
  expect(of({})?.message).toBe('live-status.yaml: silenced nothing')
  expect(of({ ignore: [{ pointer: '/data/a' }] })).toMatchObject({ source: 'live-status.yaml', ignored: 1, ignoredIn: 1 })
  expect(of({ ignore: [{ pointer: '/data' }] })?.message).toBe('live-status.yaml: 2 differences in 1 object are ignored')
  expect(of({ rules: [{ for: ['ConfigMap'], rules: [], else: { status: 'Healthy' } }] })?.message).toBe(
    'live-status.yaml: 1 object is judged by its rules',
  )
  expect(assessApplication({ desired: [settings], live: [edited] }).policy).toBeUndefined()
})

const LIVE = [workload('a', 1), workload('b', 0), job('c'), job('d'), workload('e', 1)]

test('counting changes no status, and the label is that of the others', () => {
  fc.assert(
    fc.property(
      fc.subarray(LIVE),
      fc.subarray(LIVE),
      fc.constantFrom('health-first', 'health-only', 'sync-first'),
      (live, silent, rollUp) => {
        const names = new Set(silent.map(({ metadata }) => metadata.name))
        const counted = assess(live, { rollUp, ...nothing({ for: ({ name }) => names.has(name) }) })
        const plain = assess(live, { rollUp })
        expect(counted.objects.map(object => ({ ...object, counting: undefined }))).toEqual(plain.objects)
        const others = assess(
          live.filter(({ metadata }) => !names.has(metadata.name)),
          { rollUp },
        )
        // Of nothing nothing is said, which is no label either.
        const same = others.objects.length > 0 ? others : counted
        expect([counted.status, counted.gate, counted.counts]).toEqual([same.status, same.gate, same.counts])
      },
    ),
  )
})

test('a tracker counts as assessApplication does', () => {
  const options = { ...nothing({ for: { labelSelector: 'example.com/optional' } }), policy: { source: 'p' } }
  const tracker = createTracker(options)
  const [now, later] = ['2026-11-23T10:00:00Z', '2026-11-23T10:00:01Z']
  tracker.recordDeployment({ id: '1', state: 'succeeded', desired: [manifest(web), manifest(report)] })
  tracker.describeSource('', { synced: true })
  for (const object of [web, job('report', {})]) tracker.observeEvent({ type: 'ADDED', object }, now)
  expect(tracker.assess(now)).toMatchObject({ status: 'Healthy', policy: { uncounted: 1 } })
  tracker.recordDeployment({ id: '2', state: 'succeeded', desired: [manifest(web), manifest(job('report'))] })
  expect(tracker.assess(later)).toMatchObject({ status: 'Degraded', policy: { uncounted: 0 } })
})

describe('a rule that says what absence means', () => {
  const gone = {
    for: ['batch/Job'],
    assess: () => ({ status: 'Progressing', reason: 'Waits', message: '' }) as const,
    absence: { status: 'Healthy', reason: 'Gone', message: 'Is gone' } as const,
  }
  test('makes a missing object Healthy, and nothing to apply', () => {
    const { status, health, sync } = assessObject({ desired: manifest(report) }, { rules: [gone] })
    expect([status, health.reason, health.rule, sync.status]).toEqual(['Healthy', 'Gone', 'custom:batch/Job', 'NotApplicable'])
  })
  test('speaks for its objects alone', () => {
    const rules = [{ ...gone, objects: { name: 'other' } }]
    expect(assessObject({ desired: manifest(report) }, { rules }).status).toBe('Missing')
    expect(assessObject({ desired: manifest(report), unknown: 'NotObserved' }, { rules: [gone] }).status).toBe('Unknown')
  })
})
