import { liveCondition } from '../../model/conditions.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, integerOf, isRecord, recordOf, recordsOf, textOf } from '../../model/read.ts'
import { durationText, millisecondsOf } from '../../model/scalars/time.ts'
import { line } from './summary-line.ts'
import type { SummaryLine } from './summary-line.ts'

/**
 * The columns of `kubectl get pods -o wide` and the head of `kubectl describe pod`, by printPod of pkg/printers/internalversion/printers.go:
 * while a pod initialises its init containers speak, then its containers; sidecars (init containers that restart always) count with those.
 */
export const podLines = (live: JsonRecord, now: number): readonly SummaryLine[] => {
  const [spec, status] = [recordOf(live['spec']), recordOf(live['status'])]
  const { counted, running, total } = shownContainers(live)
  return [
    ...line('Status', podStatus(live)),
    ...line('Ready', `${running}/${total}`),
    ...line('Restarts', restarts(counted, now)),
    ...line('Node', textOf(spec['nodeName']) ?? '<none>'),
    ...line('IP', textOf(status['podIP'])),
    ...line('Service Account', textOf(spec['serviceAccountName'])),
    ...line('QoS Class', textOf(status['qosClass'])),
    ...line('Message', textOf(status['message'])),
  ]
}

/** Whose restarts are told, how many containers are ready, and of how many. */
const shownContainers = (
  live: JsonRecord,
): { readonly counted: readonly JsonRecord[]; readonly running: number; readonly total: number } => {
  const main = recordsOf(at(live, 'status', 'containerStatuses'))
  const init = recordsOf(at(live, 'status', 'initContainerStatuses'))
  const sidecars = init.filter(status => isSidecar(live, status))
  const initialising = initStatus(live) !== undefined
  const shown = initialising ? sidecars : [...sidecars, ...main]
  return {
    counted: initialising ? init : shown,
    running: shown.filter(each => each['ready'] === true && (isSidecar(live, each) || isRecord(at(each, 'state', 'running')))).length,
    total: recordsOf(at(live, 'spec', 'containers')).length + recordsOf(at(live, 'spec', 'initContainers')).filter(restartsAlways).length,
  }
}

const restartsAlways = (container: JsonRecord): boolean => container['restartPolicy'] === 'Always'
const isSidecar = (live: JsonRecord, status: JsonRecord): boolean =>
  recordsOf(at(live, 'spec', 'initContainers')).some(each => each['name'] === status['name'] && restartsAlways(each))

/** `4 (2m ago)`, as kubectl prints restarts since 1.22. */
const restarts = (statuses: readonly JsonRecord[], now: number): string => {
  const count = statuses.reduce((sum, each) => sum + (integerOf(each['restartCount']) ?? 0), 0)
  const ends = statuses.flatMap(each => millisecondsOf(at(each, 'lastState', 'terminated', 'finishedAt')) ?? [])
  return count === 0 || ends.length === 0 ? String(count) : `${count} (${durationText(now - Math.max(...ends))} ago)`
}

/** The STATUS column. */
export const podStatus = (live: JsonRecord): string => {
  const status = recordOf(live['status'])
  const { phase, reason } = status
  const isGated = recordsOf(status['conditions']).some(each => each['type'] === 'PodScheduled' && each['reason'] === 'SchedulingGated')
  const base = isGated ? 'SchedulingGated' : (textOf(reason) ?? textOf(phase) ?? 'Unknown')
  const shown = initStatus(live) ?? containersStatus(recordsOf(status['containerStatuses']), base, hasCondition(live, 'Ready'))
  if (at(live, 'metadata', 'deletionTimestamp') === undefined) return shown
  if (reason === 'NodeLost') return 'Unknown'
  return phase === 'Succeeded' || phase === 'Failed' ? shown : 'Terminating'
}

const hasCondition = (live: JsonRecord, type: string): boolean => liveCondition(live, type)?.status === 'True'

/** The first init container that is not done; none where the pod says that it is initialised. Sidecars count as done once started. */
const initStatus = (live: JsonRecord): string | undefined => {
  if (hasCondition(live, 'Initialized')) return undefined
  for (const [index, status] of recordsOf(at(live, 'status', 'initContainerStatuses')).entries()) {
    const terminated = at(status, 'state', 'terminated')
    if (isRecord(terminated) && integerOf(terminated['exitCode']) === 0) continue
    if (isSidecar(live, status) && status['started'] === true) continue
    if (isRecord(terminated)) return `Init:${endText(terminated)}`
    const waiting = textOf(at(status, 'state', 'waiting', 'reason')) ?? ''
    if (waiting !== '' && waiting !== 'PodInitializing') return `Init:${waiting}`
    return `Init:${index}/${recordsOf(at(live, 'spec', 'initContainers')).length}`
  }
  return undefined
}

const containersStatus = (statuses: readonly JsonRecord[], phase: string, ready: boolean): string => {
  let reason = phase
  let running = false
  for (const status of statuses.toReversed()) {
    const waiting = textOf(at(status, 'state', 'waiting', 'reason')) ?? ''
    const terminated = at(status, 'state', 'terminated')
    if (waiting !== '') reason = waiting
    else if (isRecord(terminated)) reason = endText(terminated)
    else if (status['ready'] === true && isRecord(at(status, 'state', 'running'))) running = true
  }
  return reason === 'Completed' && running ? (ready ? 'Running' : 'NotReady') : reason
}

const endText = (terminated: JsonRecord): string => {
  const reason = textOf(terminated['reason']) ?? ''
  if (reason !== '') return reason
  const signal = integerOf(terminated['signal']) ?? 0
  return signal !== 0 ? `Signal:${signal}` : `ExitCode:${integerOf(terminated['exitCode']) ?? 0}`
}
