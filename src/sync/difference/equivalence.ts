import { parseDuration, sameDuration } from '../../model/scalars/duration.ts'
import { parseQuantity, sameQuantity } from '../../model/scalars/quantity.ts'
import { isRecord } from '../../model/read.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import type { LocatedChange } from './locate.ts'

/** Why two spellings mean the same, where they do: then the object is in sync, although a re-apply would write bytes. */
export type Equivalence = 'quantity' | 'duration' | 'order' | 'empty' | 'controller-filled' | 'server-timed'

/**
 * Lists of the built-in kinds whose order says nothing: what reads them asks only whether something is in them.
 * Sets need no entry. Lists where an earlier item wins (Ingress paths, env, args, init containers) have none on purpose.
 */
const ORDER_FREE: ReadonlySet<string> = new Set([
  ...['rules', 'aggregationRule'].flatMap(field => [`rbac/v1.ClusterRole.${field}`, `rbac/v1.Role.${field}`]),
  ...['verbs', 'apiGroups', 'resources', 'resourceNames', 'nonResourceURLs'].map(field => `rbac/v1.PolicyRule.${field}`),
  'rbac/v1.RoleBinding.subjects',
  'rbac/v1.ClusterRoleBinding.subjects',
  'autoscaling/v2.HorizontalPodAutoscalerSpec.metrics',
  'autoscaling/v2.HPAScalingRules.policies',
  ...['apiGroups', 'apiVersions', 'operations', 'resources'].map(field => `admissionregistration/v1.RuleWithOperations.${field}`),
  'admissionregistration/v1.ValidatingWebhook.rules',
  'admissionregistration/v1.MutatingWebhook.rules',
  ...['ingress', 'egress', 'policyTypes'].map(field => `networking/v1.NetworkPolicySpec.${field}`),
  'networking/v1.NetworkPolicyIngressRule.from',
  'networking/v1.NetworkPolicyIngressRule.ports',
  'networking/v1.NetworkPolicyEgressRule.to',
  'networking/v1.NetworkPolicyEgressRule.ports',
  'networking/v1.IngressTLS.hosts',
  'core/v1.PersistentVolumeClaimSpec.accessModes',
  'core/v1.PersistentVolumeSpec.accessModes',
  'core/v1.Capabilities.add',
  'core/v1.Capabilities.drop',
  'core/v1.ServiceSpec.externalIPs',
  'core/v1.ServiceSpec.loadBalancerSourceRanges',
  'core/v1.ServiceAccount.imagePullSecrets',
  'core/v1.NodeSpec.taints',
  'meta/v1.LabelSelectorRequirement.values',
  'core/v1.NodeSelectorRequirement.values',
])

/**
 * True where live says the same as what an apply would write. Quantities and durations count only in custom resources (the server itself
 * rewrites those of built-in kinds), only where another manager wrote the present spelling, and only if a unit shows that they are such:
 * `1.10` and `1.1` are as well versions. A list or map that is empty in the manifest says nothing, and whoever reads an object into Go types and
 * `rewrites` it leaves it out.
 */
export const findEquivalence = (
  place: LocatedChange,
  live: JsonRecord,
  { byOther, rewritten }: { byOther: boolean; rewritten: boolean },
): Equivalence | undefined => {
  const filled = findFilled(place, live)
  if (filled !== undefined) return filled
  if (rewritten && place.node.custom && place.live === undefined && isEmpty(place.predicted)) return 'empty'
  if (place.list?.reordered === true && (place.node.set || ORDER_FREE.has(place.field))) return 'order'
  if (place.list !== undefined || !place.node.custom || !byOther) return undefined
  if (isSameAmount(place)) return 'quantity'
  return sameDuration(place.live, place.predicted) && parseDuration(place.live) !== 0n ? 'duration' : undefined
}

const isSameAmount = ({ live, predicted, node }: LocatedChange): boolean =>
  sameQuantity(live, predicted) && (node.type === 'int-or-string' || hasUnit(live) || hasUnit(predicted))

const isEmpty = (value: unknown): boolean => typeof value === 'object' && value !== null && Object.keys(value).length === 0

const hasUnit = (value: unknown): boolean => typeof value === 'string' && /[a-zA-Z]$/.test(value) && parseQuantity(value) !== undefined

/** What others fill in at each apply. */
const findFilled = (place: LocatedChange, live: JsonRecord): Equivalence | undefined => {
  if (isAggregated(place, live)) return 'controller-filled'
  return TIMED.has(place.field) && place.predicted === undefined ? 'server-timed' : undefined
}

/** The server writes the time of an apply where the manifest has none (SetDefaults_DeviceTaint in pkg/apis/resource). */
const TIMED: ReadonlySet<string> = new Set(['resource/v1.DeviceTaint.timeAdded'])

/** The controller-manager fills the rules of a ClusterRole that aggregates others; an apply empties them and it fills them again. */
const isAggregated = ({ elements, field }: LocatedChange, live: JsonRecord): boolean =>
  elements[0] === 'f:rules' && field.startsWith('rbac/v1.') && isRecord(live['aggregationRule'])
