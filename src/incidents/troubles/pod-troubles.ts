import { isVain } from '../../health/internal.ts'
import { isFalse, liveCondition, transitionOf } from '../../model/conditions.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, isRecord, textOf } from '../../model/read.ts'
import { millisecondsOf } from '../../model/scalars/time.ts'
import type { Fault, Quoted, Trouble, PlacedText } from '../graph/fault.ts'
import type { Look } from '../graph/look.ts'
import { readPlacement } from '../graph/placement.ts'
import { conditionWords, eventWords, indexed, findLastSeen, withIndex, wordsAt } from '../graph/words.ts'

/** Finds the troubles of a pod: what kubelet, the scheduler and the node controller write, each in its own field. */
export const podTroubles = (pod: JsonRecord, look: Look): readonly Trouble[] => {
  const phase = textOf(at(pod, 'status', 'phase')) ?? ''
  if (phase === 'Succeeded') return []
  if (at(pod, 'metadata', 'deletionTimestamp') !== undefined) return [terminating(pod)]
  if (phase === 'Failed') return failed(pod)
  const unscheduled = notScheduled(pod, look)
  if (unscheduled !== undefined) return unscheduled
  const containers = containerTroubles(pod, look)
  if (containers.length > 0) return containers
  const setUp = settingUp(pod, look)
  return setUp.length > 0 ? setUp : notReady(pod, look)
}

/** A pod that is being deleted waits for its node's kubelet, or for a finalizer. */
const terminating = (pod: JsonRecord): Trouble => ({
  what: 'terminating',
  words: [],
  since: millisecondsOf(at(pod, 'metadata', 'deletionTimestamp')),
})

/** kubelet's reasons for ending a pod for the sake of its node (pkg/kubelet/eviction, nodeshutdown). */
const FOR_THE_NODE: ReadonlySet<string> = new Set(['Evicted', 'NodeShutdown', 'Shutdown', 'Terminated', 'NodeLost'])

const failed = (pod: JsonRecord): readonly Trouble[] => {
  const reason = textOf(at(pod, 'status', 'reason')) ?? ''
  const words = wordsAt(pod, ['status', 'message'], 'status.message')
  if (FOR_THE_NODE.has(reason)) {
    const disrupted = liveCondition(pod, 'DisruptionTarget')
    return [{ what: 'evicted', words, since: transitionOf(disrupted) ?? transitionOf(liveCondition(pod, 'Ready')) }]
  }
  const ended = containerLists(pod).flatMap(([status, path]) => {
    const terminated = at(status, 'state', 'terminated')
    return isRecord(terminated) && terminated['exitCode'] !== 0 ? [crash(pod, status, [...path, 'state', 'terminated'])] : []
  })
  return ended.length > 0 ? ended : [{ what: 'start', words, fault: { reason: 'Failing', quote: words[0]?.quote } }]
}

const notScheduled = (pod: JsonRecord, look: Look): readonly Trouble[] | undefined => {
  const condition = liveCondition(pod, 'PodScheduled')
  if (!isFalse(condition)) return undefined
  if (condition.reason !== 'Unschedulable') return []
  const pools = eventWords(pod, look, ['FailedScheduling']).filter(({ text }) => text.includes('limits for nodepool'))
  const words = [...conditionWords(pod, 'PodScheduled'), ...pools]
  const isOwn = readPlacement(pod, condition.message.slice(0, 4096), look).fitsNowhere
  const fault: Fault | undefined = isOwn ? { reason: 'FitsNowhere', quote: words[0]?.quote } : undefined
  return [{ what: 'unscheduled', words, since: transitionOf(condition), fault }]
}

/** The status of every container with the path to it, init containers first. */
const containerLists = (pod: JsonRecord): readonly (readonly [JsonRecord, Quoted['path']])[] =>
  ['initContainerStatuses', 'containerStatuses'].flatMap(list =>
    withIndex(at(pod, 'status', list)).map(([status, index]) => [status, ['status', list, index]] as const),
  )

const IMAGE_REASONS: ReadonlySet<string> = new Set(['ErrImagePull', 'ImagePullBackOff', 'RegistryUnavailable', 'SignatureValidationFailed'])
const OWN_IMAGE_REASONS: ReadonlySet<string> = new Set(['ErrImageNeverPull', 'InvalidImageName', 'ImageInspectError'])
const CONFIG_REASONS: ReadonlySet<string> = new Set(['CreateContainerConfigError', 'CreateContainerError'])

const containerTroubles = (pod: JsonRecord, look: Look): readonly Trouble[] =>
  containerLists(pod).flatMap(([status, path]) => {
    const reason = textOf(at(status, 'state', 'waiting', 'reason')) ?? ''
    const container = textOf(status['name'])
    const waiting = wordsAt(
      pod,
      [...path, 'state', 'waiting', 'message'],
      `status.containerStatuses[name=${container ?? ''}].state.waiting.message`,
    )
    if (IMAGE_REASONS.has(reason)) return [imageTrouble(pod, look, { status, waiting })]
    if (OWN_IMAGE_REASONS.has(reason)) return [own('start', waiting, 'Failing', container)]
    if (CONFIG_REASONS.has(reason)) {
      const words = [...waiting, ...eventWords(pod, look, ['Failed'])]
      return [{ ...own('config', words, 'Failing', container), since: transitionOf(liveCondition(pod, 'Ready')) }]
    }
    if (reason === 'CrashLoopBackOff') return [crash(pod, status, lastEnd(status, path), look)]
    if (isVain(reason)) return [own('start', waiting, 'Failing', container)]
    return restarting(pod, status, path, look)
  })

const own = (what: Trouble['what'], words: readonly PlacedText[], reason: Fault['reason'], container?: string): Trouble => ({
  what,
  words,
  fault: { reason, quote: words[0]?.quote },
  container,
})

const imageTrouble = (
  pod: JsonRecord,
  look: Look,
  { status, waiting }: { status: JsonRecord; waiting: readonly PlacedText[] },
): Trouble => {
  const image = textOf(status['image']) ?? ''
  const told = eventWords(pod, look, ['Failed', 'ErrImagePull']).filter(({ text }) => image === '' || text.includes(image))
  return own('image', [...waiting, ...told], 'ImageNotFound', textOf(status['name']))
}

/** A container that ended with an error, and has not been ready since it was started again. */
const restarting = (pod: JsonRecord, status: JsonRecord, path: Quoted['path'], look: Look): readonly Trouble[] => {
  const end = at(status, 'state', 'terminated')
  if (isRecord(end)) {
    if (end['exitCode'] === 0 || at(pod, 'spec', 'restartPolicy') === 'OnFailure') return []
    return [crash(pod, status, [...path, 'state', 'terminated'], look)]
  }
  const last = at(status, 'lastState', 'terminated')
  if (status['ready'] === true || !isRecord(last) || last['exitCode'] === 0) return []
  const ready = transitionOf(liveCondition(pod, 'Ready'))
  const started = millisecondsOf(at(status, 'state', 'running', 'startedAt')) ?? millisecondsOf(last['finishedAt'])
  // Ready fell later than the restart: the container was ready in between.
  if (ready !== undefined && started !== undefined && ready > started + 5000) return []
  return [crash(pod, status, [...path, 'lastState', 'terminated'], look)]
}

const lastEnd = (status: JsonRecord, path: Quoted['path']): Quoted['path'] =>
  isRecord(at(status, 'lastState', 'terminated')) ? [...path, 'lastState', 'terminated'] : [...path, 'state', 'waiting']

/** A container that does not stay up, with its last words and what ended it. */
const crash = (pod: JsonRecord, status: JsonRecord, path: Quoted['path'], look?: Look): Trouble => {
  const container = textOf(status['name']) ?? ''
  const said = wordsAt(pod, [...path, 'message'], `status.containerStatuses[name=${container}].lastState.terminated.message`)
  const end = path.reduce<unknown>((here, step) => (here as JsonRecord | undefined)?.[step], pod)
  const killed = look === undefined ? [] : eventWords(pod, look, ['Killing']).filter(isProbe(container))
  const reason = at(end, 'reason') === 'OOMKilled' ? 'OutOfMemory' : killed.length > 0 ? 'ProbeFailing' : 'Crashing'
  const probes = look === undefined || killed.length === 0 ? [] : eventWords(pod, look, ['Unhealthy'])
  const quote = reason === 'OutOfMemory' ? undefined : (probes[0] ?? killed[0] ?? said[0])?.quote
  return {
    what: 'crash',
    words: said,
    since: transitionOf(liveCondition(pod, 'Ready')),
    fault: { reason, quote, since: transitionOf(liveCondition(pod, 'Ready')) },
    container,
  }
}

/** `Container web failed liveness probe, will be restarted` (pkg/kubelet/kuberuntime). */
const isProbe =
  (container: string) =>
  ({ text }: PlacedText): boolean =>
    text.startsWith(`Container ${container} failed `) && text.includes(' probe')

/** Reasons that come after volumes, devices and network are there. */
const UNDER_WAY = ['Pulling', 'Pulled', 'Created', 'Started'] as const

/** Volumes and the sandbox, of which only Events tell. One that is older than a later stage is over. */
const settingUp = (pod: JsonRecord, look: Look): readonly Trouble[] => {
  const ready = liveCondition(pod, 'PodReadyToStartContainers')
  const waits = indexed(at(pod, 'status', 'containerStatuses'), status => at(status, 'state', 'waiting') !== undefined)
  if (waits === undefined && !isFalse(ready) && at(pod, 'status', 'containerStatuses') !== undefined) return []
  if (ready?.status === 'True') return []
  const passed = findLastSeen(pod, look, UNDER_WAY)
  const attached = Math.max(passed, findLastSeen(pod, look, ['SuccessfulAttachVolume']))
  const since = transitionOf(ready ?? liveCondition(pod, 'PodScheduled'))
  const about = (what: Trouble['what'], reasons: readonly string[], after: number): readonly Trouble[] => {
    const words = eventWords(pod, look, reasons).filter(word => (word.since ?? 0) >= after)
    return words.length === 0 ? [] : [{ what, words, since }]
  }
  return [
    ...about('attach', ['FailedAttachVolume'], attached),
    ...about('mount', ['FailedMount', 'FailedMapVolume'], passed),
    ...about('sandbox', ['FailedCreatePodSandBox', 'NetworkNotReady'], passed),
  ]
}

/** A running pod that is not ready: by the word of its kubelet, or, without a reason, of the node controller, which sets nothing but the status. */
const notReady = (pod: JsonRecord, look: Look): readonly Trouble[] => {
  const ready = liveCondition(pod, 'Ready')
  if (!isFalse(ready)) return []
  const since = transitionOf(ready)
  if (ready.reason === '' && !isFalse(liveCondition(pod, 'ContainersReady'))) return [{ what: 'unreported', words: [], since }]
  const words = eventWords(pod, look, ['Unhealthy'])
  const { status } = look.health(pod)
  const fault: Fault | undefined = status === 'Degraded' ? { reason: 'ProbeFailing', quote: words[0]?.quote, since } : undefined
  return [{ what: 'unready', words, since, fault }]
}
