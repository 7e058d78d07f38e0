import type { JsonRecord } from '../../model/kube-object.ts'
import { at, integerOf, recordOf } from '../../model/read.ts'
import { clockText } from '../verdict/clock-text.ts'
import { unobserved } from '../verdict/generation.ts'
import type { KindRule, RuleContext, Verdict } from '../verdict/kind-rule.ts'
import { lasting, soonest } from '../verdict/lasting.ts'
import { statusSince } from '../verdict/managed-times.ts'
import { newestDaemonPods, findOwned } from '../pods/owned-pods.ts'
import { summarizePods } from '../pods/pod-summary.ts'
import type { PodSummary } from '../pods/pod-summary.ts'
import { lastRefusal } from '../events/refusal-text.ts'
import { degraded, healthy, progressing } from '../verdict/verdicts.ts'
import { allAre, readCount, explained, noneReady } from '../pods/workload.ts'

/**
 * Rests on the daemon set controller (pkg/controller/daemon): it has no conditions and no deadline, and always writes observedGeneration.
 * A node that is gone or that a spot market took leaves one pod unavailable for long: that alone is never Degraded.
 */
export const daemonSet: KindRule = {
  for: ['apps/DaemonSet', 'extensions/DaemonSet'],
  healthyWhen: 'a pod of the newest revision is available on every node that should have one',
  generation: 'own',
  assess: (live, context) => {
    const behind = unobserved(live, true)
    if (behind !== undefined) return behind
    const status = recordOf(live['status'])
    if (live['status'] === undefined) return progressing('NotReported', 'The controller has not reported yet')
    const desired = readCount(status, 'desiredNumberScheduled')
    const updated = readCount(status, 'updatedNumberScheduled')
    const available = readCount(status, 'numberAvailable')
    const current = readCount(status, 'currentNumberScheduled')
    const refusal = current < desired ? lastRefusal(live, context) : ''
    if (refusal !== '') return degraded('FailedCreate', `${refusal} (${current} of ${desired} pods exist)`)
    if (desired === 0) return healthy('NoMatchingNodes', 'No node matches, so no pod is wanted')
    const onDelete = at(live, 'spec', 'updateStrategy', 'type') === 'OnDelete'
    if (updated < desired && !onDelete) {
      const verdict = progressing('RollingOut', `${updated} of ${desired} pods run the current revision`)
      return explained(verdict, summarizeNewest(live, context), { enough: expendable(live, desired) })
    }
    if (available < desired) return lacking(live, { desired, available }, context)
    const text = allAre(desired, 'available')
    if (updated >= desired) return healthy('Available', text)
    return healthy(
      'WaitingForDeletion',
      `${text}; ${updated} of ${desired} run the new revision, the others once they are deleted (OnDelete)`,
    )
  },
}

/** How many pods a rollout may have out at once: when so many cannot recover, it does not go on. A percentage is rounded up. */
const expendable = (live: JsonRecord, desired: number): number => {
  const rolling = at(live, 'spec', 'updateStrategy', 'rollingUpdate')
  return Math.max(1, resolveShare(at(rolling, 'maxUnavailable') ?? 1, desired), resolveShare(at(rolling, 'maxSurge'), desired))
}

const resolveShare = (value: unknown, desired: number): number => {
  const percent = typeof value === 'string' ? /^(\d{1,3})%$/.exec(value)?.[1] : undefined
  return percent === undefined ? (integerOf(value) ?? 0) : Math.ceil((desired * Number(percent)) / 100)
}

const summarizeNewest = (live: JsonRecord, context: RuleContext): PodSummary | undefined => {
  if (context.related === undefined) return undefined
  return summarizePods(newestDaemonPods(live, findOwned(live, 'Pod', context), context), context)
}

const lacking = (live: JsonRecord, counts: { readonly desired: number; readonly available: number }, context: RuleContext): Verdict => {
  const { desired, available } = counts
  const summary = summarizeNewest(live, context)
  return lasting(
    {
      since: available > 0 ? undefined : soonest(statusSince(live), summary?.unreadySince),
      after: context.thresholds.workloadAfter,
      passing: explained(progressing('WaitingForPods', `${available} of ${desired} pods are available`), summary),
      lasted: since => explained(degraded('NoneAvailable', `${noneReady(desired)} since ${clockText(since)}`), summary, { keep: true }),
    },
    context,
  )
}
