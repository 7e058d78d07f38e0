import type { Cause } from '../verdict/cause.ts'
import { clockText } from '../verdict/clock-text.ts'
import type { ObjectRef } from '../../model/identity.ts'

/** A problem of a pod or one of its containers, in parts, so that parents can say it once for many pods. */
export interface PodProblem {
  /** As Kubernetes calls the state: ImagePullBackOff, CrashLoopBackOff, Unschedulable. */
  readonly reason: string
  readonly container?: string
  /** The subject of the sentence: 'Container web'; '' where the predicate is a sentence by itself. */
  readonly subject: string
  /** The image that it is about, by its whole name. */
  readonly image?: string
  readonly predicate: string
  /** Numbers that help to judge it: 'exit 137', 'limit 256Mi'. */
  readonly details: readonly string[]
  readonly restarts: number
  /** The termination behind a waiting state: OOMKilled, Error. */
  readonly behind?: string
  /** Since when, for what only time made a problem. */
  readonly since?: number
}

/** A problem of the pod itself, told in one sentence. */
export const wholeProblem = (reason: string, predicate: string, since?: number): PodProblem => ({
  reason,
  subject: '',
  predicate,
  details: [],
  restarts: 0,
  ...(since === undefined ? undefined : { since }),
})

/** `Container web is out of memory (exit 137, limit 256Mi, 4 restarts)` */
export const problemText = (problem: PodProblem, more: readonly string[] = [], subject: string = problem.subject): string => {
  const since = problem.since === undefined ? '' : `since ${clockText(problem.since)}`
  const details = [[...problem.details, ...restartsText(problem.restarts)].join(', '), since, ...more].filter(text => text !== '')
  const sentence = subject === '' ? problem.predicate : `${subject} ${problem.predicate}`
  return details.length === 0 ? sentence : `${sentence} (${details.join('; ')})`
}

const restartsText = (restarts: number): readonly string[] =>
  restarts === 0 ? [] : [`${restarts} ${restarts === 1 ? 'restart' : 'restarts'}`]

/** Problems with the same key are one cause, however many pods have it. One that has lasted is another than one that passes. */
export const problemKey = ({ reason, container, subject, image = '', predicate, details, since }: PodProblem): string =>
  [reason, container ?? '', subject, image, predicate, since === undefined ? '' : 'lasted', ...details].join('\n')

/** The link of the chain for one container, or for the pod itself. */
export const problemCause = (ref: ObjectRef, problem: PodProblem): Cause => ({
  ref,
  reason: problem.behind ?? problem.reason,
  message: problemText(problem),
  ...(problem.container === undefined ? undefined : { container: problem.container }),
})
