import { isRecord, listOf, recordOf, recordsOf, textOf } from '../../model/read.ts'
import { finishHorizontalPodAutoscaler } from './defaults-autoscaler.ts'
import { podResources } from './defaults-pod-resources.ts'

/** A rule that adds to a struct what the server derives from its other fields; a default of its own (`protocol: TCP`) is a fact of the schema. The record is fresh; what lies below it is replaced, never changed. */
export type FinishRule = (record: Record<string, unknown>) => void

/** Runs the rule of a struct type, if it has one. */
export const finishStruct = (record: Record<string, unknown>, type: string): void => RULES.get(type)?.(record)

/** True where a struct type has a rule: then any of its fields may end up as something else than what was merged. */
export const hasFinishRule = (type: string): boolean => RULES.has(type)

const fill = (record: Record<string, unknown>, defaults: Readonly<Record<string, unknown>>): void => {
  for (const key in defaults) record[key] ??= defaults[key]
}

/** The last segment has no tag, or `latest`, and there is no digest (pkg/apis/core/v1/defaults.go); an unparsable reference counts as tagged. */
const choosePullPolicy = (image: unknown): string => {
  const text = textOf(image) ?? ''
  if (text.includes('@') || !/^[a-z0-9][\w./:-]*$/i.test(text) || text.includes('://')) return 'IfNotPresent'
  const [, tag] = text.slice(text.lastIndexOf('/') + 1).split(':')
  return tag === undefined || tag === 'latest' ? 'Always' : 'IfNotPresent'
}

const container: FinishRule = record => fill(record, { imagePullPolicy: choosePullPolicy(record['image']) })

/** The deprecated alias: the name wins, and both are written (pkg/apis/core/v1/conversion.go). */
const podSpec: FinishRule = record => {
  const name = textOf(record['serviceAccountName']) ?? textOf(record['serviceAccount'])
  if (name === undefined || name === '') return
  record['serviceAccountName'] = name
  record['serviceAccount'] = name
}

const volume: FinishRule = record => {
  if (Object.keys(record).every(key => key === 'name')) record['emptyDir'] = {}
}

const rollingUpdate =
  (defaults: Readonly<Record<string, unknown>>): FinishRule =>
  record => {
    if (record['type'] === 'RollingUpdate') record['rollingUpdate'] ??= { ...defaults }
  }

/** Keeps only zeros of a block beside another type (the internal type has no pointers there). */
const daemonSetStrategy: FinishRule = record => {
  const rolling = record['type'] === 'RollingUpdate'
  const block = record['rollingUpdate']
  if (rolling || isRecord(block)) record['rollingUpdate'] = { maxUnavailable: rolling ? 1 : 0, maxSurge: 0, ...recordOf(block) }
}

/** The partition is filled in where the type was left out, or a rollingUpdate block was written, not for a type written alone. */
const statefulSetStrategy: FinishRule = record => {
  if (record['type'] === undefined) {
    record['type'] = 'RollingUpdate'
    record['rollingUpdate'] ??= {}
  }
  const block = record['rollingUpdate']
  if (isRecord(block)) record['rollingUpdate'] = { partition: 0, ...block }
}

const servicePort: FinishRule = record => {
  const port = record['targetPort']
  if ((port === undefined || port === 0 || port === '') && record['port'] !== undefined) record['targetPort'] = record['port']
}

const serviceSpec: FinishRule = record => {
  const type = record['type']
  // Stored or not, nobody sees it of an ExternalName (defaultOnReadInternalTrafficPolicy in pkg/registry/core/service/storage).
  if (type === 'ExternalName') delete record['internalTrafficPolicy']
  else record['internalTrafficPolicy'] ??= 'Cluster'
  if (type === 'LoadBalancer' || type === 'NodePort' || (type === 'ClusterIP' && listOf(record['externalIPs']).length > 0))
    record['externalTrafficPolicy'] ??= 'Cluster'
  if (type === 'LoadBalancer') record['allocateLoadBalancerNodePorts'] ??= true
  if (record['sessionAffinity'] === 'ClientIP') {
    const clientIP = recordOf(recordOf(record['sessionAffinityConfig'])['clientIP'])
    record['sessionAffinityConfig'] = { clientIP: { timeoutSeconds: 10_800, ...clientIP } }
  } else delete record['sessionAffinityConfig']
}

const networkPolicySpec: FinishRule = record => {
  record['policyTypes'] ??= listOf(record['egress']).length > 0 ? ['Ingress', 'Egress'] : ['Ingress']
}

const subject: FinishRule = record => {
  if (record['kind'] === 'User' || record['kind'] === 'Group') record['apiGroup'] ??= 'rbac.authorization.k8s.io'
}

const limitRangeItem: FinishRule = record => {
  if (record['type'] !== 'Container') return
  const limits = { ...recordOf(record['max']), ...recordOf(record['default']) }
  const requests = { ...recordOf(record['min']), ...limits, ...recordOf(record['defaultRequest']) }
  if (Object.keys(limits).length > 0) record['default'] = limits
  if (Object.keys(requests).length > 0) record['defaultRequest'] = requests
}

const selectors: FinishRule = record => fill(record, { namespaceSelector: {}, objectSelector: {} })

/** Only a Job of its own, not the template of a CronJob, gets these (pkg/apis/batch/v1/defaults.go). */
const job: FinishRule = record => {
  const spec = { ...recordOf(record['spec']) }
  if (spec['completions'] === undefined && spec['parallelism'] === undefined) spec['completions'] = 1
  const policy = spec['podFailurePolicy'] === undefined ? 'TerminatingOrFailed' : 'Failed'
  const backoffLimit = spec['backoffLimitPerIndex'] === undefined ? 6 : 2_147_483_647
  fill(spec, {
    parallelism: 1,
    backoffLimit,
    completionMode: 'NonIndexed',
    suspend: false,
    manualSelector: false,
    podReplacementPolicy: policy,
  })
  record['spec'] = spec
  labelsOfTemplate(record)
}

const labelsOfTemplate: FinishRule = record => {
  const metadata = recordOf(record['metadata'])
  const labels = recordOf(recordOf(recordOf(recordOf(record['spec'])['template'])['metadata'])['labels'])
  if (Object.keys(recordOf(metadata['labels'])).length === 0 && Object.keys(labels).length > 0) record['metadata'] = { ...metadata, labels }
}

const replicationController: FinishRule = record => {
  const spec = recordOf(record['spec'])
  const labels = recordOf(recordOf(recordOf(spec['template'])['metadata'])['labels'])
  if (Object.keys(recordOf(spec['selector'])).length === 0 && Object.keys(labels).length > 0) record['spec'] = { ...spec, selector: labels }
  labelsOfTemplate(record)
}

/** Adds what a Pod of its own gets and the template of a workload does not: requests from limits, service links, two tolerations by admission. */
const pod: FinishRule = record => {
  const spec = { ...recordOf(record['spec']) }
  spec['enableServiceLinks'] ??= true
  for (const list of ['initContainers', 'containers'])
    if (Array.isArray(spec[list])) spec[list] = listOf(spec[list]).map(requestsFromLimits)
  const resources = podResources(spec)
  if (resources !== undefined) spec['resources'] = resources
  if (spec['hostNetwork'] === true)
    for (const list of ['initContainers', 'containers']) if (Array.isArray(spec[list])) spec[list] = listOf(spec[list]).map(withHostPorts)
  spec['tolerations'] = tolerations(listOf(spec['tolerations']))
  record['spec'] = spec
}

const requestsFromLimits = (item: unknown): unknown => {
  const resources = recordOf(recordOf(item)['resources'])
  const [limits, requests] = [recordOf(resources['limits']), recordOf(resources['requests'])]
  if (!isRecord(item) || Object.keys(limits).every(name => name in requests)) return item
  return { ...item, resources: { ...resources, requests: { ...limits, ...requests } } }
}

/** The admission plugin DefaultTolerationSeconds, on by default. */
const tolerations = (given: readonly unknown[]): readonly unknown[] =>
  ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'].reduce<readonly unknown[]>(
    (all, key) => (recordsOf(given).some(toleration => tolerates(toleration, key)) ? all : [...all, noExecute(key)]),
    given,
  )

const noExecute = (key: string): unknown => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 })
const tolerates = (toleration: Readonly<Record<string, unknown>>, key: string): boolean =>
  (toleration['key'] === key || toleration['key'] === undefined) &&
  (toleration['effect'] === 'NoExecute' || toleration['effect'] === undefined)

/** With the network of its node a pod's ports are the node's (defaultHostNetworkPorts). */
const withHostPorts = (item: unknown): unknown => {
  if (!isRecord(item) || !Array.isArray(item['ports'])) return item
  return { ...item, ports: recordsOf(item['ports']).map(port => ({ hostPort: port['containerPort'], ...port })) }
}

/** The label by which selectors find a namespace by name, set by defaulting at every write. */
const namespace: FinishRule = record => {
  const metadata = recordOf(record['metadata'])
  const labels = recordOf(metadata['labels'])
  if (labels[NAMESPACE_NAME] === metadata['name'] || metadata['name'] === undefined) return
  record['metadata'] = { ...metadata, labels: { ...labels, [NAMESPACE_NAME]: metadata['name'] } }
}
const NAMESPACE_NAME = 'kubernetes.io/metadata.name'

const port443: FinishRule = record => fill(record, { port: 443 })

/** In a template, too, whatever was written there. */
const claim: FinishRule = record => {
  record['apiVersion'] = 'v1'
  record['kind'] = 'PersistentVolumeClaim'
}

const deviceRequest: FinishRule = record => {
  if (record['allocationMode'] === 'ExactCount') record['count'] ??= 1
}

const customResourceDefinition: FinishRule = record => {
  const spec = { ...recordOf(record['spec']) }
  const names = { ...recordOf(spec['names']) }
  const kind = textOf(names['kind']) ?? ''
  fill(names, { singular: kind.toLowerCase(), listKind: `${kind}List` })
  record['spec'] = { ...spec, names, conversion: spec['conversion'] ?? { strategy: 'None' } }
}

const RULES: ReadonlyMap<string, FinishRule> = new Map([
  ['core/v1.Container', container],
  ['core/v1.EphemeralContainer', container],
  ['core/v1.ImageVolumeSource', record => fill(record, { pullPolicy: choosePullPolicy(record['reference']) })],
  ['core/v1.Namespace', namespace],
  ['core/v1.PodSpec', podSpec],
  ['core/v1.Volume', volume],
  ['core/v1.Pod', pod],
  ['core/v1.ServicePort', servicePort],
  ['core/v1.ServiceSpec', serviceSpec],
  ['core/v1.LimitRangeItem', limitRangeItem],
  ['core/v1.ReplicationController', replicationController],
  ['core/v1.PersistentVolumeClaim', claim],
  ['apps/v1.DeploymentStrategy', rollingUpdate({ maxUnavailable: '25%', maxSurge: '25%' })],
  ['apps/v1.DaemonSetUpdateStrategy', daemonSetStrategy],
  ['apps/v1.StatefulSetUpdateStrategy', statefulSetStrategy],
  [
    'apps/v1.StatefulSetSpec',
    record => fill(record, { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' } }),
  ],
  ['batch/v1.Job', job],
  ['autoscaling/v1.HorizontalPodAutoscalerSpec', record => fill(record, { targetCPUUtilizationPercentage: 80 })],
  ['autoscaling/v2.HorizontalPodAutoscalerSpec', finishHorizontalPodAutoscaler],
  ['networking/v1.NetworkPolicySpec', networkPolicySpec],
  ['rbac/v1.Subject', subject],
  ['admissionregistration/v1.ValidatingWebhook', selectors],
  ['admissionregistration/v1.MutatingWebhook', selectors],
  ['admissionregistration/v1.MatchResources', selectors],
  ['resource/v1.ExactDeviceRequest', deviceRequest],
  ['resource/v1.DeviceSubRequest', deviceRequest],
  ['apiextensions/v1.CustomResourceDefinition', customResourceDefinition],
  ['apiextensions/v1.ServiceReference', port443],
  ['apiregistration/v1.ServiceReference', port443],
] satisfies [string, FinishRule][])
