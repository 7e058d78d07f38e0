import { refOf } from '../../model/identity.ts'
import type { Condition } from '../../model/conditions.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, recordsOf, textOf } from '../../model/read.ts'
import { millisecondsOf } from '../../model/scalars/time.ts'
import { clockText, spanText } from '../verdict/clock-text.ts'
import { shortened } from './container-problem.ts'
import type { RuleContext, Verdict } from '../verdict/kind-rule.ts'
import { lasting } from '../verdict/lasting.ts'
import { isFalse, liveCondition, transitionOf } from '../../model/conditions.ts'
import { problemCause, problemText, wholeProblem } from './pod-problem.ts'
import type { PodProblem } from './pod-problem.ts'
import { unboundClaims } from './unbound-claims.ts'
import type { UnboundClaims } from './unbound-claims.ts'
import { degraded, progressing, suspended } from '../verdict/verdicts.ts'
import type { Extras } from '../verdict/verdicts.ts'

type SchedulingState = Verdict & { readonly problem?: PodProblem }

/** A pod that has no node yet, by its PodScheduled condition; undefined where it has one. */
export const schedulingOf = (pod: JsonRecord, context: RuleContext): SchedulingState | undefined => {
  const condition = liveCondition(pod, 'PodScheduled')
  if (!isFalse(condition)) return undefined
  if (condition.reason === 'SchedulingGated') return suspended('SchedulingGated', gatesText(pod), { settled: false })
  if (condition.reason === 'Unschedulable') return unschedulable(pod, condition, context)
  return progressing('WaitingForScheduler', shortened(condition.message) || 'Waits for a node')
}

const unschedulable = (pod: JsonRecord, condition: Condition, context: RuleContext): SchedulingState => {
  const claims = condition.message.includes(UNBOUND) ? unboundClaims(pod, context) : undefined
  const predicate = claims?.text ?? unschedulableText(condition.message)
  const problem = wholeProblem('Unschedulable', predicate)
  if (claims?.beyond === true) return unschedulableFor(problem, pod, claims)
  const since = transitionOf(condition) ?? millisecondsOf(at(pod, 'metadata', 'creationTimestamp'))
  const after = context.thresholds.unschedulableAfter
  const note = since === undefined ? '' : ` (since ${clockText(since)}, Degraded after ${spanText(after)})`
  return lasting<SchedulingState>(
    {
      since,
      after,
      passing: { ...progressing('Unschedulable', `${predicate}${note}`, extrasOf(problem, pod, claims)), problem },
      lasted: began => unschedulableFor({ ...problem, since: began }, pod, claims),
    },
    context,
  )
}

const unschedulableFor = (problem: PodProblem, pod: JsonRecord, claims: UnboundClaims | undefined): SchedulingState => ({
  ...degraded('Unschedulable', problemText(problem), extrasOf(problem, pod, claims)),
  problem,
})

const extrasOf = (problem: PodProblem, pod: JsonRecord, claims: UnboundClaims | undefined): Extras => {
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

const unschedulableText = (message: string): string => {
  const [, total = '', rest = ''] = FIT_ERROR.exec(message.slice(0, 2048).replaceAll('\n', ' ')) ?? []
  if (message.includes(UNBOUND)) return 'Its PersistentVolumeClaims are not bound yet'
  if (total === '') return message === '' ? 'No node fits' : `No node fits: ${shortened(message)}`
  if (total === '0') return 'No node fits: the cluster has none'
  const parts = rest.split(/\.(?: |$)/, 1)[0] ?? ''
  return `No node fits: ${shortened(
    parts
      .split(', ')
      .map(part => partText(part, total))
      .join(', '),
  )}`
}

const partText = (part: string, total: string): string => {
  const [, count, text = ''] = PART.exec(part) ?? []
  return count === undefined ? part : `${count} of ${total} ${shortageText(text)}`
}

const TAINT = /untolerated taint(?:\(s\))?(?: \{([^:}]+))?/

const shortageText = (text: string): string => {
  const lacking = /^Insufficient (\S+)/.exec(text)?.[1]
  if (lacking !== undefined) return `have too little ${lacking}`
  const taint = TAINT.exec(text)
  if (taint !== null) return taint[1] === undefined ? 'have taints that it does not tolerate' : `have the taint ${taint[1]}`
  if (text.startsWith('Too many pods')) return 'are full of pods'
  if (text.includes('affinity/selector')) return 'do not match its node selector or affinity'
  if (text.includes('were unschedulable')) return 'are cordoned'
  return text.replace(/^node\(s\) /, '')
}
