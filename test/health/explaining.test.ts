import { describe, expect, test } from 'vitest'
import { assessHealth } from '../../src/health/index.ts'
import type { KubeObject } from '../../src/model/kube-object.ts'

/** A pod of an owner in a state, with what matters here. */
const pod = (name: string, owner: string, status: object, labels: Readonly<Record<string, string>> = {}): KubeObject =>
  ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'shop',
      uid: name,
      labels,
      creationTimestamp: '2026-11-22T09:00:00Z',
      ownerReferences: [{ uid: owner, controller: true }],
    },
    spec: { restartPolicy: 'Always', containers: [{ name: 'web', resources: { limits: { memory: '256Mi' } } }] },
    status,
  }) as KubeObject

const ready = {
  phase: 'Running',
  conditions: [{ type: 'Ready', status: 'True' }],
  containerStatuses: [{ name: 'web', ready: true, restartCount: 0, state: { running: {} } }],
}
const crashing = (restartCount: number, reason = 'Error', exitCode = 1): object => ({
  phase: 'Running',
  conditions: [{ type: 'Ready', status: 'False' }],
  containerStatuses: [
    {
      name: 'web',
      ready: false,
      restartCount,
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState: { terminated: { reason, exitCode } },
    },
  ],
})
const evicted = { phase: 'Failed', reason: 'Evicted' }

const deployment = (status: object): KubeObject =>
  ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop', uid: 'd', annotations: { 'deployment.kubernetes.io/revision': '1' } },
    spec: { replicas: 3 },
    status,
  }) as KubeObject
const replicaSet = {
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  metadata: {
    name: 'web-1',
    namespace: 'shop',
    uid: 'r',
    annotations: { 'deployment.kubernetes.io/revision': '1' },
    ownerReferences: [{ uid: 'd' }],
  },
} as KubeObject
const complete = { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable' }
const counts = { replicas: 3, updatedReplicas: 3 }

describe('a Deployment explained by its pods', () => {
  test('tells what many pods share as one cause, with the most restarts of any', () => {
    const answer = assessHealth(deployment({ ...counts, readyReplicas: 1, availableReplicas: 1, conditions: [complete] }), {
      related: [
        replicaSet,
        pod('a', 'r', crashing(3, 'OOMKilled', 137)),
        pod('b', 'r', crashing(12, 'OOMKilled', 137)),
        pod('c', 'r', ready),
      ],
    })
    expect(answer).toMatchObject({
      status: 'Progressing',
      reason: 'Recovering',
      message: '1 of 3 pods are available; container web is out of memory (exit 137, limit 256Mi, 12 restarts; 2 of 3 pods)',
    })
    expect(answer.causes).toMatchObject([
      {
        ref: { kind: 'ReplicaSet' },
        causes: [{ reason: 'CrashLoopBackOff', count: 2, container: 'web', causes: [{ reason: 'OOMKilled' }] }],
      },
    ])
  })

  test('is degraded where none of its pods can recover', () => {
    const answer = assessHealth(
      deployment({ ...counts, conditions: [{ type: 'Progressing', status: 'True', reason: 'ReplicaSetUpdated' }] }),
      {
        related: [replicaSet, pod('a', 'r', crashing(3)), pod('b', 'r', crashing(2)), pod('c', 'r', crashing(1))],
      },
    )
    expect(answer).toMatchObject({
      status: 'Degraded',
      reason: 'CrashLoopBackOff',
      message: 'Container web exits with code 1 (3 restarts; 3 of 3 pods)',
    })
  })

  test('says since when nothing is ready, and why', () => {
    const available = { type: 'Available', status: 'False', lastTransitionTime: '2026-11-22T10:41:00Z' }
    const answer = assessHealth(deployment({ ...counts, conditions: [complete, available] }), {
      related: [replicaSet, pod('a', 'r', crashing(5))],
    })
    expect(answer).toMatchObject({
      reason: 'NoReadyReplicas',
      message: 'None of 3 pods is ready since 22 Nov 10:41; container web exits with code 1 (5 restarts; 1 of 1 pods)',
    })
  })

  test('passes over pods that its controller replaces, and those of other revisions', () => {
    const old = {
      ...replicaSet,
      metadata: { ...replicaSet.metadata, name: 'web-0', uid: 'r0', annotations: { 'deployment.kubernetes.io/revision': '0' } },
    } as KubeObject
    const status = { ...counts, readyReplicas: 2, availableReplicas: 2, conditions: [complete] }
    const answer = assessHealth(deployment(status), {
      related: [old, replicaSet, pod('a', 'r', evicted), pod('b', 'r0', crashing(9)), pod('c', 'r', ready)],
    })
    expect(answer).toMatchObject({ status: 'Progressing', reason: 'ScalingUp', causes: [] })
  })
})

describe('a StatefulSet explained by its pods', () => {
  const set = (policy: string, status: object): KubeObject =>
    ({
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'db', namespace: 'shop', uid: 's' },
      spec: { replicas: 3, podManagementPolicy: policy },
      status,
    }) as KubeObject
  const steady = { replicas: 3, readyReplicas: 2, currentReplicas: 3, updatedReplicas: 3, currentRevision: 'x', updateRevision: 'x' }
  const related = [
    pod('db-0', 's', ready, { 'controller-revision-hash': 'x' }),
    pod('db-1', 's', crashing(4), { 'controller-revision-hash': 'x' }),
    pod('db-2', 's', ready, { 'controller-revision-hash': 'x' }),
  ]

  test('of ordered pods is blocked by the first that cannot recover', () => {
    expect(assessHealth(set('OrderedReady', steady), { related })).toMatchObject({
      status: 'Degraded',
      reason: 'BlockedByPod',
      settled: true,
    })
  })

  test('of parallel pods is not, outside a rollout', () => {
    expect(assessHealth(set('Parallel', steady), { related })).toMatchObject({ status: 'Progressing', reason: 'WaitingForPod' })
  })

  test('of parallel pods is, by a pod of the new revision, and not by one that is going to be replaced', () => {
    const rolling = { ...steady, currentReplicas: 2, updatedReplicas: 1, updateRevision: 'y' }
    expect(assessHealth(set('Parallel', rolling), { related }).status).toBe('Progressing')
    const newest = pod('db-2', 's', crashing(4), { 'controller-revision-hash': 'y' })
    expect(assessHealth(set('Parallel', rolling), { related: [newest] })).toMatchObject({ status: 'Degraded', reason: 'BlockedByPod' })
  })
})

describe('Events', () => {
  const waiting = {
    phase: 'Pending',
    containerStatuses: [{ name: 'web', restartCount: 0, state: { waiting: { reason: 'ContainerCreating' } } }],
    conditions: [{ type: 'PodScheduled', status: 'True' }],
  }
  const event = (reason: string, message: string): KubeObject =>
    ({ apiVersion: 'v1', kind: 'Event', metadata: { name: reason }, involvedObject: { uid: 'a' }, reason, message }) as KubeObject

  test('never decide a status', () => {
    const alone = assessHealth(pod('a', 'r', waiting))
    const events = ['Failed', 'FailedMount', 'Unhealthy', 'FailedScheduling', 'BackOff'].map(reason => event(reason, 'something is wrong'))
    expect(assessHealth(pod('a', 'r', waiting), { related: events }).status).toBe(alone.status)
  })
})

describe('a pod that waits for its claim', () => {
  const unbound = {
    phase: 'Pending',
    conditions: [
      {
        type: 'PodScheduled',
        status: 'False',
        reason: 'Unschedulable',
        message: '0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found',
      },
    ],
  }
  const waiting = { ...pod('a', 'r', unbound), spec: { volumes: [{ persistentVolumeClaim: { claimName: 'data' } }] } } as KubeObject
  const claim = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data', namespace: 'shop' },
    spec: { storageClassName: 'fast' },
    status: { phase: 'Pending' },
  } as KubeObject

  test('is degraded with it, and says why', () => {
    expect(assessHealth(waiting, { related: [claim], complete: ['storage.k8s.io/StorageClass'] })).toMatchObject({
      status: 'Degraded',
      reason: 'Unschedulable',
      message: 'Its PersistentVolumeClaim data is not bound: storage class "fast" does not exist',
      causes: [{ causes: [{ ref: { kind: 'PersistentVolumeClaim', name: 'data' }, reason: 'StorageClassNotFound' }] }],
    })
  })

  test('waits with it where nothing says that it is in vain', () => {
    expect(assessHealth(waiting, { related: [claim] })).toMatchObject({ status: 'Progressing', reason: 'Unschedulable' })
  })
})

describe('a Deployment whose ReplicaSets are not among what is related', () => {
  test('is explained by its youngest pods', () => {
    const of = (name: string, hash: string, creationTimestamp: string, status: object): KubeObject =>
      ({
        ...pod(name, 'r', status),
        metadata: {
          name,
          namespace: 'shop',
          creationTimestamp,
          labels: { 'pod-template-hash': hash },
          ownerReferences: [{ kind: 'ReplicaSet', name: `web-${hash}`, uid: hash, controller: true }],
        },
      }) as KubeObject
    const answer = assessHealth(deployment({ replicas: 4, updatedReplicas: 1, readyReplicas: 3, availableReplicas: 3 }), {
      related: [of('web-a-1', 'a', '2026-11-22T09:00:00Z', ready), of('web-b-1', 'b', '2026-11-22T10:00:00Z', crashing(2))],
    })
    expect(answer).toMatchObject({
      status: 'Degraded',
      message: 'Container web exits with code 1 (2 restarts; 1 of 1 new pods; 3 old pods still serve)',
    })
  })
})

describe('a Deployment that was complete and has no ready pod', () => {
  const gone = '2026-11-22T10:41:00Z'
  const status = { ...counts, conditions: [complete, { type: 'Available', status: 'False', lastTransitionTime: gone }] }
  const starting = (creationTimestamp: string, readySince: string, restartCount = 0): KubeObject => {
    const made = pod('a', 'r', {
      phase: 'Running',
      startTime: creationTimestamp,
      conditions: [{ type: 'Ready', status: 'False', lastTransitionTime: readySince }],
      containerStatuses: [{ name: 'web', ready: false, restartCount, state: { running: { startedAt: creationTimestamp } } }],
    })
    return { ...made, metadata: { ...made.metadata, creationTimestamp } } as KubeObject
  }

  test.each([
    ['was scaled up from zero where its pods are as young as that', starting('2026-11-22T10:40:58Z', '2026-11-22T10:40:59Z'), 'ScalingUp'],
    ['has lost them where they are older', starting('2026-11-22T09:00:00Z', gone), 'NoReadyReplicas'],
    ['has lost them where they were up before', starting('2026-11-22T10:40:50Z', gone), 'NoReadyReplicas'],
    ['has lost them where they restarted', starting('2026-11-22T10:41:00Z', gone, 1), 'NoReadyReplicas'],
  ])('%s', (_, one, reason) => {
    expect(assessHealth(deployment(status), { related: [replicaSet, one] }).reason).toBe(reason)
  })

  test('is starting where pods are known and its own are not there yet', () => {
    expect(assessHealth(deployment(status), { related: [replicaSet, pod('other', 'x', ready)] }).reason).toBe('ScalingUp')
    expect(assessHealth(deployment(status), { related: [replicaSet] }).reason).toBe('NoReadyReplicas')
  })
})
