import { kindKeyOf } from '../model/identity.ts'
import type { JsonRecord } from '../model/kube-object.ts'
import { at, isRecord, textOf } from '../model/read.ts'
import { entryOf } from '../status/internal.ts'
import { dropEntry, isIdentified, putEntry } from './keep-object.ts'
import { uidOf, withUid } from './live-index.ts'
import { resourceVersionOf } from './resource-version.ts'
import type { SourceStore } from './source-store.ts'
import { breakRun, endListing, endsListing, noteAdded, noteDeleted } from './streamed-list.ts'
import type { WatchScope } from './tracker.ts'

/** One watch frame, whatever it holds. */
export interface Frame {
  readonly type: unknown
  readonly object: unknown
}

/** When a frame or list came, and of what the watch is. */
export interface Coming {
  readonly time: number
  readonly scope: WatchScope
}

/**
 * One watch frame, as client-go's reflectors and informers take it: ADDED of a known object is a change, MODIFIED of an unknown one an
 * addition, DELETED of an unknown one nothing. Beyond informers, which rely on order, a frame that is older than what is known of the
 * object is passed over, so that frames may come twice or late. True where it ends a listing.
 */
export const applyFrame = (store: SourceStore, frame: Frame, { time, scope }: Coming): boolean => {
  const { type } = frame
  if (type === 'ERROR') breakRun(store, scope)
  if (type === 'ERROR' || !isRecord(frame.object)) return false
  const object = typed(store, frame.object)
  const kind = kindKeyOf(object)
  const version = resourceVersionOf(object)
  if (type === 'BOOKMARK') return endsListing(object) && endListing(store, { kind, version, time, namespace: scope.namespace })
  if (isUntyped(object)) noteUntyped(store, type, object)
  if (!isIdentified(object)) return false
  const entry = entryOf(object, store.name)
  if (type === 'ADDED') noteAdded(store, kind, entry.key)
  if (type === 'ADDED' || type === 'MODIFIED') putEntry(store, entry, { time })
  if (type !== 'DELETED') return false
  dropEntry(store, entry.key, { version, time, uid: uidOf(object) })
  if (!store.index.entries.has(entry.key)) noteDeleted(store, kind, entry.key)
  return false
}

const isUntyped = (object: JsonRecord): boolean => (textOf(object['kind']) ?? '') === ''

/** Objects of typed clients lack kind and apiVersion; one whose uid is known from a list gets those of the list. */
const typed = (store: SourceStore, object: JsonRecord): JsonRecord => {
  const known = isUntyped(object) ? withUid(store.index, uidOf(object))?.object : undefined
  return known === undefined ? object : { ...object, apiVersion: known.apiVersion, kind: known.kind }
}

/** More than a few tell nothing new. */
const MOST_UNTYPED = 64

/** An object of which nobody can say what it is is passed over, and is a problem until it is seen with its kind or is gone. */
const noteUntyped = ({ untyped }: SourceStore, type: unknown, object: JsonRecord): void => {
  const id = uidOf(object) || (textOf(at(object, 'metadata', 'name')) ?? '')
  if (type === 'DELETED') untyped.delete(id)
  else if (id !== '' && (type === 'ADDED' || type === 'MODIFIED') && untyped.size < MOST_UNTYPED) untyped.add(id)
}
