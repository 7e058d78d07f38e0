/** Why a kind is looked at, beside what is desired itself. */
export type ObservationCause =
  /** It is desired, or recorded as a member. */
  | 'desired'
  /** Objects that it makes, by owner references. */
  | 'child'
  /** Objects that tell why it is as it is. */
  | 'explains'
  /** Objects that it names in its spec. */
  | 'referenced'
  /** The definition that says how a custom resource is defaulted, merged and printed. */
  | 'definition'
  /** The kinds in which a tool keeps what it deployed. */
  | 'record'

/** A question of one kind about another: a row of the table that `planObservation` follows until nothing new comes. */
export interface Ask {
  /** Who asks: 'group/Kind'; a glob stands for several. */
  readonly of: readonly string[]
  /** The kinds that are asked for. */
  readonly kinds: readonly string[]
  /** In the namespace of who asks, or in the whole cluster. */
  readonly where: 'beside' | 'cluster'
  readonly because: ObservationCause
  /** The thing that it tells, as a phrase. */
  readonly message: string
}

const PODS = ['apps/DaemonSet', 'apps/ReplicaSet', 'apps/StatefulSet', 'batch/Job', 'ReplicationController']
const WORKLOADS = ['apps/Deployment', 'batch/CronJob', ...PODS]
/** Kinds of operators whose objects make pods without a workload of Kubernetes between. */
const ROLLOUTS = ['argoproj.io/Rollout', 'apps.kruise.io/*', 'jobset.x-k8s.io/JobSet', 'leaderworkerset.x-k8s.io/LeaderWorkerSet']
const ROUTES = ['networking.k8s.io/Ingress', 'gateway.networking.k8s.io/*Route']

/**
 * Everything that kinds ask for. A new question of a health rule, of a comparison or of an incident is a row here; `test/status/plan-observation.test.ts` compares
 * the table with what the rules really ask.
 */
export const ASKS: readonly Ask[] = [
  {
    of: ['apps/Deployment'],
    kinds: ['apps/ReplicaSet', 'Pod'],
    where: 'beside',
    because: 'child',
    message: 'its revisions and their pods',
  },
  { of: PODS, kinds: ['Pod'], where: 'beside', because: 'child', message: 'its pods' },
  {
    of: ['apps/DaemonSet', 'apps/StatefulSet'],
    kinds: ['apps/ControllerRevision'],
    where: 'beside',
    because: 'child',
    message: 'its revisions: which pods are of the newest',
  },
  { of: ['batch/CronJob'], kinds: ['batch/Job'], where: 'beside', because: 'child', message: 'its runs' },
  { of: ['jobset.x-k8s.io/JobSet'], kinds: ['batch/Job'], where: 'beside', because: 'child', message: 'its jobs' },
  {
    of: ['leaderworkerset.x-k8s.io/LeaderWorkerSet'],
    kinds: ['apps/StatefulSet'],
    where: 'beside',
    because: 'child',
    message: 'its groups',
  },
  { of: ['argoproj.io/Rollout'], kinds: ['apps/ReplicaSet'], where: 'beside', because: 'child', message: 'its revisions' },
  { of: ROLLOUTS, kinds: ['Pod'], where: 'beside', because: 'child', message: 'its pods' },
  {
    of: ['apps/StatefulSet'],
    kinds: ['PersistentVolumeClaim'],
    where: 'beside',
    because: 'child',
    message: 'the claims that it makes for its pods',
  },
  { of: ['apps/StatefulSet'], kinds: ['Service'], where: 'beside', because: 'explains', message: 'the Service that its pods are named by' },
  {
    of: ['apps/Deployment', 'apps/ReplicaSet', 'apps/StatefulSet', 'ReplicationController', 'argoproj.io/Rollout'],
    kinds: ['autoscaling/HorizontalPodAutoscaler', 'keda.sh/ScaledObject'],
    where: 'beside',
    because: 'explains',
    message: 'whether an autoscaler sets its replicas',
  },
  {
    of: [...PODS, 'argoproj.io/Rollout'],
    kinds: ['ResourceQuota', 'LimitRange'],
    where: 'beside',
    because: 'explains',
    message: 'what refuses its pods',
  },
  {
    of: [...PODS, 'argoproj.io/Rollout'],
    kinds: ['admissionregistration.k8s.io/ValidatingWebhookConfiguration', 'admissionregistration.k8s.io/MutatingWebhookConfiguration'],
    where: 'cluster',
    because: 'explains',
    message: 'what refuses its pods',
  },
  { of: ['Pod'], kinds: ['Node'], where: 'cluster', because: 'explains', message: 'whether its node reports, and what nodes offer' },
  { of: ['Pod'], kinds: ['PersistentVolumeClaim'], where: 'beside', because: 'explains', message: 'the volumes that it waits for' },
  {
    of: ['PersistentVolumeClaim'],
    kinds: ['storage.k8s.io/StorageClass', 'PersistentVolume', 'storage.k8s.io/VolumeAttachment'],
    where: 'cluster',
    because: 'explains',
    message: 'its class and its volume',
  },
  {
    of: ['Service'],
    kinds: ['discovery.k8s.io/EndpointSlice', 'Endpoints', 'Pod'],
    where: 'beside',
    because: 'explains',
    message: 'what stands behind it',
  },
  {
    of: ['Service'],
    kinds: ['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet'],
    where: 'beside',
    because: 'explains',
    message: 'which workload should stand behind it',
  },
  { of: ROUTES, kinds: ['Service'], where: 'beside', because: 'explains', message: 'its backends' },
  {
    of: ['networking.k8s.io/Ingress'],
    kinds: ['networking.k8s.io/IngressClass'],
    where: 'cluster',
    because: 'explains',
    message: 'its class',
  },
  {
    of: ['gateway.networking.k8s.io/Gateway'],
    kinds: ['gateway.networking.k8s.io/GatewayClass'],
    where: 'cluster',
    because: 'explains',
    message: 'its class',
  },
  {
    of: ['gateway.networking.k8s.io/*Route'],
    kinds: ['gateway.networking.k8s.io/Gateway'],
    where: 'beside',
    because: 'explains',
    message: 'its gateway',
  },
  {
    of: ['autoscaling/HorizontalPodAutoscaler', 'keda.sh/ScaledObject'],
    kinds: ['apiregistration.k8s.io/APIService'],
    where: 'cluster',
    because: 'explains',
    message: 'whether metrics are served',
  },
  { of: ['policy/PodDisruptionBudget'], kinds: ['Pod'], where: 'beside', because: 'explains', message: 'the pods that it guards' },
  {
    of: [
      ...WORKLOADS,
      ...ROLLOUTS,
      ...ROUTES,
      'Pod',
      'Service',
      'PersistentVolumeClaim',
      'autoscaling/HorizontalPodAutoscaler',
      'policy/PodDisruptionBudget',
    ],
    kinds: ['Event'],
    where: 'beside',
    because: 'explains',
    message: 'what controllers say of it',
  },
]

/** Kinds that the operator of a custom resource most often makes of it; which it is, only the operator knows. */
export const MADE_BY_OPERATORS: readonly string[] = ['apps/Deployment', 'apps/StatefulSet', 'batch/Job', 'Pod']
