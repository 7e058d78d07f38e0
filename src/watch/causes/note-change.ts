import { nodeShape } from '../../incidents/internal.ts'
import { kindKeyOf } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, recordOf, recordsOf } from '../../model/read.ts'
import { sameJson } from '../../model/same-json.ts'
import { invalidate } from '../dependency-cache.ts'
import type { Causes } from './causes.ts'

/** The change of one object. */
export interface ObjectChange {
  readonly source: string
  /** Absent where it came. */
  readonly before: JsonRecord | undefined
  /** Absent where it went. */
  readonly after: JsonRecord | undefined
  /** The questions whose answers change with it. */
  readonly questions: readonly string[]
  readonly time: number
}

/** The facts that rest on an object have to be found again. Nodes are told of all the time without anything being otherwise. */
export const noteChange = ({ cache, nodes }: Causes, { source, before, after, questions, time }: ObjectChange): void => {
  if (kindKeyOf(after ?? before) !== 'Node') return invalidate(cache, questions, time)
  if (isHeartbeat(before, after)) return undefined
  invalidate(cache, questions, time)
  if (before !== undefined && after !== undefined && sameJson(nodeShape(before), nodeShape(after))) return undefined
  nodes.delete(source)
  return invalidate(cache, [nodesQuestion(source)], time)
}

/** The name of the question for the nodes of a source as scheduling looks at them. */
export const nodesQuestion = (source: string): string => `nodes:${source}`

/** True where nothing differs but that a node was heard of. */
const isHeartbeat = (before: JsonRecord | undefined, after: JsonRecord | undefined): boolean =>
  before !== undefined && after !== undefined && sameJson(withoutBeat(before), withoutBeat(after))

const withoutBeat = (node: JsonRecord): JsonRecord => ({
  ...node,
  metadata: { ...recordOf(node['metadata']), resourceVersion: undefined, managedFields: undefined },
  status: {
    ...recordOf(node['status']),
    conditions: recordsOf(at(node, 'status', 'conditions')).map(({ type, status, reason, message, lastTransitionTime }) => ({
      type,
      status,
      reason,
      message,
      lastTransitionTime,
    })),
  },
})
