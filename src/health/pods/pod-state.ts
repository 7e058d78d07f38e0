import { refOf } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, isRecord, recordOf, recordsOf, textOf } from '../../model/read.ts'
import type { Cause } from '../verdict/cause.ts'
import { terminationProblem, waitingProblem } from './container-problem.ts'
import type { ContainerHints } from './container-problem.ts'
import { latestEvent } from '../events/latest-event.ts'
import type { SeenEvent } from '../events/latest-event.ts'
import { readHints } from './hints.ts'
import { lostNode } from './lost-node.ts'
import { plainError } from '../events/plain-error.ts'
import { failedPod } from './failed-pod.ts'
import type { RuleContext, Verdict } from '../verdict/kind-rule.ts'
import { lasting } from '../verdict/lasting.ts'
import { isFalse, isTrue, liveCondition, transitionOf } from '../../model/conditions.ts'
import { podContainers } from './pod-containers.ts'
import type { PodContainer } from './pod-containers.ts'
import { problemCause, problemText, wholeProblem } from './pod-problem.ts'
import type { PodProblem } from './pod-problem.ts'
import { runningPod } from './running-pod.ts'
import { readScheduling } from './scheduling.ts'
import { degraded, healthy, progressing, unknown } from '../verdict/verdicts.ts'

/** The verdict on a pod, and what parents need to explain themselves by it. */
export interface PodState extends Verdict {
  readonly problem?: PodProblem
  /** Its controller makes another in its place (an evicted pod): it says nothing of the parent. */
  readonly superseded?: boolean
}

/**
 * A pod by its phase, its conditions and its containers: facts of the Pod lifecycle (KEP-24, KEP-753 for sidecars, KEP-3085 for
 * PodReadyToStartContainers, KEP-3521 for scheduling gates) and of what kubelet writes as waiting and termination reasons.
 */
export const podState = (pod: JsonRecord, context: RuleContext): PodState => {
  const phase = textOf(recordOf(pod['status'])['phase']) ?? ''
  if (phase === 'Succeeded') return healthy('Completed', 'Ran to completion')
  const containers = podContainers(pod)
  if (phase === 'Failed') return failedPod(pod, containers)
  const lost = lostNode(pod, context)
  if (lost !== undefined) return inVain(pod, [lost])
  const problems = findProblems(pod, containers, context)
  if (isSome(problems)) return inVain(pod, problems)
  if (phase === 'Running') return runningPod(pod, containers, context)
  if (phase === 'Pending' || phase === '') return pendingPod(pod, containers, context)
  return unknown('PhaseUnknown', 'Its node does not report what became of it')
}

const findProblems = (pod: JsonRecord, containers: readonly PodContainer[], context: RuleContext): readonly PodProblem[] => {
  const problems: PodProblem[] = []
  for (const { role, spec, status } of containers) {
    const hints = readHints(pod, textOf(status['name']) ?? '', context)
    const problem = waitingProblem(status, spec, hints) ?? (role === 'sidecar' ? undefined : endedInVain(pod, { spec, status }, hints))
    if (problem !== undefined) problems.push(problem)
  }
  return problems
}

/** A container that has just failed, before kubelet says that it waits. With OnFailure, also of its own (KEP-5307), it simply runs again, and so does a sidecar. */
const endedInVain = (
  pod: JsonRecord,
  { spec, status }: Pick<PodContainer, 'spec' | 'status'>,
  hints: ContainerHints,
): PodProblem | undefined => {
  const terminated = at(status, 'state', 'terminated')
  if (
    !isRecord(terminated) ||
    terminated['exitCode'] === 0 ||
    (spec?.['restartPolicy'] ?? at(pod, 'spec', 'restartPolicy')) === 'OnFailure'
  )
    return undefined
  return terminationProblem(terminated, status, { spec, hints })
}

type Some = readonly [PodProblem, ...PodProblem[]]
const isSome = (problems: readonly PodProblem[]): problems is Some => problems.length > 0

const inVain = (pod: JsonRecord, problems: Some): PodState => {
  const [first] = problems
  const ref = refOf(pod)
  const causes: readonly Cause[] = problems.map(problem => problemCause(ref, problem))
  return { ...degraded(first.reason, problemText(first), { causes }), problem: first }
}

const pendingPod = (pod: JsonRecord, containers: readonly PodContainer[], context: RuleContext): PodState => {
  const scheduling = readScheduling(pod, context)
  if (scheduling !== undefined) return scheduling
  if (textOf(at(pod, 'spec', 'nodeName')) === undefined && liveCondition(pod, 'PodScheduled') === undefined) {
    return progressing('WaitingForScheduler', 'Waits for a node')
  }
  return readSandbox(pod, context) ?? startingPod(pod, containers)
}

/** While the sandbox is not there, volumes or network are what is missing; only Events say which. */
const readSandbox = (pod: JsonRecord, context: RuleContext): PodState | undefined => {
  const condition = liveCondition(pod, 'PodReadyToStartContainers')
  const why = setupText(pod, context)
  // Before 1.29 there is no such condition, and only an Event tells.
  if (!isFalse(condition) && (condition !== undefined || why === '')) return undefined
  const problem = wholeProblem('CreatingSandbox', why === '' ? 'Its volumes or network are not set up' : why)
  return lasting<PodState>(
    {
      since: transitionOf(condition ?? liveCondition(pod, 'PodScheduled')),
      after: context.thresholds.sandboxAfter,
      passing:
        why === ''
          ? progressing('CreatingSandbox', 'Its volumes and network are being set up')
          : { ...progressing(problem.reason, problemText(problem), { causes: [problemCause(refOf(pod), problem)] }), problem },
      lasted: since => inVain(pod, [{ ...problem, reason: 'SandboxNotReady', since }]),
    },
    context,
  )
}

const SETUP_EVENTS: Readonly<Record<string, string>> = {
  FailedMount: 'cannot be mounted',
  FailedAttachVolume: 'cannot be attached',
  FailedMapVolume: 'cannot be mapped',
  FailedCreatePodSandBox: 'Network is not set up',
  NetworkNotReady: 'Network is not set up',
  FailedPrepareDynamicResources: 'Devices are not set up',
}

/** `Volume data cannot be mounted: ConfigMap curve does not exist`, '' where nothing is said. */
const setupText = (pod: JsonRecord, context: RuleContext): string => {
  const told = (specific: boolean): SeenEvent | undefined =>
    latestEvent(pod, context, (reason, message) => Object.hasOwn(SETUP_EVENTS, reason) && !(specific && TIMED_OUT.test(message)))
  const event = told(true) ?? told(false)
  if (event === undefined) return ''
  const what = SETUP_EVENTS[event.reason] ?? ''
  const volume = /for volume "([^"]{1,253})"/.exec(event.message)?.[1]
  if (!what.startsWith('cannot')) return `${what}: ${plainError(event.message)}`
  return `${volume === undefined ? 'A volume' : `Volume ${volume}`} ${what}: ${plainError(event.message)}`
}
/** Words that kubelet writes after what it said of the volume itself. */
const TIMED_OUT = /timed out waiting for the condition/

const startingPod = (pod: JsonRecord, containers: readonly PodContainer[]): PodState => {
  const inits = recordsOf(at(pod, 'spec', 'initContainers')).filter(spec => spec['restartPolicy'] !== 'Always')
  const waiting = containers.find(({ role, status }) => role === 'init' && at(status, 'state', 'terminated') === undefined)
  if (inits.length > 0 && waiting !== undefined && !isTrue(liveCondition(pod, 'Initialized'))) {
    const done = containers.filter(({ role, status }) => role === 'init' && at(status, 'state', 'terminated') !== undefined).length
    const [counts, container] = [`${done} of ${inits.length} init containers are done`, textOf(waiting.status['name']) ?? '']
    if (at(waiting.status, 'state', 'running') === undefined) return progressing('Initializing', `${counts}; ${container} is next`)
    // Whoever waits for the pod learns what the pod waits for.
    const subject = `Init container ${container}`
    const problem: PodProblem = { ...wholeProblem('Initializing', 'has not ended'), container, subject }
    return { ...progressing('Initializing', `${counts}; ${container} is running`), problem }
  }
  return progressing('ContainerCreating', 'Its containers are being created')
}
