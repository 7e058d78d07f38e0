import { isTrue, liveCondition } from '../../model/conditions.ts'
import { kindKeyOf } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { nearestName } from '../../model/nearest-name.ts'
import { at, integerOf, own, recordOf, textOf } from '../../model/read.ts'
import { fitsPairs, readLabels, readPodLabels } from '../../model/selectors/fitted-labels.ts'
import { readDesired } from '../pods/workload.ts'
import type { RuleContext } from '../verdict/kind-rule.ts'
import { deletionDue } from '../verdict/terminating.ts'

/** The pairs of a Service's selector; undefined where it has none, so that somebody else writes its endpoints. */
export const readSelector = (service: JsonRecord): JsonRecord | undefined => {
  const pairs = recordOf(at(service, 'spec', 'selector'))
  return Object.keys(pairs).length === 0 ? undefined : pairs
}

/** The pods that a selector picks, but for those that are going or have come to their end. */
export const selectedPods = (selector: JsonRecord, namespace: string, context: RuleContext): readonly JsonRecord[] =>
  (context.related?.ofKindIn('Pod', namespace) ?? []).filter(
    pod => fitsPairs(selector, readLabels(pod)) && deletionDue(pod) === undefined && !hasEnded(pod),
  )

/** True for a pod that has come to its end: nothing is served by it any more. */
export const hasEnded = (pod: JsonRecord): boolean => ENDED.has(textOf(at(pod, 'status', 'phase')) ?? '')
const ENDED: ReadonlySet<string> = new Set(['Succeeded', 'Failed'])

/** Kinds that make pods from a template. */
const WORKLOADS = [
  'apps/Deployment',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'apps/ReplicaSet',
  'ReplicationController',
  'batch/Job',
] as const

/** True where the caller says that every object is known that could make a pod of a built-in kind. */
export const knowsWorkloads = (namespace: string, { complete }: RuleContext): boolean =>
  complete('Pod', namespace) && WORKLOADS.every(kind => !kind.startsWith('apps/') || complete(kind, namespace))

const workloadsIn = (namespace: string, context: RuleContext): readonly JsonRecord[] =>
  WORKLOADS.flatMap(kind => context.related?.ofKindIn(kind, namespace) ?? []).filter(workload => deletionDue(workload) === undefined)

/** The workloads whose pods a selector picks; of a Deployment and its ReplicaSets the Deployment alone. */
export const selectedWorkloads = (selector: JsonRecord, namespace: string, context: RuleContext): readonly JsonRecord[] => {
  const found = workloadsIn(namespace, context).filter(workload => fitsPairs(selector, readPodLabels(workload)))
  const uids = new Set(found.map(workload => at(workload, 'metadata', 'uid')))
  return found.filter(workload => !listOwners(workload).some(owner => uids.has(at(owner, 'uid'))))
}

const listOwners = (object: JsonRecord): readonly unknown[] => {
  const owners = at(object, 'metadata', 'ownerReferences')
  return Array.isArray(owners) ? owners : []
}

/** A workload that a selector would pick but for one pair, which is nearly right. */
export interface SelectorSlip {
  readonly workload: JsonRecord
  readonly key: string
  readonly wanted: string
  /** The pair that the workload's pods carry instead. */
  readonly carried: string
}

/** The first workload of the namespace whose labels a selector misses by a slip: one letter, another key for the same value. */
export const findSlip = (selector: JsonRecord, namespace: string, context: RuleContext): SelectorSlip | undefined => {
  const pairs = Object.entries(selector)
  for (const workload of workloadsIn(namespace, context)) {
    const labels = readPodLabels(workload)
    const [missed, ...more] = pairs.filter(([key, value]) => own(labels, key) !== value)
    if (missed === undefined || more.length > 0) continue
    const [key, value] = [missed[0], textOf(missed[1]) ?? '']
    const carried = carriedInstead(key, value, labels, pairs.length > 1)
    if (carried !== undefined) return { workload, key, wanted: `${key}=${value}`, carried }
  }
  return undefined
}

const carriedInstead = (key: string, value: string, labels: JsonRecord, othersFit: boolean): string | undefined => {
  const there = textOf(own(labels, key))
  if (there !== undefined) {
    const near = nearestName(value, [there]) !== undefined || (othersFit && (there.startsWith(value) || value.startsWith(there)))
    // `v1` and `v2` are two versions, no slip.
    return near && withoutDigits(there) !== withoutDigits(value) ? `${key}=${there}` : undefined
  }
  const keys = Object.keys(labels).filter(each => own(labels, each) === value)
  const other = nearestName(key, keys) ?? (othersFit ? undefined : keys[0])
  return other === undefined ? undefined : `${other}=${value}`
}
const withoutDigits = (text: string): string => text.replaceAll(/\d+/g, '')

/** True for a workload that is meant to have pods. */
export const wantsPods = (workload: JsonRecord): boolean => {
  const kind = kindKeyOf(workload)
  if (kind === 'apps/DaemonSet') return (integerOf(recordOf(workload['status'])['desiredNumberScheduled']) ?? 1) > 0
  if (kind !== 'batch/Job') return readDesired(workload) > 0
  return (
    !isTrue(liveCondition(workload, 'Complete')) && !isTrue(liveCondition(workload, 'Failed')) && at(workload, 'spec', 'suspend') !== true
  )
}
