import type { ObjectRef } from '../../model/identity.ts'
import { describeCommand } from '../../model/texts/kubectl-command.ts'
import { at, recordsOf } from '../../model/read.ts'
import type { ObjectAssessment } from '../../status/index.ts'
import type { ShownLiveIndex } from './live-index.ts'

/** The part of an assessment that is read. */
interface Commanded {
  readonly ref: ObjectRef
  readonly health: Pick<ObjectAssessment['health'], 'reason' | 'causes'>
}

type HealthCause = ObjectAssessment['health']['causes'][number]

/** The log of a container that ends again and again says more than any description. */
const CRASHES: ReadonlySet<string> = new Set(['CrashLoopBackOff', 'Error', 'OOMKilled'])

/**
 * Chooses what to type next about an object that is not well: the log of the container that ended, or how the object describes itself. Empty where its name is hidden, or it is
 * not there.
 */
export const chooseCommand = ({ ref, health }: Commanded, index: ShownLiveIndex): readonly string[] => {
  const container = CRASHES.has(health.reason) ? findContainer(health.causes) : undefined
  if (container !== undefined && index.isPlain(container.ref) && hasContainer(index.find(container.ref), container)) {
    const { namespace, name } = container.ref
    const within = container.container === undefined ? [] : ['-c', container.container]
    return ['kubectl', 'logs', name, ...within, '--previous', ...(namespace === '' ? [] : ['-n', namespace])]
  }
  return index.isPlain(ref) ? (describeCommand(ref) ?? []) : []
}

/** Which command to type next: the log of a container that ended says most, then what the cause names, then what the object does by itself. */
export const preferCommand = (own: readonly string[], ofCause: readonly string[]): readonly string[] =>
  own[1] === 'logs' || ofCause.length === 0 ? own : ofCause

/** The first container of a pod that the causes lead to. */
const findContainer = (causes: readonly HealthCause[]): HealthCause | undefined => {
  for (const cause of causes) {
    const below = findContainer(cause.causes ?? []) ?? (cause.container !== undefined && cause.ref.kind === 'Pod' ? cause : undefined)
    if (below !== undefined) return below
  }
  return undefined
}

/** True where the live pod has a container of that name, which is then shown as it is; none that would be read as an option. */
const hasContainer = (pod: unknown, { ref, container }: HealthCause): boolean => {
  const all = [...recordsOf(at(pod, 'spec', 'containers')), ...recordsOf(at(pod, 'spec', 'initContainers'))]
  return all.some(({ name }) => name === container) && ![ref.name, ref.namespace, container ?? ''].some(word => word.startsWith('-'))
}
