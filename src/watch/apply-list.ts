import { kindKeyOf } from '../model/identity.ts'
import type { JsonRecord } from '../model/kube-object.ts'
import { itemsOf, listedKindKey } from '../model/list-items.ts'
import { at, textOf } from '../model/read.ts'
import { entryOf } from '../status/index.ts'
import { dropEntry, putEntry } from './apply-frame.ts'
import { keysOfKind } from './live-index.ts'
import { isBefore, resourceVersionOf } from './resource-version.ts'
import type { SourceStore } from './source-store.ts'

/**
 * A list response: its items are there, and what is not in it, of its kind and scope, is gone. A list that is older than what frames
 * already told does not undo them, except after a watch broke off: then the list is the new beginning. True where it ends the first
 * listing of its kind and scope.
 */
export const applyList = (
  store: SourceStore,
  { list, time, namespace }: { readonly list: JsonRecord; readonly time: number; readonly namespace: string | undefined },
): boolean => {
  const version = resourceVersionOf(list)
  const items = itemsOf(list).filter(item => textOf(at(item, 'metadata', 'name')) !== undefined && textOf(item['kind']) !== undefined)
  const typed = listedKindKey(list)
  const kinds = typed === undefined ? new Set(items.map(kindKeyOf)) : new Set([typed])
  const force = store.broken > 0
  if (force) store.broken--
  const entries = new Map(items.map(item => entryOf(item, store.name)).map(entry => [entry.key, entry]))
  for (const kind of kinds) {
    store.run.delete(kind)
    for (const key of keysOfKind(store.index, kind)) {
      const inScope = namespace === undefined || store.index.entries.get(key)?.ref.namespace === namespace
      if (inScope && !entries.has(key)) dropEntry(store, key, { version, time, force })
    }
  }
  for (const entry of entries.values()) putEntry(store, entry, { time, force })
  let first = false
  for (const kind of kinds) {
    const scope = namespace === undefined ? kind : `${kind}@${namespace}`
    first ||= !store.listed.has(scope)
    // An older list than the last says nothing of what went since.
    if (force || !isBefore(version, store.listed.get(scope))) store.listed.set(scope, version ?? '')
  }
  return first
}
