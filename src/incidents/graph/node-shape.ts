import { isFalse, isTrue, liveCondition } from '../../model/conditions.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, own, recordOf, recordsOf, textOf } from '../../model/read.ts'
import { fitsExpression, readLabels } from '../../model/selectors/fitted-labels.ts'

/** A node as far as scheduling and zones look at it: plain data, so that a heartbeat leaves it as it was. */
export interface NodeShape {
  readonly name: string
  readonly labels: JsonRecord
  readonly taints: readonly JsonRecord[]
  readonly cordoned: boolean
  /** False where its kubelet does not report, or says that it is not ready. */
  readonly ready: boolean
  readonly reporting: boolean
  readonly allocatable: JsonRecord
}

/** Reads the part of a node that scheduling looks at. */
export const nodeShape = (node: JsonRecord): NodeShape => {
  const ready = liveCondition(node, 'Ready')
  return {
    name: textOf(at(node, 'metadata', 'name')) ?? '',
    labels: readLabels(node),
    taints: recordsOf(at(node, 'spec', 'taints')).map(({ key, value, effect }) => ({ key, value: value ?? '', effect })),
    cordoned: at(node, 'spec', 'unschedulable') === true,
    ready: isTrue(ready),
    reporting: isTrue(ready) || isFalse(ready),
    allocatable: recordOf(at(node, 'status', 'allocatable')),
  }
}

/** Taints that controllers put on nodes that are not well (node lifecycle controller); a cordon is a taint too. */
export const ILL_TAINTS: ReadonlySet<string> = new Set(
  ['not-ready', 'unreachable', 'memory-pressure', 'disk-pressure', 'pid-pressure', 'network-unavailable', 'out-of-service'].map(
    name => `node.kubernetes.io/${name}`,
  ),
)
const CORDON = 'node.kubernetes.io/unschedulable'

/** The taints that keep a pod from a node, cordons apart. */
export const untolerated = (pod: JsonRecord, { taints }: NodeShape): readonly JsonRecord[] => {
  const tolerations = recordsOf(at(pod, 'spec', 'tolerations'))
  return taints.filter(
    taint => taint['effect'] !== 'PreferNoSchedule' && taint['key'] !== CORDON && !tolerations.some(each => tolerates(each, taint)),
  )
}

/** By core/v1 Toleration: an absent key with Exists tolerates all, an absent effect every effect. */
const tolerates = ({ key, operator, value, effect }: JsonRecord, taint: JsonRecord): boolean => {
  if (effect !== undefined && effect !== '' && effect !== taint['effect']) return false
  if (key === undefined || key === '') return operator === 'Exists'
  return key === taint['key'] && (operator === 'Exists' || (value ?? '') === taint['value'])
}

/** True where the node selector and the required node affinity of a pod fit a node. */
export const fitsNode = (pod: JsonRecord, node: NodeShape): boolean => {
  const wanted = Object.entries(recordOf(at(pod, 'spec', 'nodeSelector')))
  if (!wanted.every(([key, value]) => own(node.labels, key) === value)) return false
  const required = at(pod, 'spec', 'affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution')
  return termsFit(at(required, 'nodeSelectorTerms'), node)
}

/** Terms are alternatives; none at all asks for nothing. */
export const termsFit = (terms: unknown, node: NodeShape): boolean => {
  const all = recordsOf(terms)
  const fields = { 'metadata.name': node.name }
  return (
    all.length === 0 ||
    all.some(
      term =>
        recordsOf(term['matchExpressions']).every(expression => fitsExpression(expression, node.labels)) &&
        recordsOf(term['matchFields']).every(expression => fitsExpression(expression, fields)),
    )
  )
}
