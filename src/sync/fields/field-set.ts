import { LAST_APPLIED } from '../../model/annotations.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, hasOwn, isRecord, listOf, textOf } from '../../model/read.ts'

/** A FieldsV1 trie: `f:`, `k:`, `v:` and `i:` elements, `.` for the node itself. */
export type FieldSet = JsonRecord

/** One entry of metadata.managedFields. */
export interface ManagedEntry {
  readonly manager: string
  readonly operation: 'Apply' | 'Update'
  readonly subresource: string | undefined
  /** When this manager last changed any of its fields; absent for some entries (scale). */
  readonly time: string | undefined
  readonly apiVersion: string
  readonly fields: FieldSet
  /** {@link isLeaf} of a tree of these entries, remembered: one with thousands of children is asked about for each of them. */
  readonly leaves: Map<FieldSet, boolean>
}

/** The readable entries of metadata.managedFields; an entry that cannot be read owns nothing. */
export const managedEntries = (live: unknown): readonly ManagedEntry[] => {
  const entries: ManagedEntry[] = []
  const leaves = new Map<FieldSet, boolean>()
  for (const entry of listOf(at(live, 'metadata', 'managedFields'))) {
    if (!isRecord(entry)) continue
    const operation = entry['operation']
    const fields = entry['fieldsV1']
    if ((operation !== 'Apply' && operation !== 'Update') || !isRecord(fields)) continue
    entries.push({
      manager: textOf(entry['manager']) ?? '',
      operation,
      subresource: entry['subresource'] === '' ? undefined : textOf(entry['subresource']),
      time: textOf(entry['time']),
      apiVersion: textOf(entry['apiVersion']) ?? '',
      fields,
      leaves,
    })
  }
  return entries
}

/** The tree below one element, if the entry owns anything there. Nothing that an object inherits is called like an element. */
export const treeBelow = (tree: FieldSet | undefined, element: string): FieldSet | undefined => {
  const below = tree?.[element]
  return isRecord(below) ? below : undefined
}

/** The tree at a path of elements. */
export const treeAt = (tree: FieldSet, elements: readonly string[]): FieldSet | undefined => {
  let here: FieldSet | undefined = tree
  for (const element of elements) {
    here = treeBelow(here, element)
    if (here === undefined) return undefined
  }
  return here
}

/** The last-applied annotation as managedFields write its place. */
export const LAST_APPLIED_PATH: readonly string[] = ['f:metadata', 'f:annotations', `f:${LAST_APPLIED}`]

/** Finds who owns a place, or anything below it, through no subresource. */
export const findOwners = (entries: readonly ManagedEntry[], path: readonly string[]): readonly ManagedEntry[] =>
  entries.filter(entry => entry.subresource === undefined && treeAt(entry.fields, path) !== undefined)

/** Nothing is below: the node is owned as a whole. */
export const isLeaf = (tree: FieldSet): boolean => {
  for (const _ in tree) return false
  return true
}

/** A node is a member of the set itself, not only a way to its children: `{}`, or with a `.`. */
export const isMember = (tree: FieldSet): boolean => {
  return hasOwn(tree, '.') || isLeaf(tree)
}
