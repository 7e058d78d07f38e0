import type { KubeObjectLike, Problem, Time, Tracker } from '../../index.ts'
import { kindKey, refOf } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { itemsOf, listedKind, listedKindKey } from '../../model/list-items.ts'
import { isRecord, listOf, textOf } from '../../model/read.ts'
import type { JsonCutter } from './json-stream.ts'
import { createJsonCutter } from './json-stream.ts'

/** Hands what streams bring to a tracker. */
export interface WatchFeed {
  take(stream: string, text: string, now: Time): readonly Problem[]
  /** Nothing came for a while: what was listed at first has come. */
  tick(now: Time): void
  /** The kinds that were seen, as sources list them. */
  listed(): readonly string[]
  /** The streams that ended within an object. */
  cutOff(): readonly Problem[]
}

/** The part of a tracker that takes in what was seen. */
type Observer = Pick<Tracker, 'observeEvent' | 'observeList' | 'heartbeat' | 'describeSource'>

/** A feed for one tracker. `complete`: the streams bring all there is. */
export const createWatchFeed = (tracker: Observer, complete: boolean): WatchFeed => {
  const cutters = new Map<string, JsonCutter>()
  const seen = new Map<string, Set<string>>()
  const listed = new Set<string>()
  let told = -1
  const describe = (): void => {
    if (listed.size === told) return
    told = listed.size
    tracker.describeSource('', complete ? { synced: true } : { listed: [...listed] })
  }
  return {
    take(stream, text, now) {
      const cutter = cutters.get(stream) ?? createJsonCutter()
      cutters.set(stream, cutter)
      const own = seen.get(stream) ?? new Set<string>()
      seen.set(stream, own)
      return cutter.push(text).flatMap(piece => {
        const value = parsed(piece.text)
        if (value === undefined) return [{ code: 'invalid-frame', message: 'This is not JSON', source: stream, line: piece.line }]
        for (const key of observe(tracker, value, now)) own.add(key)
        // A deletion means that it was there: the first listing of the stream has ended.
        if (value['type'] === 'DELETED') {
          own.forEach(key => listed.add(key))
          describe()
        }
        return []
      })
    },
    tick(now) {
      tracker.heartbeat(now)
      for (const own of seen.values()) own.forEach(key => listed.add(key))
      describe()
    },
    listed: () => [...listed],
    cutOff: () =>
      [...cutters].flatMap(([source, cutter]) =>
        cutter.isWithin() ? [{ code: 'invalid-frame', message: 'The stream ends within an object', source, line: cutter.line() }] : [],
      ),
  }
}

/** The object that a piece of a stream holds. */
export const parsed = (text: string): JsonRecord | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Takes in a frame, a list, or an object as plain `-w -o json` prints it; gives the kinds that were seen, as sources list them. */
const observe = (tracker: Observer, value: JsonRecord, now: Time): readonly string[] => {
  const type = textOf(value['type'])
  if (type !== undefined && isRecord(value['object'])) {
    tracker.observeEvent({ type, object: value['object'] }, now)
    return listedKeys([value['object']])
  }
  const kind = listedKind(value)
  if (kind === undefined || kind === '') {
    for (const object of itemsOf(value)) tracker.observeEvent({ type: 'MODIFIED', object }, now)
    return listedKeys(itemsOf(value))
  }
  tracker.observeList({ ...value, items: listOf(value['items']) }, now)
  return [listedKindKey(value) ?? '']
}

const listedKeys = (objects: readonly KubeObjectLike[]): readonly string[] =>
  objects.map(object => {
    const { group, kind, namespace } = refOf(object)
    return namespace === '' ? kindKey(group, kind) : `${kindKey(group, kind)}@${namespace}`
  })
