import { groupVersion } from './identity.ts'
import type { JsonRecord } from './kube-object.ts'
import { isRecord, listOf, textOf } from './read.ts'
import { total } from './total.ts'

/**
 * The objects of a list response, or the object itself where it is none. Items of typed lists (`PodList`) lack kind and apiVersion on
 * the wire: they get those of the list (API conventions, "Lists and Simple kinds"); an item that has them keeps its own.
 */
export const itemsOf = (value: unknown): readonly JsonRecord[] => {
  if (!isRecord(value)) return []
  const kind = listedKind(value)
  if (kind === undefined) return [value]
  const apiVersion = textOf(value['apiVersion'])
  // An item that cannot be read must not take the others with it.
  const read = (item: JsonRecord): readonly JsonRecord[] =>
    total(
      () => [typed(item, apiVersion, kind)],
      () => [],
    )
  return listOf(value['items']).filter(isRecord).flatMap(read)
}

/**
 * True for an object beside the name of the source that saw it, as `assessApplication` takes it: whoever wraps leaves kind and metadata to the
 * object.
 */
export const isWrapped = (item: unknown): item is JsonRecord & { readonly object: JsonRecord } =>
  isRecord(item) && isRecord(item['object']) && item['kind'] === undefined && item['metadata'] === undefined

/** Reads one entry of a list of manifests: itself, the items of a List, or the object that `parseManifests` found; none where it cannot be read. */
export const manifestsIn = (given: unknown): readonly JsonRecord[] =>
  total(
    () => itemsOf(isRecord(given) && given['kind'] === undefined && isRecord(given['object']) ? given['object'] : given),
    () => [],
  )

/** The kind of the items of a list; '' for a list of mixed kinds (`List`), undefined for what is no list. */
export const listedKind = (value: JsonRecord): string | undefined => {
  const kind = textOf(value['kind'])
  return Array.isArray(value['items']) && kind?.endsWith('List') === true ? kind.slice(0, -'List'.length) : undefined
}

const typed = (item: JsonRecord, apiVersion: string | undefined, kind: string): JsonRecord => {
  const named = item['kind'] !== undefined && item['kind'] !== ''
  const versioned = item['apiVersion'] !== undefined && item['apiVersion'] !== ''
  if ((named && versioned) || kind === '') return item
  // The group of a list is that of its items; a copy, since the list is the caller's.
  return { ...item, apiVersion: versioned ? item['apiVersion'] : apiVersion, kind: named ? item['kind'] : kind }
}

/** 'group/Kind' of the items of a typed list, or undefined where it does not say. */
export const listedKindKey = (value: JsonRecord): string | undefined => {
  const kind = listedKind(value)
  if (kind === undefined || kind === '') return undefined
  const { group } = groupVersion(textOf(value['apiVersion']))
  return group === '' ? kind : `${group}/${kind}`
}
