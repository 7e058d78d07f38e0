import { encodeBase64, utf8 } from '../../model/scalars/base64.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, integerOf, isRecord, listOf, recordOf, recordsOf, textOf } from '../../model/read.ts'
import { sameJson } from '../../model/same-json.ts'
import type { ClusterVersion } from '../../schema/internal.ts'
import { withoutImageVolumes } from './image-volumes.ts'

/** A rule that does to an object of one kind, after a merge, what the server itself does; `live` is undefined at creation. */
export type UpdateRule = (predicted: JsonRecord, live: JsonRecord | undefined, written: JsonRecord) => JsonRecord

/** Runs the rule of a kind, if it has one, and what the version does to pods of any kind. */
export const applyUpdateRule = (
  kindKey: string,
  predicted: JsonRecord,
  live: JsonRecord | undefined,
  { written, version }: { written: JsonRecord; version: ClusterVersion | undefined },
): JsonRecord => {
  const kept = predicted === live ? predicted : withoutImageVolumes(kindKey, predicted, live, version)
  return RULES.get(kindKey)?.(kept, live, written) ?? kept
}

/** The value of live itself where a rule comes out at the same. */
const sharedWith = (live: unknown, value: unknown): unknown => (sameJson(value, live) ? live : value)

/** `stringData` is merged over `data` and dropped (pkg/apis/core/v1/conversion.go). */
const secret: UpdateRule = (predicted, live) => {
  const { stringData, ...rest } = predicted
  if (stringData === undefined) return predicted
  const texts = Object.entries(recordOf(stringData)).map(([key, text]) => [key, encodeBase64(utf8(textOf(text) ?? ''))])
  const data = { ...recordOf(predicted['data']), ...Object.fromEntries(texts) }
  return Object.keys(data).length === 0 ? rest : { ...rest, data: sharedWith(live?.['data'], data) }
}

/** The deprecated annotation counts changes of the template (pkg/registry/apps/daemonset/strategy.go). */
const daemonSet: UpdateRule = (predicted, live) => {
  if (live !== undefined && sameJson(at(predicted, 'spec', 'template'), at(live, 'spec', 'template'))) return predicted
  const count = (integerOf(at(live, 'metadata', 'annotations', TEMPLATE_GENERATION)) ?? 0) + 1
  const metadata = recordOf(predicted['metadata'])
  return {
    ...predicted,
    metadata: { ...metadata, annotations: { ...recordOf(metadata['annotations']), [TEMPLATE_GENERATION]: String(count) } },
  }
}
const TEMPLATE_GENERATION = 'deprecated.daemonset.template.generation'

const needsNodePorts = (spec: JsonRecord): boolean =>
  spec['type'] === 'NodePort' || (spec['type'] === 'LoadBalancer' && spec['allocateLoadBalancerNodePorts'] !== false)
const needsTrafficPolicy = (spec: JsonRecord): boolean =>
  spec['type'] === 'NodePort' || spec['type'] === 'LoadBalancer' || listOf(spec['externalIPs']).length > 0
const needsHealthPort = (spec: JsonRecord): boolean => spec['type'] === 'LoadBalancer' && spec['externalTrafficPolicy'] === 'Local'

/** Keeps what was allocated, and drops what only the former type needed (pkg/registry/core/service: patchAllocatedValues, dropTypeDependentFields). */
const service: UpdateRule = (predicted, live) => {
  const before = recordOf(at(live, 'spec'))
  const after = recordOf(predicted['spec'])
  if (live === undefined || after === before) return predicted
  const spec: Record<string, unknown> = { ...after }
  if (before['type'] !== 'ExternalName' && after['type'] !== 'ExternalName') keepAddresses(spec, before)
  // Whoever moves the one address alone moves the list (normalizeClusterIPs).
  const moved = textOf(spec['clusterIP']) !== undefined && spec['clusterIP'] !== before['clusterIP']
  if (moved && sameJson(spec['clusterIPs'], before['clusterIPs'])) spec['clusterIPs'] = [spec['clusterIP']]
  if (needsNodePorts(before)) spec['ports'] = needsNodePorts(after) ? keptNodePorts(after, before) : droppedNodePorts(after, before)
  if (needsHealthPort(before) && needsHealthPort(after)) spec['healthCheckNodePort'] ??= before['healthCheckNodePort']
  dropForType(spec, before)
  return { ...withoutBalancer(predicted, after), spec: sharedWith(before, spec) }
}

/** Drops what only the former type needed, where it was not changed. */
const dropForType = (spec: Record<string, unknown>, before: JsonRecord): void => {
  const dropped = [
    ...(spec['type'] === 'ExternalName' ? ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy'] : []),
    ...(before['type'] === 'LoadBalancer' && spec['type'] !== 'LoadBalancer' ? ['allocateLoadBalancerNodePorts', 'loadBalancerClass'] : []),
    ...(needsHealthPort(before) && !needsHealthPort(spec) ? ['healthCheckNodePort'] : []),
    ...(needsTrafficPolicy(before) && !needsTrafficPolicy(spec) ? ['externalTrafficPolicy'] : []),
  ]
  for (const key of dropped) dropUnchanged(spec, before, key)
}

/** The addresses of a load balancer go with it. */
const withoutBalancer = (predicted: JsonRecord, spec: JsonRecord): JsonRecord => {
  const status = recordOf(predicted['status'])
  if (spec['type'] === 'LoadBalancer' || Object.keys(recordOf(status['loadBalancer'])).length === 0) return predicted
  return { ...predicted, status: { ...status, loadBalancer: {} } }
}

const keepAddresses = (spec: Record<string, unknown>, before: JsonRecord): void => {
  for (const key of ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy'])
    if (spec[key] === undefined && before[key] !== undefined) spec[key] = before[key]
}

const dropUnchanged = (spec: Record<string, unknown>, before: JsonRecord, key: string): void => {
  if (sameJson(spec[key], before[key])) delete spec[key]
}

/** By the name of the port; a node port that another port has now is not given twice (patchAllocatedValues). */
const keptNodePorts = (after: JsonRecord, before: JsonRecord): readonly unknown[] => {
  const ports = recordsOf(before['ports'])
  const used = new Set(recordsOf(after['ports']).map(port => port['nodePort']))
  return listOf(after['ports']).map(port => {
    if (!isRecord(port) || port['nodePort'] !== undefined) return port
    const nodePort = ports.find(other => other['name'] === port['name'])?.['nodePort']
    return nodePort === undefined || used.has(nodePort) ? port : { ...port, nodePort }
  })
}

const droppedNodePorts = (after: JsonRecord, before: JsonRecord): readonly unknown[] => {
  const numbers = new Set(recordsOf(before['ports']).map(port => port['nodePort']))
  return listOf(after['ports']).map(port => {
    if (!isRecord(port) || !numbers.has(port['nodePort'])) return port
    const { nodePort: _dropped, ...others } = port
    return others
  })
}

/**
 * The two fields for the source of a claim mirror each other; only claims and snapshots may stand in the older one, and another namespace
 * needs a feature that is off by default (pkg/api/persistentvolumeclaim: DropDisabledFields, EnforceDataSource…, NormalizeDataSources).
 */
const persistentVolumeClaim: UpdateRule = (predicted, live) => {
  if (!isRecord(predicted['spec'])) return predicted
  const spec: Record<string, unknown> = { ...predicted['spec'] }
  const before = recordOf(at(live, 'spec'))
  const inUse = before['dataSource'] !== undefined || before['dataSourceRef'] !== undefined
  if (!inUse && (textOf(at(spec, 'dataSourceRef', 'namespace')) ?? '') !== '') delete spec['dataSourceRef']
  if (!inUse && spec['dataSourceRef'] === undefined && !isClaimOrSnapshot(spec['dataSource'])) delete spec['dataSource']
  const [source, reference] = [spec['dataSource'], spec['dataSourceRef']]
  if (isRecord(source) && reference === undefined) spec['dataSourceRef'] = source
  if (isRecord(reference) && source === undefined && (reference['namespace'] ?? '') === '') spec['dataSource'] = withoutNamespace(reference)
  return { ...predicted, spec: sharedWith(at(live, 'spec'), spec) }
}

const isClaimOrSnapshot = (source: unknown): boolean => {
  const [group, kind] = [at(source, 'apiGroup') ?? '', at(source, 'kind')]
  return (group === '' && kind === 'PersistentVolumeClaim') || (group === 'snapshot.storage.k8s.io' && kind === 'VolumeSnapshot')
}

const withoutNamespace = ({ namespace: _namespace, ...source }: JsonRecord): JsonRecord => source

/** Keeps what a request asks for: it cannot change, an update of it is ignored; who asks is written by the server (pkg/registry/certificates). */
const certificateSigningRequest: UpdateRule = (predicted, live) => {
  if (live !== undefined) return 'spec' in live ? { ...predicted, spec: live['spec'] } : predicted
  const { username: _username, uid: _uid, groups: _groups, extra: _extra, ...spec } = recordOf(predicted['spec'])
  return { ...predicted, spec }
}

/** The finalizer that empties a namespace before it goes is always among its finalizers, which only /finalize changes. */
const namespace: UpdateRule = (predicted, live) => {
  const spec = recordOf(predicted['spec'])
  const before = at(live, 'spec', 'finalizers')
  const given = listOf(spec['finalizers'])
  const finalizers = live === undefined ? (given.includes('kubernetes') ? given : [...given, 'kubernetes']) : before
  if (sameJson(spec['finalizers'], finalizers)) return predicted
  const { finalizers: _given, ...others } = spec
  return { ...predicted, spec: sharedWith(at(live, 'spec'), finalizers === undefined ? others : { ...spec, finalizers }) }
}

/** Keeps only the names of the Secrets of an account (cleanSecretReferences in pkg/registry/core/serviceaccount/strategy.go). */
const serviceAccount: UpdateRule = (predicted, live) => {
  const secrets = predicted['secrets']
  if (!Array.isArray(secrets)) return predicted
  const names = secrets.map(secret => (isRecord(secret) && secret['name'] !== undefined ? { name: secret['name'] } : {}))
  return { ...predicted, secrets: sharedWith(live?.['secrets'], names) }
}

/** v1 has a topology only for what older versions left; any change of the endpoints drops it (dropTopologyOnV1 in pkg/registry/discovery). */
const endpointSlice: UpdateRule = (predicted, live) => {
  const { endpoints } = predicted
  if (!Array.isArray(endpoints) || sameJson(endpoints, live?.['endpoints'])) return predicted
  const kept = endpoints.map((endpoint: unknown) => {
    if (!isRecord(endpoint) || endpoint['deprecatedTopology'] === undefined) return endpoint
    const { deprecatedTopology: _dropped, ...others } = endpoint
    return others
  })
  return { ...predicted, endpoints: sharedWith(live?.['endpoints'], kept) }
}

/** The older field is the first of the newer one; where both are given and differ, the older one counts (Convert_v1_NodeSpec_To_core_NodeSpec). */
const node: UpdateRule = (predicted, live) => {
  const spec = recordOf(predicted['spec'])
  const ranges = listOf(spec['podCIDRs'])
  const range = textOf(spec['podCIDR']) ?? ''
  const podCIDRs = range === '' || range === ranges[0] ? ranges : [range]
  if (podCIDRs.length === 0) return predicted
  return { ...predicted, spec: sharedWith(at(live, 'spec'), { ...spec, podCIDR: podCIDRs[0], podCIDRs }) }
}

/**
 * Adds what its controller finds its pods by: labels of its name, beside those of its uid, which nobody knows before (generateSelector in
 * pkg/registry/batch/job). A Job without labels of its own gets those of its template.
 */
const job: UpdateRule = (predicted, live, written) => {
  const name = at(predicted, 'metadata', 'name')
  if (live !== undefined || typeof name !== 'string' || at(predicted, 'spec', 'manualSelector') === true) return predicted
  const spec = recordOf(predicted['spec'])
  const template = recordOf(spec['template'])
  const metadata = recordOf(template['metadata'])
  const labels = { 'batch.kubernetes.io/job-name': name, 'job-name': name, ...recordOf(metadata['labels']) }
  const own = Object.keys(recordOf(at(written, 'metadata', 'labels'))).length > 0
  return {
    ...predicted,
    ...(own ? {} : { metadata: { ...recordOf(predicted['metadata']), labels } }),
    spec: { ...spec, template: { ...template, metadata: { ...metadata, labels } } },
  }
}

/** v1beta3 takes no shares for the default, unless an annotation says that they are meant (pkg/apis/flowcontrol/v1beta3/defaults.go). */
const priorityLevelConfiguration: UpdateRule = (predicted, live) => {
  const limited = at(predicted, 'spec', 'limited')
  if (!isRecord(limited) || limited['nominalConcurrencyShares'] !== 0) return predicted
  if (textOf(predicted['apiVersion'])?.endsWith('/v1beta3') !== true) return predicted
  if (at(predicted, 'metadata', 'annotations', PRESERVE_ZERO) !== undefined) return predicted
  const spec = { ...recordOf(predicted['spec']), limited: { ...limited, nominalConcurrencyShares: 30 } }
  return { ...predicted, spec: sharedWith(live?.['spec'], spec) }
}
const PRESERVE_ZERO = 'flowcontrol.k8s.io/v1beta3-preserve-zero-concurrency-shares'

const RULES: ReadonlyMap<string, UpdateRule> = new Map([
  ['Secret', secret],
  ['apps/DaemonSet', daemonSet],
  ['Service', service],
  ['PersistentVolumeClaim', persistentVolumeClaim],
  ['Namespace', namespace],
  ['ServiceAccount', serviceAccount],
  ['Node', node],
  ['batch/Job', job],
  ['discovery.k8s.io/EndpointSlice', endpointSlice],
  ['flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration', priorityLevelConfiguration],
  ['certificates.k8s.io/CertificateSigningRequest', certificateSigningRequest],
])
