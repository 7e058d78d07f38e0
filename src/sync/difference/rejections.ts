import { pointerOf } from '../../model/field-path.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import type { Problem } from '../../model/problem.ts'
import { at, isRecord, listOf, recordOf } from '../../model/read.ts'
import type { Applier } from '../apply/applier.ts'
import type { LocatedChange } from './locate.ts'
import type { PreparedObject } from '../sides/prepare-desired.ts'
import { sameJson } from '../../model/same-json.ts'
import type { SchemaFinding } from '../fields/merge-state.ts'

/** Why the server would refuse an apply, as far as that can be told from the two objects: its full validation is its own. */
export const rejectionsOf = (
  desired: PreparedObject,
  live: JsonRecord,
  predicted: JsonRecord,
  facts: { applier: Applier; findings: readonly SchemaFinding[]; places: readonly LocatedChange[] },
): readonly Problem[] => {
  const problems = facts.findings.length === 0 ? [] : refusedFindings(desired, facts.applier, facts.findings)
  addRefusedMetadata(problems, desired, live, facts.applier)
  addImmutableChanges(problems, facts.places, desired.kindKey, live)
  if (predicted['spec'] !== live['spec']) addContradictions(problems, desired.kindKey, predicted, live)
  return problems
}

const refusedFindings = ({ kind }: PreparedObject, { mode }: Applier, findings: readonly SchemaFinding[]): Problem[] =>
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

const addRefusedMetadata = (problems: Problem[], { object }: PreparedObject, live: JsonRecord, { mode }: Applier): void => {
  const metadata = recordOf(object['metadata'])
  if (mode === 'server-side' && listOf(metadata['managedFields']).length > 0)
    problems.push({
      code: 'managed-fields',
      message: 'metadata.managedFields must not be in what is applied',
      pointer: '/metadata/managedFields',
    })
  for (const field of ['uid', 'resourceVersion']) {
    const wanted = metadata[field]
    if (typeof wanted === 'string' && wanted !== '' && wanted !== at(live, 'metadata', field))
      problems.push({
        code: 'stale-object',
        message: `metadata.${field} is that of another state of the object`,
        pointer: `/metadata/${field}`,
      })
  }
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

const addImmutableChanges = (problems: Problem[], places: readonly LocatedChange[], kindKey: string, live: JsonRecord): void => {
  if (places.length === 0) return
  const prefixes = Object.hasOwn(IMMUTABLE, kindKey) ? IMMUTABLE[kindKey] : undefined
  if (prefixes === undefined && !IMMUTABLE_BY_RULE.has(kindKey)) return
  for (const { elements, change } of places) {
    const path = `${elements.slice(0, DEEPEST_PREFIX).join(' ')} `
    const frozen =
      prefixes?.some(prefix => path.startsWith(`${prefix} `)) === true ||
      (kindKey === 'PersistentVolumeClaim' &&
        path.startsWith('f:spec ') &&
        !/^f:spec f:(resources|volumeAttributesClassName) /.test(path)) ||
      ((kindKey === 'Secret' || kindKey === 'ConfigMap') && live['immutable'] === true && /^f:(data|binaryData|immutable) /.test(path))
    if (frozen)
      problems.push({ code: 'immutable', message: 'The field cannot change after the object was created', pointer: change.pointer })
  }
}

/** No entry above is longer. */
const DEEPEST_PREFIX = 2

/** Kinds of which more than single fields cannot change. */
const IMMUTABLE_BY_RULE: ReadonlySet<string> = new Set(['PersistentVolumeClaim', 'Secret', 'ConfigMap'])

/** What validation refuses in the object that the merge leaves: two members of a union, a selector that misses its own template. */
const addContradictions = (problems: Problem[], kindKey: string, predicted: JsonRecord, live: JsonRecord): void => {
  const spec = recordOf(predicted['spec'])
  if (at(spec, 'strategy', 'type') === 'Recreate' && isRecord(at(spec, 'strategy', 'rollingUpdate')))
    problems.push({ code: 'union-conflict', message: 'A Recreate strategy has no rollingUpdate', pointer: '/spec/strategy/rollingUpdate' })
  addPodContradictions(problems, predicted, live, POD_SPECS.get(kindKey) ?? TEMPLATE)
  if (kindKey.startsWith('apps/') && !selects(at(spec, 'selector', 'matchLabels'), at(spec, 'template', 'metadata', 'labels')))
    problems.push({
      code: 'selector-mismatch',
      message: 'The selector does not match the labels of the template',
      pointer: '/spec/selector',
    })
}

/** Where a kind has the spec of its pods, if not in `spec.template`. */
const POD_SPECS: ReadonlyMap<string, readonly string[]> = new Map([
  ['Pod', ['spec']],
  ['batch/CronJob', ['spec', 'jobTemplate', 'spec', 'template', 'spec']],
])
const TEMPLATE: readonly string[] = ['spec', 'template', 'spec']

const addPodContradictions = (problems: Problem[], predicted: JsonRecord, live: JsonRecord, path: readonly string[]): void => {
  const spec = recordOf(at(predicted, ...path))
  const was = recordOf(at(live, ...path))
  eachChanged(spec, was, 'volumes', (volume, index) => {
    if (Object.keys(volume).length <= 2) return
    const pointer = pointerOf([...path, 'volumes', index])
    problems.push({ code: 'union-conflict', message: 'A volume has more than one source', pointer })
  })
  for (const list of ['initContainers', 'containers'])
    eachChanged(spec, was, list, (container, index) => addEnvContradictions(problems, container, [...path, list, index]))
}

/** Looks at the items that a merge made or changed; what it left alone the server took already. */
const eachChanged = (spec: JsonRecord, was: JsonRecord, list: string, look: (item: JsonRecord, index: number) => void): void => {
  if (spec[list] === was[list]) return
  const before = listOf(was[list])
  const known = new Set(before)
  for (const [index, item] of listOf(spec[list]).entries())
    if (item !== before[index] && isRecord(item) && !known.has(item)) look(item, index)
}

const addEnvContradictions = (problems: Problem[], container: JsonRecord, path: readonly (string | number)[]): void => {
  for (const [index, variable] of listOf(container['env']).entries())
    if (isRecord(variable) && isRecord(variable['valueFrom']) && (variable['value'] ?? '') !== '')
      problems.push({
        code: 'union-conflict',
        message: 'A variable has both a value and a valueFrom',
        pointer: pointerOf([...path, 'env', index]),
      })
}

const selects = (selector: unknown, labels: unknown): boolean =>
  Object.entries(recordOf(selector)).every(([key, value]) => sameJson(recordOf(labels)[key], value))
