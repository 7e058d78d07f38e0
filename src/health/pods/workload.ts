import { refOf } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, integerOf } from '../../model/read.ts'
import type { Cause } from '../verdict/cause.ts'
import type { Verdict } from '../verdict/kind-rule.ts'
import { soonest } from '../verdict/lasting.ts'
import { joined } from '../verdict/texts.ts'
import { firstProblemText, podCauses } from './pod-summary.ts'
import type { PodSummary } from './pod-summary.ts'

/** A count of a status: absent counts are zero, since the API leaves zeros out. */
export const readCount = (record: JsonRecord, field: string): number => Math.max(0, integerOf(record[field]) ?? 0)

/** How many pods a workload wants; the API server's default is one. */
export const readDesired = (live: JsonRecord): number => Math.max(0, integerOf(at(live, 'spec', 'replicas')) ?? 1)

/** More run than are wanted: `2 pods run, 1 is wanted`. */
export const tooMany = (current: number, desired: number): string =>
  `${current} ${current === 1 ? 'pod runs' : 'pods run'}, ${desired} ${desired === 1 ? 'is' : 'are'} wanted`

/** All of what is wanted is `how`. */
export const allAre = (desired: number, how: string): string => (desired === 1 ? `Its pod is ${how}` : `All ${desired} pods are ${how}`)

/** None of what is wanted is ready; where none exists, that is what there is to say. */
export const noneReady = (desired: number, current: number = desired): string => {
  if (current === 0) return desired === 1 ? 'Its only pod does not exist' : `None of ${desired} pods exists`
  return desired === 1 ? 'Its only pod is not ready' : `None of ${desired} pods is ready`
}

interface Explaining {
  /** The object between the workload and its pods: a Deployment's ReplicaSet. */
  readonly via?: JsonRecord | undefined
  readonly notes?: readonly string[]
  /** 'new pods' while a rollout is under way. */
  readonly what?: string
  /** So many pods beyond recovery hold everything up, though others are well: a rollout that may not lose more. Default: all of them. */
  readonly enough?: number
  /** The verdict's own reason and words stay in front, also where every pod is beyond recovery. */
  readonly keep?: boolean
}

/** A workload explained by its pods: worse where none of them can recover, never better. */
export const explained = (verdict: Verdict, summary: PodSummary | undefined, options: Explaining = {}): Verdict => {
  if (summary === undefined || (verdict.status !== 'Progressing' && verdict.status !== 'Degraded')) return verdict
  const reassessAt = soonest(verdict.reassessAt, summary.reassessAt)
  const [first] = summary.groups
  if (first === undefined) return { ...verdict, reassessAt }
  const text = firstProblemText(summary, options.notes, options.what)
  const causes = chain(options.via, podCauses(summary), first.problem.reason, text)
  const beyond = summary.doomed > 0 && summary.doomed >= Math.min(summary.total, options.enough ?? Infinity)
  if (beyond && options.keep !== true)
    return { ...verdict, status: 'Degraded', reason: first.problem.reason, message: text, causes, reassessAt }
  const message = beyond || verdict.status === 'Progressing' ? joined(verdict.message, text) : joined(text, verdict.message)
  return { ...verdict, message, causes, reassessAt }
}

const chain = (via: JsonRecord | undefined, causes: readonly Cause[], reason: string, message: string): readonly Cause[] =>
  via === undefined ? causes : [{ ref: refOf(via), reason, message, causes }]
