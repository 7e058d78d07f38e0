import { isTrue, liveCondition } from '../../model/conditions.ts'
import { refOf } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, isRecord, recordsOf, textOf } from '../../model/read.ts'
import { millisecondsOf } from '../../model/scalars/time.ts'
import type { Cause } from '../verdict/cause.ts'
import { clockText } from '../verdict/clock-text.ts'
import type { RuleContext } from '../verdict/kind-rule.ts'
import { dataSince } from '../verdict/managed-times.ts'
import { after, oneLine } from '../verdict/texts.ts'
import { terminationProblem } from './container-problem.ts'
import { readHints } from './hints.ts'
import type { PodContainer } from './pod-containers.ts'
import { problemCause, problemText } from './pod-problem.ts'

/** Notes that people want to know of a pod that is ready, and until when the first of them holds. */
export interface PodNotes {
  readonly causes: readonly Cause[]
  readonly until: number | undefined
}

/** Restarts within the window, a resize that waits, a device that is not well, settings that are newer than the containers that read them. */
export const podNotes = (pod: JsonRecord, containers: readonly PodContainer[], context: RuleContext): PodNotes => {
  const { causes, until } = recentRestarts(pod, containers, context)
  return { causes: [...causes, ...resizing(pod), ...unwellDevices(pod, containers), ...staleSettings(pod, containers, context)], until }
}

/** A restart within the window does not make a ready pod unhealthy. */
const recentRestarts = (pod: JsonRecord, containers: readonly PodContainer[], context: RuleContext): PodNotes => {
  const { now } = context
  if (now === undefined) return { causes: [], until: undefined }
  const causes: Cause[] = []
  let until = Infinity
  for (const { spec, status } of containers) {
    const terminated = at(status, 'lastState', 'terminated')
    const end = millisecondsOf(at(terminated, 'finishedAt'))
    if (!isRecord(terminated) || end === undefined || now >= end + context.thresholds.restartWindow) continue
    until = Math.min(until, end + context.thresholds.restartWindow)
    const name = textOf(status['name']) ?? ''
    const problem = terminationProblem(terminated, status, { spec, hints: readHints(pod, name, context) })
    const message = `Container ${name} was restarted at ${clockText(end)}: ${problemText(problem, [], 'it')}`
    causes.push({ ...problemCause(refOf(pod), problem), reason: 'RecentlyRestarted', message })
  }
  return { causes, until: causes.length === 0 ? undefined : until }
}

/** In-place resize (KEP-1287): the pod runs on with its old resources. */
const resizing = (pod: JsonRecord): readonly Cause[] =>
  ['PodResizePending', 'PodResizeInProgress'].flatMap(type => {
    const condition = liveCondition(pod, type)
    if (!isTrue(condition)) return []
    const what = type === 'PodResizePending' ? 'A change of its resources waits' : 'Its resources are being changed'
    return { ref: refOf(pod), reason: condition.reason || type, message: `${what}${after(oneLine(condition.message))}` }
  })

/** A device that its plugin reports as unhealthy (KEP-4680): the container runs on, and what it computes may not. */
const unwellDevices = (pod: JsonRecord, containers: readonly PodContainer[]): readonly Cause[] =>
  containers.flatMap(({ status }) =>
    recordsOf(status['allocatedResourcesStatus']).flatMap(({ name, resources }) => {
      const unwell = recordsOf(resources).filter(({ health }) => health === 'Unhealthy')
      if (unwell.length === 0) return []
      return {
        ref: refOf(pod),
        reason: 'DeviceUnhealthy',
        message: `Device ${textOf(name) ?? ''} of container ${textOf(status['name']) ?? ''} is reported as unhealthy`,
        container: textOf(status['name']) ?? '',
      }
    }),
  )

/**
 * Settings that a container read as its environment before they were last changed: it keeps the old ones until it is started again (kubelet reads them
 * when it makes the container).
 */
const staleSettings = (pod: JsonRecord, containers: readonly PodContainer[], context: RuleContext): readonly Cause[] => {
  const { related } = context
  if (related === undefined) return []
  const namespace = textOf(at(pod, 'metadata', 'namespace')) ?? ''
  return containers.flatMap(({ spec, status }) => {
    const started = millisecondsOf(at(status, 'state', 'running', 'startedAt'))
    if (started === undefined) return []
    return listSettings(spec).flatMap(([kind, name]) => {
      const changed = dataSince(related.find(kind, namespace, name))
      if (changed === undefined || changed <= started) return []
      const container = textOf(status['name']) ?? ''
      const message = `Container ${container} has read ${kind} ${name} before it was changed at ${clockText(changed)}`
      return { ref: refOf(pod), reason: 'OlderThanSettings', message, container }
    })
  })
}

const listSettings = (spec: JsonRecord | undefined): readonly (readonly [kind: string, name: string])[] => {
  const found = new Map<string, readonly [string, string]>()
  const add = (kind: string, name: unknown): void => {
    if (typeof name === 'string') found.set(`${kind}/${name}`, [kind, name])
  }
  for (const source of recordsOf(spec?.['envFrom'])) {
    add('ConfigMap', at(source, 'configMapRef', 'name'))
    add('Secret', at(source, 'secretRef', 'name'))
  }
  for (const variable of recordsOf(spec?.['env'])) {
    const from = variable['valueFrom']
    if (from === undefined) continue
    add('ConfigMap', at(from, 'configMapKeyRef', 'name'))
    add('Secret', at(from, 'secretKeyRef', 'name'))
  }
  return [...found.values()]
}
