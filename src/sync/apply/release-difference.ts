import type { JsonRecord } from '../../model/kube-object.ts'
import { hasOwn, isRecord, own, put } from '../../model/read.ts'
import { sameJson } from '../../model/same-json.ts'

/** The difference of two releases, as a patch is made of it: what changed or came, and what went. */
export interface ReleaseDifference {
  readonly changed: JsonRecord
  readonly removed: JsonRecord
}

/**
 * Finds what one release says otherwise than the one before, field by field; lists count as a whole (jsonpatch.CreateMergePatch). Of
 * `{ a: 1, b: 2 }` and `{ a: 1, b: 3 }` it is `{ b: 3 }`, of which `a` is no part, whatever it is in the cluster.
 */
export const releaseDifference = (previous: JsonRecord, desired: JsonRecord): ReleaseDifference => {
  const changed: Record<string, unknown> = {}
  const removed: Record<string, unknown> = {}
  for (const key in desired) {
    const [before, after] = [own(previous, key), desired[key]]
    if (sameJson(before, after)) continue
    if (!isRecord(before) || !isRecord(after)) {
      put(changed, key, after)
      continue
    }
    const below = releaseDifference(before, after)
    put(changed, key, below.changed)
    put(removed, key, below.removed)
  }
  for (const key in previous) if (!hasOwn(desired, key)) put(removed, key, previous[key])
  return { changed, removed }
}
