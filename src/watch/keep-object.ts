import { liveCondition } from '../model/conditions.ts'
import { kindKey, kindKeyOf } from '../model/identity.ts'
import type { JsonRecord } from '../model/kube-object.ts'
import { at, recordsOf, textOf } from '../model/read.ts'
import type { LiveEntry } from '../status/internal.ts'
import { withEntryTimes } from './entry-times.ts'
import { dropLive, putLive, uidOf } from './live-index.ts'
import { isBefore, isNotAfter, later, resourceVersionOf } from './resource-version.ts'
import type { SourceStore } from './source-store.ts'

/** True for an object that says what it is: without kind or name it cannot be kept. */
export const isIdentified = (object: JsonRecord): boolean =>
  (textOf(object['kind']) ?? '') !== '' && textOf(at(object, 'metadata', 'name')) !== undefined

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
  store.changed({ key: entry.key, questions, time, before: known?.object as JsonRecord | undefined, after: object })
}

/** Until when an absent object is known to be absent: when it went, or when its kind was listed without it. */
const goneAt = ({ gone, listed }: SourceStore, { key, ref }: LiveEntry): string | undefined => {
  const kind = kindKey(ref.group, ref.kind)
  return later(gone.get(key)?.version, later(listed.get(kind), listed.get(`${kind}@${ref.namespace}`)))
}

interface Going {
  /** At which resourceVersion. */
  readonly version: string | undefined
  readonly time: number
  readonly force?: boolean
  /** The uid of what is gone, where a frame says it. */
  readonly uid?: string
}

/**
 * An object is gone at that version, unless a newer one is known. A uid never comes back, so of the same one that it is gone holds
 * whatever the version: a client that missed the end of an object tells the last state that it saw.
 */
export const dropEntry = (store: SourceStore, key: string, { version, time, force = false, uid = '' }: Going): void => {
  const known = store.index.entries.get(key)
  const latest = known === undefined ? undefined : resourceVersionOf(known.object)
  const isSame = known !== undefined && uid !== '' && uid === uidOf(known.object)
  if (!force && !isSame && isBefore(version, latest)) return
  const end = isSame ? later(version, latest) : version
  if (end !== undefined && !isBefore(end, store.gone.get(key)?.version)) remember(store, key, { version: end, at: time })
  if (known === undefined) return
  const questions = dropLive(store.index, known)
  if (isCompleteJob(known.object as JsonRecord)) finish(store.done, key, known.object as JsonRecord)
  store.changed({ key, questions, time, before: known.object as JsonRecord, after: undefined })
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

/** Releases name their Jobs anew each time; more than these no deployment still expects. */
const MOST_DONE = 256

const finish = (done: Map<string, JsonRecord>, key: string, job: JsonRecord): void => {
  done.set(key, job)
  for (const oldest of done.keys()) {
    if (done.size <= MOST_DONE) break
    done.delete(oldest)
  }
}

/** A Job of nobody's (a CronJob's is not expected to stay) that was complete and has a time to live: it is removed when that has passed. */
const isCompleteJob = (object: JsonRecord): boolean =>
  kindKeyOf(object) === 'batch/Job' &&
  typeof at(object, 'spec', 'ttlSecondsAfterFinished') === 'number' &&
  recordsOf(at(object, 'metadata', 'ownerReferences')).length === 0 &&
  liveCondition(object, 'Complete')?.status === 'True'
