import { refOf } from '../../model/identity.ts'
import type { Condition } from '../../model/conditions.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, recordsOf, textOf } from '../../model/read.ts'
import { millisecondsOf } from '../../model/scalars/time.ts'
import { clockText, spanText } from '../verdict/clock-text.ts'
import { latestEvent } from '../events/latest-event.ts'
import type { RuleContext, Verdict } from '../verdict/kind-rule.ts'
import { lasting } from '../verdict/lasting.ts'
import { isFalse, liveCondition, transitionOf } from '../../model/conditions.ts'
import { plainError } from '../events/plain-error.ts'
import { problemCause, problemText, wholeProblem } from './pod-problem.ts'
import type { PodProblem } from './pod-problem.ts'
import { unboundClaims } from './unbound-claims.ts'
import type { UnboundClaims } from './unbound-claims.ts'
import { untoleratedTaints } from './taints.ts'
import { oneLine } from '../verdict/texts.ts'
import { degraded, progressing, suspended } from '../verdict/verdicts.ts'
import type { Extras } from '../verdict/verdicts.ts'

/** Says what an autoscaler does about it, since the pod has been waiting. */
const scaleUpText = (pod: JsonRecord, condition: Condition, context: RuleContext): string => {
  const event = latestEvent(pod, context, reason => Object.hasOwn(SCALING, reason))
  if (event === undefined || event.at < (transitionOf(condition) ?? 0)) return ''
  return `; ${SCALING[event.reason] ?? ''}: ${oneLine(event.message).replace(/^pod (?:triggered scale-up|didn't trigger scale-up): /, '')}`
}
/** Events of cluster-autoscaler and of Karpenter. */
const SCALING: Readonly<Record<string, string>> = {
  TriggeredScaleUp: 'nodes are being added',
  Nominated: 'a node is being added',
  NotTriggerScaleUp: 'no node is added',
}

type SchedulingState = Verdict & { readonly problem?: PodProblem }

/** A pod that has no node yet, by its PodScheduled condition; undefined where it has one. */
export const readScheduling = (pod: JsonRecord, context: RuleContext): SchedulingState | undefined => {
  const condition = liveCondition(pod, 'PodScheduled')
  if (!isFalse(condition)) return undefined
  if (condition.reason === 'SchedulingGated') return suspended('SchedulingGated', gatesText(pod), { settled: false })
  if (condition.reason === 'Unschedulable') return unschedulable(pod, condition, context)
  return progressing('WaitingForScheduler', plainError(condition.message) || 'Waits for a node')
}

const unschedulable = (pod: JsonRecord, condition: Condition, context: RuleContext): SchedulingState => {
  const claims = condition.message.includes(UNBOUND) ? unboundClaims(pod, context) : undefined
  const predicate = `${claims?.text ?? unschedulableText(condition.message, pod, context)}${scaleUpText(pod, condition, context)}`
  const problem = wholeProblem('Unschedulable', predicate)
  if (claims?.beyond === true) return unschedulableFor(problem, pod, claims)
  const since = transitionOf(condition) ?? millisecondsOf(at(pod, 'metadata', 'creationTimestamp'))
  const after = context.thresholds.unschedulableAfter
  const note = since === undefined ? '' : ` (since ${clockText(since)}, Degraded after ${spanText(after)})`
  return lasting<SchedulingState>(
    {
      since,
      after,
      passing: { ...progressing('Unschedulable', `${predicate}${note}`, describeExtras(problem, pod, claims)), problem },
      lasted: began => unschedulableFor({ ...problem, since: began }, pod, claims),
    },
    context,
  )
}

const unschedulableFor = (problem: PodProblem, pod: JsonRecord, claims: UnboundClaims | undefined): SchedulingState => ({
  ...degraded('Unschedulable', problemText(problem), describeExtras(problem, pod, claims)),
  problem,
})

const describeExtras = (problem: PodProblem, pod: JsonRecord, claims: UnboundClaims | undefined): Extras => {
  const cause = problemCause(refOf(pod), problem)
  return claims === undefined ? { causes: [cause] } : { causes: [{ ...cause, causes: claims.causes }], reassessAt: claims.reassessAt }
}

const gatesText = (pod: JsonRecord): string => {
  const gates = recordsOf(at(pod, 'spec', 'schedulingGates')).flatMap(gate => textOf(gate['name']) ?? [])
  return gates.length === 0 ? 'Scheduling is held back by a gate' : `Scheduling is held back by ${gates.join(', ')}`
}

/**
 * `0/3 nodes are available: 3 Insufficient memory, 1 node(s) had untolerated taint {a: }. preemption: …` (kube-scheduler, framework.FitError).
 * What follows the first sentence is about preemption and deallocation, which nobody can act on.
 */
const FIT_ERROR = /^0\/(\d+) nodes are available: (.*)$/
const PART = /^(\d+) (.*)$/

const UNBOUND = 'unbound immediate PersistentVolumeClaims'

const unschedulableText = (message: string, pod: JsonRecord, context: RuleContext): string => {
  const [, total = '', rest = ''] = FIT_ERROR.exec(oneLine(message)) ?? []
  if (message.includes(UNBOUND)) return 'Its PersistentVolumeClaims are not bound yet'
  if (total === '') return message === '' ? 'No node fits' : `No node fits: ${plainError(message)}`
  if (total === '0') return 'No node fits: the cluster has none'
  const parts = rest.split(/\.(?: |$)/, 1)[0] ?? ''
  const texts = parts.split(', ').map(part => {
    const [, count, text = ''] = PART.exec(part) ?? []
    return count === undefined ? part : `${count} of ${total} ${shortageText(text, pod, context)}`
  })
  return `No node fits: ${texts.join(', ')}`
}

/** `1 node(s) had untolerated taint {dedicated: gpu}`; since 1.36 the scheduler does not name it any more, so the nodes themselves are asked. */
const TAINT = /untolerated taint(?:\(s\))?(?: \{([^:}]{1,300}): ?([^}]{0,100})\})?/

const shortageText = (text: string, pod: JsonRecord, context: RuleContext): string => {
  const lacking = /^Insufficient (\S+)/.exec(text)?.[1]
  if (lacking !== undefined) return `have too little ${lacking}`
  const taint = TAINT.exec(text)
  if (taint !== null) {
    const [, key, value = ''] = taint
    const names = key === undefined ? untoleratedTaints(pod, context) : [value === '' ? key : `${key}=${value}`]
    return names.length === 0
      ? 'have taints that it does not tolerate'
      : `have the taint${names.length === 1 ? '' : 's'} ${names.join(', ')}`
  }
  if (text.startsWith('Too many pods')) return 'are full of pods'
  if (text.includes('affinity/selector')) return 'do not match its node selector or affinity'
  if (text.includes('were unschedulable')) return 'are cordoned'
  return text.replace(/^node\(s\) /, '')
}
