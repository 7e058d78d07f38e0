import { kindKeyOf } from '../../model/identity.ts'
import type { JsonRecord, KubeObjectLike } from '../../model/kube-object.ts'
import { isRecord, textOf } from '../../model/read.ts'
import { createJsonCutter } from '../input/json-stream.ts'
import { mergeSources } from '../input/merge-streams.ts'
import { getArgs, placeText } from './get-requests.ts'
import type { GetRequest } from './get-requests.ts'
import { isRelease } from './is-release.ts'
import { parseJson } from './parse-json.ts'
import type { ClusterReading } from './read-cluster.ts'
import { readRequests } from './read-requests.ts'
import type { Kubectl } from './run-kubectl.ts'

/** News of a cluster: all of it read again, one kind in one namespace read again, a frame of a watch, or no more than that time has passed. */
export type ClusterNews =
  | { readonly kind: 'reading'; readonly reading: ClusterReading }
  | { readonly kind: 'list'; readonly place: string; readonly objects: readonly KubeObjectLike[] }
  | { readonly kind: 'frame'; readonly frame: { readonly type: string; readonly object: JsonRecord } }
  | { readonly kind: 'tick' }
  | { readonly kind: 'failure'; readonly message: string }

/** The world of a watch. */
export interface FollowSurroundings {
  /** Reads all again. */
  readonly read: () => Promise<ClusterReading | string>
  readonly kubectl: Pick<Kubectl, 'run' | 'follow'>
  readonly clock: () => number
  readonly sleep: (milliseconds: number) => Promise<void>
}

/** More children would be felt by whoever else uses the machine. */
const MOST_CHILDREN = 12
/** Between two readings of what changes rarely, and of all that a watch could have missed. */
const AGAIN = 30_000
const SECOND = 1000

/**
 * Follows a cluster: reads all, then watches workloads, pods and what is desired, a child each, and reads all again every 30 seconds. What a watch that
 * ended is about is read at once, alone, and watched again.
 */
export const followCluster = async function* (world: FollowSurroundings): AsyncGenerator<ClusterNews, void, undefined> {
  const first = await world.read()
  if (typeof first === 'string') return yield { kind: 'failure', message: first }
  yield { kind: 'reading', reading: first }
  const watches = chooseWatches(first).map(request => watchForEver(request, first, world))
  let due = world.clock() + AGAIN
  // Ticks never end, so a cluster of which nothing can be watched is followed by readings.
  for await (const news of mergeSources<ClusterNews>([...watches, ticks(world)])) {
    if (news.kind === 'tick' && world.clock() >= due) {
      const reading = await world.read()
      due = world.clock() + AGAIN
      // A cluster that does not answer now may answer the next time; meanwhile what is known grows old.
      if (typeof reading !== 'string') yield { kind: 'reading', reading }
    }
    yield news
  }
}

const ticks = async function* ({ sleep }: FollowSurroundings): AsyncGenerator<ClusterNews, never, undefined> {
  for (;;) {
    await sleep(SECOND)
    yield { kind: 'tick' }
  }
}

/** A watch that went on for so long ended as the server ends them all, every few minutes. */
const LASTING = 20_000
/** Before a watch that ended begins again; twice as long each time that it ends at once, as where the user may list and not watch. */
const [SHORTEST, LONGEST] = [SECOND, 60_000]

/**
 * One watch for ever. kubectl begins each with a list, which it prints as ADDED; what went while nobody watched is in no frame (and after 410 Gone nobody
 * knows what did), so the kind is read first, and what is not in that list is gone.
 */
const watchForEver = async function* (
  request: GetRequest,
  reading: ClusterReading,
  { kubectl, clock, sleep }: FollowSurroundings,
): AsyncGenerator<ClusterNews, void, undefined> {
  const args = getArgs(request, reading)
  if (args === undefined) return
  for (let pause = SHORTEST; ;) {
    const begun = clock()
    yield* readFrames(kubectl.follow([...args, '--watch', '--output-watch-events']))
    if (clock() - begun >= LASTING) pause = SHORTEST
    await sleep(pause)
    pause = Math.min(pause * 2, LONGEST)
    yield* readAgain(request, reading, kubectl)
  }
}

/** One kind in one namespace; nothing where it cannot be read now. */
const readAgain = async function* (
  request: GetRequest,
  reading: ClusterReading,
  kubectl: FollowSurroundings['kubectl'],
): AsyncGenerator<ClusterNews, void, undefined> {
  const fetched = await readRequests([request], kubectl, reading)
  const objects = fetched.flatMap(each => each.objects).filter(object => !isRelease(object))
  const isWhole = fetched.some(({ answered }) => answered.some(({ kinds }) => kinds.length > 0))
  for (const kind of request.kinds) if (isWhole) yield { kind: 'list', place: placeText(kind, request.namespace), objects }
}

const WORKLOADS = ['Pod', 'apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'apps/ReplicaSet', 'batch/Job']
/** They are read by name, and what changes in them is hashed then. */
const UNWATCHED = new Set(['Secret', 'Event'])

/** Lists what is watched, a kind in a namespace each: workloads and pods that are there, then what else is desired. */
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

/** Types of frames that change an object. An ERROR is the last word of a watch, whose end says as much. */
const CHANGES = new Set(['ADDED', 'MODIFIED', 'DELETED'])

/** The frames in a text that comes in pieces; what breaks off in the middle is no frame. */
const readFrames = async function* (chunks: AsyncIterable<string>): AsyncGenerator<ClusterNews, void, undefined> {
  const cutter = createJsonCutter()
  for await (const chunk of chunks)
    for (const { text } of cutter.push(chunk)) {
      const value = parseJson(text)
      if (!isRecord(value)) continue
      const [type, object] = [textOf(value['type']) ?? '', value['object']]
      if (CHANGES.has(type) && isRecord(object) && !isRelease(object)) yield { kind: 'frame', frame: { type, object } }
    }
}
