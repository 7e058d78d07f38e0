import { describe } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { ago, atNow, condition, object, testStates } from '../support/health-states.ts'

const THEN = '2026-11-22T10:00:00.001Z'
interface More {
  readonly spec?: object
  readonly metadata?: object
}
const ofKind =
  (kind: string) =>
  (replicas: number | undefined, status: object, more: More = {}): KubeObject =>
    object(kind, {
      metadata: { generation: 1, creationTimestamp: ago(600), ...more.metadata },
      spec: { ...(replicas === undefined ? {} : { replicas }), ...more.spec },
      status: { observedGeneration: 1, ...status },
    })
const writtenAt = (time: string): More => ({ metadata: { managedFields: [{ subresource: 'status', time }] } })

const stateful = ofKind('apps/v1/StatefulSet')
const steady = { currentRevision: 'a', updateRevision: 'a' }
const rolling = { currentRevision: 'a', updateRevision: 'b' }
const all = (count: number): object => ({ replicas: count, readyReplicas: count, availableReplicas: count })
const partition = (count: number): More => ({ spec: { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: count } } } })
const onDelete: More = { spec: { updateStrategy: { type: 'OnDelete' } } }
const pod = (name: string, revision: string, status: object, containers = 1): KubeObject =>
  object('v1/Pod', {
    metadata: {
      name,
      uid: name,
      labels: { 'controller-revision-hash': revision },
      ownerReferences: [{ kind: 'StatefulSet', name: 'it', uid: 'uid-it', controller: true }],
    },
    spec: { containers: Array.from({ length: containers }, (_, index) => ({ name: `c${index}` })) },
    status,
  })
const CRASHED = {
  phase: 'Running',
  containerStatuses: [{ name: 'c0', restartCount: 0, state: { terminated: { exitCode: 1, reason: 'Error' } } }],
}
const NO_NODE = {
  phase: 'Pending',
  conditions: [condition('PodScheduled', 'False', 'Unschedulable', '', ago(5))],
}
const parallel: More = { spec: { podManagementPolicy: 'Parallel' } }

describe('a stateful set', () => {
  testStates([
    [
      'whose controller has not seen it',
      object('apps/v1/StatefulSet', { metadata: { generation: 1 } }),
      ['Progressing', 'GenerationNotObserved', 'The controller has not yet seen the latest change of the spec'],
    ],
    ['of one pod is ready', stateful(undefined, { ...all(1), ...steady, updatedReplicas: 1 }), ['Healthy', 'Ready', 'Its pod is ready']],
    ['is scaled to zero', stateful(0, { ...all(0), ...rolling }), ['Healthy', 'ScaledToZero', 'Is scaled to zero']],
    ['is being scaled to zero', stateful(0, all(1)), ['Progressing', 'ScalingDown', '1 pod runs, 0 are wanted']],
    ['is being scaled down', stateful(1, all(2)), ['Progressing', 'ScalingDown', '2 pods run, 1 is wanted']],
    [
      'whose pods have not been ready for long enough',
      stateful(2, { ...all(2), availableReplicas: 1 }),
      ['Progressing', 'WaitingForAvailability', '1 of 2 pods have been ready for long enough'],
    ],
    [
      'of an older cluster does not say what is available, nor that all is updated',
      stateful(2, { replicas: 2, readyReplicas: 2, currentReplicas: 2, ...steady }),
      ['Healthy', 'Ready', 'All 2 pods are ready'],
    ],
    [
      'is being rolled out',
      stateful(2, { ...all(2), ...rolling, updatedReplicas: 1 }),
      ['Progressing', 'RollingOut', '1 of 2 pods run the new revision'],
    ],
    [
      'is rolled out but for a word of its controller',
      stateful(2, { ...all(2), ...rolling, updatedReplicas: 2 }),
      ['Progressing', 'RollingOut', 'All 2 pods run the new revision; the rollout is being concluded'],
    ],
    [
      'is rolled out as far as its partition',
      stateful(3, { ...all(3), ...rolling, updatedReplicas: 1 }, partition(2)),
      ['Healthy', 'Partitioned', 'All 3 pods are ready; 1 of 3 run the new revision (partition 2)'],
    ],
    [
      'is being rolled out as far as its partition',
      stateful(3, { ...all(3), ...rolling, updatedReplicas: 0 }, partition(2)),
      ['Progressing', 'RollingOut', '0 of 1 pods run the new revision'],
    ],
    [
      'is not rolled out beyond a partition that is larger than it is',
      stateful(2, { ...all(2), ...rolling, updatedReplicas: 0 }, partition(9)),
      ['Healthy', 'Partitioned', 'All 2 pods are ready; 0 of 2 run the new revision (partition 9)'],
    ],
    [
      'is rolled out as pods are deleted',
      stateful(2, { ...all(2), ...rolling, updatedReplicas: 1 }, onDelete),
      ['Healthy', 'WaitingForDeletion', 'All 2 pods are ready; 1 of 2 run the new revision, the others once they are deleted (OnDelete)'],
    ],
    [
      'all of whose pods were deleted',
      stateful(2, { ...all(2), ...rolling, updatedReplicas: 2 }, onDelete),
      ['Healthy', 'Ready', 'All 2 pods are ready'],
    ],
    [
      'has no ready pod until the threshold',
      stateful(2, { replicas: 2, ...steady }, writtenAt(ago(10, -1))),
      ['Progressing', 'WaitingForPod', '0 of 2 pods are ready', { reassessAt: THEN }],
      atNow,
    ],
    [
      'has no ready pod at the threshold',
      stateful(2, { replicas: 2, ...steady }, writtenAt(ago(10))),
      ['Degraded', 'NoReadyReplicas', 'None of 2 pods is ready since 22 Nov 09:50'],
      atNow,
    ],
    [
      'of one pod has had none since it was made',
      stateful(1, { replicas: 1, ...steady }),
      ['Degraded', 'NoReadyReplicas', 'Its only pod is not ready since 22 Nov 00:00'],
      atNow,
    ],
    [
      'is being scaled up, for which its age says nothing',
      stateful(2, { replicas: 1, ...steady }),
      ['Progressing', 'WaitingForPod', '0 of 2 pods are ready'],
      atNow,
    ],
    [
      'is being rolled out, for which its age says nothing',
      stateful(2, { replicas: 2, ...rolling }),
      ['Progressing', 'WaitingForPod', '0 of 2 pods are ready'],
      atNow,
    ],
    [
      'has one ready pod, however long',
      stateful(2, { ...all(1), replicas: 2, ...steady }),
      ['Progressing', 'WaitingForPod', '1 of 2 pods are ready'],
      atNow,
    ],
    [
      'waits for its first broken pod',
      stateful(12, { ...all(1), replicas: 12, updatedReplicas: 12, ...steady }),
      [
        'Degraded',
        'BlockedByPod',
        'it-2 exits with code 1; an ordered set waits for it for ever: fix the template and delete the pod',
        {
          settled: true,
          causes: [
            {
              ref: { kind: 'Pod', name: 'it-2' },
              reason: 'Error',
              message: 'Container c0 exits with code 1',
              causes: [{ container: 'c0' }],
            },
            { ref: { name: 'it-10' } },
          ],
        },
      ],
      { related: [pod('it-10', 'a', CRASHED), pod('it-2', 'a', CRASHED)] },
    ],
    [
      'waits for a container of its broken pod, during a rollout',
      stateful(2, { ...all(1), replicas: 2, updatedReplicas: 1, ...rolling }),
      [
        'Degraded',
        'BlockedByPod',
        'it-1: container c0 exits with code 1; an ordered rollout waits for it for ever: fix the template and delete the pod',
        { settled: true },
      ],
      { related: [pod('it-1', 'b', CRASHED, 2)] },
    ],
    [
      'waits for a broken pod though its template was repaired',
      stateful(2, { ...all(1), replicas: 2, ...rolling }),
      ['Degraded', 'BlockedByPod', 'it-1 exits with code 1; an ordered rollout waits for it for ever: delete the pod', { settled: true }],
      { related: [pod('it-1', 'a', CRASHED)] },
    ],
    [
      'waits for a pod that has no node, which may come',
      stateful(2, { ...all(1), replicas: 2, updatedReplicas: 2, ...steady }),
      ['Degraded', 'BlockedByPod', 'it-1: no node fits (since 22 Nov 09:55); an ordered set waits for it', { settled: false }],
      { ...atNow, related: [pod('it-1', 'a', NO_NODE)] },
    ],
    [
      'of parallel pods waits for the last broken one of the new revision',
      stateful(3, { replicas: 3, updatedReplicas: 2, ...rolling }, parallel),
      [
        'Degraded',
        'BlockedByPod',
        'it-2 exits with code 1; the rollout waits for it for ever: fix the template',
        { settled: true, causes: [{ ref: { name: 'it-1' } }, { ref: { name: 'it-2' } }] },
      ],
      { related: [pod('it-2', 'b', CRASHED), pod('it-0', 'a', CRASHED), pod('it-1', 'b', CRASHED)] },
    ],
    [
      'of parallel pods that are replaced as they are deleted waits for none',
      stateful(2, { ...all(1), replicas: 2, updatedReplicas: 1, ...rolling }, { spec: { ...onDelete.spec, ...parallel.spec } }),
      ['Progressing', 'WaitingForPod', '1 of 2 pods are ready; container c0 exits with code 1 (1 of 2 pods)'],
      { related: [pod('it-1', 'b', CRASHED), pod('it-0', 'a', { phase: 'Running', conditions: [condition('Ready', 'True')] })] },
    ],
  ])
})

const replicas = ofKind('apps/v1/ReplicaSet')
const REFUSED = condition('ReplicaFailure', 'True', 'FailedCreate', 'exceeded quota')

describe('a replica set', () => {
  testStates([
    ['is scaled to zero', replicas(0, {}), ['Healthy', 'ScaledToZero', 'Is scaled to zero']],
    ['of one pod is available', replicas(undefined, all(1)), ['Healthy', 'Available', 'Its pod is available']],
    ['is being scaled down', replicas(1, all(2)), ['Progressing', 'ScalingDown', '2 pods run, 1 is wanted']],
    [
      'is refused pods',
      replicas(2, { ...all(1), conditions: [REFUSED] }),
      ['Degraded', 'ReplicaFailure', 'Pods are refused: exceeded quota (1 of 2 pods exist)'],
    ],
    [
      'is refused pods, for which there is only a reason',
      replicas(2, { ...all(1), conditions: [condition('ReplicaFailure', 'True', 'FailedCreate')] }),
      ['Degraded', 'ReplicaFailure', 'Pods are refused: FailedCreate (1 of 2 pods exist)'],
    ],
    [
      'was refused pods that are there now',
      replicas(2, { ...all(2), conditions: [REFUSED] }),
      ['Healthy', 'Available', 'All 2 pods are available'],
    ],
    [
      'has no ready pod until the threshold',
      replicas(2, { replicas: 2 }, writtenAt(ago(10, -1))),
      ['Progressing', 'WaitingForPods', '0 of 2 pods are available', { reassessAt: THEN }],
      atNow,
    ],
    [
      'has no ready pod at the threshold',
      replicas(2, { replicas: 2 }, writtenAt(ago(10))),
      ['Degraded', 'NoReadyReplicas', 'None of 2 pods is ready since 22 Nov 09:50'],
      atNow,
    ],
    [
      'lacks one, however long',
      replicas(2, { ...all(1), replicas: 2 }),
      ['Progressing', 'WaitingForPods', '1 of 2 pods are available'],
      atNow,
    ],
  ])
})
