import type { KubeObjectLike } from '../../index.ts'
import { kindKeyOf, refKey, refOf } from '../../model/identity.ts'
import { itemsOf, listedKindKey } from '../../model/list-items.ts'
import { isRecord } from '../../model/read.ts'
import type { TimelineLine } from '../../watch/index.ts'

/** The objects that are live after the lines of a timeline so far. */
export interface LiveSet {
  take(line: TimelineLine): void
  objects(): readonly KubeObjectLike[]
}

/** The objects that one line brings. */
export const listLineObjects = ({ list, frame }: TimelineLine): readonly KubeObjectLike[] =>
  list === undefined ? (isRecord(frame?.object) ? [frame.object] : []) : itemsOf(list)

/** Follows the frames and lists of a timeline, as a watcher's cache does. */
export const createLiveSet = (): LiveSet => {
  const live = new Map<string, KubeObjectLike>()
  const put = (object: KubeObjectLike): void => {
    live.set(refKey(refOf(object)), object)
  }
  return {
    take({ list, frame }) {
      if (list !== undefined) {
        const kind = listedKindKey(list)
        for (const [key, object] of live) if (kindKeyOf(object) === kind) live.delete(key)
        itemsOf(list).forEach(put)
      }
      const object = frame?.object
      if (!isRecord(object)) return
      if (frame?.type === 'DELETED') live.delete(refKey(refOf(object)))
      else if (frame?.type === 'ADDED' || frame?.type === 'MODIFIED') put(object)
    },
    objects: () => [...live.values()],
  }
}
