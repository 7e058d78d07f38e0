import type { JsonRecord, KubeObjectLike } from '../../model/kube-object.ts'
import { at, isRecord, listOf, recordOf, recordsOf, textOf } from '../../model/read.ts'
import { kindKeyOf } from '../../model/identity.ts'
import type { ClusterReading } from './read-cluster.ts'
import type { Kubectl } from './run-kubectl.ts'

/** So many containers are asked, each for so many of its last lines; more text than that is a dump and no error. */
const [MOST_CONTAINERS, MOST_LINES, LONGEST] = [5, 20, 32_768]

/** A container that ended badly and left no message. */
interface Failed {
  readonly pod: JsonRecord
  readonly container: string
  /** The list of statuses that it stands in, and where it says how it ended. */
  readonly list: 'containerStatuses' | 'initContainerStatuses'
  readonly state: 'state' | 'lastState'
}

/**
 * The reading with the last lines of containers that failed, where the kubelet itself puts them with `terminationMessagePolicy: FallbackToLogsOnError`: in the
 * message of their termination, where they left none. So they pass the redactor with the pod, whole.
 */
export const withContainerLogs = async (reading: ClusterReading, kubectl: Pick<Kubectl, 'run'>): Promise<ClusterReading> => {
  const told = new Map<unknown, JsonRecord>()
  let unread = 0
  for (const failed of findFailed(reading.objects)) {
    const text = await readLog(failed, kubectl)
    if (text === undefined) unread++
    else told.set(failed.pod, withMessage(told.get(failed.pod) ?? failed.pod, failed, text))
  }
  const note = `The ${unread === 1 ? 'log of a container' : `logs of ${unread} containers`} could not be read`
  return {
    ...reading,
    objects: reading.objects.map(object => (told.get(object) as KubeObjectLike | undefined) ?? object),
    notes: unread === 0 ? reading.notes : [...reading.notes, note],
  }
}

/** Takes the first of the pods of one owner, which all say the same. */
const findFailed = (objects: readonly KubeObjectLike[]): readonly Failed[] => {
  const found = new Map<string, Failed>()
  for (const pod of objects) {
    if (kindKeyOf(pod) !== 'Pod') continue
    const { namespace, name, ownerReferences } = recordOf(at(pod, 'metadata'))
    const owner = textOf(at(listOf(ownerReferences)[0], 'name')) ?? textOf(name) ?? ''
    for (const list of ['initContainerStatuses', 'containerStatuses'] as const)
      for (const status of recordsOf(at(pod, 'status', list))) {
        const [container, state] = [textOf(status['name']), findEnd(status)]
        const key = JSON.stringify([namespace, owner, container])
        if (container !== undefined && state !== undefined && !found.has(key))
          found.set(key, { pod: pod as JsonRecord, container, list, state })
      }
  }
  return [...found.values()].slice(0, MOST_CONTAINERS)
}

const findEnd = (status: JsonRecord): Failed['state'] | undefined =>
  status['ready'] === true
    ? undefined
    : (['state', 'lastState'] as const).find(state => {
        const ended = at(status, state, 'terminated')
        return isRecord(ended) && ended['exitCode'] !== 0 && (textOf(ended['message']) ?? '') === ''
      })

/** A name in an argument of its own could be read as an option. */
const readLog = async ({ pod, container, state }: Failed, kubectl: Pick<Kubectl, 'run'>): Promise<string | undefined> => {
  const { namespace, name } = recordOf(pod['metadata'])
  const { isOk, text } = await kubectl.run([
    'logs',
    `pod/${textOf(name) ?? ''}`,
    `--namespace=${textOf(namespace) ?? ''}`,
    `--container=${container}`,
    `--tail=${MOST_LINES}`,
    ...(state === 'lastState' ? ['--previous'] : []),
  ])
  return isOk && text.length <= LONGEST ? text : undefined
}

const withMessage = (pod: JsonRecord, { container, list, state }: Failed, message: string): JsonRecord => {
  const status = recordOf(pod['status'])
  const statuses = recordsOf(status[list]).map(each => {
    const ended = recordOf(each[state])
    return each['name'] === container ? { ...each, [state]: { ...ended, terminated: { ...recordOf(ended['terminated']), message } } } : each
  })
  return { ...pod, status: { ...status, [list]: statuses } }
}
