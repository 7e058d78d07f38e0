import { isFalse, isTrue, liveCondition, transitionOf } from '../../model/conditions.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, integerOf, recordsOf, textOf } from '../../model/read.ts'
import { nearMiss, podsSelected, readBacking } from '../graph/endpoints.ts'
import type { Backing } from '../graph/endpoints.ts'
import type { Fault, Trouble } from '../graph/fault.ts'
import type { Look } from '../graph/look.ts'
import { isScaledToNone } from '../graph/is-scaled-to-none.ts'
import { conditionWords, eventWords, withIndex, wordsAt } from '../graph/words.ts'

const BALANCER = ['SyncLoadBalancerFailed', 'CreatingLoadBalancerFailed', 'AllocationFailed'] as const

/** A Service behind which nothing answers that is meant to, or that has no address. */
export const serviceTroubles = (live: JsonRecord, look: Look): readonly Trouble[] => {
  if (at(live, 'spec', 'type') === 'ExternalName') return []
  return [...unbalanced(live, look), ...unanswered(live, look)]
}

const unbalanced = (live: JsonRecord, look: Look): readonly Trouble[] => {
  const entries = recordsOf(at(live, 'status', 'loadBalancer', 'ingress'))
  if (at(live, 'spec', 'type') !== 'LoadBalancer' || entries.length > 0) return []
  const words = eventWords(live, look, BALANCER)
  return words.length === 0 ? [] : [{ what: 'unavailable', words, fault: { reason: 'Failing', quote: words[0]?.quote } }]
}

const unanswered = (live: JsonRecord, look: Look): readonly Trouble[] => {
  const backing = readBacking(live, look)
  if (backing.state === 'ready') return []
  if (backing.state === 'unready') return [{ what: 'noEndpoints', words: [], fault: unknownPort(live, backing) }]
  if (backing.workloads.length > 0) return isScaledDown(backing, look) ? [{ what: 'noEndpoints', words: [] }] : []
  const near = nearMiss(live, look)
  if (near === undefined) return []
  const quote = { object: live, path: ['spec', 'selector'] }
  const detail = { object: near, path: ['spec', 'template', 'metadata', 'labels'] }
  return [{ what: 'noEndpoints', words: [], fault: { reason: 'SelectorMatchesNothing', quote, detail } }]
}

/** The endpoints controller leaves out pods that have no port of the name that `targetPort` says. */
const unknownPort = (live: JsonRecord, { pods }: Backing): Fault | undefined => {
  const ready = pods.filter(pod => isTrue(liveCondition(pod, 'Ready')))
  const names = new Set(
    ready.flatMap(pod =>
      recordsOf(at(pod, 'spec', 'containers')).flatMap(container => recordsOf(container['ports']).map(port => port['name'])),
    ),
  )
  const unknown = withIndex(at(live, 'spec', 'ports')).find(([port]) => {
    const target = textOf(port['targetPort'])
    return target !== undefined && !/^\d+$/.test(target) && !names.has(target)
  })
  if (ready.length === 0 || unknown === undefined) return undefined
  return { reason: 'PortUnknown', quote: { object: live, path: ['spec', 'ports', unknown[1], 'targetPort'] } }
}

/** True where a workload behind it was deployed with pods and has been scaled to none. */
const isScaledDown = ({ workloads }: Backing, look: Look): boolean => workloads.some(workload => isScaledToNone(workload, look))

/** Finds the troubles of a route: its controller says so, or what it leads to has some; the references tell which. */
export const routeTroubles = (live: JsonRecord, look: Look): readonly Trouble[] => [
  ...entryTroubles(live),
  ...(look.health(live).status === 'Degraded'
    ? [{ what: 'noBackend' as const, words: [], fault: { reason: 'Failing' as const, vague: true as const } }]
    : [{ what: 'noBackend' as const, words: [] }]),
]

const ENTRIES = ['parents', 'listeners', 'ancestors', 'controllers'] as const

/** Lists the words of controllers about each parent or listener (Gateway API). */
const entryTroubles = (live: JsonRecord): readonly Trouble[] =>
  ENTRIES.flatMap(list =>
    withIndex(at(live, 'status', list)).flatMap(([entry, index]) =>
      withIndex(entry['conditions']).flatMap(([condition, place]) => {
        if (condition['status'] !== 'False') return []
        const words = wordsAt(live, ['status', list, index, 'conditions', place, 'message'], `status.${list}[].conditions[].message`)
        // A reference is resolved or not by itself; all else is between the route and its parent.
        const what = condition['type'] === 'ResolvedRefs' ? ('noBackend' as const) : ('condition' as const)
        return words.length === 0 ? [] : [{ what, words }]
      }),
    ),
  )

/** An autoscaler that cannot read metrics, or whose target is not there (pkg/controller/podautoscaler). */
export const autoscalerTroubles = (live: JsonRecord): readonly Trouble[] =>
  (['AbleToScale', 'ScalingActive'] as const).flatMap(type => {
    const condition = liveCondition(live, type)
    if (!isFalse(condition) || condition.reason === 'ScalingDisabled') return []
    const words = conditionWords(live, type)
    const what = condition.reason.startsWith('FailedGetScale') ? 'noTarget' : 'noMetrics'
    return [{ what, words, since: transitionOf(condition), fault: { reason: 'Failing', quote: words[0]?.quote } }] as const
  })

/** An aggregated API that does not answer (kube-aggregator). */
export const apiServiceTroubles = (live: JsonRecord): readonly Trouble[] => {
  const available = liveCondition(live, 'Available')
  if (!isFalse(available)) return []
  const words = conditionWords(live, 'Available')
  const since = transitionOf(available)
  return [{ what: 'unavailable', words, since, fault: { reason: 'ApiUnavailable', quote: words[0]?.quote, since } }]
}

/** A budget that forbids what is asked of it: too few of its pods are well, or none may ever go and a node is to be emptied. */
export const budgetTroubles = (live: JsonRecord, look: Look): readonly Trouble[] => {
  if ((integerOf(at(live, 'status', 'disruptionsAllowed')) ?? 1) > 0) return []
  const [healthy, needed] = [integerOf(at(live, 'status', 'currentHealthy')), integerOf(at(live, 'status', 'desiredHealthy'))]
  if (healthy === undefined || needed === undefined) return []
  if (healthy < needed) return [{ what: 'noEndpoints', words: [] }]
  const held = podsSelected(live, look).some(pod => isLeaving(textOf(at(pod, 'spec', 'nodeName')) ?? '', look))
  return held ? [{ what: 'draining', words: [], fault: { reason: 'BudgetForbidsEviction' } }] : []
}

/** True for a node that takes no new pods and is to be emptied. */
export const isLeaving = (name: string, look: Look): boolean => {
  const node = name === '' ? undefined : look.related.find('Node', '', name)
  return node !== undefined && (at(node, 'spec', 'unschedulable') === true || at(node, 'metadata', 'deletionTimestamp') !== undefined)
}
