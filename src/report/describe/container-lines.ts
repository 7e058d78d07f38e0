import { at, integerOf, isRecord, numberOf, recordOf, recordsOf, textOf } from '../../model/read.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { durationText, millisecondsOf } from '../../model/scalars/time.ts'
import { line } from './summary-line.ts'
import type { SummaryLine } from './summary-line.ts'

const LISTS = [
  ['initContainers', 'initContainerStatuses', 'Init container'],
  ['containers', 'containerStatuses', 'Container'],
  ['ephemeralContainers', 'ephemeralContainerStatuses', 'Ephemeral container'],
] as const

/** The containers of a pod with image, state and restarts, or those of a pod template with their images. */
export const containerLines = (live: JsonRecord, now: number): readonly SummaryLine[] => {
  const spec = recordOf(at(live, 'spec', 'jobTemplate', 'spec', 'template', 'spec') ?? at(live, 'spec', 'template', 'spec') ?? live['spec'])
  return LISTS.flatMap(([list, statuses, label]) =>
    recordsOf(spec[list]).flatMap(container => {
      const name = textOf(container['name']) ?? ''
      const status = recordsOf(at(live, 'status', statuses)).find(each => each['name'] === name)
      return line(`${label} ${name}`, [textOf(container['image']) ?? '', ...stateParts(status, now)].filter(part => part !== '').join(', '))
    }),
  )
}

/** `Running since 2m, ready, 4 restarts, last Terminated: OOMKilled (exit code 137)`. */
const stateParts = (status: JsonRecord | undefined, now: number): readonly string[] => {
  if (status === undefined) return []
  const restarts = integerOf(status['restartCount']) ?? 0
  const last = stateText(status['lastState'], now)
  return [
    stateText(status['state'], now),
    isRecord(at(status, 'state', 'running')) ? (status['ready'] === true ? 'ready' : 'not ready') : '',
    restarts > 0 ? `${restarts} ${restarts === 1 ? 'restart' : 'restarts'}` : '',
    last === '' ? '' : `last ${last}`,
  ]
}

const stateText = (state: unknown, now: number): string => {
  const waiting = at(state, 'waiting')
  if (isRecord(waiting))
    return ['Waiting', textOf(waiting['reason']) ?? '', textOf(waiting['message']) ?? ''].filter(part => part !== '').join(': ')
  const running = at(state, 'running')
  if (isRecord(running)) {
    const started = millisecondsOf(running['startedAt'])
    return started === undefined ? 'Running' : `Running for ${durationText(now - started)}`
  }
  const terminated = at(state, 'terminated')
  if (!isRecord(terminated)) return ''
  const reason = textOf(terminated['reason'])
  const signal = numberOf(terminated['signal']) ?? 0
  const how = signal > 0 ? `signal ${signal}` : `exit code ${String(numberOf(terminated['exitCode']) ?? 'unknown')}`
  return reason === undefined ? `Terminated (${how})` : `Terminated: ${reason} (${how})`
}
