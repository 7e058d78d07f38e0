import { describe, expect, test } from 'vitest'
import { assessHealth } from '../../src/health/index.ts'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { ago, condition, conditioned, event, NOW, object, pod, testStates } from '../support/health-states.ts'
import type { State } from '../support/health-states.ts'

const UNREADY = pod({
  phase: 'Running',
  web: { state: { running: {} } },
  status: { conditions: [condition('Ready', 'False')] },
})

describe('what is known beside an object', () => {
  const unschedulable = pod({
    spec: { nodeName: undefined },
    status: { conditions: [condition('PodScheduled', 'False', 'Unschedulable', '', NOW)] },
  })
  testStates(
    (
      [
        [0, '0 min'],
        [30_000, '30 s'],
        [60_000, '1 min'],
        [90_000, '90 s'],
        [119_000, '119 s'],
        [120_000, '2 min'],
        [3_600_000, '1 h'],
        [5_400_000, '90 min'],
        [7_200_000, '2 h'],
      ] as const
    ).map(([unschedulableAfter, text]): State => [
      `says of a threshold of ${text}`,
      unschedulable,
      ['Progressing', 'Unschedulable', `No node fits (since 22 Nov 10:00, Degraded after ${text})`],
      { thresholds: { unschedulableAfter } },
    ]),
  )
})

const events: Readonly<Record<string, (time: string) => object>> = {
  lastTimestamp: lastTimestamp => ({ lastTimestamp }),
  'series.lastObservedTime': lastObservedTime => ({ series: { lastObservedTime }, lastTimestamp: ago(600) }),
  eventTime: eventTime => ({ lastTimestamp: null, eventTime }),
  deprecatedLastTimestamp: deprecatedLastTimestamp => ({ lastTimestamp: null, deprecatedLastTimestamp }),
  'metadata.creationTimestamp': creationTimestamp => ({
    lastTimestamp: null,
    metadata: { name: creationTimestamp, namespace: 'shop', creationTimestamp },
  }),
}
const told = (related: readonly KubeObject[]): string => assessHealth(UNREADY, { related }).message

describe('what is said of an object last', () => {
  test.each(Object.keys(events))('is known by %s', field => {
    const at = events[field]
    const both = [event('Unhealthy', 'a is later', at?.(ago(1)) as never), event('Unhealthy', 'b was earlier', at?.(ago(2)) as never)]
    for (const related of [both, both.toReversed()]) expect(told(related)).toBe('Container web is not ready: a is later')
  })

  test('is, of two at one time, the same whatever their order', () => {
    const both = [event('Unhealthy', 'a'), event('Unhealthy', 'bb')]
    for (const related of [both, both.toReversed()]) expect(told(related)).toBe('Container web is not ready: bb')
  })

  test('may be a note, and is nothing where it is empty', () => {
    const note = { apiVersion: 'events.k8s.io/v1', message: undefined, note: 'Readiness probe failed', regarding: { uid: 'uid-it' } }
    expect(told([event('Unhealthy', '', note)])).toBe('Container web is not ready: Readiness probe failed')
    expect(told([event('Unhealthy', '')])).toBe('Container web is not ready')
    expect(told([event('Unhealthy', 'first', { lastTimestamp: ago(9) }), event('Unhealthy', '')])).toBe('Container web is not ready: first')
    expect(told([event('Unhealthy', 'of another', { involvedObject: { uid: 'other' } })])).toBe('Container web is not ready')
  })
})

const going = (metadata: object): KubeObject => object('example.com/v1/Oven', { metadata: { deletionTimestamp: ago(15), ...metadata } })

describe('an object that is being deleted', () => {
  testStates([
    ['waits for nobody', going({}), ['Progressing', 'Terminating', 'Is being deleted']],
    ['waits for one', going({ finalizers: ['a.io/b', 7] }), ['Progressing', 'Terminating', 'Deletion waits for the finalizer a.io/b']],
    [
      'waits for two until the threshold',
      going({ finalizers: ['a.io/b', 'c.io/d'], deletionTimestamp: ago(15, -1) }),
      ['Progressing', 'Terminating', 'Deletion waits for the finalizers a.io/b, c.io/d', { reassessAt: '2026-11-22T10:00:00.001Z' }],
      { now: NOW },
    ],
    ['is stuck at the threshold', going({}), ['Degraded', 'TerminatingStuck', 'Is being deleted since 22 Nov 09:45'], { now: NOW }],
  ])
})

const budget = (status: object, ...conditions: readonly object[]): KubeObject =>
  object('policy/v1/PodDisruptionBudget', { status: { ...status, conditions } })
const FAILED = (time: string, message = ''): object => condition('DisruptionAllowed', 'False', 'SyncFailed', message, time)
const counts = { observedGeneration: 1, expectedPods: 3, currentHealthy: 3, desiredHealthy: 2 }

describe('a disruption budget', () => {
  testStates([
    ['that nobody has computed', budget({}), ['Progressing', 'NotComputed', 'Has not been computed yet', { advisory: true }]],
    [
      'that cannot be computed until the threshold',
      budget(counts, FAILED(ago(2, -1))),
      ['Progressing', 'SyncFailed', 'Cannot be computed', { advisory: true, reassessAt: '2026-11-22T10:00:00.001Z' }],
      { now: NOW },
    ],
    [
      'that cannot be computed at the threshold says why',
      budget(counts, FAILED(ago(2), 'found no controller for pod a')),
      ['Degraded', 'SyncFailed', 'Cannot be computed: found no controller for pod a (since 22 Nov 09:58)', { advisory: true }],
      { now: NOW },
    ],
    [
      'that is about no pod',
      budget({ ...counts, expectedPods: 0 }),
      ['Healthy', 'SelectsNothing', 'Selects no pod', { causes: [{ ref: { kind: 'PodDisruptionBudget' }, reason: 'SelectsNothing' }] }],
    ],
    [
      'that allows nothing',
      budget({ ...counts, currentHealthy: 2 }),
      [
        'Healthy',
        'NoDisruptionsAllowed',
        'Allows no eviction now: 2 of at least 2 pods are healthy',
        { causes: [{ reason: 'NoDisruptionsAllowed', message: 'Allows no eviction now: 2 of at least 2 pods are healthy' }] },
      ],
    ],
    [
      'that allows nothing by its condition',
      budget({ ...counts, disruptionsAllowed: 1 }, condition('DisruptionAllowed', 'False', 'InsufficientPods')),
      ['Healthy', 'NoDisruptionsAllowed', 'Allows no eviction now: 3 of at least 2 pods are healthy'],
    ],
    [
      'that allows one',
      budget({ ...counts, disruptionsAllowed: 1 }, condition('DisruptionAllowed', 'True', 'SufficientPods')),
      ['Healthy', 'DisruptionsAllowed', 'Allows 1 eviction: 3 pods are healthy, 2 must be', { causes: [] }],
    ],
    [
      'that allows two',
      budget({ ...counts, disruptionsAllowed: 2, desiredHealthy: 1 }),
      ['Healthy', 'DisruptionsAllowed', 'Allows 2 evictions: 3 pods are healthy, 1 must be'],
    ],
  ])
})

describe('a condition whose status is no text', () => {
  const ready = (status: unknown): KubeObject => conditioned('v1/Node', { type: 'Ready', status })
  testStates([
    ['but true', ready(true), ['Healthy', 'Ready', 'Is ready']],
    ['but false', ready(false), ['Degraded', 'NotReady', 'Is not ready']],
    ['and no flag either', ready(7), ['Degraded', 'NotReporting', 'Its kubelet does not report']],
  ])
})
