import { refOf } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, listOf, recordOf, textOf } from '../../model/read.ts'
import { millisecondsOf } from '../../model/scalars/time.ts'
import { clockText } from '../verdict/clock-text.ts'
import type { KindRule, RuleContext, Verdict } from '../verdict/kind-rule.ts'
import { isTrue, liveCondition } from '../../model/conditions.ts'
import { longestGap } from '../../model/scalars/cron.ts'
import { latestEvent } from '../events/latest-event.ts'
import { plainError } from '../events/plain-error.ts'
import { continued } from '../verdict/texts.ts'
import { refusalText } from '../events/refusal-text.ts'
import { createdAt, specSince } from '../verdict/managed-times.ts'
import { findOwned } from '../pods/owned-pods.ts'
import { degraded, healthy, suspended } from '../verdict/verdicts.ts'

/**
 * Rests on the cron job controller: a run that failed leaves lastSuccessfulTime behind lastScheduleTime. The answer is advisory: the last
 * run of a schedule says nothing of whether a deployment went well.
 */
export const cronJob: KindRule = {
  for: ['batch/CronJob'],
  healthyWhen: 'its last run succeeded, or none was due yet',
  assess: (live, context) => {
    if (at(live, 'spec', 'suspend') === true) return suspended('Suspended', 'Is suspended: no runs are scheduled')
    const status = recordOf(live['status'])
    const scheduled = millisecondsOf(status['lastScheduleTime'])
    const succeeded = millisecondsOf(status['lastSuccessfulTime'])
    const active = listOf(status['active']).length > 0
    const failed = failedJob(live, succeeded, context)
    if (failed !== undefined) return byJob(failed, context)
    const last = active ? undefined : latestEvent(live, context, reason => NOT_RUN.has(reason) || RUN.has(reason))
    if (last !== undefined && NOT_RUN.has(last.reason)) {
      const why = last.reason === 'FailedCreate' ? refusalText(last.message) : plainError(last.message)
      return degraded('NotScheduled', `Cannot be run: ${continued(why)}`, { advisory: true })
    }
    const overdue = active ? Infinity : overdueFrom(live, scheduled)
    if (context.now !== undefined && context.now >= overdue) return missed(scheduled)
    return { ...byTimes({ scheduled, succeeded, active }), ...(overdue === Infinity ? undefined : { reassessAt: overdue }) }
  },
}

/** Events of the controller that no run comes of, and those that end them (pkg/controller/cronjob). */
const NOT_RUN: ReadonlySet<string> = new Set([
  'FailedCreate',
  'UnknownTimeZone',
  'UnparseableSchedule',
  'InvalidSchedule',
  'UnparsableSchedule',
  'TooManyMissedTimes',
])
const RUN: ReadonlySet<string> = new Set(['SuccessfulCreate', 'SawCompletedJob'])

const byTimes = ({
  scheduled,
  succeeded,
  active,
}: {
  readonly scheduled: number | undefined
  readonly succeeded: number | undefined
  readonly active: boolean
}): Verdict => {
  if (active) return healthy('Active', `A run is active${since(scheduled)}`)
  if (scheduled === undefined) return healthy('NotScheduledYet', 'No run has been due yet')
  if (succeeded === undefined) return healthy('NeverSucceeded', `No run has succeeded yet; the last began at ${clockText(scheduled)}`)
  if (succeeded < scheduled)
    return degraded(
      'LastRunFailed',
      `The run of ${clockText(scheduled)} did not succeed; the last that did ended at ${clockText(succeeded)}`,
      { advisory: true },
    )
  return healthy('LastRunSucceeded', `The last run ended well at ${clockText(succeeded)}`)
}

/**
 * The moment from which runs are missing: two of them, since one may be late, counted from the last, or from when the schedule was last changed. An hour
 * more for a change to summer time.
 */
const overdueFrom = (live: JsonRecord, scheduled: number | undefined): number => {
  const gap = longestGap(textOf(at(live, 'spec', 'schedule')) ?? '')
  const from = Math.max(scheduled ?? -Infinity, specSince(live) ?? -Infinity)
  return gap === undefined || from === -Infinity ? Infinity : from + 2 * gap + HOUR
}
const HOUR = 3_600_000

const missed = (scheduled: number | undefined): Verdict =>
  degraded(
    'RunsMissed',
    scheduled === undefined ? 'Has never run, though runs were due' : `Has not run since ${clockText(scheduled)}, though runs were due`,
    {
      advisory: true,
    },
  )

const since = (time: number | undefined): string => (time === undefined ? '' : ` since ${clockText(time)}`)

/**
 * The newest of its Jobs that has come to an end, where that is a failure after the last success. So the answer holds while the next run
 * is active, rather than turn Healthy for as long as it runs.
 */
const failedJob = (live: JsonRecord, succeeded: number | undefined, context: RuleContext): JsonRecord | undefined => {
  let latest: JsonRecord | undefined
  for (const job of findOwned(live, 'batch/Job', context)) {
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
