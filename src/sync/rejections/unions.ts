import type { StructRule } from './report.ts'

/** The members of each union, of which a struct may have one. Types that have all their sources beside other fields name those instead. */
export interface Union {
  readonly members?: readonly string[]
  /** Every field but these is a member. */
  readonly others?: readonly string[]
  /** One has to be there. */
  readonly required?: true
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
    for (const { members, others, required, message } of unions) {
      const given = (members ?? Object.keys(struct).filter(key => others?.includes(key) === false)).filter(key => isGiven(struct[key]))
      if (given.length > 1) report('union-conflict', message, given[1] ?? '')
      else if (given.length === 0 && required === true) report('required', message)
    }
  }

/** Go values that are no pointers count as absent when they are empty. */
const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '' && value !== 0
