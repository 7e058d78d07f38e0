import type { KubeObjectLike } from '../model/kube-object.ts'
import type { KindRule } from './verdict/kind-rule.ts'
import { apiService } from './kinds/api-service.ts'
import { certificateSigningRequest } from './kinds/certificate-signing-request.ts'
import { cronJob } from './kinds/cron-job.ts'
import { customResourceDefinition } from './kinds/custom-resource-definition.ts'
import { daemonSet } from './kinds/daemon-set.ts'
import { deployment } from './kinds/deployment.ts'
import { flowSchema } from './kinds/flow-schema.ts'
import { gatewayClass } from './kinds/gateway/gateway-class.ts'
import { gatewayPolicy } from './kinds/gateway/gateway-policy.ts'
import { gatewayRoute } from './kinds/gateway/gateway-route.ts'
import { gateway } from './kinds/gateway/gateway.ts'
import { horizontalPodAutoscaler } from './kinds/horizontal-pod-autoscaler.ts'
import { ingress } from './kinds/ingress.ts'
import { jobSet } from './kinds/job-set.ts'
import { job } from './kinds/job.ts'
import { leaderWorkerSet } from './kinds/leader-worker-set.ts'
import { namespace } from './kinds/namespace.ts'
import { node } from './kinds/node.ts'
import { persistentVolumeClaim } from './kinds/persistent-volume-claim.ts'
import { persistentVolume } from './kinds/persistent-volume.ts'
import { podDisruptionBudget } from './kinds/pod-disruption-budget.ts'
import { pod } from './kinds/pod.ts'
import { replicaSet } from './kinds/replica-set.ts'
import { resourceClaim } from './kinds/resource-claim.ts'
import { resourceQuota } from './kinds/resource-quota.ts'
import { secret } from './kinds/secret.ts'
import { serviceCidr } from './kinds/service-cidr.ts'
import { service } from './kinds/service.ts'
import { statefulSet } from './kinds/stateful-set.ts'
import { validatingAdmissionPolicy } from './kinds/validating-admission-policy.ts'
import { volumeAttachment } from './kinds/volume-attachment.ts'
import { volumeSnapshot } from './kinds/volume-snapshot.ts'
import { webhookConfiguration } from './kinds/webhook-configuration.ts'
import { withoutHealth } from './kinds/without-health.ts'

/** Every rule of a built-in kind, one line a file. */
export const builtInRules: readonly KindRule[] = [
  apiService,
  certificateSigningRequest,
  cronJob,
  customResourceDefinition,
  daemonSet,
  deployment,
  flowSchema,
  gatewayClass,
  gatewayPolicy,
  gatewayRoute,
  gateway,
  horizontalPodAutoscaler,
  ingress,
  jobSet,
  job,
  leaderWorkerSet,
  namespace,
  node,
  persistentVolumeClaim,
  persistentVolume,
  podDisruptionBudget,
  pod,
  replicaSet,
  resourceClaim,
  resourceQuota,
  secret,
  serviceCidr,
  service,
  statefulSet,
  validatingAdmissionPolicy,
  volumeAttachment,
  volumeSnapshot,
  webhookConfiguration,
  withoutHealth,
]

/** A rule and the 'group/Kind' that it was found by. */
export interface KnownRule {
  readonly rule: KindRule
  readonly name: string
}

interface RuleEntry extends KnownRule {
  readonly group: string
}

/** By kind, then group: so that looking up a rule makes no text, for every object of a cluster. */
const BY_KIND: ReadonlyMap<string, readonly RuleEntry[]> = builtInRules.reduce((map, rule) => {
  for (const name of rule.for) {
    const slash = name.indexOf('/')
    const kind = name.slice(slash + 1)
    map.set(kind, [...(map.get(kind) ?? []), { rule, name, group: slash < 0 ? '' : name.slice(0, slash) }])
  }
  return map
}, new Map<string, readonly RuleEntry[]>())

/** The rule of a built-in kind, whatever its version. */
export const kindRule = (apiVersion: unknown, kind: unknown): KnownRule | undefined => {
  const entries = typeof kind === 'string' ? BY_KIND.get(kind) : undefined
  if (entries === undefined || typeof apiVersion !== 'string') return undefined
  const length = Math.max(0, apiVersion.indexOf('/'))
  for (const entry of entries) if (entry.group.length === length && apiVersion.startsWith(entry.group)) return entry
  return undefined
}

/** When an object of a built-in kind is Healthy, in a sentence that follows "healthy when"; undefined for kinds without such a rule. */
export const healthySentence = (live: KubeObjectLike): string | undefined => kindRule(live['apiVersion'], live['kind'])?.rule.healthyWhen
