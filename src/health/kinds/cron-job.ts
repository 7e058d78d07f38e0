import { refOf } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, listOf, recordOf } from '../../model/read.ts'
import { millisecondsOf } from '../../model/scalars/time.ts'
import { clockText } from '../verdict/clock-text.ts'
import type { KindRule, RuleContext, Verdict } from '../verdict/kind-rule.ts'
import { isTrue, liveCondition } from '../../model/conditions.ts'
import { createdAt } from '../verdict/managed-times.ts'
import { ownedOf } from '../pods/owned-pods.ts'
import { degraded, healthy, suspended } from '../verdict/verdicts.ts'

/**
 * Rests on the cron job controller: a run that failed leaves lastSuccessfulTime behind lastScheduleTime. The answer is advisory: the last
 * run of a schedule says nothing of whether a deployment went well.
 */
export const cronJob: KindRule = {
  for: ['batch/CronJob'],
  assess: (live, context) => {
    if (at(live, 'spec', 'suspend') === true) return suspended('Suspended', 'Is suspended: no runs are scheduled')
    const status = recordOf(live['status'])
    const scheduled = millisecondsOf(status['lastScheduleTime'])
    const succeeded = millisecondsOf(status['lastSuccessfulTime'])
    const failed = failedJob(live, succeeded, context)
    if (failed !== undefined) return byJob(failed, context)
    if (listOf(status['active']).length > 0) return healthy('Active', `A run is active${since(scheduled)}`)
    if (scheduled === undefined) return healthy('NotScheduledYet', 'No run has been due yet')
    if (succeeded === undefined) return healthy('NeverSucceeded', `No run has succeeded yet; the last began at ${clockText(scheduled)}`)
    if (succeeded < scheduled)
      return degraded(
        'LastRunFailed',
        `The run of ${clockText(scheduled)} did not succeed; the last that did ended at ${clockText(succeeded)}`,
        { advisory: true },
      )
    return healthy('LastRunSucceeded', `The last run ended well at ${clockText(succeeded)}`)
  },
}

const since = (time: number | undefined): string => (time === undefined ? '' : ` since ${clockText(time)}`)

/**
 * The newest of its Jobs that has come to an end, where that is a failure after the last success. So the answer holds while the next run
 * is active, rather than turn Healthy for as long as it runs.
 */
const failedJob = (live: JsonRecord, succeeded: number | undefined, context: RuleContext): JsonRecord | undefined => {
  let latest: JsonRecord | undefined
  for (const job of ownedOf(live, 'batch/Job', context)) {
    if (!isTrue(liveCondition(job, 'Failed')) && !isTrue(liveCondition(job, 'Complete'))) continue
    if (latest === undefined || bornAt(job) > bornAt(latest)) latest = job
  }
  if (latest === undefined || !isTrue(liveCondition(latest, 'Failed'))) return undefined
  return succeeded === undefined || bornAt(latest) > succeeded ? latest : undefined
}

/** 0 for one that does not say: as old as can be. */
const bornAt = (job: JsonRecord): number => createdAt(job) ?? 0

const byJob = (job: JsonRecord, context: RuleContext): Verdict => {
  const { reason, message, causes, reassessAt } = context.assess(job)
  const cause = { ref: refOf(job), reason, message, ...(causes === undefined ? undefined : { causes }) }
  return degraded('LastRunFailed', `The run of ${clockText(bornAt(job))} failed: ${message}`, {
    advisory: true,
    causes: [cause],
    reassessAt,
  })
}
