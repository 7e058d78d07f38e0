import type { Health, KubeObjectLike } from '../../index.ts'
import { conditionsOf } from '../../model/conditions.ts'

/** When each built-in kind is Healthy, in a sentence: docs/health.md in short. */
export const HEALTHY_WHEN: Readonly<Record<string, string>> = {
  'apps/Deployment': 'all spec.replicas pods run the newest revision and are available, and no old ones are left',
  'apps/ReplicaSet': 'all spec.replicas pods are available',
  ReplicationController: 'all spec.replicas pods are available',
  'apps/StatefulSet': 'all spec.replicas pods run the newest revision and are ready',
  'apps/DaemonSet': 'a pod of the newest revision is available on every node that should have one',
  'batch/Job': 'its condition Complete is True',
  'batch/CronJob': 'its last run succeeded, or none was due yet',
  Pod: 'its containers run and are ready, or have all ended well',
  Service: 'it has its address (type LoadBalancer), and not every pod behind it is beyond recovery',
  'networking.k8s.io/Ingress': 'its controller has published an address',
  PersistentVolumeClaim: 'it is bound to a volume',
  PersistentVolume: 'it is available or bound',
  'autoscaling/HorizontalPodAutoscaler': 'it reads its metrics and can scale its target',
  'policy/PodDisruptionBudget': 'its controller has computed it',
  Namespace: 'it is active',
  Node: 'its condition Ready is True and it is under no pressure',
  'apiregistration.k8s.io/APIService': 'its condition Available is True',
  'apiextensions.k8s.io/CustomResourceDefinition': 'its conditions Established and NamesAccepted are True',
}

/** What would make the health of an object Healthy, in one sentence; undefined where it is, or where nothing can be said. */
export const healthyWhen = (live: KubeObjectLike | undefined, { status, rule }: Health): string | undefined => {
  if (status === 'Healthy' || status === 'NotApplicable') return undefined
  if (live === undefined) return 'it is in the cluster: apply its manifest'
  const told = Object.hasOwn(HEALTHY_WHEN, rule) ? HEALTHY_WHEN[rule] : undefined
  if (told !== undefined) return told
  const waiting = conditionsOf(live).flatMap(({ type, status: is }) => (SUMMARIES.has(type) && is !== 'True' ? [type] : []))
  return waiting.length === 0 ? undefined : `its condition ${waiting.join(' and ')} is True`
}

/** Conditions that are True when all is well, by the API conventions and wide use. */
const SUMMARIES = new Set(['Ready', 'Available', 'Healthy', 'Synced', 'Established', 'Accepted', 'Programmed'])
