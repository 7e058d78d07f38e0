import type { JsonRecord } from '../model/kube-object.ts'
import { at, own, recordOf } from '../model/read.ts'
import { dropEntry } from './keep-object.ts'
import { keysOfKind } from './live-index.ts'
import { isNotAfter } from './resource-version.ts'
import { scopeKey } from './source-store.ts'
import type { SourceStore } from './source-store.ts'
import type { WatchScope } from './tracker.ts'

/*
 * A streaming list (KEP-3157) is a run of ADDED frames that a bookmark ends. What changes meanwhile comes among them, so a run is all
 * that was ADDED and not DELETED since the last listing of the kind or the last ERROR; what it holds beyond the listing is there all the same.
 */

/** An object of a kind was ADDED. */
export const noteAdded = ({ streamedKeys }: SourceStore, kind: string, key: string): void => {
  const keys = streamedKeys.get(kind)
  if (keys === undefined) streamedKeys.set(kind, new Set([key]))
  else keys.add(key)
}

/** An object of a kind was DELETED. */
export const noteDeleted = ({ streamedKeys }: SourceStore, kind: string, key: string): void => {
  streamedKeys.get(kind)?.delete(key)
}

/** Ends the run of a kind: what comes of it from now on is another. Where only the watch of one namespace ended, the runs of the others go on. */
export const endRun = ({ streamedKeys, index }: SourceStore, kind: string, namespace: string | undefined): void => {
  const keys = namespace === undefined ? undefined : streamedKeys.get(kind)
  if (keys === undefined) streamedKeys.delete(kind)
  else for (const key of keys) if (index.entries.get(key)?.ref.namespace === namespace) keys.delete(key)
}

/** A watch ended with an error: of that kind and namespace, or nobody knows which. */
export const breakRun = (store: SourceStore, { kind, namespace }: WatchScope): void => {
  for (const scope of kind === undefined ? store.listed.keys() : [scopeKey(kind, namespace)]) store.brokenScopes.add(scope)
  if (kind === undefined) store.streamedKeys.clear()
  else endRun(store, kind, namespace)
}

/** True for the bookmark that ends a streaming list. */
export const endsListing = (bookmark: JsonRecord): boolean =>
  own(recordOf(at(bookmark, 'metadata', 'annotations')), 'k8s.io/initial-events-end') === 'true'

export interface ListingEnd {
  readonly kind: string
  readonly version: string | undefined
  readonly time: number
  /** The one namespace of the watch; all where undefined. */
  readonly namespace: string | undefined
}

/** Drops what a streaming list did not bring: it is gone. True where it was the first listing of its kind and scope. */
export const endListing = (store: SourceStore, { kind, version, time, namespace }: ListingEnd): boolean => {
  const scope = scopeKey(kind, namespace)
  // A bookmark that comes twice, or late, ends nothing.
  if (isNotAfter(version, store.listed.get(scope))) return false
  const run = store.streamedKeys.get(kind)
  // Several namespaces are watched one by one: without a word which of them this is, nothing of them is known to be gone.
  const oneOfMany = namespace === undefined && (store.declared.namespaces?.length ?? 0) > 1
  for (const key of keysOfKind(store.index, kind)) {
    const where = store.index.entries.get(key)?.ref.namespace ?? ''
    const covered = namespace === undefined ? !oneOfMany || where === '' : where === namespace
    if (covered && run?.has(key) !== true) dropEntry(store, key, { version, time })
  }
  if (!oneOfMany) endRun(store, kind, namespace)
  store.brokenScopes.delete(scope)
  const first = !store.listed.has(scope)
  store.listed.set(scope, version ?? '')
  return first
}
