import { kindKeyOf } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import type { Trouble } from '../graph/fault.ts'
import type { Look } from '../graph/look.ts'
import { apiServiceTroubles, autoscalerTroubles, budgetTroubles, routeTroubles, serviceTroubles } from './network-troubles.ts'
import { nodeTroubles } from './node-troubles.ts'
import { namespaceTroubles, statedTroubles } from './other-troubles.ts'
import { podTroubles } from './pod-troubles.ts'
import { attachmentTroubles, claimTroubles, volumeTroubles } from './storage-troubles.ts'
import { workloadTroubles } from './workload-troubles.ts'

type Reader = (live: JsonRecord, look: Look) => readonly Trouble[]

/** Kinds whose troubles stand in fields of their own; all others are read by their conditions. */
const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['Pod', podTroubles],
  ...(
    [
      'apps/Deployment',
      'apps/ReplicaSet',
      'apps/StatefulSet',
      'apps/DaemonSet',
      'batch/Job',
      'batch/CronJob',
      'ReplicationController',
    ] as const
  ).map(kind => [kind, workloadTroubles] as const),
  ['PersistentVolumeClaim', claimTroubles],
  ['PersistentVolume', volumeTroubles],
  ['storage.k8s.io/VolumeAttachment', attachmentTroubles],
  ['Node', nodeTroubles],
  ['Namespace', namespaceTroubles],
  ['Service', serviceTroubles],
  ['networking.k8s.io/Ingress', routeTroubles],
  ['extensions/Ingress', routeTroubles],
  ['autoscaling/HorizontalPodAutoscaler', autoscalerTroubles],
  ['apiregistration.k8s.io/APIService', apiServiceTroubles],
  ['policy/PodDisruptionBudget', budgetTroubles],
])

/** Finds everything that is wrong with an object. */
export const findTroubles = (live: JsonRecord, look: Look): readonly Trouble[] => {
  const kind = kindKeyOf(live)
  const reader = READERS.get(kind) ?? (isRoute(kind) ? routeTroubles : statedTroubles)
  return reader(live, look)
}

const isRoute = (kind: string): boolean => /^gateway\.networking\.k8s\.io\/(?:Gateway|\w+Route)$/.test(kind)

/** Kinds that may be in trouble while their health is well, as with a Service behind which nothing answers. */
export const isQuiet = (kind: string): boolean => QUIET.has(kind) || isRoute(kind)

const QUIET: ReadonlySet<string> = new Set([
  'batch/CronJob',
  'Service',
  'PersistentVolumeClaim',
  'networking.k8s.io/Ingress',
  'extensions/Ingress',
  'autoscaling/HorizontalPodAutoscaler',
  'policy/PodDisruptionBudget',
  'argoproj.io/Application',
])
