import type { JsonRecord } from '../model/kube-object.ts'
import { at, integerOf, isRecord, recordOf, recordsOf, textOf } from '../model/read.ts'
import { durationText, millisecondsOf } from '../model/time.ts'
import { line } from './summary-line.ts'
import type { SummaryLine } from './summary-line.ts'

/** The columns of `kubectl get pods -o wide` and the head of `kubectl describe pod`. */
export const podLines = (live: JsonRecord, now: number): readonly SummaryLine[] => {
  const [spec, status] = [recordOf(live['spec']), recordOf(live['status'])]
  const statuses = recordsOf(status['containerStatuses'])
  const ready = statuses.filter(each => each['ready'] === true).length
  return [
    ...line('Status', podStatus(live)),
    ...line('Ready', `${ready}/${recordsOf(spec['containers']).length}`),
    ...line('Restarts', restarts(statuses, now)),
    ...line('Node', textOf(spec['nodeName']) ?? '<none>'),
    ...line('IP', textOf(status['podIP'])),
    ...line('Service Account', textOf(spec['serviceAccountName'])),
    ...line('QoS Class', textOf(status['qosClass'])),
    ...line('Message', textOf(status['message'])),
  ]
}

/** `4 (2m ago)`, as kubectl prints restarts since 1.22. */
const restarts = (statuses: readonly JsonRecord[], now: number): string => {
  const count = statuses.reduce((sum, each) => sum + (integerOf(each['restartCount']) ?? 0), 0)
  const ends = statuses.flatMap(each => millisecondsOf(at(each, 'lastState', 'terminated', 'finishedAt')) ?? [])
  return count === 0 || ends.length === 0 ? String(count) : `${count} (${durationText(now - Math.max(...ends))} ago)`
}

/** The STATUS column: pkg/printers/internalversion/printers.go, printPod. */
export const podStatus = (live: JsonRecord): string => {
  const status = recordOf(live['status'])
  const base = textOf(status['reason']) ?? textOf(status['phase']) ?? 'Unknown'
  const gates = recordsOf(at(live, 'spec', 'schedulingGates')).length > 0 && at(live, 'spec', 'nodeName') === undefined
  const initial = gates && base === 'Pending' ? 'SchedulingGated' : base
  const init = initStatus(live)
  const reason = init ?? containersStatus(recordsOf(status['containerStatuses']), initial, isReady(live))
  if (at(live, 'metadata', 'deletionTimestamp') === undefined) return reason
  return status['reason'] === 'NodeLost'
    ? 'Unknown'
    : textOf(status['phase']) === 'Succeeded' || textOf(status['phase']) === 'Failed'
      ? reason
      : 'Terminating'
}

const isReady = (live: JsonRecord): boolean =>
  recordsOf(at(live, 'status', 'conditions')).some(each => each['type'] === 'Ready' && each['status'] === 'True')

/** The first init container that is not done, sidecars (restartPolicy Always) counting as done once started. */
const initStatus = (live: JsonRecord): string | undefined => {
  const containers = recordsOf(at(live, 'spec', 'initContainers'))
  for (const [index, status] of recordsOf(at(live, 'status', 'initContainerStatuses')).entries()) {
    const terminated = at(status, 'state', 'terminated')
    if (isRecord(terminated) && integerOf(terminated['exitCode']) === 0) continue
    const sidecar = containers.some(each => each['name'] === status['name'] && each['restartPolicy'] === 'Always')
    if (sidecar && status['started'] === true) continue
    if (isRecord(terminated)) return `Init:${endText(terminated)}`
    const waiting = textOf(at(status, 'state', 'waiting', 'reason')) ?? ''
    return waiting !== '' && waiting !== 'PodInitializing' ? `Init:${waiting}` : `Init:${index}/${containers.length}`
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
