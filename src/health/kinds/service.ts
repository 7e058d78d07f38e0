import { isTrue, liveCondition } from '../../model/conditions.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, listOf, recordsOf, textOf } from '../../model/read.ts'
import { hasKind } from '../../tree/internal.ts'
import { assessBacking } from '../network/assess-backing.ts'
import { missingPort } from '../network/missing-port.ts'
import { eventMessage } from '../events/latest-event.ts'
import type { KindRule, RuleContext, Verdict } from '../verdict/kind-rule.ts'
import { soonest, waiting } from '../verdict/lasting.ts'
import { specSince } from '../verdict/managed-times.ts'
import { after, oneLine } from '../verdict/texts.ts'
import { degraded, healthy, worst } from '../verdict/verdicts.ts'

/** Rests on what cloud controllers publish under status.loadBalancer, and on what stands behind the Service. */
export const service: KindRule = {
  for: ['Service'],
  healthyWhen: 'it has its address (type LoadBalancer), and something behind it is ready or nothing is meant to be',
  // One of several pods behind it that becomes hopeless changes nothing as long as another is not.
  borrowsMoments: true,
  assess: (live, context) => {
    const type = at(live, 'spec', 'type')
    if (type === 'ExternalName')
      return healthy('ExternalName', `Stands for ${textOf(at(live, 'spec', 'externalName')) ?? 'a name outside the cluster'}`)
    const unreachable = type === 'LoadBalancer' ? loadBalancer(live, context) : undefined
    const behind = missingPort(live, context) ?? assessBacking(live, context)
    const worse = worst([behind, unreachable])
    if (worse === undefined) return healthy('Available', inPlaceText(live, context))
    return worse === behind && worse.status === 'Degraded'
      ? worse
      : { ...worse, reassessAt: soonest(behind?.reassessAt, unreachable?.reassessAt) }
  },
}

const loadBalancer = (live: JsonRecord, context: RuleContext): Verdict | undefined => {
  const entries = recordsOf(at(live, 'status', 'loadBalancer', 'ingress'))
  const error = entries.flatMap(entry => recordsOf(entry['ports'])).find(port => (textOf(port['error']) ?? '') !== '')
  if (error !== undefined)
    return degraded('PortError', `The load balancer cannot serve port ${String(error['port'])}: ${oneLine(textOf(error['error']) ?? '')}`)
  const ports = liveCondition(live, 'LoadBalancerPortsError')
  if (isTrue(ports)) return degraded('PortError', ports.message || 'The load balancer cannot serve all ports')
  if (entries.some(entry => hasText(entry['ip']) || hasText(entry['hostname'])) || listOf(at(live, 'spec', 'externalIPs')).length > 0)
    return undefined
  return waiting(
    {
      since: specSince(live),
      after: context.thresholds.loadBalancerAfter,
      reason: 'WaitingForLoadBalancer',
      text: `Waits for the address of its load balancer${after(refusedText(live, context))}`,
      late: 'LoadBalancerNotReady',
    },
    context,
  )
}

const hasText = (value: unknown): boolean => typeof value === 'string' && value !== ''

/** Says what the controller does of why there is none: in an Event, or in a condition of its own (cilium.io/IPAMRequestSatisfied). */
const refusedText = (live: JsonRecord, context: RuleContext): string => {
  const event = eventMessage(live, context, [
    'SyncLoadBalancerFailed',
    'CreatingLoadBalancerFailed',
    'AllocationFailed',
    'FailedDeployModel',
    'FailedBuildModel',
  ])
  if (event !== '') return oneLine(event)
  const refused = recordsOf(at(live, 'status', 'conditions')).find(
    condition => condition['status'] === 'False' && hasText(condition['message']),
  )
  return oneLine(textOf(refused?.['message']) ?? '')
}

const inPlaceText = (live: JsonRecord, { related }: RuleContext): string => {
  const [entry] = recordsOf(at(live, 'status', 'loadBalancer', 'ingress'))
  const address = textOf(entry?.['hostname']) ?? textOf(entry?.['ip'])
  const text = address === undefined ? 'Is in place' : `Is reached at ${address}`
  const unseen = related !== undefined && !hasKind(related, 'Pod') && !hasKind(related, 'discovery.k8s.io/EndpointSlice')
  return unseen && at(live, 'spec', 'selector') !== undefined ? `${text}; what stands behind it was not looked at` : text
}
