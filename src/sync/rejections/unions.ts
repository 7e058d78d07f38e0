import type { StructRule } from './report.ts'

/** The members of each union, of which a struct may have one. Types that have all their sources beside other fields name those instead. */
export interface Union {
  readonly members?: readonly string[]
  /** Every field but these is a member. */
  readonly others?: readonly string[]
  /** One has to be there. */
  readonly required?: true
  /** The members are pointers: one that is there counts, whatever its value. */
  readonly pointers?: true
  readonly message: string
}

const HANDLER = 'Only one handler may be given'
const WEBHOOK: Union = { members: ['url', 'service'], required: true, message: 'Either a url or a service has to be given' }

/** By struct type. */
export const UNIONS: Readonly<Record<string, readonly Union[]>> = {
  // validateHandler and validateEnvVarValueFrom in pkg/apis/core/validation.
  'core/v1.LifecycleHandler': [{ members: ['exec', 'httpGet', 'tcpSocket', 'sleep'], required: true, message: HANDLER }],
  'core/v1.Probe': [{ members: ['exec', 'httpGet', 'tcpSocket', 'grpc'], required: true, message: HANDLER }],
  'core/v1.EnvVarSource': [
    {
      members: ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'],
      required: true,
      message: 'A variable takes its value from one source',
    },
  ],
  // validateEnvFromSource.
  'core/v1.EnvFromSource': [{ members: ['configMapRef', 'secretRef'], required: true, message: 'Variables come from one source' }],
  // validateVolumeSource, validateProjectionSources, validateDownwardAPIVolumeFile, ValidatePersistentVolumeSpec.
  'core/v1.Volume': [{ others: ['name'], message: 'A volume has more than one source' }],
  'core/v1.VolumeMount': [{ members: ['subPath', 'subPathExpr'], message: 'A path within a volume is given once' }],
  'core/v1.VolumeProjection': [
    {
      members: ['secret', 'downwardAPI', 'configMap', 'serviceAccountToken', 'clusterTrustBundle', 'podCertificate'],
      message: 'A projection has more than one source',
    },
  ],
  'core/v1.DownwardAPIVolumeFile': [
    { members: ['fieldRef', 'resourceFieldRef'], required: true, message: 'A file shows either a field or a resource' },
  ],
  'core/v1.PersistentVolumeSpec': [
    {
      others: [
        'accessModes',
        'capacity',
        'claimRef',
        'mountOptions',
        'nodeAffinity',
        'persistentVolumeReclaimPolicy',
        'storageClassName',
        'volumeAttributesClassName',
        'volumeMode',
      ],
      required: true,
      message: 'A volume has one source',
    },
  ],
  // validateClusterTrustBundleProjection, validatePodResourceClaim.
  'core/v1.ClusterTrustBundleProjection': [
    { members: ['name', 'signerName'], required: true, pointers: true, message: 'A bundle is found by its name or its signer' },
  ],
  'core/v1.PodResourceClaim': [
    { members: ['resourceClaimName', 'resourceClaimTemplateName'], required: true, message: 'A claim is there, or made of a template' },
  ],
  // validateDeviceRequest, validateDeviceAttribute, validateResourceSliceSpec in pkg/apis/resource/validation.
  'resource/v1.DeviceRequest': [
    {
      members: ['exactly', 'firstAvailable'],
      required: true,
      message: 'A request is for exactly one kind of device, or for the first of several',
    },
  ],
  'resource/v1.DeviceAttribute': [
    {
      members: ['bool', 'int', 'string', 'version', 'bools', 'ints', 'strings', 'versions'],
      required: true,
      pointers: true,
      message: 'An attribute has one value',
    },
  ],
  'resource/v1.ResourceSliceSpec': [
    {
      members: ['nodeName', 'nodeSelector', 'allNodes', 'perDeviceNodeSelection'],
      required: true,
      message: 'The nodes of a slice are told in one way',
    },
    { members: ['sharedCounters', 'devices'], message: 'A slice has devices or counters' },
  ],
  // validateVolumeAttachmentSource in pkg/apis/storage/validation.
  'storage/v1.VolumeAttachmentSource': [
    { members: ['inlineVolumeSpec', 'persistentVolumeName'], required: true, message: 'A volume is named or given' },
  ],
  // ValidatePodDisruptionBudgetSpec.
  'policy/v1.PodDisruptionBudgetSpec': [
    { members: ['minAvailable', 'maxUnavailable'], message: 'minAvailable and maxUnavailable cannot both be given' },
  ],
  // validateIngressBackend, validateNetworkPolicyPeer.
  'networking/v1.IngressBackend': [{ members: ['service', 'resource'], required: true, message: 'A backend is a service or a resource' }],
  'networking/v1.ServiceBackendPort': [{ members: ['name', 'number'], required: true, message: 'A port is given by name or by number' }],
  'networking/v1.NetworkPolicyPeer': [
    { members: ['ipBlock', 'podSelector'], message: 'A peer is a block of addresses or selected pods' },
    { members: ['ipBlock', 'namespaceSelector'], message: 'A peer is a block of addresses or selected pods' },
  ],
  // validateWebhook, validateConversion, validateParamRef.
  'admissionregistration/v1.WebhookClientConfig': [WEBHOOK],
  'apiextensions/v1.WebhookClientConfig': [WEBHOOK],
  'admissionregistration/v1.ParamRef': [{ members: ['name', 'selector'], required: true, message: 'name and selector exclude each other' }],
  // validatePodFailurePolicyRule.
  'batch/v1.PodFailurePolicyRule': [
    { members: ['onExitCodes', 'onPodConditions'], required: true, message: 'A rule is for exit codes or for conditions' },
  ],
}

/** Makes the rule of a struct with unions: a second member is refused, and none where one is needed. */
export const unionRule =
  (unions: readonly Union[]): StructRule =>
  (struct, report) => {
    for (const { members, others, required, pointers, message } of unions) {
      const keys = members ?? Object.keys(struct).filter(key => others?.includes(key) === false)
      const given = keys.filter(key => (pointers === true ? (struct[key] ?? undefined) !== undefined : isGiven(struct[key])))
      if (given.length > 1) report('union-conflict', message, given[1] ?? '')
      else if (given.length === 0 && required === true) report('required', message)
    }
  }

/** Go values that are no pointers count as absent when they are empty. */
const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '' && value !== 0
