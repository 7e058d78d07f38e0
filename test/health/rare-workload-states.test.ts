import { describe } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { ago, atNow, condition, object, testStates } from '../support/health-states.ts'

const THEN = '2026-11-22T10:00:00.001Z'
const LWS = 'leaderworkerset.x-k8s.io/v1/LeaderWorkerSet'
const AVAILABLE = condition('Available', 'True', 'AllGroupsReady')
const groups = (replicas: number, status: object, spec: object = {}): KubeObject => object(LWS, { spec: { replicas, ...spec }, status })
const partitioned = (partition: number): object => ({ rolloutStrategy: { rollingUpdateConfiguration: { partition } } })

describe('a set of leaders and workers', () => {
  testStates([
    ['that is scaled to zero', groups(0, {}), ['Healthy', 'ScaledToZero', 'Is scaled to zero']],
    [
      'that is being scaled to zero waits for its last groups',
      groups(0, { readyReplicas: 1 }),
      ['Progressing', 'WaitingForGroups', '1 of 0 groups are ready'],
    ],
    ['that wants one group has none yet', object(LWS), ['Progressing', 'RollingOut', '0 of 1 groups run the new revision']],
    [
      'of one group is ready',
      object(LWS, { status: { conditions: [AVAILABLE], readyReplicas: 1, updatedReplicas: 1 } }),
      ['Healthy', 'Available', 'Its group is ready'],
    ],
    [
      'of two groups is ready',
      groups(2, { conditions: [AVAILABLE], readyReplicas: 2, updatedReplicas: 2 }),
      ['Healthy', 'Available', 'All 2 groups are ready'],
    ],
    [
      'says itself that it is rolled out',
      groups(2, { conditions: [AVAILABLE, condition('UpdateInProgress', 'True')], readyReplicas: 2, updatedReplicas: 2 }),
      ['Progressing', 'RollingOut', '2 of 2 groups run the new revision'],
    ],
    [
      'is rolled out as far as its partition',
      groups(3, { conditions: [AVAILABLE], readyReplicas: 3, updatedReplicas: 1 }, partitioned(2)),
      ['Healthy', 'Available', 'All 3 groups are ready'],
    ],
    [
      'is being rolled out as far as its partition',
      groups(3, { conditions: [AVAILABLE], readyReplicas: 3, updatedReplicas: 0 }, partitioned(2)),
      ['Progressing', 'RollingOut', '0 of 1 groups run the new revision'],
    ],
    [
      'is not rolled out beyond a partition that is larger than it is',
      groups(3, { conditions: [AVAILABLE], readyReplicas: 3 }, partitioned(5)),
      ['Healthy', 'Available', 'All 3 groups are ready'],
    ],
    [
      'is rolled out wholly with a partition that is none',
      groups(3, { conditions: [AVAILABLE], readyReplicas: 3, updatedReplicas: 3 }, partitioned(-1)),
      ['Healthy', 'Available', 'All 3 groups are ready'],
    ],
    [
      'that is available makes progress all the same',
      groups(2, { conditions: [AVAILABLE, condition('Progressing', 'True')], readyReplicas: 2, updatedReplicas: 2 }),
      ['Progressing', 'WaitingForGroups', '2 of 2 groups are ready'],
    ],
    [
      'that is available by its condition lacks groups by its counts',
      groups(2, { conditions: [{ ...AVAILABLE, lastTransitionTime: ago(60) }], readyReplicas: 1, updatedReplicas: 2 }),
      ['Progressing', 'WaitingForGroups', '1 of 2 groups are ready'],
      atNow,
    ],
    [
      'that is not available by its condition is waited for until the threshold',
      groups(2, { conditions: [condition('Available', 'False', '', '', ago(10, -1))], readyReplicas: 2, updatedReplicas: 2 }),
      ['Progressing', 'WaitingForGroups', '2 of 2 groups are ready', { reassessAt: THEN }],
      atNow,
    ],
    [
      'that is not available at the threshold is degraded',
      groups(2, { conditions: [condition('Available', 'False', '', '', ago(10))], readyReplicas: 1, updatedReplicas: 2 }),
      ['Degraded', 'NotAvailable', '1 of 2 groups are ready (since 22 Nov 09:50)'],
      atNow,
    ],
  ])
})

const CRON = 'batch/v1/CronJob'
const cron = (status: object): KubeObject => object(CRON, { spec: { schedule: '0 * * * *' }, status })
const owner = [{ kind: 'CronJob', name: 'it', uid: 'uid-it', controller: true }]
const job = (name: string, creationTimestamp: string | undefined, type: string, status = 'True'): KubeObject =>
  object('batch/v1/Job', {
    metadata: { name, uid: name, creationTimestamp, ownerReferences: owner },
    status: { startTime: creationTimestamp, conditions: [condition(type, status, 'BackoffLimitExceeded', 'Job has reached its limit')] },
  })
const FAILED = 'The run of 22 Nov 09:00 failed: Job has reached its limit'

describe('a cron job', () => {
  testStates([
    [
      'that is suspended',
      object(CRON, { spec: { suspend: true }, status: { active: [{}] } }),
      ['Suspended', 'Suspended', 'Is suspended: no runs are scheduled'],
    ],
    ['that was never due', cron({}), ['Healthy', 'NotScheduledYet', 'No run has been due yet']],
    ['has a run', cron({ active: [{}] }), ['Healthy', 'Active', 'A run is active']],
    [
      'has a run and says since when',
      cron({ active: [{}], lastScheduleTime: ago(60) }),
      ['Healthy', 'Active', 'A run is active since 22 Nov 09:00'],
    ],
    [
      'has never succeeded',
      cron({ active: [], lastScheduleTime: ago(60) }),
      ['Healthy', 'NeverSucceeded', 'No run has succeeded yet; the last began at 22 Nov 09:00'],
    ],
    [
      'has not succeeded the last time',
      cron({ lastScheduleTime: ago(60), lastSuccessfulTime: ago(61) }),
      ['Degraded', 'LastRunFailed', 'The run of 22 Nov 09:00 did not succeed; the last that did ended at 22 Nov 08:59', { advisory: true }],
    ],
    [
      'has succeeded at the moment at which it was due',
      cron({ lastScheduleTime: ago(60), lastSuccessfulTime: ago(60) }),
      ['Healthy', 'LastRunSucceeded', 'The last run ended well at 22 Nov 09:00'],
    ],
    [
      'tells of the run that failed while the next is active',
      cron({ active: [{}], lastScheduleTime: ago(0), lastSuccessfulTime: ago(120) }),
      [
        'Degraded',
        'LastRunFailed',
        FAILED,
        {
          advisory: true,
          causes: [{ ref: { kind: 'Job', name: 'b' }, reason: 'BackoffLimitExceeded', message: 'Job has reached its limit' }],
        },
      ],
      { related: [job('a', ago(180), 'Complete'), job('b', ago(60), 'Failed'), job('c', ago(0), 'Complete', 'False')] },
    ],
    [
      'passes over a failed run before one that succeeded',
      cron({ lastScheduleTime: ago(30), lastSuccessfulTime: ago(29) }),
      ['Healthy', 'LastRunSucceeded', 'The last run ended well at 22 Nov 09:31'],
      { related: [job('a', ago(60), 'Failed'), job('b', ago(30), 'Complete')] },
    ],
    [
      'passes over a failed run before a success whose job is gone',
      cron({ lastScheduleTime: ago(30), lastSuccessfulTime: ago(29) }),
      ['Healthy', 'LastRunSucceeded', 'The last run ended well at 22 Nov 09:31'],
      { related: [job('a', ago(60), 'Failed')] },
    ],
    [
      'tells of the newest run that failed, of which one does not say when it was made',
      cron({}),
      ['Degraded', 'LastRunFailed', FAILED, { advisory: true, causes: [{ ref: { name: 'b' } }] }],
      { related: [job('a', undefined, 'Failed'), job('b', ago(60), 'Failed'), job('c', ago(90), 'Failed')] },
    ],
  ])
})

const DAEMONS = 'apps/v1/DaemonSet'
const daemons = (
  desired: number,
  updated: number,
  available: number,
  more: { readonly spec?: object; readonly metadata?: object } = {},
): KubeObject => {
  const { spec = {}, metadata = {} } = more
  return object(DAEMONS, {
    metadata: { generation: 1, ...metadata },
    spec,
    status: { observedGeneration: 1, desiredNumberScheduled: desired, updatedNumberScheduled: updated, numberAvailable: available },
  })
}
const ofSet = (name: string, labels: object, pulled = false): KubeObject =>
  object('v1/Pod', {
    metadata: {
      name,
      uid: name,
      labels: { ...labels },
      ownerReferences: [{ kind: 'DaemonSet', name: 'it', uid: 'uid-it', controller: true }],
    },
    spec: { containers: [{ name: 'web', image: 'shop/web:2' }] },
    status: {
      phase: 'Running',
      ...(pulled ? { conditions: [condition('Ready', 'True')] } : {}),
      containerStatuses: [{ name: 'web', restartCount: 0, ready: pulled, state: pulled ? {} : { waiting: { reason: 'ErrImagePull' } } }],
    },
  })
const revision = (revision: number | undefined, hash: string): KubeObject =>
  object('apps/v1/ControllerRevision', {
    metadata: {
      name: hash,
      uid: hash,
      labels: { 'controller-revision-hash': hash },
      ownerReferences: [{ kind: 'DaemonSet', name: 'it', uid: 'uid-it', controller: true }],
    },
    revision,
  })
const of = (hash: string): object => ({ 'controller-revision-hash': hash })
const out = (maxUnavailable: unknown, maxSurge?: unknown): object => ({
  spec: { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable, maxSurge } } },
})
const DENIED = 'Image cannot be pulled: web:2'
const two = [ofSet('a', of('new')), ofSet('b', of('new')), ofSet('c', of('new'), true), revision(2, 'new'), revision(1, 'old')]

describe('a pod on every node', () => {
  testStates([
    ['of which nothing is reported', object(DAEMONS), ['Progressing', 'NotReported', 'The controller has not reported yet']],
    [
      'whose controller has not seen it',
      object(DAEMONS, { metadata: { generation: 1 } }),
      ['Progressing', 'GenerationNotObserved', 'The controller has not yet seen the latest change of the spec'],
    ],
    ['that matches', daemons(0, 0, 0), ['Healthy', 'NoMatchingNodes', 'No node matches, so no pod is wanted']],
    ['is available', daemons(3, 3, 3), ['Healthy', 'Available', 'All 3 pods are available']],
    ['of one is available', daemons(1, 1, 1), ['Healthy', 'Available', 'Its pod is available']],
    ['is being rolled out', daemons(3, 1, 3), ['Progressing', 'RollingOut', '1 of 3 pods run the current revision']],
    [
      'is rolled out as pods are deleted',
      daemons(3, 1, 3, { spec: { updateStrategy: { type: 'OnDelete' } } }),
      [
        'Healthy',
        'WaitingForDeletion',
        'All 3 pods are available; 1 of 3 run the new revision, the others once they are deleted (OnDelete)',
      ],
    ],
    [
      'is rolled out no further where as many as may be out cannot recover',
      daemons(3, 2, 1),
      ['Degraded', 'ErrImagePull', `${DENIED} (1 of 1 pods)`, { causes: [{ ref: { name: 'a' }, reason: 'ErrImagePull' }] }],
      { related: [ofSet('a', of('new')), ofSet('b', of('old')), revision(1, 'old'), revision(2, 'new'), revision(undefined, 'none')] },
    ],
    [
      'is rolled out further where more may be out',
      daemons(5, 3, 3, out(3)),
      ['Progressing', 'RollingOut', '3 of 5 pods run the current revision; image cannot be pulled: web:2 (2 of 3 pods)'],
      { related: two },
    ],
    [
      'is rolled out no further where a share of them may be out',
      daemons(5, 3, 3, out('25%')),
      ['Degraded', 'ErrImagePull', `${DENIED} (2 of 3 pods)`, { causes: [{ count: 2 }] }],
      { related: two },
    ],
    [
      'is rolled out further where a share of them may be more',
      daemons(5, 3, 3, out(0, '41%')),
      ['Progressing', 'RollingOut', '3 of 5 pods run the current revision; image cannot be pulled: web:2 (2 of 3 pods)'],
      { related: two },
    ],
    [
      'is rolled out no further where no share is said',
      daemons(5, 3, 3, out('many')),
      ['Degraded', 'ErrImagePull', `${DENIED} (2 of 3 pods)`],
      { related: two },
    ],
    [
      'is told by its generation where there are no revisions',
      daemons(3, 2, 1, { metadata: { annotations: { 'deprecated.daemonset.template.generation': '2' } } }),
      ['Degraded', 'ErrImagePull', `${DENIED} (2 of 2 pods)`],
      {
        related: [ofSet('a', { 'pod-template-generation': '2' }), ofSet('b', { 'pod-template-generation': '1' }), ofSet('c', {})],
      },
    ],
    [
      'lacks one, which is never degraded',
      daemons(3, 3, 2, { metadata: { creationTimestamp: ago(600) } }),
      ['Progressing', 'WaitingForPods', '2 of 3 pods are available'],
      atNow,
    ],
    [
      'is nowhere, until the threshold',
      daemons(2, 2, 0, { metadata: { creationTimestamp: ago(10, -1) } }),
      ['Progressing', 'WaitingForPods', '0 of 2 pods are available', { reassessAt: THEN }],
      atNow,
    ],
    [
      'is nowhere at the threshold',
      daemons(2, 2, 0, { metadata: { creationTimestamp: ago(10) } }),
      ['Degraded', 'NoneAvailable', 'None of 2 pods is ready since 22 Nov 09:50'],
      atNow,
    ],
    [
      'is nowhere since its status said so, rather than since it was made',
      daemons(1, 1, 0, {
        metadata: {
          creationTimestamp: ago(600),
          managedFields: [{ subresource: 'status', time: ago(20) }, { subresource: 'status', time: ago(10) }, { time: ago(1) }],
        },
      }),
      ['Degraded', 'NoneAvailable', 'Its only pod is not ready since 22 Nov 09:50'],
      atNow,
    ],
  ])
})
