import type { JsonRecord } from '../../model/kube-object.ts'
import { refOf } from '../../model/identity.ts'
import { at, integerOf, listOf, recordOf, textOf } from '../../model/read.ts'
import type { Cause } from '../verdict/cause.ts'
import { clockText } from '../verdict/clock-text.ts'
import { unobserved } from '../verdict/generation.ts'
import type { KindRule, RuleContext, Verdict } from '../verdict/kind-rule.ts'
import { lasting, soonest } from '../verdict/lasting.ts'
import { statusSince, statusWritten } from '../verdict/managed-times.ts'
import { findOwned, podRevision } from '../pods/owned-pods.ts'
import { continued, joined } from '../verdict/texts.ts'
import { lastRefusal } from '../events/refusal-text.ts'
import { problemText } from '../pods/pod-problem.ts'
import type { PodProblem } from '../pods/pod-problem.ts'
import { podName, summarizePods } from '../pods/pod-summary.ts'
import type { PodSummary } from '../pods/pod-summary.ts'
import { podState } from '../pods/pod-state.ts'
import type { PodState } from '../pods/pod-state.ts'
import { deletionDue } from '../verdict/terminating.ts'
import { degraded, healthy, progressing } from '../verdict/verdicts.ts'
import { allAre, readCount, readDesired, explained, noneReady, tooMany } from '../pods/workload.ts'

/**
 * Rests on the stateful set controller (pkg/controller/statefulset): it has no conditions and no deadline. With the OrderedReady policy
 * it waits for the first pod that is not ready, whatever its revision, and does not replace it even where the template has been repaired.
 */
export const statefulSet: KindRule = {
  for: ['apps/StatefulSet'],
  healthyWhen: 'all spec.replicas pods run the newest revision and are ready',
  generation: 'own',
  assess: (live, context) => {
    const behind = unobserved(live, true)
    if (behind !== undefined) return behind
    const state = readSet(live)
    return withoutService(live, lacking(state, context) ?? updating(state) ?? satisfied(state), context)
  },
}

interface SetState {
  readonly live: JsonRecord
  readonly desired: number
  readonly current: number
  readonly ready: number
  readonly available: number
  readonly updated: number
  readonly partition: number
  readonly onDelete: boolean
  readonly ordered: boolean
  /** The status speaks of one revision only. */
  readonly sameRevision: boolean
}

const readSet = (live: JsonRecord): SetState => {
  const status = recordOf(live['status'])
  const strategy = at(live, 'spec', 'updateStrategy')
  const ready = readCount(status, 'readyReplicas')
  const sameRevision = textOf(status['updateRevision']) === textOf(status['currentRevision'])
  const current = readCount(status, 'currentReplicas')
  return {
    live,
    desired: readDesired(live),
    current: readCount(status, 'replicas'),
    ready,
    // The field is younger than the kind (1.22): its absence, with pods that are ready, says nothing.
    available: status['availableReplicas'] === undefined ? ready : readCount(status, 'availableReplicas'),
    // Older controllers leave updatedReplicas out once a rollout is over.
    updated: status['updatedReplicas'] === undefined && sameRevision ? current : readCount(status, 'updatedReplicas'),
    partition: Math.max(0, integerOf(at(strategy, 'rollingUpdate', 'partition')) ?? 0),
    onDelete: at(strategy, 'type') === 'OnDelete',
    ordered: at(live, 'spec', 'podManagementPolicy') !== 'Parallel',
    sameRevision,
  }
}

/** Its pods have no names in DNS without the Service that it is to be governed by: a note, since they run all the same. */
const withoutService = (live: JsonRecord, verdict: Verdict, { related, complete }: RuleContext): Verdict => {
  const name = textOf(at(live, 'spec', 'serviceName')) ?? ''
  const namespace = textOf(at(live, 'metadata', 'namespace')) ?? ''
  if (name === '' || related === undefined || !complete('Service', namespace) || related.find('Service', namespace, name) !== undefined)
    return verdict
  const message = `Its Service ${name} does not exist, so its pods have no names`
  return {
    ...verdict,
    message: joined(verdict.message, message),
    causes: [...(verdict.causes ?? []), { ref: refOf(live), reason: 'ServiceNotFound', message }],
  }
}

const lacking = (state: SetState, context: RuleContext): Verdict | undefined => {
  const { live, desired, ready, available, current } = state
  if (ready < desired) {
    const owned = findOwned(live, 'Pod', context)
    const refusal = current < desired ? lastRefusal(live, context) : ''
    if (refusal !== '') return degraded('FailedCreate', `${refusal} (${current} of ${desired} pods exist)`)
    return blockedByPod(state, owned, context) ?? waiting(state, owned.length === 0 ? undefined : summarizePods(owned, context), context)
  }
  if (available < desired) return progressing('WaitingForAvailability', `${available} of ${desired} pods have been ready for long enough`)
  return current > desired ? progressing('ScalingDown', tooMany(current, desired)) : undefined
}

const waiting = (state: SetState, summary: PodSummary | undefined, context: RuleContext): Verdict => {
  const { live, desired, ready, current, sameRevision } = state
  // While it is rolled out or scaled, pods are missing by design: the age of the set says nothing then, a status that nobody writes any more does.
  const settled = sameRevision && current >= desired
  return lasting(
    {
      since: ready > 0 ? undefined : settled ? statusSince(live) : statusWritten(live),
      after: context.thresholds.workloadAfter,
      passing: explained(progressing('WaitingForPod', `${ready} of ${desired} pods are ready`), summary),
      lasted: since =>
        explained(degraded('NoReadyReplicas', `${noneReady(desired, current)} since ${clockText(since)}`), summary, { keep: true }),
    },
    context,
  )
}

/**
 * The pod that everything waits for. OrderedReady: the first, by ordinal, that cannot recover. Parallel: only a rollout waits for one,
 * the last by ordinal, and only for a pod of the new revision; one of an old revision is replaced.
 */
const blockedByPod = (state: SetState, owned: readonly JsonRecord[], context: RuleContext): Verdict | undefined => {
  const revision = textOf(at(state.live, 'status', 'updateRevision'))
  const rolling = !state.sameRevision || state.updated < state.desired
  const states = owned
    .filter(pod => deletionDue(pod) === undefined && (state.ordered || (rolling && !state.onDelete && podRevision(pod) === revision)))
    .map(pod => ({ pod, state: podState(pod, context) }))
    .filter(({ state: each }) => each.status !== 'Healthy')
  const stuck = states
    .filter(({ state: each }) => each.status === 'Degraded' && each.superseded !== true && each.problem !== undefined)
    .sort((a, b) => readOrdinal(a.pod) - readOrdinal(b.pod))
  const chosen = state.ordered ? stuck[0] : stuck.at(-1)
  if (chosen?.state.problem === undefined) return undefined
  const repaired = revision !== undefined && (podRevision(chosen.pod) ?? revision) !== revision
  // A container that fails stays as it is; a node, a volume or a network may still come.
  const settled = chosen.state.problem.container !== undefined
  const advice = settled
    ? adviceText({ ordered: state.ordered, rolling, repaired })
    : `an ordered ${rolling ? 'rollout' : 'set'} waits for it`
  return degraded('BlockedByPod', `${blockerText(chosen.pod, chosen.state.problem)}; ${advice}`, {
    causes: stuck.map(each => podCause(each.pod, each.state)),
    settled,
    reassessAt: states.reduce<number | undefined>((due, { state: each }) => soonest(due, each.reassessAt), undefined),
  })
}

/** Says what waits, and what ends it: only an ordered set leaves a broken pod where it is once its template is repaired. */
const adviceText = ({ ordered, rolling, repaired }: Readonly<Record<'ordered' | 'rolling' | 'repaired', boolean>>): string => {
  if (!ordered) return 'the rollout waits for it for ever: fix the template'
  return `an ordered ${rolling ? 'rollout' : 'set'} waits for it for ever: ${repaired ? '' : 'fix the template and '}delete the pod`
}

/** `db-1 is out of memory (…)`: with one container, the pod stands for it. */
const blockerText = (pod: JsonRecord, problem: PodProblem): string => {
  const sole = problem.subject.startsWith('Container ') && listOf(at(pod, 'spec', 'containers')).length === 1
  return sole ? problemText(problem, [], podName(pod)) : `${podName(pod)}: ${continued(problemText(problem))}`
}

const podCause = (pod: JsonRecord, { reason, message, causes = [] }: PodState): Cause => ({ ref: refOf(pod), reason, message, causes })

const readOrdinal = (pod: JsonRecord): number => Number(/-(\d{1,9})$/.exec(podName(pod))?.[1] ?? 0)

const updating = ({ desired, updated, partition, onDelete, sameRevision }: SetState): Verdict | undefined => {
  if (onDelete || desired === 0 || (sameRevision && updated >= desired)) return undefined
  const wanted = Math.max(0, desired - partition)
  if (updated < wanted) return progressing('RollingOut', `${updated} of ${wanted} pods run the new revision`)
  return partition > 0 || sameRevision
    ? undefined
    : progressing('RollingOut', `All ${desired} pods run the new revision; the rollout is being concluded`)
}

const satisfied = ({ desired, updated, partition, onDelete, sameRevision }: SetState): Verdict => {
  if (desired === 0) return healthy('ScaledToZero', 'Is scaled to zero')
  const ready = allAre(desired, 'ready')
  if (sameRevision || updated >= desired) return healthy('Ready', ready)
  if (onDelete)
    return healthy(
      'WaitingForDeletion',
      `${ready}; ${updated} of ${desired} run the new revision, the others once they are deleted (OnDelete)`,
    )
  return healthy('Partitioned', `${ready}; ${updated} of ${desired} run the new revision (partition ${partition})`)
}
