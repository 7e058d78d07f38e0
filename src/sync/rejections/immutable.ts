import type { JsonRecord } from '../../model/kube-object.ts'
import { at, isRecord, listOf, recordsOf } from '../../model/read.ts'
import { sameJson } from '../../model/same-json.ts'
import { parseQuantity, sameQuantity } from '../../model/scalars/quantity.ts'
import type { ClusterVersion } from '../../schema/internal.ts'
import type { Report } from './report.ts'

/** A place of a change, as managedFields writes it: `f:spec`, `f:selector`. */
type Elements = readonly string[]

/** Fields that validation does not let change after creation, as elements from the root; what is below them counts (Validate…Update of each kind). */
const FROZEN: Readonly<Record<string, readonly Elements[]>> = {
  'apps/Deployment': [['f:spec', 'f:selector']],
  'apps/ReplicaSet': [['f:spec', 'f:selector']],
  'apps/DaemonSet': [['f:spec', 'f:selector']],
  'apps/ControllerRevision': [['f:data']],
  'batch/Job': [
    ['f:spec', 'f:selector'],
    ['f:spec', 'f:completionMode'],
    ['f:spec', 'f:podFailurePolicy'],
    ['f:spec', 'f:backoffLimitPerIndex'],
    ['f:spec', 'f:managedBy'],
    ['f:spec', 'f:successPolicy'],
    ['f:spec', 'f:template'],
  ],
  'apiextensions.k8s.io/CustomResourceDefinition': [
    ['f:spec', 'f:group'],
    ['f:spec', 'f:scope'],
    ['f:spec', 'f:names', 'f:kind'],
    ['f:spec', 'f:names', 'f:plural'],
  ],
  'certificates.k8s.io/ClusterTrustBundle': [['f:spec', 'f:signerName']],
  'certificates.k8s.io/PodCertificateRequest': [['f:spec']],
  'discovery.k8s.io/EndpointSlice': [['f:addressType']],
  'networking.k8s.io/IngressClass': [['f:spec', 'f:controller']],
  'networking.k8s.io/IPAddress': [['f:spec', 'f:parentRef']],
  'node.k8s.io/RuntimeClass': [['f:handler']],
  'rbac.authorization.k8s.io/RoleBinding': [['f:roleRef']],
  'rbac.authorization.k8s.io/ClusterRoleBinding': [['f:roleRef']],
  'resource.k8s.io/ResourceClaim': [['f:spec']],
  'resource.k8s.io/ResourceClaimTemplate': [['f:spec']],
  'resource.k8s.io/ResourceSlice': [
    ['f:spec', 'f:driver'],
    ['f:spec', 'f:nodeName'],
    ['f:spec', 'f:pool', 'f:name'],
  ],
  'scheduling.k8s.io/PriorityClass': [['f:value'], ['f:preemptionPolicy']],
  'storage.k8s.io/CSIDriver': [
    ['f:spec', 'f:attachRequired'],
    ['f:spec', 'f:volumeLifecycleModes'],
  ],
  'storage.k8s.io/StorageClass': [['f:parameters'], ['f:provisioner'], ['f:reclaimPolicy'], ['f:volumeBindingMode']],
  'storage.k8s.io/VolumeAttachment': [['f:spec']],
  'storage.k8s.io/VolumeAttributesClass': [['f:driverName'], ['f:parameters']],
  'storagemigration.k8s.io/StorageVersionMigration': [['f:spec']],
  Secret: [['f:type']],
}

/** Kinds of whose spec only these fields may change. */
const FREE: Readonly<Record<string, readonly string[]>> = {
  'apps/StatefulSet': [
    'f:minReadySeconds',
    'f:ordinals',
    'f:persistentVolumeClaimRetentionPolicy',
    'f:replicas',
    'f:revisionHistoryLimit',
    'f:template',
    'f:updateStrategy',
  ],
  Node: ['f:configSource', 'f:taints', 'f:unschedulable'],
  PersistentVolume: [
    'f:accessModes',
    'f:capacity',
    'f:claimRef',
    'f:mountOptions',
    'f:nodeAffinity',
    'f:persistentVolumeReclaimPolicy',
    'f:storageClassName',
    'f:volumeAttributesClassName',
  ],
  PersistentVolumeClaim: ['f:resources', 'f:volumeAttributesClassName'],
  Pod: ['f:activeDeadlineSeconds', 'f:schedulingGates', 'f:tolerations'],
}

/** Whether a change of a live object at these elements is refused for its place alone. */
export const isFrozen = (kindKey: string, elements: Elements, live: JsonRecord): boolean => {
  const root = elements[0] ?? ''
  const free = FREE_BY_KIND.get(kindKey)
  if (free !== undefined) return root === 'f:spec' && !free.includes(elements[1] ?? '') && !isExempt(kindKey, elements, live)
  if ((kindKey === 'Secret' || kindKey === 'ConfigMap') && live['immutable'] === true && SEALED.has(root)) return true
  if (FROZEN_BY_KIND.get(kindKey)?.some(prefix => prefix.every((element, depth) => element === elements[depth])) !== true) return false
  return kindKey !== 'batch/Job' || !isScheduling(elements, live)
}

const FROZEN_BY_KIND: ReadonlyMap<string, readonly Elements[]> = new Map(Object.entries(FROZEN))
const FREE_BY_KIND: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(FREE))
const SEALED: ReadonlySet<string> = new Set(['f:data', 'f:binaryData', 'f:immutable'])

/** While a Job is suspended and never ran, its template may change in where pods run and what they ask for (ValidateJobTemplateUpdate). */
const isScheduling = ([, field, part, inner, , last]: Elements, live: JsonRecord): boolean =>
  field === 'f:template' &&
  at(live, 'spec', 'suspend') === true &&
  at(live, 'status', 'startTime') === undefined &&
  (part === 'f:metadata' || SCHEDULING.has(inner ?? '') || last === 'f:resources')

const SCHEDULING: ReadonlySet<string> = new Set(['f:affinity', 'f:nodeSelector', 'f:schedulingGates', 'f:tolerations'])

/** What may change once, or in part: an image in a Pod, the volume of a claim, what a Node lacks. */
const isExempt = (kindKey: string, elements: Elements, live: JsonRecord): boolean => {
  const field = elements[1] ?? ''
  if (kindKey === 'Pod') return (field === 'f:containers' || field === 'f:initContainers') && elements[3] === 'f:image'
  if (kindKey === 'PersistentVolumeClaim') return field === 'f:volumeName' && (at(live, 'spec', 'volumeName') ?? '') === ''
  return kindKey === 'Node' && at(live, 'spec', field.slice(2)) === undefined
}

/** Changes that are refused for what they change, by kind. */
export const checkUpdate = (
  kindKey: string,
  predicted: JsonRecord,
  live: JsonRecord,
  { report, version }: { report: Report; version: ClusterVersion | undefined },
): void => UPDATES.get(kindKey)?.(predicted, live, report, version)

type UpdateCheck = (predicted: JsonRecord, live: JsonRecord, report: Report, version: ClusterVersion | undefined) => void

const UNCHANGEABLE = 'The field cannot change after the object was created'

const readStorage = (claim: JsonRecord, ...path: readonly string[]): bigint | undefined =>
  parseQuantity(at(claim, ...path, 'storage'))?.nano

/** Two spellings of an amount are the same (apiequality.Semantic). */
const sameAmounts = (left: unknown, right: unknown): boolean => {
  if (!isRecord(left) || !isRecord(right)) return sameJson(left, right) || sameQuantity(left, right)
  const keys = Object.keys(left)
  return keys.length === Object.keys(right).length && keys.every(key => sameAmounts(left[key], right[key]))
}

/** ValidatePersistentVolumeClaimUpdate: only a bound claim is resized, and never below what it has. */
const claim: UpdateCheck = (predicted, live, report, version) => {
  // Every claim has a phase, Pending from its creation: without one a part of the object was taken away.
  const phase = at(live, 'status', 'phase')
  if (phase === undefined) return
  const bound = phase === 'Bound'
  for (const field of ['resources', 'volumeAttributesClassName'])
    if (!bound && !sameAmounts(at(predicted, 'spec', field), at(live, 'spec', field)))
      report('immutable', 'Only a bound claim can change', 'spec', field)
  const [size, was] = [readStorage(predicted, 'spec', 'resources', 'requests'), readStorage(live, 'spec', 'resources', 'requests')]
  if (!bound || size === undefined || was === undefined || size >= was) return
  const has = readStorage(live, 'status', 'capacity') ?? 0n
  // RecoverVolumeExpansionFailure is on since 1.32.
  if (size <= has || (version?.minor ?? 32) < 32)
    report('immutable', 'A claim cannot shrink below what it has', 'spec', 'resources', 'requests', 'storage')
}

/** validateUpgradeDowngradeClusterIPs and …IPFamilies: what is first is kept, but for an ExternalName. */
const service: UpdateCheck = (predicted, live, report) => {
  const [after, before] = [at(predicted, 'spec'), at(live, 'spec')]
  if (at(after, 'type') === 'ExternalName' || at(before, 'type') === 'ExternalName') return
  const load = [at(before, 'loadBalancerClass'), at(after, 'loadBalancerClass')]
  if (at(before, 'type') === at(after, 'type') && load[0] !== undefined && load[0] !== load[1])
    report('immutable', UNCHANGEABLE, 'spec', 'loadBalancerClass')
  const headless = [at(before, 'clusterIP') === 'None', at(after, 'clusterIP') === 'None']
  const addresses = [listOf(at(before, 'clusterIPs')), listOf(at(after, 'clusterIPs'))]
  if (!(headless[0] === true && headless[1] === true) && movesFirst(addresses)) report('immutable', UNCHANGEABLE, 'spec', 'clusterIP')
  const families = [listOf(at(before, 'ipFamilies')), listOf(at(after, 'ipFamilies'))]
  if (headless[0] !== true && headless[1] !== true && movesFirst(families)) report('immutable', UNCHANGEABLE, 'spec', 'ipFamilies', 0)
}

const movesFirst = ([before = [], after = []]: readonly (readonly unknown[])[]): boolean => before.length > 0 && before[0] !== after[0]

/** ValidateCustomResourceDefinitionStoredVersions. */
const definition: UpdateCheck = (predicted, live, report) => {
  const versions = new Set(recordsOf(at(predicted, 'spec', 'versions')).map(version => version['name']))
  for (const stored of listOf(at(live, 'status', 'storedVersions')))
    if (!versions.has(stored)) report('invalid', 'A version in which objects are stored cannot go', 'spec', 'versions')
}

/** ValidateJobSpecUpdate: completions move with parallelism in an indexed Job alone. */
const job: UpdateCheck = (predicted, live, report) => {
  const [after, before] = [at(predicted, 'spec'), at(live, 'spec')]
  if (!sameJson(at(after, 'completions'), at(before, 'completions'))) {
    if (at(after, 'completionMode') !== 'Indexed') report('immutable', UNCHANGEABLE, 'spec', 'completions')
    else if (at(after, 'completions') !== at(after, 'parallelism'))
      report('invalid', 'completions can change only together with parallelism', 'spec', 'completions')
  }
}

/** ValidatePodUpdate: tolerations are only added, gates only taken away, and a deadline only comes nearer. */
const pod: UpdateCheck = (predicted, live, report) => {
  const [after, before] = [at(predicted, 'spec'), at(live, 'spec')]
  const has = (list: readonly unknown[], item: unknown): boolean => list.some(other => sameJson(other, item))
  const lists = (name: string): [readonly unknown[], readonly unknown[]] => [listOf(at(after, name)), listOf(at(before, name))]
  const [tolerations, were] = lists('tolerations')
  if (!were.every(item => has(tolerations, item))) report('immutable', 'A toleration of a Pod cannot go', 'spec', 'tolerations')
  const [gates, closed] = lists('schedulingGates')
  if (!gates.every(item => has(closed, item))) report('immutable', 'A Pod gets no further scheduling gates', 'spec', 'schedulingGates')
  const [deadline, was] = [at(after, 'activeDeadlineSeconds'), at(before, 'activeDeadlineSeconds')]
  if (typeof was === 'number' && (typeof deadline !== 'number' || deadline > was))
    report('immutable', 'The deadline of a Pod can only come nearer', 'spec', 'activeDeadlineSeconds')
}

/** ValidatePersistentVolumeUpdate: where a volume can be reached from is set once. */
const volume: UpdateCheck = (predicted, live, report) => {
  const was = at(live, 'spec', 'nodeAffinity')
  if (was !== undefined && !sameJson(at(predicted, 'spec', 'nodeAffinity'), was)) report('immutable', UNCHANGEABLE, 'spec', 'nodeAffinity')
}

/** ValidateResourceQuotaUpdate: the scopes stay, in any order; what is in scopeSelector may change. */
const quota: UpdateCheck = (predicted, live, report) => {
  const [after, before] = [new Set(listOf(at(predicted, 'spec', 'scopes'))), new Set(listOf(at(live, 'spec', 'scopes')))]
  if (after.size !== before.size || [...after].some(scope => !before.has(scope))) report('immutable', UNCHANGEABLE, 'spec', 'scopes')
}

const UPDATES: ReadonlyMap<string, UpdateCheck> = new Map([
  ['PersistentVolumeClaim', claim],
  ['PersistentVolume', volume],
  ['Service', service],
  ['Pod', pod],
  ['ResourceQuota', quota],
  ['batch/Job', job],
  ['apiextensions.k8s.io/CustomResourceDefinition', definition],
])
