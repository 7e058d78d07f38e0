import type { JsonRecord } from '../../model/kube-object.ts'
import { isRecord, listOf, recordOf, recordsOf, textOf } from '../../model/read.ts'
import { sameJson } from '../../model/same-json.ts'
import { DISCRIMINATED, discriminatedRule } from './discriminated.ts'
import { RELATIONS } from './relations.ts'
import type { Report, StructRule } from './report.ts'
import { UNIONS, unionRule } from './unions.ts'

/** The first item of a list whose key one before it has, else -1; no copies, because nearly all lists are short and right. */
const repeated = (list: unknown, keyOf: (item: JsonRecord) => unknown): number => {
  if (!Array.isArray(list) || list.length < 2) return -1
  const seen = new Set<unknown>()
  for (let index = 0; index < list.length; index++) {
    const item: unknown = list[index]
    const key = isRecord(item) ? keyOf(item) : undefined
    if (key === undefined || key === '') continue
    if (seen.has(key)) return index
    seen.add(key)
  }
  return -1
}

const readName = (item: JsonRecord): unknown => item['name']
const readMountPath = (item: JsonRecord): unknown => item['mountPath']
const readProtocol = (port: JsonRecord): string => textOf(port['protocol']) ?? 'TCP'
const identifyPort = (port: JsonRecord): unknown => `${readProtocol(port)} ${String(port['port'])}`
const identifyNodePort = (port: JsonRecord): unknown =>
  (port['nodePort'] ?? 0) === 0 ? undefined : `${readProtocol(port)} ${String(port['nodePort'])}`

/** Reports an item that repeats the key of another. */
const unique = (
  record: JsonRecord,
  [list, ...field]: readonly [string, ...string[]],
  keyOf: (item: JsonRecord) => unknown,
  { message, report }: { message: string; report: Report },
): void => {
  const index = repeated(record[list], keyOf)
  if (index >= 0) report('duplicate', message, list, index, ...field)
}

/** validateEnv in pkg/apis/core/validation; an empty value counts as none. */
const envVar: StructRule = (variable, report) => {
  if (isRecord(variable['valueFrom']) && (variable['value'] ?? '') !== '')
    report('union-conflict', 'A variable has both a value and a valueFrom', 'valueFrom')
}

/** validateContainerPorts, ValidateVolumeMounts. */
const container: StructRule = (record, report) => {
  unique(record, ['ports', 'name'], readName, { message: 'Two ports of the container have one name', report })
  unique(record, ['volumeMounts', 'mountPath'], readMountPath, { message: 'Two volumes are mounted at one path', report })
}

/** ValidateVolumes, validateContainers. */
const podSpec: StructRule = (spec, report) => {
  unique(spec, ['volumes', 'name'], readName, { message: 'Two volumes have one name', report })
  const message = 'Two containers have one name'
  unique(spec, ['containers', 'name'], readName, { message, report })
  const [first, others] = [listOf(spec['initContainers']), listOf(spec['containers'])]
  if (first.length === 0) return
  const index = repeated([...others, ...first], readName)
  if (index >= others.length) report('duplicate', message, 'initContainers', index - others.length, 'name')
}

const isNone = (amount: unknown): boolean => amount === undefined || amount === 0 || amount === '0%'

/** ValidateRollingUpdateDeployment. */
const deploymentUpdate: StructRule = (update, report) => {
  if (isNone(update['maxUnavailable']) && isNone(update['maxSurge']))
    report('invalid', 'maxUnavailable and maxSurge cannot both be 0', 'maxUnavailable')
}

/** ValidateRollingUpdateDaemonSet. */
const daemonSetUpdate: StructRule = (update, report) => {
  deploymentUpdate(update, report)
  if (!isNone(update['maxUnavailable']) && !isNone(update['maxSurge']))
    report('union-conflict', 'One of maxUnavailable and maxSurge has to be 0', 'maxSurge')
}

/** A block for another type than the one that is set: ValidateDeploymentStrategy, ValidateStatefulSetSpec. */
const onlyFor =
  (type: string, message: string): StructRule =>
  (strategy, report) => {
    if (strategy['type'] === type && isRecord(strategy['rollingUpdate'])) report('union-conflict', message, 'rollingUpdate')
  }

/** validateHorizontalPodAutoscalerSpec. */
const autoscaler: StructRule = (spec, report) => {
  const [least, most] = [spec['minReplicas'] ?? 1, spec['maxReplicas']]
  if (typeof least === 'number' && typeof most === 'number' && most < least)
    report('invalid', 'maxReplicas is below minReplicas', 'maxReplicas')
}

/** validateService: ports of a Service, told apart by name, by protocol and port, and by node port. */
const serviceSpec: StructRule = (spec, report) => {
  const ports = recordsOf(spec['ports'])
  if (ports.length > 1)
    for (const [index, port] of ports.entries())
      if ((port['name'] ?? '') === '') report('required', 'Of several ports each needs a name', 'ports', index, 'name')
  unique(spec, ['ports', 'name'], readName, { message: 'Two ports have one name', report })
  unique(spec, ['ports'], identifyPort, { message: 'Two ports are the same', report })
  unique(spec, ['ports', 'nodePort'], identifyNodePort, { message: 'Two ports have one port of the node', report })
  checkServiceType(spec, ports, report)
}

const checkServiceType = (spec: JsonRecord, ports: readonly JsonRecord[], report: Report): void => {
  const headless = spec['clusterIP'] === 'None'
  const [address = spec['clusterIP']] = listOf(spec['clusterIPs'])
  if (address !== spec['clusterIP']) report('invalid', 'The first of clusterIPs is clusterIP', 'clusterIPs', 0)
  const type = spec['type']
  if ((type === 'LoadBalancer' || type === 'NodePort') && headless)
    report('invalid', `A Service of type ${type} cannot be headless`, 'clusterIP')
  if (type === 'ExternalName' && (spec['externalName'] ?? '') === '')
    report('required', 'An ExternalName needs externalName', 'externalName')
  if (type === 'ClusterIP')
    for (const [index, port] of ports.entries())
      if ((port['nodePort'] ?? 0) !== 0) report('invalid', 'A ClusterIP has no ports of the node', 'ports', index, 'nodePort')
}

const REQUIRED_KEYS: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
}

/** ValidateSecret: the keys that a type asks for. */
const secret: StructRule = (record, report) => {
  const data = recordOf(record['data'])
  const type = textOf(record['type']) ?? ''
  const required = Object.hasOwn(REQUIRED_KEYS, type) ? (REQUIRED_KEYS[type] ?? []) : []
  for (const key of required) if (data[key] === undefined) report('required', `A Secret of type ${type} needs the key ${key}`, 'data', key)
  if (type === 'kubernetes.io/basic-auth' && data['username'] === undefined && data['password'] === undefined)
    report('required', `A Secret of type ${type} needs the key username or password`, 'data', 'username')
}

/** ValidateDeviceClaim: requests are told apart by name. */
const deviceClaim: StructRule = (record, report) =>
  unique(record, ['requests', 'name'], readName, { message: 'Two requests have one name', report })

/** validateScheduleFormat: five fields, or one of the words for them. */
const cronJob: StructRule = (spec, report) => {
  const schedule = textOf(spec['schedule'])
  if (schedule?.includes('TZ') === true && spec['timeZone'] !== undefined) report('invalid', 'The time zone is told twice', 'schedule')
  if (schedule !== undefined && !isSchedule(schedule)) report('invalid', 'The schedule has not the five fields of cron', 'schedule')
}

const isSchedule = (schedule: string): boolean => {
  const text = schedule.replace(/^(?:TZ|CRON_TZ)=\S+\s+/, '').trim()
  if (text.startsWith('@')) return /^@(?:yearly|annually|monthly|weekly|daily|midnight|hourly|every \S+)$/.test(text)
  const fields = text.split(/\s+/)
  return fields.length === 5 && fields.every(field => /^[\w*?/,-]+$/.test(field))
}

/** ValidateReplicationControllerSpec, and validation of the workloads of apps: a selector has to find the pods of its own template. */
const selecting: StructRule = (spec, report) => {
  const selector = recordOf(spec['selector'])
  const wanted = isRecord(selector['matchLabels']) ? selector['matchLabels'] : 'matchExpressions' in selector ? {} : selector
  const labels = recordOf(recordOf(recordOf(spec['template'])['metadata'])['labels'])
  if (!Object.entries(wanted).every(([key, value]) => sameJson(labels[key], value)))
    report('selector-mismatch', 'The selector does not match the labels of the template', 'selector')
}

const RULES: readonly (readonly [string, StructRule])[] = [
  ['core/v1.EnvVar', envVar],
  ['core/v1.Container', container],
  ['core/v1.PodSpec', podSpec],
  ['core/v1.ServiceSpec', serviceSpec],
  ['core/v1.Secret', secret],
  ['core/v1.ReplicationControllerSpec', selecting],
  ['apps/v1.DeploymentSpec', selecting],
  ['apps/v1.ReplicaSetSpec', selecting],
  ['apps/v1.DaemonSetSpec', selecting],
  ['apps/v1.StatefulSetSpec', selecting],
  ['apps/v1.RollingUpdateDeployment', deploymentUpdate],
  ['apps/v1.RollingUpdateDaemonSet', daemonSetUpdate],
  ['apps/v1.DeploymentStrategy', onlyFor('Recreate', 'A Recreate strategy has no rollingUpdate')],
  ['apps/v1.StatefulSetUpdateStrategy', onlyFor('OnDelete', 'An OnDelete strategy has no rollingUpdate')],
  ['autoscaling/v1.HorizontalPodAutoscalerSpec', autoscaler],
  ['autoscaling/v2.HorizontalPodAutoscalerSpec', autoscaler],
  ['batch/v1.CronJobSpec', cronJob],
  ['resource/v1.DeviceClaim', deviceClaim],
]

/** Rules for how the fields of a struct go together, by its type. */
export const STRUCT_RULES: ReadonlyMap<string, readonly StructRule[]> = /* @__PURE__ */ (() => {
  const rules = new Map<string, StructRule[]>()
  for (const [type, unions] of Object.entries(UNIONS)) rules.set(type, [unionRule(unions)])
  const discriminated = Object.entries(DISCRIMINATED).map(([type, union]) => [type, discriminatedRule(union)] as const)
  for (const [type, rule] of [...RULES, ...RELATIONS, ...discriminated]) rules.set(type, [...(rules.get(type) ?? []), rule])
  return rules
})()
