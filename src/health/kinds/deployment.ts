import type { JsonRecord } from '../../model/kube-object.ts'
import { at, integerOf, recordOf, recordsOf } from '../../model/read.ts'
import { millisecondsOf } from '../../model/scalars/time.ts'
import { hasKind } from '../../tree/internal.ts'
import { clockText, spanText } from '../verdict/clock-text.ts'
import { unobserved } from '../verdict/generation.ts'
import type { KindRule, RuleContext, Verdict } from '../verdict/kind-rule.ts'
import { lasting, soonest } from '../verdict/lasting.ts'
import { isFalse, isTrue, liveCondition, transitionOf } from '../../model/conditions.ts'
import { specSince, statusWritten } from '../verdict/managed-times.ts'
import { newestReplicaSet, findOwned, youngestPods } from '../pods/owned-pods.ts'
import { summarizePods } from '../pods/pod-summary.ts'
import type { PodSummary } from '../pods/pod-summary.ts'
import { refusalText } from '../events/refusal-text.ts'
import { countText, joined } from '../verdict/texts.ts'
import { degraded, healthy, progressing, suspended } from '../verdict/verdicts.ts'
import { allAre, readCount, readDesired, explained, noneReady, tooMany } from '../pods/workload.ts'

/**
 * Rests on the deployment controller (pkg/controller/deployment): it sets Progressing to NewReplicaSetAvailable when a rollout is complete
 * and leaves it so until the next one; Available says whether fewer pods are available than the strategy allows. Generations are
 * looked at here, because a paused Deployment is suspended whatever the controller has seen.
 */
export const deployment: KindRule = {
  for: ['apps/Deployment', 'extensions/Deployment'],
  healthyWhen: 'all spec.replicas pods run the newest revision and are available, and no old ones are left',
  generation: 'own',
  assess: (live, context) => {
    if (at(live, 'spec', 'paused') === true) return suspended('Paused', pausedText(readRollout(live)))
    const behind = unobserved(live, true)
    if (behind !== undefined) return behind
    const state = readRollout(live)
    return blocked(state) ?? underWay(state, context) ?? afterRollout(state, context) ?? satisfied(state)
  },
}

interface RolloutState {
  readonly live: JsonRecord
  readonly desired: number
  readonly current: number
  readonly updated: number
  readonly ready: number
  readonly available: number
  /** The last rollout came to its end: what is missing since is a change of scale, or trouble. */
  readonly complete: boolean
}

const readRollout = (live: JsonRecord): RolloutState => {
  const status = recordOf(live['status'])
  return {
    live,
    desired: readDesired(live),
    current: readCount(status, 'replicas'),
    updated: readCount(status, 'updatedReplicas'),
    ready: readCount(status, 'readyReplicas'),
    available: readCount(status, 'availableReplicas'),
    complete: liveCondition(live, 'Progressing')?.reason === 'NewReplicaSetAvailable',
  }
}

const pausedText = ({ desired, updated }: RolloutState): string =>
  updated < desired && updated > 0 ? `The rollout is paused; ${newRevisionText(updated, desired)}` : 'The rollout is paused'

const newRevisionText = (updated: number, desired: number): string => `${updated} of ${desired} pods run the new revision`

/** Quota and admission refuse pods: shown at once, not after the deadline. */
const blocked = ({ live, desired, updated, current }: RolloutState): Verdict | undefined => {
  const failure = updated < desired || current < desired ? liveCondition(live, 'ReplicaFailure') : undefined
  if (!isTrue(failure)) return undefined
  const old = current - updated
  const notes = [
    `${updated} of ${desired} ${old > 0 ? 'new pods' : 'pods'} exist`,
    ...(old > 0 ? [`${countText(old, 'old pod')} left`] : []),
  ]
  return degraded('ReplicaFailure', `${refusalText(failure.message || failure.reason)} (${notes.join('; ')})`)
}

/** A rollout that goes on, or that has failed; explained by the pods of the new revision, also while old ones serve in their place. */
const underWay = (state: RolloutState, context: RuleContext): Verdict | undefined => {
  const { live, current, updated, available, complete } = state
  const set = newestReplicaSet(live, context)
  const verdict = deadlineExceeded(state) ?? rollingOut(state)
  if (verdict === undefined) return undefined
  const summary = summarizeNewest(live, set, context)
  const rolling = !complete && current > updated
  const serving = Math.max(0, available - (summary?.ready ?? 0))
  const notes = rolling && serving > 0 ? [`${countText(serving, 'old pod')} still ${serving === 1 ? 'serves' : 'serve'}`] : []
  return explained(verdict, summary, { via: set, notes, what: rolling ? 'new pods' : 'pods' })
}

const deadlineExceeded = ({ live, desired, updated, available }: RolloutState): Verdict | undefined => {
  const condition = liveCondition(live, 'Progressing')
  if (!isFalse(condition) || condition.reason !== 'ProgressDeadlineExceeded') return undefined
  const deadline = (integerOf(at(live, 'spec', 'progressDeadlineSeconds')) ?? 600) * 1000
  return degraded(
    'ProgressDeadlineExceeded',
    `The rollout made no progress for ${spanText(deadline)}: ${updated} of ${desired} pods updated, ${available} available`,
    { settled: true },
  )
}

const rollingOut = ({ live, desired, current, updated, available, complete }: RolloutState): Verdict | undefined => {
  if (updated < desired) {
    // With podReplacementPolicy TerminationComplete new pods wait until these are gone (KEP-3973).
    const leaving = readCount(recordOf(live['status']), 'terminatingReplicas')
    if (complete && current === updated) return progressing('ScalingUp', `${available} of ${desired} pods are available`)
    return progressing(
      'RollingOut',
      joined(
        newRevisionText(updated, desired),
        leaving === 0 ? '' : `${countText(leaving, 'pod')} still ${leaving === 1 ? 'stops' : 'stop'}`,
      ),
    )
  }
  if (current > updated) {
    const old = current - updated
    // availableReplicas counts old pods too, so that as many new ones as there are pods without it are not there yet (pkg/controller/deployment).
    const missing = Math.min(updated, current - available)
    if (missing > 0 && !complete)
      return progressing(
        'RollingOut',
        `${updated - missing} of ${updated} new pods are available; ${countText(old, 'old pod')} ${old === 1 ? 'is' : 'are'} still there`,
      )
    return progressing('OldReplicasTerminating', `${countText(old, 'pod')} of an earlier revision ${old === 1 ? 'is' : 'are'} still to go`)
  }
  if (current > desired) return progressing('ScalingDown', tooMany(current, desired))
  return available < desired && !complete ? progressing('RollingOut', `${available} of ${desired} pods are available`) : undefined
}

/** A Deployment that was complete and lacks pods. */
const afterRollout = (state: RolloutState, context: RuleContext): Verdict | undefined => {
  const { live, desired, current, available, ready } = state
  if (available >= desired) return undefined
  const set = newestReplicaSet(live, context)
  const summary = summarizeNewest(live, set, context)
  const condition = liveCondition(live, 'Available')
  const since = isFalse(condition) ? transitionOf(condition) : undefined
  if (ready === 0 && !startsAnew(summary, since, context) && !(summary === undefined && wasScaledUp(live, since))) {
    const text = `${noneReady(desired, current)}${since === undefined ? '' : ` since ${clockText(since)}`}`
    return explained(degraded('NoReadyReplicas', text), summary, { via: set, keep: true })
  }
  const text = `${available} of ${desired} pods are available`
  return lasting(
    {
      since: since ?? soonest(summary?.unreadySince, statusWritten(live)),
      after: findDeadline(live, context),
      passing: explained(progressing(summary?.relapsed === true ? 'Recovering' : 'ScalingUp', text), summary, { via: set }),
      lasted: began =>
        explained(
          degraded(isFalse(condition) ? 'BelowMinimumAvailable' : 'PartlyUnavailable', `${text} since ${clockText(began)}`),
          summary,
          {
            via: set,
            keep: true,
          },
        ),
    },
    context,
  )
}

/**
 * True where no pod that is missing has ever been up, and none is older than the moment from which pods were missing: the Deployment was
 * scaled up from zero, or its pods were replaced. Where pods are known but none of these yet, they are about to be.
 */
const startsAnew = (summary: PodSummary | undefined, since: number | undefined, context: RuleContext): boolean => {
  if (summary === undefined) return false
  if (summary.total === 0) return context.related !== undefined && hasKind(context.related, 'Pod')
  return !summary.relapsed && (since === undefined || (summary.oldest !== undefined && summary.oldest >= since - LAG))
}

/** True where pods, of which none is known, are missing since the spec was changed, and the rollout was over before. */
const wasScaledUp = (live: JsonRecord, since: number | undefined): boolean => {
  const progressing = recordsOf(at(live, 'status', 'conditions')).find(entry => entry['type'] === 'Progressing')
  const [over, changed] = [millisecondsOf(progressing?.['lastUpdateTime']), specSince(live)]
  if (over === undefined || changed === undefined || since === undefined) return false
  return over <= changed && changed <= since && since <= changed + LAG
}

/** The deployment controller sees new pods, and says that they are not available, somewhat after they were created. */
const LAG = 30_000
const SECOND = 1000

/** The rollout's own deadline is also how long pods may be missing afterwards. */
const findDeadline = (live: JsonRecord, context: RuleContext): number => {
  const deadline = integerOf(at(live, 'spec', 'progressDeadlineSeconds'))
  return deadline === undefined ? context.thresholds.workloadAfter : deadline * SECOND
}

const summarizeNewest = (live: JsonRecord, set: JsonRecord | undefined, context: RuleContext): PodSummary | undefined => {
  if (context.related === undefined) return undefined
  if (set !== undefined) return summarizePods(findOwned(set, 'Pod', context), context)
  const pods = youngestPods(live, context)
  return pods.length === 0 ? undefined : summarizePods(pods, context)
}

const satisfied = ({ desired }: RolloutState): Verdict =>
  desired === 0 ? healthy('ScaledToZero', 'Is scaled to zero') : healthy('Available', allAre(desired, 'available'))
