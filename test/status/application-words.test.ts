import { describe, expect, test } from 'vitest'
import { assessApplication } from '../../src/status/index.ts'
import type { AssessOptions, DeploymentState, Source } from '../../src/status/index.ts'
import { createRedactor } from '../../src/redact/index.ts'

/** The one sentence that an application says of itself, and what a deploy gate makes of it. */
const object = (apiVersion: string, kind: string, name: string, more: object = {}) => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'shop' },
  ...more,
})
const config = (name: string, value?: string) => object('v1', 'ConfigMap', name, value === undefined ? {} : { data: { value } })
const claim = (name: string, phase: string) => object('v1', 'PersistentVolumeClaim', name, { status: { phase } })
const job = (name: string, ...conditions: object[]) => object('batch/v1', 'Job', name, { status: { conditions } })
const suspended = (name: string) => object('batch/v1', 'CronJob', name, { spec: { suspend: true, schedule: '* * * * *' } })
const budget = (name: string) => object('policy/v1', 'PodDisruptionBudget', name)

const failed = (name: string) => job(name, { type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded' })
const said = (live: readonly object[], { missing = [], ...options }: AssessOptions & { readonly missing?: readonly object[] } = {}) => {
  const { status, message, gate } = assessApplication({ desired: [...live, ...missing], live }, options)
  return { status, message, gate }
}
const drifted = (options: AssessOptions, ...more: readonly object[]) => {
  const { status, message, gate } = assessApplication({ desired: [config('a', '1'), ...more], live: [config('a', '2'), ...more] }, options)
  return { status, message, gate }
}

describe('where all is well', () => {
  test.each<readonly [string, readonly object[]]>([
    ['Its one object is as deployed', [config('a')]],
    ['All 2 objects are as deployed', [config('a'), config('b')]],
    ['Its one object is as deployed, 1 suspended', [suspended('s')]],
    ['All 3 objects are as deployed, 2 suspended', [config('a'), suspended('s'), suspended('t')]],
    ['None of its objects counts', [budget('b')]],
    ['Its one object is as deployed', [budget('b'), config('a')]],
  ])('it says: %s', (message, live) => {
    expect(said(live)).toEqual({ status: 'Healthy', message, gate: 'pass' })
  })

  test('drift that does not count is told all the same', () => {
    const told = (...more: object[]) => drifted({ rollUp: 'health-only' }, ...more)
    expect(told()).toEqual({ status: 'Healthy', message: 'Its one object runs well; 1 is Out of Sync', gate: 'pass' })
    expect(told(config('b')).message).toBe('All 2 objects run well; 1 is Out of Sync')
  })
})

describe('where not all is well', () => {
  test('the first object that decides speaks, and what else is worth a word is counted, worst first', () => {
    const missing = [config('m'), config('n')]
    const { message, status } = said([claim('p', 'Pending'), failed('f'), failed('g'), config('a')], { missing })
    expect(status).toBe('Degraded')
    expect(message).toMatch(/^Job shop\/f: .*; 1 more is Degraded, 2 are Missing, 1 is Progressing$/)
  })

  test('a sentence that begins with a verb goes on from the name, any other follows a colon', () => {
    expect(said([], { missing: [config('a')] }).message).toBe('ConfigMap shop/a is not in the cluster')
    expect(said([], { missing: [config('a'), config('b'), config('c')] }).message).toBe(
      'ConfigMap shop/a is not in the cluster; 2 more are Missing',
    )
    expect(drifted({}).message).toBe('ConfigMap shop/a: data.value is "2", deployed was "1"')
  })

  test('where nothing may be shown nothing is said', () => {
    const silent = object('example.com/v1', 'Gadget', 'g', { status: { conditions: [{ type: 'Ready', status: 'False', reason: 'Bad' }] } })
    const redactor = createRedactor('stale')
    expect(said([silent], { redactor }).message).toBe('')
  })

  test('by health alone the object whose health decides speaks, although another drifted', () => {
    const { status, message, gate } = drifted({ rollUp: 'health-only' }, claim('p', 'Pending'))
    expect([status, gate]).toEqual(['Progressing', 'wait'])
    expect(message).toMatch(/^PersistentVolumeClaim shop\/p.*; 1 is Out of Sync$/)
  })

  test('advisory objects never speak for the others', () => {
    expect(said([budget('b'), claim('p', 'Pending')]).message).toMatch(/^PersistentVolumeClaim shop\/p/)
  })

  test('drift first is said of the drifted object', () => {
    expect(drifted({ rollUp: 'sync-first' }, failed('f'))).toMatchObject({ status: 'Out of Sync', gate: 'fail' })
    expect(drifted({ rollUp: 'sync-first' }, failed('f')).message).toBe(
      'ConfigMap shop/a: data.value is "2", deployed was "1"; 1 is Degraded',
    )
  })
})

test.each<readonly [DeploymentState, string, string]>([
  ['queued', 'The latest deployment is queued', 'wait'],
  ['waiting', 'The latest deployment waits for a person', 'wait'],
  ['running', 'The latest deployment is running', 'wait'],
  ['cancelling', 'The latest deployment is being cancelled', 'wait'],
  ['failed', 'The latest deployment failed', 'fail'],
])('a gate behind a deployment that is %s does not look at the objects', (state, message, gate) => {
  const deployments = [
    { id: '1', state: 'succeeded' as const, desired: [failed('f')] },
    { id: '2', state },
  ]
  expect(assessApplication({ deployments, live: [failed('f')] })).toMatchObject({ message, gate })
})

describe('a gate waits for what may come right, and fails for what will not', () => {
  const seen = (source: Source, options: AssessOptions = {}) =>
    assessApplication({ desired: [config('a'), config('b')], live: [config('b')], sources: { '': source } }, options).gate
  test('one failure among what waits fails it', () => expect(said([claim('p', 'Pending'), failed('f')]).gate).toBe('fail'))
  test('one drifted object among what waits fails it, unless drift does not count', () => {
    expect(drifted({}, claim('p', 'Pending')).gate).toBe('fail')
    expect(drifted({ rollUp: 'health-only' }, claim('p', 'Pending')).gate).toBe('wait')
  })
  test('what is settled and not bad does not fail it', () =>
    expect(said([job('j', { type: 'Complete', status: 'True' })], { missing: [config('m')] }).gate).toBe('wait'))
  test('an advisory failure does not fail it', () => {
    const stuck = object('policy/v1', 'PodDisruptionBudget', 'b', {
      metadata: { name: 'b', namespace: 'shop', generation: 1 },
      status: {
        observedGeneration: 1,
        conditions: [
          { type: 'DisruptionAllowed', status: 'False', reason: 'SyncFailed', message: 'no', lastTransitionTime: '2026-11-23T09:00:00Z' },
        ],
      },
    })
    expect(said([stuck, claim('p', 'Pending')], { now: '2026-11-23T10:00:00Z' }).gate).toBe('wait')
  })
  test('a cluster that does not answer yet is waited for', () => {
    expect(seen({ listed: [] })).toBe('wait')
    expect(seen({ kinds: ['Secret'] })).toBe('fail')
  })
  test('nothing deployed is waited for, nothing to see passes', () => {
    expect(assessApplication({ live: [] })).toMatchObject({ gate: 'wait', message: 'Nothing was deployed' })
    expect(assessApplication({ desired: [], live: [] })).toMatchObject({
      gate: 'pass',
      message: 'The latest deployment applied nothing that can be monitored',
    })
  })
})

test('a cluster that was never observed, or not for too long, says so for the whole', () => {
  const of = (source: Source) => assessApplication({ desired: [config('a')], live: [], sources: { '': source } }, { now: 3_600_000 })
  expect(of({ synced: false })).toMatchObject({ status: 'Unknown', message: 'The cluster has not been observed yet', gate: 'wait' })
  expect(of({ observedAt: 0 })).toMatchObject({
    status: 'Unknown',
    message: 'Nothing was heard from the cluster for too long',
    gate: 'wait',
  })
})

test('the whole is to be looked at again when the first of its objects, orphans and sources is', () => {
  const gone = (name: string, lastTransitionTime: string) => ({
    ...budget(name),
    status: { conditions: [{ type: 'DisruptionAllowed', status: 'False', reason: 'SyncFailed', lastTransitionTime }] },
  })
  const early = gone('early', '2026-11-23T09:58:30Z')
  const late = gone('late', '2026-11-23T09:59:00Z')
  const options = { now: '2026-11-23T10:00:00Z' }
  const dues = [early, late].map(live => assessApplication({ desired: [live], live: [live] }, options).reassessAt!)
  expect(dues).toEqual(['2026-11-23T10:00:30Z', '2026-11-23T10:01:00Z'])
  for (const live of [
    [early, late],
    [late, early],
  ])
    expect(assessApplication({ desired: live, live }, options).reassessAt).toBe(dues[0])
  const orphaned = {
    deployments: [
      { id: '1', state: 'succeeded' as const, desired: [early] },
      { id: '2', state: 'succeeded' as const, desired: [late] },
    ],
  }
  expect(assessApplication({ ...orphaned, live: [early, late] }, options).reassessAt).toBe(dues[0])
})
