import { encodeBase64, utf8 } from '../model/base64.ts'
import type { JsonRecord } from '../model/kube-object.ts'
import { at, integerOf, isRecord, listOf, own, recordOf, recordsOf, textOf } from '../model/read.ts'
import { sameValue } from './same-value.ts'

/** What the server itself does to an object of one kind after a merge; `live` is undefined at creation. */
export type UpdateRule = (predicted: JsonRecord, live: JsonRecord | undefined, written: JsonRecord) => JsonRecord

/** Runs the rule of a kind, if it has one. */
export const applyUpdateRule = (kindKey: string, predicted: JsonRecord, live: JsonRecord | undefined, written: JsonRecord): JsonRecord =>
  RULES.get(kindKey)?.(predicted, live, written) ?? predicted

/** `stringData` is merged over `data` and dropped (pkg/apis/core/v1/conversion.go). */
const secret: UpdateRule = (predicted, _live, written) => {
  const texts = recordOf(written['stringData'])
  const data = recordOf(predicted['data'])
  const changed: Record<string, unknown> = {}
  for (const key of Object.keys(texts)) {
    const encoded = encodeBase64(utf8(textOf(texts[key]) ?? ''))
    if (own(data, key) !== encoded) changed[key] = encoded
  }
  const { stringData, ...rest } = predicted
  if (Object.keys(changed).length > 0) return { ...rest, data: { ...data, ...changed } }
  return stringData === undefined ? predicted : rest
}

/** The deprecated annotation counts changes of the template (pkg/registry/apps/daemonset/strategy.go). */
const daemonSet: UpdateRule = (predicted, live) => {
  if (live !== undefined && at(predicted, 'spec', 'template') === at(live, 'spec', 'template')) return predicted
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

/** What was allocated stays, and what only the former type needed goes (pkg/registry/core/service: patchAllocatedValues, dropTypeDependentFields). */
const service: UpdateRule = (predicted, live) => {
  const before = recordOf(at(live, 'spec'))
  const after = recordOf(predicted['spec'])
  if (live === undefined || after === before) return predicted
  const spec: Record<string, unknown> = { ...after }
  if (before['type'] !== 'ExternalName' && after['type'] !== 'ExternalName') keepAddresses(spec, before)
  if (after['type'] === 'ExternalName')
    for (const key of ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy']) dropUnchanged(spec, before, key)
  if (needsNodePorts(before)) spec['ports'] = needsNodePorts(after) ? keptNodePorts(after, before) : droppedNodePorts(after, before)
  if (before['type'] === 'LoadBalancer' && after['type'] !== 'LoadBalancer')
    for (const key of ['allocateLoadBalancerNodePorts', 'loadBalancerClass', 'healthCheckNodePort']) dropUnchanged(spec, before, key)
  if (needsTrafficPolicy(before) && !needsTrafficPolicy(after)) dropUnchanged(spec, before, 'externalTrafficPolicy')
  return sameValue(spec, before) ? { ...predicted, spec: before } : { ...predicted, spec }
}

const keepAddresses = (spec: Record<string, unknown>, before: JsonRecord): void => {
  for (const key of ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy'])
    if (spec[key] === undefined && before[key] !== undefined) spec[key] = before[key]
  const [address] = listOf(spec['clusterIPs'])
  if (textOf(spec['clusterIP']) !== undefined && address !== spec['clusterIP']) spec['clusterIPs'] = [spec['clusterIP']]
}

const dropUnchanged = (spec: Record<string, unknown>, before: JsonRecord, key: string): void => {
  if (sameValue(spec[key], before[key])) delete spec[key]
}

const keptNodePorts = (after: JsonRecord, before: JsonRecord): readonly unknown[] => {
  const ports = recordsOf(before['ports'])
  return listOf(after['ports']).map(port => {
    if (!isRecord(port) || port['nodePort'] !== undefined) return port
    const nodePort = ports.find(other => other['name'] === port['name'])?.['nodePort']
    return nodePort === undefined ? port : { ...port, nodePort }
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

/** The two fields for the source of a claim mirror each other (pkg/apis/core/v1, NormalizeDataSources). */
const persistentVolumeClaim: UpdateRule = predicted => {
  const spec = recordOf(predicted['spec'])
  const [source, reference] = [spec['dataSource'], spec['dataSourceRef']]
  if (isRecord(source) && reference === undefined) return { ...predicted, spec: { ...spec, dataSourceRef: source } }
  if (isRecord(reference) && source === undefined && reference['namespace'] === undefined)
    return { ...predicted, spec: { ...spec, dataSource: reference } }
  return predicted
}

/** What a request asks for cannot change; an update of it is ignored (pkg/registry/certificates, PrepareForUpdate). */
const certificateSigningRequest: UpdateRule = (predicted, live) =>
  live === undefined || predicted['spec'] === live['spec'] ? predicted : { ...predicted, spec: live['spec'] }

/** The finalizer that empties a namespace before it goes. */
const namespace: UpdateRule = (predicted, live) =>
  live === undefined && recordOf(predicted['spec'])['finalizers'] === undefined
    ? { ...predicted, spec: { ...recordOf(predicted['spec']), finalizers: ['kubernetes'] } }
    : predicted

const RULES: ReadonlyMap<string, UpdateRule> = new Map([
  ['Secret', secret],
  ['apps/DaemonSet', daemonSet],
  ['Service', service],
  ['PersistentVolumeClaim', persistentVolumeClaim],
  ['Namespace', namespace],
  ['certificates.k8s.io/CertificateSigningRequest', certificateSigningRequest],
])
