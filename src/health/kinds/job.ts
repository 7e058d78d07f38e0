import type { JsonRecord } from '../../model/kube-object.ts'
import { at, integerOf, recordOf, textOf } from '../../model/read.ts'
import type { KindRule, RuleContext, Verdict } from '../verdict/kind-rule.ts'
import { isTrue, liveCondition } from '../../model/conditions.ts'
import { lastRefusal } from '../events/refusal-text.ts'
import { findOwned } from '../pods/owned-pods.ts'
import { firstProblemText, podCauses, summarizePods } from '../pods/pod-summary.ts'
import { degraded, healthy, progressing, suspended } from '../verdict/verdicts.ts'
import { readCount } from '../pods/workload.ts'
import { joined } from '../verdict/texts.ts'

/**
 * Rests on the Job API: conditions count only while True (a resumed Job keeps Suspended=False), and FailureTarget and SuccessCriteriaMet
 * (KEP-3329, KEP-3998) tell the outcome before the last pods are gone.
 */
export const job: KindRule = {
  for: ['batch/Job'],
  healthyWhen: 'its condition Complete is True',
  assess: (live, context) => {
    const failed = liveCondition(live, 'Failed')
    const outcome = isTrue(failed) ? failed : liveCondition(live, 'FailureTarget')
    if (isTrue(outcome)) return failure(live, context, outcome.reason || 'Failed', { message: outcome.message, settled: isTrue(failed) })
    if (isTrue(liveCondition(live, 'Complete'))) return healthy('Completed', completedText(live))
    if (isTrue(liveCondition(live, 'SuccessCriteriaMet'))) return healthy('Completed', 'Its success criteria are met')
    if (at(live, 'spec', 'suspend') === true || isTrue(liveCondition(live, 'Suspended'))) return suspended('Suspended', 'Is suspended')
    // The Job API: "effectively paused".
    if (at(live, 'spec', 'parallelism') === 0) return suspended('Paused', 'Is paused: its parallelism is 0')
    return running(live, context)
  },
}

const failure = (
  live: JsonRecord,
  context: RuleContext,
  reason: string,
  what: { readonly message: string; readonly settled: boolean },
): Verdict => {
  const summary = summarizePods(findOwned(live, 'Pod', context), context)
  const why = firstProblemText(summary)
  const text = what.message === '' ? 'The Job failed' : what.message
  return degraded(reason, joined(why, text), {
    causes: podCauses(summary),
    settled: what.settled,
    reassessAt: summary.reassessAt,
  })
}

const completedText = (live: JsonRecord): string => {
  const succeeded = readCount(recordOf(live['status']), 'succeeded')
  return succeeded > 1 ? `All ${succeeded} completions succeeded` : 'Ran to completion'
}

/** How many pods may fail. With a limit for each index (KEP-3850) the one of the whole is the largest number there is, which says nothing. */
const limitText = (live: JsonRecord): string => {
  const limit = integerOf(at(live, 'spec', 'backoffLimit')) ?? 6
  return limit < LARGEST ? ` of at most ${limit + 1}` : ''
}
const LARGEST = 2 ** 31 - 1

/** With a limit for each index, what has failed for good fails the Job in the end (KEP-3850). */
const failedText = (live: JsonRecord, status: JsonRecord): readonly string[] => {
  const failed = readCount(status, 'failed')
  const indexes = textOf(status['failedIndexes']) ?? ''
  return [
    ...(failed === 0 ? [] : [`${failed} failed${limitText(live)}`]),
    ...(indexes === '' ? [] : [`${/[,-]/.test(indexes) ? 'indexes' : 'index'} ${indexes} failed for good, so that it will fail`]),
  ]
}

const running = (live: JsonRecord, context: RuleContext): Verdict => {
  const status = recordOf(live['status'])
  const active = readCount(status, 'active')
  const summary = summarizePods(findOwned(live, 'Pod', context), context)
  const refusal = active === 0 && summary.total === 0 ? lastRefusal(live, context) : ''
  if (refusal !== '') return degraded('FailedCreate', `${refusal} (no pod exists)`)
  if (status['startTime'] === undefined && active === 0) return progressing('NotStarted', 'Has not started yet')
  const completions = integerOf(at(live, 'spec', 'completions'))
  const parts = [
    `${active} active`,
    `${readCount(status, 'succeeded')}${completions === undefined ? '' : ` of ${completions}`} succeeded`,
    ...failedText(live, status),
  ]
  const why = firstProblemText(summary)
  const causes = podCauses(summary)
  const { reassessAt } = summary
  // A Job tries again by design, so one failed pod is no failure; an image that cannot be pulled is never tried anew and blocks it.
  const blocking = summary.groups.find(
    ({ pod, doomed, problem }) =>
      doomed && problem.behind === undefined && problem.restarts === 0 && at(pod, 'status', 'phase') !== 'Failed',
  )
  const waits = summary.groups.length > 0 && summary.doomed === summary.total
  if (blocking !== undefined && waits) return degraded(blocking.problem.reason, why, { causes, reassessAt })
  return progressing('Running', joined(`Runs: ${parts.join(', ')}`, why), { causes, reassessAt })
}
