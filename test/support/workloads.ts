import fc from 'fast-check'
import type { KubeObject } from '../../src/model/kube-object.ts'

/** A workload of some kind in some state, with everything around it: pods, what is between, claims and Events. */
export interface Workload {
  readonly live: KubeObject
  readonly related: readonly KubeObject[]
}

/** The hour in which everything happens; times are whole seconds, so that some meet. */
export const START: number = Date.UTC(2026, 10, 22, 10)
const when = fc.integer({ min: 0, max: 3600 }).map(second => new Date(START + second * 1000).toISOString().replace('.000Z', 'Z'))
const count = fc.integer({ min: 0, max: 4 })
const truth = fc.constantFrom('True', 'False', 'Unknown')
const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(of, { nil: undefined })

const conditions = (...types: readonly (readonly [type: string, ...reasons: readonly string[]])[]): fc.Arbitrary<readonly object[]> =>
  fc
    .tuple(
      ...types.map(([type, ...reasons]) =>
        maybe(
          fc.record({
            type: fc.constant(type),
            status: truth,
            reason: fc.constantFrom(...reasons, ''),
            message: fc.constantFrom('', UNBOUND, FIT),
            lastTransitionTime: when,
            lastUpdateTime: when,
          }),
        ),
      ),
    )
    .map(list => list.filter(each => each !== undefined))
const UNBOUND = '0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found'
const FIT = '0/3 nodes are available: 3 Insufficient memory. preemption: none'

const terminated = fc.record({
  reason: fc.constantFrom('Error', 'OOMKilled', 'Completed'),
  exitCode: fc.constantFrom(0, 1, 137),
  finishedAt: when,
})
const container = fc.record({
  name: fc.constantFrom('web', 'proxy'),
  ready: fc.boolean(),
  restartCount: count,
  state: fc.oneof(
    fc.record({ running: fc.record({ startedAt: when }) }),
    fc.record({
      waiting: fc.record({
        reason: fc.constantFrom('CrashLoopBackOff', 'ImagePullBackOff', 'ContainerCreating', 'CreateContainerConfigError'),
      }),
    }),
    fc.record({ terminated }),
  ),
  lastState: maybe(fc.record({ terminated })),
})
const podStatus = fc.record({
  phase: fc.constantFrom('Pending', 'Running', 'Running', 'Failed', 'Succeeded'),
  reason: fc.constantFrom(undefined, undefined, 'Evicted', 'OutOfcpu'),
  startTime: maybe(when),
  conditions: conditions(
    ['Ready'],
    ['PodScheduled', 'Unschedulable', 'SchedulingGated'],
    ['PodReadyToStartContainers'],
    ['Initialized'],
    ['DisruptionTarget'],
  ),
  containerStatuses: fc.uniqueArray(container, { selector: ({ name }) => name, maxLength: 2 }),
})

/** Pods that only time makes worse, which chance seldom puts together. */
const waitingPod = fc
  .tuple(fc.constantFrom('PodScheduled', 'PodReadyToStartContainers', 'Ready'), when)
  .map(([type, lastTransitionTime]) => ({
    phase: type === 'Ready' ? 'Running' : 'Pending',
    conditions: [{ type, status: 'False', reason: 'Unschedulable', message: FIT, lastTransitionTime }],
  }))

const podsOf = (owner: string): fc.Arbitrary<readonly KubeObject[]> =>
  fc
    .array(
      fc.record({
        status: fc.oneof(podStatus as fc.Arbitrary<object>, waitingPod),
        created: when,
        going: fc.option(when, { nil: undefined, freq: 8 }),
        revision: fc.constantFrom('a', 'b'),
        policy: fc.constantFrom('Always', 'Never', 'OnFailure'),
      }),
      { maxLength: 4 },
    )
    .map(pods =>
      pods.map(({ status, created, going, revision, policy }, ordinal) => ({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          name: `web-${ordinal}`,
          namespace: 'shop',
          uid: `p${ordinal}`,
          creationTimestamp: created,
          ...(going === undefined ? {} : { deletionTimestamp: going }),
          labels: { 'controller-revision-hash': revision },
          ownerReferences: [{ kind: owner, uid: `uid-of-${owner}`, name: 'web', controller: true }],
        },
        spec: {
          restartPolicy: policy,
          containers: [{ name: 'web', readinessProbe: { periodSeconds: 30 } }, { name: 'proxy' }],
          volumes: [{ persistentVolumeClaim: { claimName: 'data' } }],
        },
        status,
      })),
    )

const claim = fc.record({ going: maybe(when), phase: fc.constantFrom('Pending', 'Bound') }).map(
  ({ going, phase }) =>
    ({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data', namespace: 'shop', uid: 'c', ...(going === undefined ? {} : { deletionTimestamp: going }) },
      status: { phase },
    }) as KubeObject,
)

const event = fc
  .record({ reason: fc.constantFrom('FailedMount', 'Unhealthy', 'Failed'), time: when, pod: fc.integer({ min: 0, max: 3 }) })
  .map(
    ({ reason, time, pod }) =>
      ({
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { name: reason },
        involvedObject: { uid: `p${pod}` },
        reason,
        message: 'pull: it is not there',
        lastTimestamp: time,
      }) as KubeObject,
  )

const counts = (...names: readonly string[]): fc.Arbitrary<Readonly<Record<string, unknown>>> =>
  fc.record(Object.fromEntries(names.map(name => [name, maybe(count)])))

const STATUS: Readonly<Record<string, fc.Arbitrary<Readonly<Record<string, unknown>>>>> = {
  Deployment: counts('replicas', 'updatedReplicas', 'readyReplicas', 'availableReplicas'),
  ReplicaSet: counts('replicas', 'readyReplicas', 'availableReplicas'),
  StatefulSet: counts('replicas', 'currentReplicas', 'updatedReplicas', 'readyReplicas', 'availableReplicas'),
  DaemonSet: counts('desiredNumberScheduled', 'updatedNumberScheduled', 'numberAvailable'),
  Job: counts('active', 'succeeded', 'failed'),
}

const workloadOf = (kind: string): fc.Arbitrary<Workload> =>
  fc
    .record({
      status: STATUS[kind] ?? fc.constant({}),
      conditions: conditions(
        ['Progressing', 'NewReplicaSetAvailable', 'ReplicaSetUpdated', 'ProgressDeadlineExceeded'],
        ['Available'],
        ['ReplicaFailure', 'FailedCreate'],
        ['Failed', 'BackoffLimitExceeded'],
      ),
      spec: fc.record({
        replicas: maybe(count),
        progressDeadlineSeconds: fc.constantFrom(undefined, 30, 600),
        podManagementPolicy: fc.constantFrom('Parallel', 'OrderedReady'),
      }),
      revisions: fc.record({ currentRevision: fc.constantFrom('a', 'b'), updateRevision: fc.constantFrom('a', 'b') }),
      created: when,
      written: maybe(when),
      pods: podsOf(kind === 'Deployment' ? 'ReplicaSet' : kind),
      others: fc.tuple(claim, event),
    })
    .map(({ status, conditions: list, spec, revisions, created, written, pods, others }) => ({
      live: {
        apiVersion: kind === 'Job' ? 'batch/v1' : 'apps/v1',
        kind,
        metadata: {
          name: 'web',
          namespace: 'shop',
          uid: `uid-of-${kind}`,
          creationTimestamp: created,
          annotations: { 'deployment.kubernetes.io/revision': '1' },
          managedFields: written === undefined ? [] : [{ manager: 'kube-controller-manager', subresource: 'status', time: written }],
        },
        spec,
        status: { ...status, ...revisions, startTime: created, conditions: list },
      },
      related: [...pods, ...others, ...(kind === 'Deployment' ? [SET] : [])],
    }))

const SET = {
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  metadata: {
    name: 'web-1',
    namespace: 'shop',
    uid: 'uid-of-ReplicaSet',
    annotations: { 'deployment.kubernetes.io/revision': '1' },
    ownerReferences: [{ uid: 'uid-of-Deployment' }],
  },
} as KubeObject

const service: fc.Arbitrary<Workload> = fc
  .tuple(podsOf('ReplicaSet'), fc.constantFrom('ClusterIP', 'LoadBalancer'), when)
  .map(([pods, type, created]) => ({
    live: { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop', creationTimestamp: created }, spec: { type } },
    related: [
      ...pods,
      {
        apiVersion: 'discovery.k8s.io/v1',
        kind: 'EndpointSlice',
        metadata: { name: 'web-1', namespace: 'shop', labels: { 'kubernetes.io/service-name': 'web' } },
        endpoints: pods.map(pod => ({
          conditions: { ready: false },
          targetRef: { kind: 'Pod', namespace: 'shop', name: pod.metadata?.name },
        })),
      },
    ],
  }))

const cronJob: fc.Arbitrary<Workload> = fc.tuple(workloadOf('Job'), when, maybe(when)).map(([{ live, related }, scheduled, succeeded]) => ({
  live: {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'web', namespace: 'shop', uid: 'cron' },
    status: { lastScheduleTime: scheduled, ...(succeeded === undefined ? {} : { lastSuccessfulTime: succeeded }) },
  },
  related: [{ ...live, metadata: { ...live.metadata, ownerReferences: [{ uid: 'cron' }] } } as KubeObject, ...related],
}))

/** Any workload, in states that clusters have and in some that they have not. */
export const workloads: fc.Arbitrary<Workload> = fc.oneof(...Object.keys(STATUS).map(workloadOf), service, cronJob)
