import { kindKeyOf } from '../../model/identity.ts'
import { at, isRecord, recordOf, recordsOf, textOf } from '../../model/read.ts'

/** One object that another names in its spec. */
export interface NamedObject {
  readonly kind: string
  /** Undefined where it is that of who names it. */
  readonly namespace?: string
  readonly name: string
  readonly message: string
}

/** Finds what an object names of kinds that are not listed whole: Secrets, which nobody reads without need, and what may be in another namespace. */
export const findReferences = (object: unknown): readonly NamedObject[] => {
  const kind = kindKeyOf(object)
  if (kind === 'networking.k8s.io/Ingress')
    return recordsOf(at(object, 'spec', 'tls')).flatMap(entry => named('Secret', entry['secretName'], 'its certificate'))
  if (kind === 'gateway.networking.k8s.io/Gateway') return listenerSecrets(object)
  if (kind === 'apiregistration.k8s.io/APIService') return readService(at(object, 'spec', 'service'))
  if (kind === 'apiextensions.k8s.io/CustomResourceDefinition')
    return readService(at(object, 'spec', 'conversion', 'webhook', 'clientConfig', 'service'))
  if (/^admissionregistration\.k8s\.io\/\w+WebhookConfiguration$/.test(kind))
    return recordsOf(at(object, 'webhooks')).flatMap(webhook => readService(at(webhook, 'clientConfig', 'service')))
  return podSpecs(object).flatMap(podReferences)
}

const named = (kind: string, name: unknown, message: string): readonly NamedObject[] =>
  typeof name === 'string' && name !== '' ? [{ kind, name, message }] : []

const listenerSecrets = (gateway: unknown): readonly NamedObject[] =>
  recordsOf(at(gateway, 'spec', 'listeners')).flatMap(listener =>
    recordsOf(at(listener, 'tls', 'certificateRefs')).flatMap(({ kind = 'Secret', name, namespace }) =>
      kind === 'Secret'
        ? named('Secret', name, 'its certificate').map(each => (typeof namespace === 'string' ? { ...each, namespace } : each))
        : [],
    ),
  )

const readService = (reference: unknown): readonly NamedObject[] => {
  const [namespace, name] = [textOf(at(reference, 'namespace')), textOf(at(reference, 'name'))]
  return namespace === undefined || name === undefined
    ? []
    : [{ kind: 'Service', namespace, name, message: 'the Service that answers for it' }]
}

/** The pod spec of a Pod, of what has a template of one, and of a CronJob. */
const podSpecs = (object: unknown): readonly unknown[] =>
  [at(object, 'spec'), at(object, 'spec', 'template', 'spec'), at(object, 'spec', 'jobTemplate', 'spec', 'template', 'spec')].filter(spec =>
    Array.isArray(at(spec, 'containers')),
  )

const podReferences = (spec: unknown): readonly NamedObject[] => [
  ...recordsOf(at(spec, 'volumes')).flatMap(volumeSources).flatMap(secretNamed),
  ...['containers', 'initContainers']
    .flatMap(list => recordsOf(at(spec, list)))
    .flatMap(container => [...recordsOf(container['env']).map(entry => entry['valueFrom']), ...recordsOf(container['envFrom'])])
    .flatMap(secretNamed),
  ...recordsOf(at(spec, 'imagePullSecrets')).flatMap(({ name }) => named('Secret', name, 'with which its images are pulled')),
]

const volumeSources = (volume: unknown): readonly unknown[] => [volume, ...recordsOf(at(volume, 'projected', 'sources'))]

/** A Secret that a volume, a variable or a group of variables reads. */
const secretNamed = (source: unknown): readonly NamedObject[] => {
  if (!isRecord(source)) return []
  const { secretName, name } = { ...recordOf(source['secret']), ...recordOf(source['secretRef']), ...recordOf(source['secretKeyRef']) }
  return named('Secret', secretName ?? name, 'what its pods read')
}
