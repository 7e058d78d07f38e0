import type { JsonRecord } from '../../model/kube-object.ts'
import { recordOf } from '../../model/read.ts'
import { clockText } from '../verdict/clock-text.ts'
import { unobserved } from '../verdict/generation.ts'
import type { KindRule, RuleContext, Verdict } from '../verdict/kind-rule.ts'
import { lasting } from '../verdict/lasting.ts'
import { statusSince } from '../verdict/managed-times.ts'
import { isTrue, liveCondition } from '../../model/conditions.ts'
import { findOwned } from '../pods/owned-pods.ts'
import { summarizePods } from '../pods/pod-summary.ts'
import { refusalText } from '../events/refusal-text.ts'
import { degraded, healthy, progressing } from '../verdict/verdicts.ts'
import { allAre, readCount, readDesired, explained, noneReady, tooMany } from '../pods/workload.ts'

/**
 * Rests on the replica set controller, which always writes observedGeneration, and ReplicaFailure while pods are refused. It has no
 * deadline, so readiness is judged by how long its status has been what it is. A ReplicationController is the same, of an older API.
 */
export const replicaSet: KindRule = {
  for: ['apps/ReplicaSet', 'extensions/ReplicaSet', 'ReplicationController'],
  healthyWhen: 'all spec.replicas pods are available',
  generation: 'own',
  assess: (live, context) => {
    const behind = unobserved(live, true)
    if (behind !== undefined) return behind
    const status = recordOf(live['status'])
    const desired = readDesired(live)
    const current = readCount(status, 'replicas')
    const failure = liveCondition(live, 'ReplicaFailure')
    if (isTrue(failure) && current < desired)
      return degraded('ReplicaFailure', `${refusalText(failure.message || failure.reason)} (${current} of ${desired} pods exist)`)
    if (readCount(status, 'availableReplicas') < desired) return lacking(live, desired, context)
    if (current > desired) return progressing('ScalingDown', tooMany(current, desired))
    return desired === 0 ? healthy('ScaledToZero', 'Is scaled to zero') : healthy('Available', allAre(desired, 'available'))
  },
}

const lacking = (live: JsonRecord, desired: number, context: RuleContext): Verdict => {
  const status = recordOf(live['status'])
  const ready = readCount(status, 'readyReplicas')
  const summary = context.related === undefined ? undefined : summarizePods(findOwned(live, 'Pod', context), context)
  const text = `${readCount(status, 'availableReplicas')} of ${desired} pods are available`
  return lasting(
    {
      since: ready > 0 ? undefined : statusSince(live),
      after: context.thresholds.workloadAfter,
      passing: explained(progressing('WaitingForPods', text), summary),
      lasted: since =>
        explained(degraded('NoReadyReplicas', `${noneReady(desired, readCount(status, 'replicas'))} since ${clockText(since)}`), summary, {
          keep: true,
        }),
    },
    context,
  )
}
