import { refOf } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, isRecord, numberOf, own, recordOf, recordsOf, textOf } from '../../model/read.ts'
import { millisecondsOf } from '../../model/scalars/time.ts'
import { terminationProblem } from './container-problem.ts'
import { latestEvent } from '../events/latest-event.ts'
import { readHints } from './hints.ts'
import type { RuleContext, Verdict } from '../verdict/kind-rule.ts'
import { lasting } from '../verdict/lasting.ts'
import { isFalse, isTrue, liveCondition, transitionOf } from '../../model/conditions.ts'
import type { PodContainer } from './pod-containers.ts'
import { problemCause, problemText, wholeProblem } from './pod-problem.ts'
import type { PodProblem } from './pod-problem.ts'
import { podNotes } from './pod-notes.ts'
import { after, joined, oneLine } from '../verdict/texts.ts'
import { degraded, healthy, progressing } from '../verdict/verdicts.ts'

type RunningState = Verdict & { readonly problem?: PodProblem }

/** A pod of phase Running in which no container waits in vain. */
export const runningPod = (pod: JsonRecord, containers: readonly PodContainer[], context: RuleContext): RunningState => {
  const ready = liveCondition(pod, 'Ready')
  if (isTrue(liveCondition(pod, 'DisruptionTarget'))) {
    return progressing('BeingDisrupted', oneLine(liveCondition(pod, 'DisruptionTarget')?.message ?? '') || 'Is about to be evicted')
  }
  if (isTrue(ready)) return readyPod(pod, containers, context)
  if (runsToCompletion(pod, containers)) return runningToEnd(containers)
  const restarted = restartedSince(pod, containers, context)
  if (restarted !== undefined) return broken(pod, { ...restarted, reason: 'Restarting' })
  return unreadyPod(pod, containers, context)
}

const readyPod = (pod: JsonRecord, containers: readonly PodContainer[], context: RuleContext): RunningState => {
  const count = containers.filter(({ role }) => role !== 'init').length
  const text = count === 1 ? 'Its container is ready' : `Its ${count} containers are ready`
  const { causes, until } = podNotes(pod, containers, context)
  const [first] = causes
  if (first === undefined) return healthy('Ready', count === 0 ? 'Is ready' : text)
  return healthy('Ready', joined(text, first.message), { causes, reassessAt: until })
}

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

/** A container that goes on when the others have come to their end keeps the pod, and its Job, from ending. */
const runningToEnd = (containers: readonly PodContainer[]): RunningState => {
  const regular = containers.filter(({ role }) => role === 'regular')
  const named = (fits: (container: PodContainer) => boolean): string =>
    regular
      .filter(fits)
      .map(({ status }) => textOf(status['name']) ?? '')
      .join(', ')
  const done = named(({ status }) => at(status, 'state', 'terminated', 'exitCode') === 0)
  const on = named(({ status }) => isRecord(at(status, 'state', 'running')))
  if (done === '' || on === '') return progressing('Running', 'Runs to completion')
  const text = `Container ${done} has come to its end; container ${on} still runs and keeps the pod`
  return { ...progressing('Running', text), problem: wholeProblem('KeptBySidecar', text) }
}

/** The end of a container that has not been ready since it was started again. */
const restartedSince = (pod: JsonRecord, containers: readonly PodContainer[], context: RuleContext): PodProblem | undefined => {
  const readySince = transitionOf(liveCondition(pod, 'Ready'))
  for (const { role, spec, status } of containers) {
    const terminated = at(status, 'lastState', 'terminated')
    if (role === 'init' || status['ready'] === true || !isRecord(terminated)) continue
    const started = millisecondsOf(at(status, 'state', 'running', 'startedAt')) ?? millisecondsOf(terminated['finishedAt'])
    // Ready went False later than the restart: the container was ready in between, so the restart is not what is wrong now.
    if (readySince !== undefined && started !== undefined && readySince > started + SETTLING) continue
    return terminationProblem(terminated, status, { spec, hints: readHints(pod, textOf(status['name']) ?? '', context) })
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
  if (names.length > 0)
    return `${names.length === 1 ? 'Container' : 'Containers'} ${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} not ready${after(probeText(pod, unready, context))}`
  const gates = recordsOf(at(pod, 'spec', 'readinessGates'))
    .flatMap(gate => textOf(gate['conditionType']) ?? [])
    .filter(type => !isTrue(liveCondition(pod, type)))
  if (gates.length > 0)
    return `Waits for the readiness gate${gates.length === 1 ? '' : 's'} ${gates.map(type => gateText(pod, type)).join(', ')}`
  return isFalse(liveCondition(pod, 'Ready')) ? 'Is not ready' : 'Has not reported yet that it is ready'
}

/** A gate with what its controller says of it. */
const gateText = (pod: JsonRecord, type: string): string => {
  const gate = liveCondition(pod, type)
  const why = gate === undefined ? '' : gate.message || gate.reason
  return why === '' ? type : `${type} (${oneLine(why)})`
}

/** Finds what a probe said last of the present run of a container that is not ready. */
const probeText = (pod: JsonRecord, unready: readonly PodContainer[], context: RuleContext): string => {
  const began = Math.max(
    -Infinity,
    ...unready.map(({ status }) => millisecondsOf(at(status, 'state', 'running', 'startedAt')) ?? -Infinity),
  )
  const event = latestEvent(pod, context, reason => reason === 'Unhealthy')
  return event === undefined || event.at < began ? '' : oneLine(event.message)
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
