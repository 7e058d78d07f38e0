import { kindKeyOf } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { isRecord, textOf } from '../../model/read.ts'
import { createJsonCutter } from '../input/json-stream.ts'
import { mergeStreams } from '../input/merge-streams.ts'
import type { NamedStream } from '../input/merge-streams.ts'
import { getArgs } from './get-requests.ts'
import type { GetRequest } from './get-requests.ts'
import { parseJson } from './parse-json.ts'
import type { ClusterReading } from './read-cluster.ts'
import type { Kubectl } from './run-kubectl.ts'

/** What is new in a cluster: all of it read again, a frame of a watch, or no more than that time has passed. */
export type ClusterNews =
  | { readonly kind: 'reading'; readonly reading: ClusterReading }
  | { readonly kind: 'frame'; readonly frame: { readonly type: string; readonly object: JsonRecord } }
  | { readonly kind: 'tick' }
  | { readonly kind: 'failure'; readonly message: string }

/** The world of a watch. */
export interface FollowSurroundings {
  /** Reads all again. */
  readonly read: () => Promise<ClusterReading | string>
  /** A kubectl without a limit of time for requests. */
  readonly kubectl: Kubectl
  readonly clock: () => number
  readonly sleep: (milliseconds: number) => Promise<void>
}

/** More children would be felt by whoever else uses the machine. */
const MOST_CHILDREN = 12
/** Between two readings of what changes rarely, and of all that a watch could have missed. */
const AGAIN = 30_000
const SECOND = 1000

/**
 * Follows a cluster: reads all, then watches workloads, pods and what is desired, a child each, and reads all again every 30 seconds and whenever a watch
 * ends: what went in between is in no frame.
 */
export const followCluster = async function* (world: FollowSurroundings): AsyncGenerator<ClusterNews, void, undefined> {
  const first = await world.read()
  if (typeof first === 'string') return yield { kind: 'failure', message: first }
  yield { kind: 'reading', reading: first }
  const cutters = new Map<string, ReturnType<typeof createJsonCutter>>()
  let due = world.clock() + AGAIN
  for await (const { stream, text } of mergeStreams(openWatches(first, world), ticks(world))) {
    if (stream !== undefined && text !== ENDED) {
      const cutter = cutters.get(stream) ?? createJsonCutter()
      cutters.set(stream, cutter)
      for (const piece of cutter.push(text)) yield* readFrame(piece.text)
      continue
    }
    if (stream !== undefined) cutters.delete(stream)
    if (stream !== undefined || world.clock() >= due) {
      const reading = await world.read()
      due = world.clock() + AGAIN
      // A cluster that does not answer now may answer the next time; meanwhile what is known grows old.
      if (typeof reading !== 'string') yield { kind: 'reading', reading }
    }
    yield { kind: 'tick' }
  }
}

const ticks = async function* ({ sleep }: FollowSurroundings): AsyncGenerator<undefined, never, undefined> {
  for (;;) {
    await sleep(SECOND)
    yield undefined
  }
}

/** The mark of a watch that ended and begins anew; no JSON is like it. */
const ENDED = '\u0000'

/** Each watch goes on for ever: the server ends it every few minutes. */
const openWatches = (reading: ClusterReading, { kubectl, sleep }: FollowSurroundings): readonly NamedStream[] =>
  chooseWatches(reading).map(request => ({ name: nameRequest(request), chunks: watchForEver(request, { reading, kubectl, sleep }) }))

const watchForEver = async function* (
  request: GetRequest,
  { reading, kubectl, sleep }: Pick<FollowSurroundings, 'kubectl' | 'sleep'> & { readonly reading: ClusterReading },
): AsyncGenerator<string, void, undefined> {
  const args = getArgs(request, reading)
  if (args === undefined) return
  for (;;) {
    yield* kubectl.follow([...args, '--watch', '--output-watch-events'])
    await sleep(SECOND)
    yield ENDED
  }
}

const nameRequest = ({ kinds, namespace }: GetRequest): string => `${kinds.map(({ key }) => key).join()}@${namespace}`

const WORKLOADS = ['Pod', 'apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'apps/ReplicaSet', 'batch/Job']
/** They are read by name, and what changes in them is hashed then. */
const UNWATCHED = new Set(['Secret', 'Event'])

/** What is watched: what is there of workloads and pods, then what else is desired. */
const chooseWatches = ({ watchable, objects, wanted }: ClusterReading): readonly GetRequest[] => {
  const there = new Set(objects.map(kindKeyOf))
  const members = new Set(wanted)
  const rank = ({ kinds: [kind] }: GetRequest): number => {
    const key = kind?.key ?? ''
    if (UNWATCHED.has(key) || !(there.has(key) || members.has(key))) return Infinity
    const place = WORKLOADS.indexOf(key)
    return place >= 0 ? place : members.has(key) ? WORKLOADS.length : WORKLOADS.length + 1
  }
  return watchable
    .filter(request => rank(request) < Infinity)
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, MOST_CHILDREN)
}

const readFrame = function* (text: string): Generator<ClusterNews, void, undefined> {
  const value = parseJson(text)
  if (!isRecord(value)) return
  const [type, object] = [textOf(value['type']), value['object']]
  if (type !== undefined && isRecord(object)) yield { kind: 'frame', frame: { type, object } }
}
