import { textOf } from '../../model/read.ts'
import type { StructRule } from './report.ts'

/** A union of which another field says which member it has. */
export interface DiscriminatedUnion {
  readonly by: string
  /** By the value of that field. Any other value has none of them. */
  readonly members: Readonly<Record<string, string>>
  /** A member that may be left out. */
  readonly optional?: string
  readonly message: string
}

const PROFILE: DiscriminatedUnion = {
  by: 'type',
  members: { Localhost: 'localhostProfile' },
  message: 'A profile is named for the type Localhost, and for no other',
}

/** By struct type. */
export const DISCRIMINATED: Readonly<Record<string, DiscriminatedUnion>> = {
  // validateMetricSpec in pkg/apis/autoscaling/validation.
  'autoscaling/v2.MetricSpec': {
    by: 'type',
    members: {
      Object: 'object',
      Pods: 'pods',
      Resource: 'resource',
      External: 'external',
      ContainerResource: 'containerResource',
    },
    message: 'A metric has the source of its type alone',
  },
  // validateMutation in pkg/apis/admissionregistration/validation.
  'admissionregistration/v1.Mutation': {
    by: 'patchType',
    members: { ApplyConfiguration: 'applyConfiguration', JSONPatch: 'jsonPatch' },
    message: 'A mutation has the patch of its type alone',
  },
  // validateCustomResourceConversion.
  'apiextensions/v1.CustomResourceConversion': {
    by: 'strategy',
    members: { Webhook: 'webhook' },
    message: 'A webhook is given for the strategy Webhook, and for no other',
  },
  // validateSeccompProfileField, ValidateAppArmorProfileField in pkg/apis/core/validation.
  'core/v1.SeccompProfile': PROFILE,
  'core/v1.AppArmorProfile': PROFILE,
  // ValidateFlowSchemaSubject, ValidatePriorityLevelConfigurationSpec, ValidateLimitResponse in pkg/apis/flowcontrol/validation.
  'flowcontrol/v1.Subject': {
    by: 'kind',
    members: { User: 'user', Group: 'group', ServiceAccount: 'serviceAccount' },
    message: 'A subject has what is of its kind alone',
  },
  'flowcontrol/v1.PriorityLevelConfigurationSpec': {
    by: 'type',
    members: { Limited: 'limited', Exempt: 'exempt' },
    optional: 'exempt',
    message: 'A priority level has the settings of its type alone',
  },
  'flowcontrol/v1.LimitResponse': {
    by: 'type',
    members: { Queue: 'queuing' },
    message: 'Queues are set for the type Queue, and for no other',
  },
  // validateIngressClassParametersReference in pkg/apis/networking/validation.
  'networking/v1.IngressClassParametersReference': {
    by: 'scope',
    members: { Namespace: 'namespace' },
    message: 'A namespace is given for the scope Namespace, and for no other',
  },
}

/** Makes the rule of a struct whose member has to be the one that a field of it names. */
export const discriminatedRule =
  ({ by, members, optional, message }: DiscriminatedUnion): StructRule =>
  (struct, report) => {
    const given = textOf(struct[by])
    if (given === undefined) return
    const own = Object.hasOwn(members, given) ? members[given] : undefined
    for (const member of Object.values(members)) {
      const isThere = (struct[member] ?? undefined) !== undefined
      if (member === own && !isThere && member !== optional) report('required', message, member)
      if (member !== own && isThere) report('union-conflict', message, member)
    }
  }
