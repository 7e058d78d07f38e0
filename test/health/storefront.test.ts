import { beforeAll, describe, expect, test } from 'vitest'
import { assessHealth } from '../../src/health/index.ts'
import type { Health } from '../../src/health/index.ts'
import { indexRelated } from '../../src/tree/index.ts'
import { storefrontFrames } from '../support/storefront.ts'

/** An answer at one line of the recording; only those that differ from the one before. */
interface Answer {
  readonly index: number
  readonly step: string
  readonly health: Health
}

const answers = new Map<string, Answer[]>()
let lines = 0

beforeAll(() => {
  for (const { line, index, step, live } of storefrontFrames()) {
    lines++
    if (line.step !== undefined || line.type === 'BOOKMARK' || line.type === 'ERROR') continue
    const related = indexRelated(live.values())
    for (const [key, object] of live) {
      if (key.startsWith('Event/') || key.startsWith('Endpoint')) continue
      const health = assessHealth(object, { related, now: line.at })
      const known = answers.get(key) ?? []
      if (known.length === 0) answers.set(key, known)
      const last = known.at(-1)
      const same =
        last?.step === step &&
        last.health.status === health.status &&
        last.health.reason === health.reason &&
        last.health.message === health.message
      if (!same) known.push({ index, step, health })
    }
  }
})

const during = (key: string, step: string): readonly Health[] =>
  (answers.get(key) ?? []).filter(answer => answer.step.startsWith(step)).map(({ health }) => health)
const lastOf = (key: string, step: string): Health => during(key, step).at(-1)!
const ALARMING: ReadonlySet<string> = new Set(['Degraded', 'Unknown', 'Missing'])
const GOOD_STEPS = [
  'deploy release 1',
  'the cloud assigns',
  'someone scales web',
  'someone sets a log level',
  'someone adds',
  'someone rotates',
  'a sidecar is injected',
  'deploy release 1 again',
]

describe('the storefront, replayed with related objects', () => {
  test('walks every line of the recording', () => expect(lines).toBe(1103))

  test('raises no alarm while nothing is broken: starts, scale-ups and rollouts progress from first to last', () => {
    const alarms = [...answers].flatMap(([key, list]) =>
      list
        .filter(({ step, index, health }) => GOOD_STEPS.some(good => step.startsWith(good)) && index < 625 && ALARMING.has(health.status))
        .map(({ index, health }) => `${index} ${key} ${health.reason}`),
    )
    expect(alarms).toEqual([])
  })

  test('raises none for anything that was not broken, from the first line to the last', () => {
    const degraded = [...answers].filter(([, list]) => list.some(({ health }) => ALARMING.has(health.status))).map(([key]) => key)
    expect(degraded.toSorted()).toEqual([
      'DaemonSet/log-shipper',
      'Deployment/api',
      'Pod/api-599df7b4d8-gkqtq',
      'Pod/db-0',
      'Pod/db-1',
      'Pod/log-shipper-mfzpn',
      'Pod/log-shipper-rrtq8',
      'ReplicaSet/api-599df7b4d8',
      'Service/db',
      'StatefulSet/db',
    ])
  })

  test('calls a scale-up a scale-up, and a rollout a rollout', () => {
    expect(during('Deployment/web', 'someone scales web').map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(['ScalingUp', 'Available']),
    )
    expect(during('Deployment/web', 'someone scales web').map(({ reason }) => reason)).not.toContain('RollingOut')
    expect(during('Deployment/web', 'a sidecar is injected').map(({ reason }) => reason)).toContain('RollingOut')
  })

  test('release 2: api cannot pull its image, which is named, and only api and what it made are degraded', () => {
    const api = lastOf('Deployment/api', 'deploy release 2')
    expect(api).toMatchObject({
      status: 'Degraded',
      reason: 'ImagePullBackOff',
      message: 'Image not found: api:broken (1 of 1 new pods; 2 old pods still serve)',
    })
    expect(api.causes[0]).toMatchObject({
      ref: { kind: 'ReplicaSet', name: 'api-599df7b4d8' },
      causes: [{ ref: { kind: 'Pod', name: 'api-599df7b4d8-gkqtq' }, reason: 'ImagePullBackOff', container: 'api' }],
    })
    const degraded = [...answers].filter(([, list]) =>
      list.some(({ step, health }) => step.startsWith('deploy release 2') && health.status === 'Degraded'),
    )
    expect(degraded.map(([key]) => key)).toEqual(['Deployment/api', 'ReplicaSet/api-599df7b4d8', 'Pod/api-599df7b4d8-gkqtq'])
  })

  test('release 3: the shipper crashes with its exit code', () => {
    const shipper = lastOf('DaemonSet/log-shipper', 'deploy release 3')
    expect(shipper).toMatchObject({
      status: 'Degraded',
      reason: 'CrashLoopBackOff',
      message: 'Container shipper exits with code 1 (3 restarts; 2 of 2 pods)',
    })
    expect(shipper.causes[0]).toMatchObject({ count: 2, container: 'shipper', causes: [{ reason: 'Error' }] })
  })

  test('release 3: the database is out of memory, and its ordered rollout does not recover by itself', () => {
    const db = lastOf('StatefulSet/db', 'deploy release 3')
    expect(db).toMatchObject({ status: 'Degraded', reason: 'BlockedByPod' })
    expect(db.message).toBe(
      'db-0 is out of memory (exit 137, 3 restarts); an ordered rollout waits for it for ever: fix the template and delete the pod',
    )
    expect(db.causes).toMatchObject([
      { reason: 'CrashLoopBackOff', causes: [{ reason: 'OOMKilled', container: 'postgres' }] },
      { ref: { name: 'db-1' } },
    ])
  })

  test('once the template is repaired, the database stays degraded until someone deletes its pods', () => {
    expect(lastOf('StatefulSet/db', 'deploy release 1 once more')).toMatchObject({
      status: 'Degraded',
      message: expect.stringMatching(/: delete the pod$/),
    })
    const after = during('StatefulSet/db', 'someone deletes the stuck database pods')
    expect(after.at(-1)?.status).toBe('Healthy')
    expect(after.map(({ status }) => status).lastIndexOf('Degraded')).toBe(0)
  })

  test('ends with every object that reports health healthy or suspended', () => {
    expect(
      ['Deployment/web', 'Deployment/api', 'StatefulSet/db', 'DaemonSet/log-shipper', 'Job/seed-catalogue', 'Service/web'].map(
        key => answers.get(key)?.at(-1)?.health.status,
      ),
    ).toEqual(Array.from({ length: 6 }, () => 'Healthy'))
  })
})

describe('the storefront from the objects alone', () => {
  test('alarms are raised for the api, which has a deadline, and for the pods that fail, and for nothing else', () => {
    const alarms = new Set<string>()
    for (const { live, line, index } of storefrontFrames()) {
      if (index % 3 !== 0) continue
      for (const [key, object] of live) if (ALARMING.has(assessHealth(object, { now: line.at }).status)) alarms.add(key)
    }
    expect([...alarms].toSorted()).toEqual([
      'Deployment/api',
      'Pod/api-599df7b4d8-gkqtq',
      'Pod/db-0',
      'Pod/db-1',
      'Pod/log-shipper-mfzpn',
      'Pod/log-shipper-rrtq8',
    ])
  })

  test('release 2 is degraded by its exceeded deadline', () => {
    let last: Health | undefined
    for (const { step, live, line } of storefrontFrames()) {
      if (step.startsWith('deploy release 2')) last = assessHealth(live.get('Deployment/api') ?? {}, { now: line.at })
    }
    expect(last).toMatchObject({
      status: 'Degraded',
      reason: 'ProgressDeadlineExceeded',
      message: 'The rollout made no progress for 30 s: 1 of 2 pods updated, 2 available',
    })
  })
})
