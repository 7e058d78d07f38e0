import { conditionOf } from '../model/conditions.ts'
import { kindKeyOf } from '../model/identity.ts'
import type { JsonRecord } from '../model/kube-object.ts'
import { at, isRecord, own, recordOf, recordsOf, textOf } from '../model/read.ts'
import { entryOf } from '../status/index.ts'
import type { LiveEntry } from '../status/index.ts'
import { withEntryTimes } from './entry-times.ts'
import { dropLive, keysOfKind, putLive, uidOf, withUid } from './live-index.ts'
import { isBefore, isNotAfter, resourceVersionOf } from './resource-version.ts'
import type { SourceStore } from './source-store.ts'

/**
 * One watch frame, as client-go's reflectors and informers take it: ADDED of a known object is a change, MODIFIED of an unknown one an
 * addition, DELETED of an unknown one nothing. Beyond informers, which rely on order, a frame that is older than what is known of the
 * object is passed over, so that frames may come twice or late. True where it ends a listing.
 */
export const applyFrame = (store: SourceStore, frame: { readonly type: unknown; readonly object: unknown }, time: number): boolean => {
  const { type } = frame
  if (type === 'ERROR') {
    store.broken++
    store.run.clear()
    return false
  }
  if (!isRecord(frame.object)) return false
  const object = typed(store, frame.object)
  const kind = kindKeyOf(object)
  if (type === 'BOOKMARK') return endsListing(object) && endListing(store, kind, object, time)
  if (kind === '') noteUntyped(store, type, object)
  if (textOf(at(object, 'metadata', 'name')) === undefined || kind === '') return false
  const entry = entryOf(object, store.name)
  if (type === 'ADDED') startRun(store, kind).add(entry.key)
  else store.run.delete(kind)
  if (type === 'DELETED') dropEntry(store, entry.key, { version: resourceVersionOf(object), time })
  else if (type === 'ADDED' || type === 'MODIFIED') putEntry(store, entry, { time })
  return false
}

/** Objects of typed clients lack kind and apiVersion; one whose uid is known from a list gets those of the list. */
const typed = (store: SourceStore, object: JsonRecord): JsonRecord => {
  const known = object['kind'] === undefined ? withUid(store.index, uidOf(object))?.object : undefined
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

const startRun = (store: SourceStore, kind: string): Set<string> => {
  const run = store.run.get(kind) ?? new Set()
  store.run.set(kind, run)
  return run
}

/** A streaming list (KEP-3157) ends with a bookmark so annotated. */
const endsListing = (object: JsonRecord): boolean =>
  own(recordOf(at(object, 'metadata', 'annotations')), 'k8s.io/initial-events-end') === 'true'

/**
 * What a streaming list did not bring is gone. Its frames are the ADDED ones since any other; where single namespaces are watched each
 * has a stream of its own, which tells of the namespaces that it brought objects of.
 */
const endListing = (store: SourceStore, kind: string, bookmark: JsonRecord, time: number): boolean => {
  const run = store.run.get(kind) ?? new Set<string>()
  store.run.delete(kind)
  const brought = new Set(Array.from(run, key => store.index.entries.get(key)?.ref.namespace))
  const version = resourceVersionOf(bookmark)
  for (const key of keysOfKind(store.index, kind)) {
    const elsewhere = store.told.namespaces !== undefined && !brought.has(store.index.entries.get(key)?.ref.namespace)
    if (!run.has(key) && !elsewhere) dropEntry(store, key, { version, time })
  }
  const first = !store.listed.has(kind)
  store.listed.set(kind, version ?? '')
  return first
}

/** Takes an object over what is known, unless that is as new or `force` says that it does not count. */
export const putEntry = (store: SourceStore, entry: LiveEntry, { time, force = false }: { time: number; force?: boolean }): void => {
  const version = resourceVersionOf(entry.object)
  const known = store.index.entries.get(entry.key)
  const latest = known === undefined ? goneAt(store, entry) : resourceVersionOf(known.object)
  if (force ? known !== undefined && version !== undefined && version === latest : isNotAfter(version, latest)) return
  const object = withEntryTimes(entry.object as JsonRecord, known?.object as JsonRecord | undefined, time)
  const next = object === entry.object ? entry : { ...entry, object }
  store.gone.delete(entry.key)
  store.done.delete(entry.key)
  if (store.untyped.size > 0) store.untyped.delete(uidOf(object))
  const questions = putLive(store.index, next)
  store.changed({ key: entry.key, questions, time, moved: known === undefined })
}

/** Until when an absent object is known to be absent: when it went, or when its kind was listed without it. */
const goneAt = (store: SourceStore, { key, ref }: LiveEntry): string | undefined => {
  const kind = ref.group === '' ? ref.kind : `${ref.group}/${ref.kind}`
  const versions = [store.gone.get(key)?.version, store.listed.get(kind), store.listed.get(`${kind}@${ref.namespace}`)]
  return versions.reduce((latest, version) => (latest === undefined || isBefore(latest, version) ? version : latest), undefined)
}

interface Going {
  /** At which resourceVersion. */
  readonly version: string | undefined
  readonly time: number
  readonly force?: boolean
}

/** An object is gone at that version, unless a newer one is known. */
export const dropEntry = (store: SourceStore, key: string, { version, time, force = false }: Going): void => {
  const known = store.index.entries.get(key)
  if (!force && known !== undefined && isBefore(version, resourceVersionOf(known.object))) return
  if (version !== undefined && !isBefore(version, store.gone.get(key)?.version)) remember(store, key, { version, at: time })
  if (known === undefined) return
  const questions = dropLive(store.index, known)
  if (isCompleteJob(known.object as JsonRecord)) store.done.set(key, known.object as JsonRecord)
  store.changed({ key, questions, time, moved: true })
}

/** Late frames come within moments; an hour is far beyond. */
const REMEMBERED = 60 * 60_000
const MANY = 512

const remember = (store: SourceStore, key: string, mark: { version: string; at: number }): void => {
  store.gone.delete(key)
  store.gone.set(key, mark)
  if (store.gone.size <= MANY) return
  for (const [old, { at: time }] of store.gone) {
    if (time >= mark.at - REMEMBERED) break
    store.gone.delete(old)
  }
}

/** A Job of nobody's (a CronJob's is not expected to stay) that was complete and has a time to live: it is removed when that has passed. */
const isCompleteJob = (object: JsonRecord): boolean =>
  kindKeyOf(object) === 'batch/Job' &&
  typeof at(object, 'spec', 'ttlSecondsAfterFinished') === 'number' &&
  recordsOf(at(object, 'metadata', 'ownerReferences')).length === 0 &&
  conditionOf(object, 'Complete')?.status === 'True'
