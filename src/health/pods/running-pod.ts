import { refOf } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, isRecord, numberOf, own, recordOf, recordsOf, textOf } from '../../model/read.ts'
import { millisecondsOf } from '../../model/scalars/time.ts'
import type { Cause } from '../verdict/cause.ts'
import { clockText } from '../verdict/clock-text.ts'
import { shortened, terminationProblem } from './container-problem.ts'
import { eventMessage } from './events.ts'
import type { RuleContext, Verdict } from '../verdict/kind-rule.ts'
import { lasting } from '../verdict/lasting.ts'
import { isFalse, isTrue, liveCondition, transitionOf } from '../../model/conditions.ts'
import type { PodContainer } from './pod-containers.ts'
import { problemCause, problemText, wholeProblem } from './pod-problem.ts'
import type { PodProblem } from './pod-problem.ts'
import { degraded, healthy, progressing } from '../verdict/verdicts.ts'

type RunningState = Verdict & { readonly problem?: PodProblem }

/** A pod of phase Running in which no container waits in vain. */
export const runningPod = (pod: JsonRecord, containers: readonly PodContainer[], context: RuleContext): RunningState => {
  const ready = liveCondition(pod, 'Ready')
  if (isTrue(liveCondition(pod, 'DisruptionTarget'))) {
    return progressing('BeingDisrupted', shortened(liveCondition(pod, 'DisruptionTarget')?.message ?? '') || 'Is about to be evicted')
  }
  if (isTrue(ready)) return readyPod(pod, containers, context)
  if (runsToCompletion(pod, containers)) return progressing('Running', 'Runs to completion')
  const restarted = restartedSince(containers, transitionOf(ready))
  if (restarted !== undefined) return broken(pod, { ...restarted, reason: 'Restarting' })
  return unreadyPod(pod, containers, context)
}

const readyPod = (pod: JsonRecord, containers: readonly PodContainer[], context: RuleContext): RunningState => {
  const count = containers.filter(({ role }) => role !== 'init').length
  const text = count === 1 ? 'Its container is ready' : `Its ${count} containers are ready`
  const recent = recentRestarts(pod, containers, context)
  const causes = [...recent.causes, ...resizing(pod)]
  if (causes.length === 0) return healthy('Ready', count === 0 ? 'Is ready' : text)
  return healthy('Ready', `${text}; ${causes[0]?.message ?? ''}`, { causes, reassessAt: recent.until })
}

/** A restart within the window does not make a ready pod unhealthy, but people want to know. */
const recentRestarts = (
  pod: JsonRecord,
  containers: readonly PodContainer[],
  context: RuleContext,
): { causes: readonly Cause[]; until?: number } => {
  const { now } = context
  if (now === undefined) return { causes: [] }
  const causes: Cause[] = []
  let until = Infinity
  for (const { spec, status } of containers) {
    const terminated = at(status, 'lastState', 'terminated')
    const end = millisecondsOf(at(terminated, 'finishedAt'))
    if (!isRecord(terminated) || end === undefined || now >= end + context.thresholds.restartWindow) continue
    until = Math.min(until, end + context.thresholds.restartWindow)
    const problem = terminationProblem(terminated, status, spec)
    const message = `container ${problem.container ?? ''} was restarted at ${clockText(end)}: ${problemText(problem, [], 'it')}`
    causes.push({ ...problemCause(refOf(pod), problem), reason: 'RecentlyRestarted', message })
  }
  return causes.length === 0 ? { causes } : { causes, until }
}

/** In-place resize (KEP-1287): the pod runs on with its old resources. */
const resizing = (pod: JsonRecord): readonly Cause[] =>
  ['PodResizePending', 'PodResizeInProgress'].flatMap(type => {
    const condition = liveCondition(pod, type)
    if (!isTrue(condition)) return []
    const what = type === 'PodResizePending' ? 'a change of its resources waits' : 'its resources are being changed'
    const why = shortened(condition.message)
    return { ref: refOf(pod), reason: condition.reason || type, message: why === '' ? what : `${what}: ${why}` }
  })

/** Owners whose pods are to end: the ready condition means nothing for them. */
const BATCH_OWNERS: ReadonlySet<string> = new Set(['Job', 'Workflow', 'TaskRun', 'PipelineRun', 'SparkApplication', 'PyTorchJob', 'RayJob'])

const runsToCompletion = (pod: JsonRecord, containers: readonly PodContainer[]): boolean => {
  const annotations = recordOf(at(pod, 'metadata', 'annotations'))
  if (own(annotations, 'argocd.argoproj.io/ignore-restart-policy') === 'true') return false
  if (own(annotations, 'argocd.argoproj.io/hook') !== undefined || own(annotations, 'helm.sh/hook') !== undefined) return true
  const policy = at(pod, 'spec', 'restartPolicy')
  if (policy !== 'Never' && policy !== 'OnFailure') return false
  const owned = recordsOf(at(pod, 'metadata', 'ownerReferences')).some(owner => BATCH_OWNERS.has(textOf(owner['kind']) ?? ''))
  // Without such an owner it may be a service; one whose containers come to a good end is none, and kubelet never calls it ready again.
  return owned || containers.some(({ role, status }) => role === 'regular' && at(status, 'state', 'terminated', 'exitCode') === 0)
}

/** The end of a container that has not been ready since it was started again. */
const restartedSince = (containers: readonly PodContainer[], readySince: number | undefined): PodProblem | undefined => {
  for (const { role, spec, status } of containers) {
    const terminated = at(status, 'lastState', 'terminated')
    if (role === 'init' || status['ready'] === true || !isRecord(terminated)) continue
    const started = millisecondsOf(at(status, 'state', 'running', 'startedAt')) ?? millisecondsOf(terminated['finishedAt'])
    // Ready went False later than the restart: the container was ready in between, so the restart is not what is wrong now.
    if (readySince !== undefined && started !== undefined && readySince > started + SETTLING) continue
    return terminationProblem(terminated, status, spec)
  }
  return undefined
}

/** Within this time of a restart kubelet has reported on the pod; what falls later has been ready in between. */
const SETTLING = 5000
const SECOND = 1000

const unreadyPod = (pod: JsonRecord, containers: readonly PodContainer[], context: RuleContext): RunningState => {
  const unready = containers.filter(({ role, status }) => role !== 'init' && status['ready'] !== true)
  const text = unreadyText(pod, unready, context)
  return lasting<RunningState>(
    {
      since: unreadySince(pod, unready),
      after: Math.max(context.thresholds.workloadAfter, ...unready.map(({ spec }) => probeBudget(spec))),
      passing: progressing('NotReady', text),
      lasted: since => broken(pod, wholeProblem('ReadinessFailing', text, since)),
    },
    context,
  )
}

/** The pod is unready from its first moment: init containers take their time before the others can be ready at all. */
const unreadySince = (pod: JsonRecord, unready: readonly PodContainer[]): number | undefined => {
  const since = transitionOf(liveCondition(pod, 'Ready')) ?? millisecondsOf(at(pod, 'status', 'startTime'))
  if (since === undefined) return undefined
  return Math.max(since, ...unready.map(({ status }) => millisecondsOf(at(status, 'state', 'running', 'startedAt')) ?? since))
}

const broken = (pod: JsonRecord, problem: PodProblem): RunningState => ({
  ...degraded(problem.reason, problemText(problem), { causes: [problemCause(refOf(pod), problem)] }),
  problem,
})

const unreadyText = (pod: JsonRecord, unready: readonly PodContainer[], context: RuleContext): string => {
  const names = unready.flatMap(({ status }) => textOf(status['name']) ?? [])
  const probe = shortened(eventMessage(pod, context, ['Unhealthy']))
  if (names.length > 0)
    return `${names.length === 1 ? 'Container' : 'Containers'} ${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} not ready${probe === '' ? '' : `: ${probe}`}`
  const gates = recordsOf(at(pod, 'spec', 'readinessGates'))
    .flatMap(gate => textOf(gate['conditionType']) ?? [])
    .filter(type => !isTrue(liveCondition(pod, type)))
  if (gates.length > 0) return `Waits for the readiness gate${gates.length === 1 ? '' : 's'} ${gates.join(', ')}`
  return isFalse(liveCondition(pod, 'Ready')) ? 'Is not ready' : 'Has not reported yet that it is ready'
}

/** How long the probes of a container may fail before kubelet restarts it or calls it unready. */
const probeBudget = (spec: JsonRecord | undefined): number => {
  let seconds = 0
  for (const name of ['startupProbe', 'readinessProbe']) {
    const probe = spec?.[name]
    if (!isRecord(probe)) continue
    seconds +=
      (numberOf(probe['initialDelaySeconds']) ?? 0) + (numberOf(probe['periodSeconds']) ?? 10) * (numberOf(probe['failureThreshold']) ?? 3)
  }
  return seconds * SECOND
}
