import type { JsonRecord } from '../../model/kube-object.ts'
import { at, listOf } from '../../model/read.ts'

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
  'coordination.k8s.io/LeaseCandidate': [['f:spec', 'f:leaseName']],
  'discovery.k8s.io/EndpointSlice': [['f:addressType']],
  'events.k8s.io/Event': [
    ['f:action'],
    ['f:deprecatedCount'],
    ['f:deprecatedFirstTimestamp'],
    ['f:deprecatedLastTimestamp'],
    ['f:deprecatedSource'],
    ['f:eventTime'],
    ['f:note'],
    ['f:reason'],
    ['f:regarding'],
    ['f:related'],
    ['f:reportingController'],
    ['f:reportingInstance'],
    ['f:type'],
  ],
  'networking.k8s.io/IngressClass': [['f:spec', 'f:controller']],
  'networking.k8s.io/IPAddress': [['f:spec', 'f:parentRef']],
  'node.k8s.io/RuntimeClass': [['f:handler']],
  'rbac.authorization.k8s.io/RoleBinding': [['f:roleRef']],
  'rbac.authorization.k8s.io/ClusterRoleBinding': [['f:roleRef']],
  'resource.k8s.io/ResourceClaim': [['f:spec']],
  'resource.k8s.io/ResourceClaimTemplate': [['f:spec']],
  'resource.k8s.io/ResourcePoolStatusRequest': [['f:spec']],
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
  'storage.k8s.io/CSIStorageCapacity': [['f:nodeTopology'], ['f:storageClassName']],
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

/** What may change once, or in part: an image in a Pod, the volume and the class of a claim, what a Node lacks. */
const isExempt = (kindKey: string, elements: Elements, live: JsonRecord): boolean => {
  const [, field = '', part, inner] = elements
  switch (kindKey) {
    case 'Pod':
      return isGated(live) ? GATED.has(field) || isImage(elements) : isImage(elements)
    case 'PersistentVolumeClaim':
      return (
        (field === 'f:volumeName' && (at(live, 'spec', 'volumeName') ?? '') === '') || (field === 'f:storageClassName' && lacksClass(live))
      )
    case 'PersistentVolume':
      return (
        part === 'f:controllerExpandSecretRef' && inner === undefined && at(live, 'spec', 'csi', 'controllerExpandSecretRef') === undefined
      )
    default:
      return kindKey === 'Node' && at(live, 'spec', field.slice(2)) === undefined
  }
}

const isImage = ([, field, , part]: Elements): boolean => (field === 'f:containers' || field === 'f:initContainers') && part === 'f:image'

/** Where a Pod may run can still be narrowed while it waits at a gate (KEP-3838). */
const GATED: ReadonlySet<string> = new Set(['f:nodeSelector', 'f:affinity'])
const isGated = (live: JsonRecord): boolean => listOf(at(live, 'spec', 'schedulingGates')).length > 0

/** A claim without a class gets one later (validateStorageClassUpgradeFromNil). */
const lacksClass = (live: JsonRecord): boolean =>
  at(live, 'spec', 'storageClassName') === undefined && at(live, 'metadata', 'annotations', CLASS_ANNOTATION) === undefined

/** The class of a claim, before it was a field. */
export const CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class'
