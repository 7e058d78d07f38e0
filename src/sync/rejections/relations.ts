import { at, isRecord, listOf, recordOf, recordsOf } from '../../model/read.ts'
import { parseQuantity } from '../../model/scalars/quantity.ts'
import type { StructRule } from './report.ts'

const readAmount = (amount: unknown): bigint | undefined => parseQuantity(amount)?.nano

/** Whether both are amounts and the first is the larger. */
const exceeds = (amount: unknown, limit: unknown): boolean => {
  const [a, b] = [readAmount(amount), readAmount(limit)]
  return a !== undefined && b !== undefined && a > b
}

/** Resources of which a node cannot promise more than it has (IsOvercommitAllowed): huge pages, and those of vendors. */
const isOvercommitted = (name: string): boolean =>
  !name.startsWith('hugepages-') && (!name.includes('/') || name.includes('kubernetes.io/'))

/** ValidateResourceRequirements. */
const resourceRequirements: StructRule = (resources, report) => {
  const [limits, requests] = [recordOf(resources['limits']), recordOf(resources['requests'])]
  for (const name in requests) {
    if ((readAmount(requests[name]) ?? 0n) < 0n) report('invalid', `The request of ${name} is below 0`, 'requests', name)
    else if (exceeds(requests[name], limits[name])) report('invalid', `The request of ${name} is above its limit`, 'requests', name)
    else if (isOvercommitted(name)) continue
    else if (limits[name] === undefined) report('required', `A request of ${name} needs a limit`, 'limits', name)
    else if (exceeds(limits[name], requests[name])) report('invalid', `The request of ${name} is not its limit`, 'requests', name)
  }
}

/** ValidateLimitRange: what is least, given, asked for and most, in this order. */
const limitRange: StructRule = (item, report) => {
  for (const [index, lower] of ORDER.entries())
    for (const upper of ORDER.slice(index + 1))
      for (const name in recordOf(item[lower]))
        if (exceeds(at(item, lower, name), at(item, upper, name))) report('invalid', `${lower} of ${name} is above ${upper}`, lower, name)
}

const ORDER = ['min', 'defaultRequest', 'default', 'max']

/** ValidateSecurityContext. */
const securityContext: StructRule = (context, report) => {
  if (context['privileged'] === true && context['allowPrivilegeEscalation'] === false)
    report('invalid', 'A privileged container may always gain privileges', 'allowPrivilegeEscalation')
}

/** ValidateTolerations. */
const toleration: StructRule = ({ operator, value }, report) => {
  if (operator === 'Exists' && (value ?? '') !== '') report('invalid', 'A toleration of whatever exists has no value', 'value')
}

/** validatePodSpec: of the pod's network. */
const podNetwork: StructRule = (spec, report) => {
  if (listOf(spec['containers']).length === 0) report('required', 'A pod needs a container', 'containers')
  if (spec['dnsPolicy'] === 'None' && listOf(at(spec, 'dnsConfig', 'nameservers')).length === 0)
    report('required', 'Without a policy a pod needs name servers', 'dnsConfig')
  if (spec['hostNetwork'] !== true) return
  for (const [index, container] of recordsOf(spec['containers']).entries())
    for (const [position, { containerPort, hostPort }] of recordsOf(container['ports']).entries())
      if ((hostPort ?? 0) !== 0 && hostPort !== containerPort)
        report('invalid', "On the node's network both ports are the same", 'containers', index, 'ports', position, 'hostPort')
}

/** Pods of workloads that keep them running restart always, those of a Job never do. */
const restarts =
  (policy: string, isTaken: (given: unknown) => boolean): StructRule =>
  (spec, report) => {
    const given = at(spec, 'template', 'spec', 'restartPolicy')
    if (given !== undefined && !isTaken(given))
      report('invalid', `The restart policy of these pods is ${policy}`, 'template', 'spec', 'restartPolicy')
  }

const restartsAlways = restarts('Always', given => given === 'Always')
const restartsOnFailure = restarts('OnFailure or Never', given => given !== 'Always')

/** ValidateDeploymentSpec. */
const deployment: StructRule = ({ progressDeadlineSeconds, minReadySeconds = 0 }, report) => {
  if (typeof progressDeadlineSeconds === 'number' && typeof minReadySeconds === 'number' && progressDeadlineSeconds <= minReadySeconds)
    report('invalid', 'progressDeadlineSeconds has to be above minReadySeconds', 'progressDeadlineSeconds')
}

/** ValidateService: what belongs to a type alone. */
const service: StructRule = (spec, report) => {
  const { type, ports, clusterIP, externalTrafficPolicy, externalIPs, loadBalancerClass } = spec
  if (type !== 'ExternalName' && clusterIP !== 'None' && listOf(ports).length === 0) report('required', 'A Service needs a port', 'ports')
  if (type === 'ClusterIP' && (externalTrafficPolicy ?? '') !== '' && listOf(externalIPs).length === 0)
    report('invalid', 'No traffic from outside reaches a ClusterIP', 'externalTrafficPolicy')
  if (type !== 'LoadBalancer' && (loadBalancerClass ?? '') !== '')
    report('invalid', 'Only a LoadBalancer is of a class', 'loadBalancerClass')
}

/** ValidateNetworkPolicyPeer and …Port. */
const networkPeer: StructRule = (peer, report) => {
  if (['podSelector', 'namespaceSelector', 'ipBlock'].every(member => peer[member] === undefined))
    report('required', 'A peer says who it is')
}
const networkPort: StructRule = ({ port, endPort }, report) => {
  if (typeof endPort !== 'number') return
  if (port === undefined) report('required', 'A range of ports needs its first', 'port')
  else if (typeof port === 'string' || (typeof port === 'number' && endPort < port))
    report('invalid', 'A range of ports ends at or after its first', 'endPort')
}

/** ValidateIngressSpec. */
const ingress: StructRule = (spec, report) => {
  if (!isRecord(spec['defaultBackend']) && listOf(spec['rules']).length === 0)
    report('required', 'An Ingress needs rules or a default backend')
}

/** validateResourceSource: a value or a utilization. */
const resourceMetric: StructRule = ({ target }, report) => {
  if (at(target, 'averageUtilization') !== undefined && at(target, 'averageValue') !== undefined)
    report('union-conflict', 'A target is a value or a utilization', 'target', 'averageValue')
}

/** validateExternalSource; of an object both may be given (validateObjectSource). */
const externalMetric: StructRule = ({ target }, report) => {
  if (at(target, 'value') !== undefined && at(target, 'averageValue') !== undefined)
    report('union-conflict', 'value and averageValue cannot both be given', 'target', 'value')
}

/** ValidatePolicyRule. */
const policyRule: StructRule = (rule, report) => {
  if (listOf(rule['verbs']).length === 0) report('required', 'A rule needs a verb', 'verbs')
  if (listOf(rule['resources']).length + listOf(rule['nonResourceURLs']).length === 0)
    report('required', 'A rule needs resources or URLs', 'resources')
}

/** ValidateConfigMap: one key is in one of the two. */
const configMap: StructRule = ({ data, binaryData }, report) => {
  for (const key in recordOf(binaryData)) if (Object.hasOwn(recordOf(data), key)) report('duplicate', 'A key is in both maps', 'data', key)
}

/** validateCustomResourceDefinitionSpec: objects are stored in one version. */
const definition: StructRule = (spec, report) => {
  const stored = recordsOf(spec['versions']).filter(version => version['storage'] === true)
  if (stored.length !== 1) report('invalid', 'One version is the one in which objects are stored', 'versions')
}

/** validatePorts of a slice: names are its keys, and none is a name, too. */
const endpointPorts: StructRule = (slice, report) => {
  const seen = new Set<unknown>()
  for (const [index, { name = '' }] of recordsOf(slice['ports']).entries()) {
    if (seen.has(name)) report('duplicate', 'Two ports have one name', 'ports', index, 'name')
    seen.add(name)
  }
}

/** ValidateContainers: what each has to have. */
const container: StructRule = (record, report) => {
  if ((record['image'] ?? '') === '') report('required', 'A container needs an image', 'image')
}

/** validateProjectionSources: of one volume each file is written once; it does not look at tokens. */
const projectedVolume: StructRule = (volume, report) => {
  const seen = new Set<unknown>()
  for (const [index, { serviceAccountToken: _, ...sources }] of recordsOf(volume['sources']).entries())
    for (const [kind, source] of Object.entries(sources))
      for (const { path } of [recordOf(source), ...recordsOf(at(source, 'items'))]) {
        if (typeof path !== 'string' || path === '') continue
        if (seen.has(path)) report('duplicate', 'Two sources write one file', 'sources', index, kind)
        seen.add(path)
      }
}

/** validateSuccessPolicyRule. */
const successRule: StructRule = (rule, report) => {
  if (rule['succeededIndexes'] === undefined && rule['succeededCount'] === undefined)
    report('required', 'A rule of success counts pods or names indexes')
}

/** ValidatePersistentVolumeClaimSpec. */
const claim: StructRule = ({ accessModes }, report) => {
  const modes = listOf(accessModes)
  if (modes.includes('ReadWriteOncePod') && modes.some(mode => mode !== 'ReadWriteOncePod'))
    report('invalid', 'ReadWriteOncePod is the only mode of access where it is one', 'accessModes')
}

/** How the fields of a struct go together, by its type. */
export const RELATIONS: readonly (readonly [string, StructRule])[] = [
  ['core/v1.ResourceRequirements', resourceRequirements],
  ['core/v1.LimitRangeItem', limitRange],
  ['core/v1.SecurityContext', securityContext],
  ['core/v1.Toleration', toleration],
  ['core/v1.PodSpec', podNetwork],
  ['core/v1.Container', container],
  ['core/v1.ServiceSpec', service],
  ['core/v1.ConfigMap', configMap],
  ['core/v1.PersistentVolumeClaimSpec', claim],
  ['core/v1.ProjectedVolumeSource', projectedVolume],
  ['batch/v1.SuccessPolicyRule', successRule],
  ['apps/v1.DeploymentSpec', deployment],
  ['apps/v1.DeploymentSpec', restartsAlways],
  ['apps/v1.ReplicaSetSpec', restartsAlways],
  ['apps/v1.DaemonSetSpec', restartsAlways],
  ['apps/v1.StatefulSetSpec', restartsAlways],
  ['batch/v1.JobSpec', restartsOnFailure],
  ['networking/v1.NetworkPolicyPeer', networkPeer],
  ['networking/v1.NetworkPolicyPort', networkPort],
  ['networking/v1.IngressSpec', ingress],
  ['autoscaling/v2.ResourceMetricSource', resourceMetric],
  ['autoscaling/v2.ContainerResourceMetricSource', resourceMetric],
  ['autoscaling/v2.ExternalMetricSource', externalMetric],
  ['rbac/v1.PolicyRule', policyRule],
  ['discovery/v1.EndpointSlice', endpointPorts],
  ['apiextensions/v1.CustomResourceDefinitionSpec', definition],
]
