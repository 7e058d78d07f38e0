import { refOf } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, isRecord, recordOf, recordsOf, textOf } from '../../model/read.ts'
import { terminationProblem } from './container-problem.ts'
import type { Verdict } from '../verdict/kind-rule.ts'
import { isTrue, liveCondition } from '../../model/conditions.ts'
import type { PodContainer } from './pod-containers.ts'
import { problemCause, problemText, wholeProblem } from './pod-problem.ts'
import type { PodProblem } from './pod-problem.ts'
import { after, oneLine } from '../verdict/texts.ts'
import { degraded } from '../verdict/verdicts.ts'

/** Pods that the node or the scheduler took away, rather than that failed (kubelet's eviction, preemption and shutdown managers). */
const TAKEN: ReadonlySet<string> = new Set(['Evicted', 'Preempting', 'NodeShutdown', 'Shutdown', 'Terminated', 'NodeLost', 'NodeAffinity'])

/** A pod of phase Failed: nothing brings it back. */
export const failedPod = (
  pod: JsonRecord,
  containers: readonly PodContainer[],
): Verdict & { readonly problem: PodProblem; readonly superseded: boolean } => {
  const status = recordOf(pod['status'])
  const reason = textOf(status['reason']) ?? ''
  // Sidecars are killed once the others have ended, so what they exit with tells least.
  const inOrder = [...containers.filter(({ role }) => role !== 'sidecar'), ...containers.filter(({ role }) => role === 'sidecar')]
  const failed = inOrder.flatMap(({ spec, status: container }) => {
    const terminated = at(container, 'state', 'terminated')
    return isRecord(terminated) && terminated['exitCode'] !== 0 ? [terminationProblem(terminated, container, { spec })] : []
  })
  const own = reason === '' ? disrupted(pod) : podProblem(reason, textOf(status['message']) ?? '')
  const problem = own ?? failed[0] ?? podProblem('Failed', textOf(status['message']) ?? '')
  const ref = refOf(pod)
  const causes = [...(own === undefined ? [] : [own]), ...failed].map(each => problemCause(ref, each))
  const controlled = recordsOf(at(pod, 'metadata', 'ownerReferences')).some(owner => owner['controller'] === true)
  const superseded = controlled && (TAKEN.has(reason) || isTrue(liveCondition(pod, 'DisruptionTarget')))
  return { ...degraded(problem.reason, problemText(problem), { causes, settled: true }), problem, superseded }
}

/** The node lifecycle controller, eviction and preemption leave a pod without a reason, but for this condition (KEP-3329). */
const disrupted = (pod: JsonRecord): PodProblem | undefined => {
  const target = liveCondition(pod, 'DisruptionTarget')
  return isTrue(target) ? wholeProblem(target.reason || 'Disrupted', `Was taken from its node${after(oneLine(target.message))}`) : undefined
}

const podProblem = (reason: string, message: string): PodProblem => wholeProblem(reason, failedText(reason, message))

/** kubelet begins what it says of a pod that it does not take with the same words (lifecycle/predicate.go); each reason of these is its own. */
const REJECTED = 'Pod was rejected: '

const failedText = (reason: string, message: string): string => {
  const rejected = message.startsWith(REJECTED)
  const text = TEXTS[reason] ?? (rejected ? 'Was rejected by its node' : 'Failed')
  return `${text}${after(oneLine(rejected ? message.slice(REJECTED.length) : message))}`
}

const TEXTS: Readonly<Record<string, string>> = {
  Evicted: 'Was evicted',
  Preempting: 'Was preempted by a pod of higher priority',
  NodeShutdown: 'Its node was shut down',
  Shutdown: 'Its node was shut down',
  Terminated: 'Its node was shut down',
  NodeLost: 'Its node was lost',
  DeadlineExceeded: 'Ran longer than it may',
}
