import { pointerOf } from '../model/field-path.ts'
import type { JsonRecord } from '../model/kube-object.ts'
import type { Problem } from '../model/problem.ts'
import { at, isRecord, listOf, recordOf, recordsOf } from '../model/read.ts'
import type { Applier } from './applier.ts'
import type { Place } from './place.ts'
import type { PreparedObject } from './prepare-desired.ts'
import { sameValue } from './same-value.ts'
import type { Finding } from './walk.ts'

/** Why the server would refuse an apply, as far as that can be told from the two objects: its full validation is its own. */
export const rejectionsOf = (
  desired: PreparedObject,
  live: JsonRecord,
  predicted: JsonRecord,
  facts: { applier: Applier; findings: readonly Finding[]; places: readonly Place[] },
): readonly Problem[] => [
  ...refusedFindings(desired, facts.applier, facts.findings),
  ...refusedMetadata(desired, live, facts.applier),
  ...facts.places.flatMap(place => immutableChange(desired.kindKey, place, live)),
  ...(predicted === live ? [] : contradictions(desired.kindKey, predicted)),
]

const refusedFindings = ({ kind }: PreparedObject, { mode }: Applier, findings: readonly Finding[]): readonly Problem[] =>
  findings.flatMap(({ kind: what, pointer, struct }): readonly Problem[] => {
    if (what === 'schema-mismatch')
      return [{ code: 'schema-mismatch', message: 'The value is not of the type that the schema has there', pointer }]
    if (what === 'missing-key')
      return [{ code: 'missing-key', message: 'An item of a list lacks the field that tells it from the others', pointer }]
    if (mode === 'client-side' || what === 'gated-field') return []
    if (what === 'duplicate-key')
      return [{ code: 'duplicate-key', message: 'Two items of a list have the same key; server-side apply refuses that', pointer }]
    // Below `type: object` without properties a custom resource takes any key and prunes it afterwards.
    return kind.custom && struct === ''
      ? []
      : [{ code: 'unknown-field', message: 'The schema has no such field; server-side apply refuses it', pointer }]
  })

const refusedMetadata = ({ object }: PreparedObject, live: JsonRecord, { mode }: Applier): readonly Problem[] => {
  const problems: Problem[] = []
  if (mode === 'server-side' && listOf(at(object, 'metadata', 'managedFields')).length > 0)
    problems.push({
      code: 'managed-fields',
      message: 'metadata.managedFields must not be in what is applied',
      pointer: '/metadata/managedFields',
    })
  for (const field of ['uid', 'resourceVersion']) {
    const wanted = at(object, 'metadata', field)
    if (typeof wanted === 'string' && wanted !== '' && wanted !== at(live, 'metadata', field))
      problems.push({
        code: 'stale-object',
        message: `metadata.${field} is that of another state of the object`,
        pointer: `/metadata/${field}`,
      })
  }
  return problems
}

/** Fields that validation does not let change after creation (ValidateUpdate of each strategy), as elements from the root; a prefix counts. */
const IMMUTABLE: Readonly<Record<string, readonly string[]>> = {
  'apps/Deployment': ['f:spec f:selector'],
  'apps/ReplicaSet': ['f:spec f:selector'],
  'apps/DaemonSet': ['f:spec f:selector'],
  'apps/StatefulSet': ['f:spec f:selector', 'f:spec f:serviceName', 'f:spec f:podManagementPolicy', 'f:spec f:volumeClaimTemplates'],
  'batch/Job': [
    'f:spec f:selector',
    'f:spec f:completionMode',
    'f:spec f:podFailurePolicy',
    'f:spec f:backoffLimitPerIndex',
    'f:spec f:template',
  ],
  'storage.k8s.io/StorageClass': ['f:parameters', 'f:provisioner', 'f:reclaimPolicy', 'f:volumeBindingMode'],
  'rbac.authorization.k8s.io/RoleBinding': ['f:roleRef'],
  'rbac.authorization.k8s.io/ClusterRoleBinding': ['f:roleRef'],
  'node.k8s.io/RuntimeClass': ['f:handler'],
  'networking.k8s.io/IngressClass': ['f:spec f:controller'],
  'discovery.k8s.io/EndpointSlice': ['f:addressType'],
  'scheduling.k8s.io/PriorityClass': ['f:value', 'f:preemptionPolicy'],
  Secret: ['f:type'],
}

const immutableChange = (kindKey: string, place: Place, live: JsonRecord): readonly Problem[] => {
  const path = `${place.elements.join(' ')} `
  const frozen =
    IMMUTABLE[kindKey]?.some(prefix => path.startsWith(`${prefix} `)) === true ||
    (kindKey === 'PersistentVolumeClaim' && path.startsWith('f:spec ') && !/^f:spec f:(resources|volumeAttributesClassName) /.test(path)) ||
    ((kindKey === 'Secret' || kindKey === 'ConfigMap') && live['immutable'] === true && /^f:(data|binaryData|immutable) /.test(path))
  return frozen
    ? [{ code: 'immutable', message: 'The field cannot change after the object was created', pointer: place.change.pointer }]
    : []
}

/** What validation refuses in the object that the merge leaves: two members of a union, a selector that misses its own template. */
const contradictions = (kindKey: string, predicted: JsonRecord): readonly Problem[] => {
  const problems: Problem[] = []
  const spec = recordOf(predicted['spec'])
  const template =
    kindKey === 'Pod'
      ? { at: ['spec'], spec }
      : kindKey === 'batch/CronJob'
        ? podOf(predicted, ['spec', 'jobTemplate', 'spec', 'template', 'spec'])
        : podOf(predicted, ['spec', 'template', 'spec'])
  if (at(spec, 'strategy', 'type') === 'Recreate' && isRecord(at(spec, 'strategy', 'rollingUpdate')))
    problems.push({ code: 'union-conflict', message: 'A Recreate strategy has no rollingUpdate', pointer: '/spec/strategy/rollingUpdate' })
  for (const [index, volume] of recordsOf(template.spec['volumes']).entries())
    if (Object.keys(volume).length > 2)
      problems.push({
        code: 'union-conflict',
        message: 'A volume has more than one source',
        pointer: pointerOf([...template.at, 'volumes', index]),
      })
  for (const list of ['initContainers', 'containers'])
    for (const [index, container] of recordsOf(template.spec[list]).entries())
      problems.push(...conflictingEnv(container, [...template.at, list, index]))
  if (kindKey.startsWith('apps/') && !selects(at(spec, 'selector', 'matchLabels'), at(spec, 'template', 'metadata', 'labels')))
    problems.push({
      code: 'selector-mismatch',
      message: 'The selector does not match the labels of the template',
      pointer: '/spec/selector',
    })
  return problems
}

const podOf = (object: JsonRecord, path: readonly string[]): { at: readonly string[]; spec: JsonRecord } => ({
  at: path,
  spec: recordOf(at(object, ...path)),
})

const conflictingEnv = (container: JsonRecord, path: readonly (string | number)[]): readonly Problem[] =>
  recordsOf(container['env']).flatMap((variable, index) =>
    isRecord(variable['valueFrom']) && (variable['value'] ?? '') !== ''
      ? [{ code: 'union-conflict', message: 'A variable has both a value and a valueFrom', pointer: pointerOf([...path, 'env', index]) }]
      : [],
  )

const selects = (selector: unknown, labels: unknown): boolean =>
  Object.entries(recordOf(selector)).every(([key, value]) => sameValue(recordOf(labels)[key], value))
