import type { JsonRecord } from '../../model/kube-object.ts'
import { refOf } from '../../model/identity.ts'
import { at, listOf, recordsOf, textOf } from '../../model/read.ts'
import type { Cause } from '../verdict/cause.ts'
import { eventMessage } from '../pods/events.ts'
import { shortened } from '../pods/container-problem.ts'
import type { KindRule, RuleContext, Verdict } from '../verdict/kind-rule.ts'
import { waiting } from '../verdict/lasting.ts'
import { isTrue, liveCondition } from '../../model/conditions.ts'
import { specSince } from '../verdict/managed-times.ts'
import { firstProblemText, podCauses, summarizePods } from '../pods/pod-summary.ts'
import { degraded, healthy } from '../verdict/verdicts.ts'
import { joined } from '../pods/workload.ts'

/** Rests on what cloud controllers publish under status.loadBalancer, and on EndpointSlices for what stands behind the Service. */
export const service: KindRule = {
  for: ['Service'],
  assess: (live, context) => {
    const type = at(live, 'spec', 'type')
    if (type === 'ExternalName')
      return healthy('ExternalName', `Stands for ${textOf(at(live, 'spec', 'externalName')) ?? 'a name outside the cluster'}`)
    const unreachable = type === 'LoadBalancer' ? loadBalancer(live, context) : undefined
    return unreachable ?? endpoints(live, context)
  },
}

const loadBalancer = (live: JsonRecord, context: RuleContext): Verdict | undefined => {
  const entries = recordsOf(at(live, 'status', 'loadBalancer', 'ingress'))
  const error = entries.flatMap(entry => recordsOf(entry['ports'])).find(port => (textOf(port['error']) ?? '') !== '')
  if (error !== undefined)
    return degraded('PortError', `The load balancer cannot serve port ${String(error['port'])}: ${shortened(textOf(error['error']) ?? '')}`)
  const ports = liveCondition(live, 'LoadBalancerPortsError')
  if (isTrue(ports)) return degraded('PortError', ports.message || 'The load balancer cannot serve all ports')
  if (entries.some(entry => hasText(entry['ip']) || hasText(entry['hostname'])) || listOf(at(live, 'spec', 'externalIPs')).length > 0)
    return undefined
  const why = shortened(eventMessage(live, context, ['SyncLoadBalancerFailed', 'CreatingLoadBalancerFailed', 'AllocationFailed']))
  const text = why === '' ? 'Waits for the address of its load balancer' : `Waits for the address of its load balancer: ${why}`
  return waiting(
    {
      since: specSince(live),
      after: context.thresholds.loadBalancerAfter,
      reason: 'WaitingForLoadBalancer',
      text,
      late: 'LoadBalancerNotReady',
    },
    context,
  )
}

const hasText = (value: unknown): boolean => typeof value === 'string' && value !== ''

/** No ready endpoint is a cause; Degraded only where every pod behind the Service cannot recover. */
const endpoints = (live: JsonRecord, context: RuleContext): Verdict => {
  const slices =
    context.related?.referringTo('Service', textOf(at(live, 'metadata', 'namespace')) ?? '', textOf(at(live, 'metadata', 'name')) ?? '') ??
    []
  const all = slices.flatMap(slice => recordsOf(slice['endpoints']))
  if (slices.length === 0 || all.some(endpoint => at(endpoint, 'conditions', 'ready') !== false))
    return healthy('Available', readyText(live))
  const pods = all.flatMap(endpoint => {
    const target = endpoint['targetRef']
    const pod = context.related?.find('Pod', textOf(at(target, 'namespace')) ?? '', textOf(at(target, 'name')) ?? '')
    return at(target, 'kind') === 'Pod' && pod !== undefined ? [pod] : []
  })
  const summary = summarizePods(pods, context)
  const none: Cause = {
    ref: refOf(live),
    reason: 'NoReadyEndpoints',
    message: noneText(all.length),
  }
  if (all.length > 0 && summary.doomed === all.length) {
    return degraded('NoReadyEndpoints', joined(none.message, firstProblemText(summary)), {
      causes: podCauses(summary),
      reassessAt: summary.reassessAt,
    })
  }
  return healthy('Available', joined(readyText(live), none.message), {
    causes: [none, ...podCauses(summary)],
    reassessAt: summary.reassessAt,
  })
}

const noneText = (count: number): string => {
  if (count === 0) return 'No pod is behind it'
  return count === 1 ? 'The pod behind it is not ready' : `None of ${count} pods behind it is ready`
}

const readyText = (live: JsonRecord): string => {
  const [entry] = recordsOf(at(live, 'status', 'loadBalancer', 'ingress'))
  const address = textOf(entry?.['hostname']) ?? textOf(entry?.['ip'])
  return address === undefined ? 'Is in place' : `Is reached at ${address}`
}
