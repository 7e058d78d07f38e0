import { describe } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { CRASHING, DENIED, UP, ago, atNow, condition, object, ownedPod, owners, testStates, web } from '../support/health-states.ts'

const COMPLETE = condition('Progressing', 'True', 'NewReplicaSetAvailable')
const GONE = condition('Available', 'False', 'MinimumReplicasUnavailable', '', ago(1))
const deployment = (status: object, more: { readonly spec?: object; readonly metadata?: object } = {}): KubeObject =>
  object('apps/v1/Deployment', {
    metadata: { generation: 1, ...more.metadata },
    spec: { replicas: 2, ...more.spec },
    status: { observedGeneration: 1, replicas: 2, updatedReplicas: 2, ...status },
  })
const REVISION = 'deployment.kubernetes.io/revision'
const set = (uid: string, revision?: string): KubeObject =>
  object('apps/v1/ReplicaSet', {
    metadata: { name: uid, uid, ...owners('uid-it'), ...(revision === undefined ? {} : { annotations: { [REVISION]: revision } }) },
  })
const young = (name: string, hash: string | undefined, born: string | undefined, status: object): KubeObject =>
  object('v1/Pod', {
    metadata: {
      name,
      uid: name,
      ...(born === undefined ? {} : { creationTimestamp: born }),
      labels: hash === undefined ? {} : { 'pod-template-hash': hash },
      ownerReferences: [{ kind: 'ReplicaSet', name: `it-${hash ?? 'x'}`, uid: `s-${hash ?? 'x'}`, controller: true }],
    },
    spec: { containers: [{ name: 'web', image: 'shop/web:2' }] },
    status,
  })
const STARTING = web({ state: { running: {} } })
const NONE = 'None of 2 pods is ready since 22 Nov 09:59'

describe('a deployment by its pods', () => {
  testStates([
    [
      'is explained by the replica set of its revision',
      deployment({}, { metadata: { annotations: { [REVISION]: '2' } } }),
      ['Degraded', 'ErrImagePull', 'Access to the image is denied: web:2 (1 of 1 pods)', { causes: [{ ref: { name: 's2' } }] }],
      {
        related: [
          set('s3', '3'),
          set('s2', '2'),
          ownedPod('a', { owner: 's2', status: DENIED }),
          ownedPod('b', { owner: 's3', status: UP }),
        ],
      },
    ],
    [
      'is explained by its newest replica set where it does not say its revision',
      deployment({}),
      ['Degraded', 'ErrImagePull', 'Access to the image is denied: web:2 (1 of 1 pods)', { causes: [{ ref: { name: 's10' } }] }],
      {
        related: [
          set('s0'),
          set('s9', '9'),
          set('s10', '10'),
          set('s1', '1'),
          ownedPod('a', { owner: 's10', status: DENIED }),
          ownedPod('b', { owner: 's9', status: UP }),
        ],
      },
    ],
    [
      'is starting where its pod was made up to half a minute before it lacked pods',
      deployment({ conditions: [COMPLETE, GONE] }),
      ['Progressing', 'ScalingUp', '0 of 2 pods are available', { reassessAt: ago(-9) }],
      { ...atNow, related: [set('s'), ownedPod('a', { owner: 's', born: ago(1, 30_000), status: STARTING })] },
    ],
    [
      'has lost its pod that was made before that',
      deployment({ conditions: [COMPLETE, GONE] }),
      ['Degraded', 'NoReadyReplicas', NONE],
      { ...atNow, related: [set('s'), ownedPod('a', { owner: 's', born: ago(1, 30_001), status: STARTING })] },
    ],
    [
      'has lost pods that do not say when they were made',
      deployment({ conditions: [COMPLETE, GONE] }),
      ['Degraded', 'NoReadyReplicas', NONE],
      { related: [set('s'), ownedPod('a', { owner: 's', status: STARTING })] },
    ],
    [
      'is starting where nothing says since when it lacks pods',
      deployment({ conditions: [COMPLETE] }),
      ['Progressing', 'ScalingUp', '0 of 2 pods are available'],
      { related: [set('s'), ownedPod('a', { owner: 's', status: STARTING })] },
    ],
    ['has no pods, and none are known', deployment({ conditions: [COMPLETE, GONE] }), ['Degraded', 'NoReadyReplicas', NONE]],
    [
      'is explained by its youngest pods where its replica sets are not known',
      deployment({ conditions: [COMPLETE, GONE] }),
      ['Degraded', 'NoReadyReplicas', `${NONE}; access to the image is denied: web:2 (1 of 1 pods)`],
      {
        related: [
          young('it-a-1', 'a', ago(90), CRASHING),
          young('it-b-1', 'b', ago(60), DENIED),
          young('it-c-1', 'c', undefined, CRASHING),
        ],
      },
    ],
  ])
})

const deploy = (replicas: number, status: object, more: { readonly spec?: object } = {}): KubeObject =>
  object('apps/v1/Deployment', {
    metadata: { generation: 1 },
    spec: { replicas, ...more.spec },
    status: { observedGeneration: 1, ...status },
  })
const REFUSED = condition('ReplicaFailure', 'True', 'FailedCreate', 'exceeded quota')
const run = (replicas: number, updatedReplicas: number, availableReplicas: number, ...conditions: object[]): object => ({
  replicas,
  updatedReplicas,
  availableReplicas,
  readyReplicas: availableReplicas,
  conditions,
})
const LATE = condition('Progressing', 'False', 'ProgressDeadlineExceeded')

describe('a deployment by its counts', () => {
  testStates([
    ['is paused', deploy(2, run(2, 2, 2), { spec: { paused: true } }), ['Suspended', 'Paused', 'The rollout is paused']],
    [
      'is paused halfway',
      deploy(2, run(3, 1, 2), { spec: { paused: true } }),
      ['Suspended', 'Paused', 'The rollout is paused; 1 of 2 pods run the new revision'],
    ],
    ['is paused before it began', deploy(2, run(2, 0, 2), { spec: { paused: true } }), ['Suspended', 'Paused', 'The rollout is paused']],
    [
      'is refused pods',
      deploy(2, run(1, 1, 1, REFUSED)),
      ['Degraded', 'ReplicaFailure', 'Pods are refused: exceeded quota (1 of 2 pods exist)'],
    ],
    [
      'was refused pods that are there now',
      deploy(2, run(2, 2, 2, REFUSED, COMPLETE)),
      ['Healthy', 'Available', 'All 2 pods are available'],
    ],
    [
      'was not rolled out in time',
      deploy(2, run(3, 1, 2, LATE)),
      [
        'Degraded',
        'ProgressDeadlineExceeded',
        'The rollout made no progress for 10 min: 1 of 2 pods updated, 2 available',
        { settled: true },
      ],
    ],
    [
      'was not rolled out in a time of its own',
      deploy(2, run(3, 1, 2, LATE), { spec: { progressDeadlineSeconds: 60 } }),
      [
        'Degraded',
        'ProgressDeadlineExceeded',
        'The rollout made no progress for 1 min: 1 of 2 pods updated, 2 available',
        { settled: true },
      ],
    ],
    ['is being rolled out', deploy(2, run(3, 1, 2)), ['Progressing', 'RollingOut', '1 of 2 pods run the new revision']],
    ['is being scaled up', deploy(3, run(2, 2, 2, COMPLETE)), ['Progressing', 'ScalingUp', '2 of 3 pods are available']],
    [
      'is rolled out but for one pod',
      deploy(2, run(3, 2, 2)),
      ['Progressing', 'RollingOut', '1 of 2 new pods are available; 1 old pod is still there'],
    ],
    [
      'is rolled out but for two pods',
      deploy(2, run(4, 2, 2)),
      ['Progressing', 'RollingOut', '0 of 2 new pods are available; 2 old pods are still there'],
    ],
    ['is being scaled down', deploy(1, run(2, 2, 2)), ['Progressing', 'ScalingDown', '2 pods run, 1 is wanted']],
    ['whose new pods are not available yet', deploy(2, run(2, 2, 1)), ['Progressing', 'RollingOut', '1 of 2 pods are available']],
    ['is scaled to zero', deploy(0, run(0, 0, 0)), ['Healthy', 'ScaledToZero', 'Is scaled to zero']],
  ])
})
