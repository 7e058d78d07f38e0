import type { JsonRecord } from '../../model/kube-object.ts'
import { at, isRecord, listOf, recordOf, recordsOf } from '../../model/read.ts'
import { sameJson } from '../../model/same-json.ts'
import { parseQuantity, sameQuantity } from '../../model/scalars/quantity.ts'
import type { ClusterVersion } from '../../schema/internal.ts'
import { CLASS_ANNOTATION } from './immutable.ts'
import type { Report } from './report.ts'

/** Changes that are refused for what they change, by kind. */
export const checkUpdate = (
  kindKey: string,
  predicted: JsonRecord,
  live: JsonRecord,
  { report, version }: { report: Report; version: ClusterVersion | undefined },
): void => {
  if (at(live, 'metadata', 'deletionTimestamp') !== undefined) deleted(predicted, live, report)
  UPDATES.get(kindKey)?.(predicted, live, report, version)
}

type UpdateCheck = (predicted: JsonRecord, live: JsonRecord, report: Report, version: ClusterVersion | undefined) => void

const UNCHANGEABLE = 'The field cannot change after the object was created'

/** ValidateNoNewFinalizers in k8s.io/apimachinery/pkg/api/validation. */
const deleted = (predicted: JsonRecord, live: JsonRecord, report: Report): void => {
  const before = new Set(listOf(at(live, 'metadata', 'finalizers')))
  for (const [index, finalizer] of listOf(at(predicted, 'metadata', 'finalizers')).entries())
    if (!before.has(finalizer))
      report('invalid', 'An object that is being deleted gets no further finalizers', 'metadata', 'finalizers', index)
}

const readStorage = (claim: JsonRecord, ...path: readonly string[]): bigint | undefined =>
  parseQuantity(at(claim, ...path, 'storage'))?.nano

/** Two spellings of an amount are the same (apiequality.Semantic). */
const sameAmounts = (left: unknown, right: unknown): boolean => {
  if (!isRecord(left) || !isRecord(right)) return sameJson(left, right) || sameQuantity(left, right)
  const keys = Object.keys(left)
  return keys.length === Object.keys(right).length && keys.every(key => sameAmounts(left[key], right[key]))
}

const isPresent = (value: unknown): boolean => (value ?? '') !== ''

/** ValidatePersistentVolumeClaimUpdate: the class of attributes stays once it is in use, and so does the class that is an annotation. */
const claimClasses = (predicted: JsonRecord, live: JsonRecord, report: Report): void => {
  if (isPresent(at(live, 'status', 'currentVolumeAttributesClassName')) && !isPresent(at(predicted, 'spec', 'volumeAttributesClassName')))
    report('immutable', 'A volume keeps a class of attributes once it has one', 'spec', 'volumeAttributesClassName')
  if (at(predicted, 'metadata', 'annotations', CLASS_ANNOTATION) !== at(live, 'metadata', 'annotations', CLASS_ANNOTATION))
    report('immutable', UNCHANGEABLE, 'metadata', 'annotations', CLASS_ANNOTATION)
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
  claimClasses(predicted, live, report)
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
  if (needsHealthCheck(before) && needsHealthCheck(after) && at(before, 'healthCheckNodePort') !== at(after, 'healthCheckNodePort'))
    report('immutable', UNCHANGEABLE, 'spec', 'healthCheckNodePort')
  const families = [listOf(at(before, 'ipFamilies')), listOf(at(after, 'ipFamilies'))]
  if (headless[0] !== true && headless[1] !== true && movesFirst(families)) report('immutable', UNCHANGEABLE, 'spec', 'ipFamilies', 0)
}

/** NeedsHealthCheck in k8s.io/kubernetes/pkg/api/service. */
const needsHealthCheck = (spec: unknown): boolean => at(spec, 'type') === 'LoadBalancer' && at(spec, 'externalTrafficPolicy') === 'Local'

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
  if (closed.length > 0) gatedPod(recordOf(after), recordOf(before), report)
  const [deadline, was] = [at(after, 'activeDeadlineSeconds'), at(before, 'activeDeadlineSeconds')]
  if (typeof was === 'number' && (typeof deadline !== 'number' || deadline > was))
    report('immutable', 'The deadline of a Pod can only come nearer', 'spec', 'activeDeadlineSeconds')
}

/** ValidatePodUpdate: of a Pod that waits at a gate the nodes are only narrowed (validateNodeSelectorMutation, validateNodeAffinityMutation). */
const gatedPod = (after: JsonRecord, before: JsonRecord, report: Report): void => {
  const [selector, chosen] = [recordOf(after['nodeSelector']), recordOf(before['nodeSelector'])]
  if (Object.keys(chosen).some(key => selector[key] !== chosen[key]))
    report('immutable', 'The node selector of a waiting Pod only grows', 'spec', 'nodeSelector')
  for (const kind of ['podAffinity', 'podAntiAffinity'])
    if (!sameJson(at(after, 'affinity', kind), at(before, 'affinity', kind))) report('immutable', UNCHANGEABLE, 'spec', 'affinity', kind)
  const path = ['affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution', 'nodeSelectorTerms']
  const [terms, were] = [listOf(at(after, ...path)), listOf(at(before, ...path))]
  if (were.length > 0 && (terms.length !== were.length || !were.every((term, index) => isNarrower(terms[index], term))))
    report('immutable', 'The node affinity of a waiting Pod is only narrowed', 'spec', ...path)
}

const isNarrower = (term: unknown, was: unknown): boolean => {
  const parts = ['matchExpressions', 'matchFields'].map(part => [listOf(at(term, part)), listOf(at(was, part))] as const)
  if (parts.every(([, old]) => old.length === 0)) return parts.every(([now]) => now.length === 0)
  return parts.every(([now, old]) => old.every((item, index) => sameJson(item, now[index])))
}

/** ValidatePersistentVolumeUpdate: where a volume can be reached from is set once. */
const volume: UpdateCheck = (predicted, live, report) => {
  const was = at(live, 'spec', 'nodeAffinity')
  if (was !== undefined && !sameJson(at(predicted, 'spec', 'nodeAffinity'), was)) report('immutable', UNCHANGEABLE, 'spec', 'nodeAffinity')
  const className = at(live, 'spec', 'volumeAttributesClassName')
  if (className !== undefined && at(predicted, 'spec', 'volumeAttributesClassName') === undefined)
    report('immutable', 'A volume keeps a class of attributes once it has one', 'spec', 'volumeAttributesClassName')
}

/** ValidateResourceQuotaUpdate: the scopes stay, in any order; what is in scopeSelector may change. */
const quota: UpdateCheck = (predicted, live, report) => {
  const [after, before] = [new Set(listOf(at(predicted, 'spec', 'scopes'))), new Set(listOf(at(live, 'spec', 'scopes')))]
  if (after.size !== before.size || [...after].some(scope => !before.has(scope))) report('immutable', UNCHANGEABLE, 'spec', 'scopes')
}

/** ValidateServiceCIDRUpdate: a second family may join, and no block changes. */
const serviceCidr: UpdateCheck = (predicted, live, report) => {
  const [blocks, were] = [listOf(at(predicted, 'spec', 'cidrs')), listOf(at(live, 'spec', 'cidrs'))]
  if (blocks.length !== were.length && !(were.length === 1 && blocks.length === 2)) report('immutable', UNCHANGEABLE, 'spec', 'cidrs')
  else for (const [index, block] of were.entries()) if (blocks[index] !== block) report('immutable', UNCHANGEABLE, 'spec', 'cidrs', index)
}

/** ValidateCSINodeUpdate: drivers come and go; of one that stays only what it can allocate changes, since 1.35 (MutableCSINodeAllocatableCount). */
const csiNode: UpdateCheck = (predicted, live, report, version) => {
  const drivers = new Map(recordsOf(at(live, 'spec', 'drivers')).map(driver => [driver['name'], driver]))
  for (const [index, driver] of recordsOf(at(predicted, 'spec', 'drivers')).entries()) {
    const was = drivers.get(driver['name'])
    for (const field of was === undefined ? [] : ['allocatable', 'nodeID', 'topologyKeys'])
      if ((field !== 'allocatable' || (version?.minor ?? 35) < 35) && !sameJson(driver[field], was?.[field]))
        report('immutable', UNCHANGEABLE, 'spec', 'drivers', index, field)
  }
}

const UPDATES: ReadonlyMap<string, UpdateCheck> = new Map([
  ['PersistentVolumeClaim', claim],
  ['PersistentVolume', volume],
  ['Service', service],
  ['Pod', pod],
  ['ResourceQuota', quota],
  ['batch/Job', job],
  ['networking.k8s.io/ServiceCIDR', serviceCidr],
  ['storage.k8s.io/CSINode', csiNode],
  ['apiextensions.k8s.io/CustomResourceDefinition', definition],
])
