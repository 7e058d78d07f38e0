import { refOf } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, integerOf, recordsOf, textOf } from '../../model/read.ts'
import { millisecondsOf } from '../../model/scalars/time.ts'
import type { Cause } from '../verdict/cause.ts'
import type { RuleContext } from '../verdict/kind-rule.ts'
import { soonest } from '../verdict/lasting.ts'
import { isTrue, liveCondition, transitionOf } from '../../model/conditions.ts'
import { problemCause, problemKey, problemText } from './pod-problem.ts'
import type { PodProblem } from './pod-problem.ts'
import { podState } from './pod-state.ts'
import type { PodState } from './pod-state.ts'
import { deletionDue } from '../verdict/terminating.ts'

/** The pods of a workload, told as few causes: pods with the same problem are one. */
export interface PodSummary {
  /** Pods that count: neither being deleted nor replaced by their controller. */
  readonly total: number
  readonly ready: number
  /** Pods that do not recover by themselves. */
  readonly doomed: number
  /** Problems by how many pods have them, those that do not pass first. */
  readonly groups: readonly PodGroup[]
  /** When the first of the pods that are not ready was created; undefined where there is none. */
  readonly oldest: number | undefined
  /** Since when the first of the pods that are not ready is not. */
  readonly unreadySince: number | undefined
  /** True where a pod that is not ready has been ready, or has restarted, before. */
  readonly relapsed: boolean
  /** When time alone may change what one of the pods is. */
  readonly reassessAt: number | undefined
}

export interface PodGroup {
  readonly pod: JsonRecord
  readonly problem: PodProblem
  readonly state: PodState
  readonly count: number
  readonly doomed: boolean
}

/** Looks at every pod once. */
export const summarizePods = (pods: readonly JsonRecord[], context: RuleContext): PodSummary => {
  const groups = new Map<string, PodGroup>()
  const counts = { total: 0, ready: 0, doomed: 0 }
  let oldest: number | undefined
  let unreadySince: number | undefined
  let reassessAt: number | undefined
  let relapsed = false
  for (const pod of pods) {
    if (deletionDue(pod) !== undefined) continue
    const state = podState(pod, context)
    if (state.superseded === true) continue
    counts.total++
    // Notes on a pod that is well are not told of its parent, nor when they change.
    if (state.status !== 'Healthy') reassessAt = soonest(reassessAt, state.reassessAt)
    if (isTrue(liveCondition(pod, 'Ready'))) counts.ready++
    else {
      const created = millisecondsOf(at(pod, 'metadata', 'creationTimestamp'))
      oldest = soonest(oldest, created)
      unreadySince = soonest(unreadySince, transitionOf(liveCondition(pod, 'Ready')) ?? created)
      relapsed ||= hasBeenUp(pod)
    }
    if (state.status === 'Degraded') counts.doomed++
    if (state.problem !== undefined) enter(groups, pod, state, state.problem)
  }
  return {
    ...counts,
    groups: Array.from(groups)
      .sort(worstFirst)
      .map(([, group]) => group),
    oldest,
    unreadySince,
    relapsed,
    reassessAt,
  }
}

/**
 * True where a pod that is not ready has restarted, or was ready before: kubelet sets Ready to False as soon as it sees a pod, so a later
 * transition is one from True.
 */
const hasBeenUp = (pod: JsonRecord): boolean => {
  const started = millisecondsOf(at(pod, 'status', 'startTime'))
  const fell = transitionOf(liveCondition(pod, 'Ready'))
  if (started !== undefined && fell !== undefined && fell > started + SETTLING) return true
  return recordsOf(at(pod, 'status', 'containerStatuses')).some(status => (integerOf(status['restartCount']) ?? 0) > 0)
}

/** Within this time of its start, kubelet has reported on a pod for the first time. */
const SETTLING = 5000

const enter = (groups: Map<string, PodGroup>, pod: JsonRecord, state: PodState, problem: PodProblem): void => {
  const key = problemKey(problem)
  const known = groups.get(key)
  const doomed = state.status === 'Degraded'
  if (known === undefined) groups.set(key, { pod, problem, state, count: 1, doomed })
  else groups.set(key, { ...known, problem: worse(known.problem, problem), count: known.count + 1, doomed: known.doomed || doomed })
}

/** The same problem of two pods: as often and as long as the one that has it most. */
const worse = (a: PodProblem, b: PodProblem): PodProblem => {
  const since = soonest(a.since, b.since)
  return { ...a, restarts: Math.max(a.restarts, b.restarts), ...(since === undefined ? undefined : { since }) }
}

type KeyedProblem = readonly [key: string, group: PodGroup]
const worstFirst = ([key, a]: KeyedProblem, [other, b]: KeyedProblem): number =>
  Number(b.doomed) - Number(a.doomed) || b.count - a.count || (key < other ? -1 : 1)

/** One cause for each group, with the containers of its first pod below it. */
export const podCauses = (summary: PodSummary): readonly Cause[] =>
  summary.groups.map(({ pod, problem, state, count }) => {
    const inner = problem.container === undefined ? undefined : state.causes
    return {
      ...problemCause(refOf(pod), problem),
      reason: problem.reason,
      ...(count > 1 ? { count } : undefined),
      ...(inner === undefined ? undefined : { causes: inner }),
    }
  })

/** `Container web exits with code 1 (5 restarts; 2 of 3 pods)`: the first problem, and how many pods have it. */
export const firstProblemText = (summary: PodSummary, notes: readonly string[] = [], what = 'pods'): string => {
  const [first] = summary.groups
  if (first === undefined) return ''
  return problemText(first.problem, [`${first.count} of ${summary.total} ${what}`, ...notes])
}

/** The name of a pod, as messages use it. */
export const podName = (pod: JsonRecord): string => textOf(at(pod, 'metadata', 'name')) ?? ''
