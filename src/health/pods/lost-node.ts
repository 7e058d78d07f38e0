import { isTrue, liveCondition, transitionOf } from '../../model/conditions.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, textOf } from '../../model/read.ts'
import { clockText } from '../verdict/clock-text.ts'
import type { RuleContext } from '../verdict/kind-rule.ts'
import { eventMessage } from '../events/latest-event.ts'
import { wholeProblem } from './pod-problem.ts'
import type { PodProblem } from './pod-problem.ts'

/**
 * That nobody knows how a pod is, because its node does not report: the node lifecycle controller sets the node's Ready to Unknown, marks its pods not
 * ready with an Event, and leaves their containers as they last were.
 */
export const lostNode = (pod: JsonRecord, context: RuleContext): PodProblem | undefined => {
  const name = textOf(at(pod, 'spec', 'nodeName')) ?? ''
  const node = name === '' ? undefined : context.related?.find('Node', '', name)
  const ready = liveCondition(node, 'Ready')
  if (node === undefined) {
    const marked = !isTrue(liveCondition(pod, 'Ready')) && eventMessage(pod, context, ['NodeNotReady']) !== ''
    return marked && hasReadyContainers(pod) ? wholeProblem('NodeNotReporting', `Its node ${name} does not report`) : undefined
  }
  if (ready?.status !== 'Unknown') return undefined
  const since = transitionOf(ready)
  return wholeProblem('NodeNotReporting', `Its node ${name} does not report${since === undefined ? '' : ` since ${clockText(since)}`}`)
}

/** The containers are still as their kubelet last wrote them. */
const hasReadyContainers = (pod: JsonRecord): boolean => {
  const statuses = at(pod, 'status', 'containerStatuses')
  return Array.isArray(statuses) && statuses.length > 0 && statuses.every(status => at(status, 'ready') === true)
}
