import { kindKeyOf } from '../model/identity.ts'
import type { JsonRecord } from '../model/kube-object.ts'
import { itemsOf, listedKindKey } from '../model/list-items.ts'
import { at, textOf } from '../model/read.ts'
import { total } from '../model/total.ts'
import { entryOf } from '../status/internal.ts'
import type { LiveEntry } from '../status/internal.ts'
import type { Coming } from './apply-frame.ts'
import { dropEntry, isIdentified, putEntry } from './keep-object.ts'
import { keysOfKind } from './live-index.ts'
import { isBefore, resourceVersionOf } from './resource-version.ts'
import { scopeKey } from './source-store.ts'
import type { SourceStore } from './source-store.ts'
import { endRun } from './streamed-list.ts'

/**
 * A list response: its items are there, and what is not in it, of its kind and scope, is gone. One with a `continue` token is a page of
 * a list, and what is gone shows with the last page. A list that is older than what frames already told does not undo them, except after
 * a watch broke off: then the list is the new beginning. True where it ends the first listing of its kind and scope.
 */
export const applyList = (store: SourceStore, list: JsonRecord, { time, scope: { namespace } }: Coming): boolean => {
  const version = resourceVersionOf(list)
  const entries = readEntries(store, list)
  const typed = listedKindKey(list)
  const kinds = typed === undefined ? new Set(Array.from(entries.values(), ({ object }) => kindKeyOf(object))) : new Set([typed])
  const force = [...kinds].some(kind => store.brokenScopes.has(scopeKey(kind, namespace)))
  let first = false
  for (const kind of kinds) {
    const whole = readWhole(store, list, { scope: scopeKey(kind, namespace), keys: entries.keys() })
    if (whole === undefined) continue
    for (const key of keysOfKind(store.index, kind)) {
      const inScope = namespace === undefined || store.index.entries.get(key)?.ref.namespace === namespace
      if (inScope && !whole.has(key)) dropEntry(store, key, { version, time, force })
    }
  }
  for (const entry of entries.values()) putEntry(store, entry, { time, force })
  if (hasMore(list)) return false
  for (const kind of kinds) {
    const scope = scopeKey(kind, namespace)
    endRun(store, kind, namespace)
    store.brokenScopes.delete(scope)
    first ||= !store.listed.has(scope)
    // An older list than the last says nothing of what went since.
    if (force || !isBefore(version, store.listed.get(scope))) store.listed.set(scope, version ?? '')
  }
  return first
}

/** Its items by their keys. One that cannot be read is passed over and does not take the others with it. */
const readEntries = (store: SourceStore, list: JsonRecord): ReadonlyMap<string, LiveEntry> => {
  const entries = itemsOf(list).map(item =>
    total(
      () => (isIdentified(item) ? entryOf(item, store.name) : undefined),
      () => undefined,
    ),
  )
  return new Map(entries.flatMap(entry => (entry === undefined ? [] : [[entry.key, entry]])))
}

const hasMore = (list: JsonRecord): boolean => (textOf(at(list, 'metadata', 'continue')) ?? '') !== ''

/**
 * The keys of a whole list, once its last page has come; undefined where a page says nothing of what is gone. All pages of a list have
 * one resourceVersion (API concepts, "Retrieving large results sets in chunks"), by which a page that comes again after the last is known too.
 */
const readWhole = (
  { pages }: SourceStore,
  list: JsonRecord,
  { scope, keys }: { readonly scope: string; readonly keys: Iterable<string> },
): ReadonlySet<string> | undefined => {
  const version = textOf(at(list, 'metadata', 'resourceVersion')) ?? ''
  const before = pages.get(scope)
  const begun = before?.version === version ? before : undefined
  if (begun !== undefined && begun.keys === undefined) return undefined
  if (hasMore(list)) {
    pages.set(scope, { version, keys: new Set([...(begun?.keys ?? []), ...keys]) })
    return undefined
  }
  if (begun === undefined || version === '') pages.delete(scope)
  else pages.set(scope, { version, keys: undefined })
  return new Set([...(begun?.keys ?? []), ...keys])
}
