import type { JsonRecord } from '../../model/kube-object.ts'
import { isRecord, own, put } from '../../model/read.ts'
import { anyNode, type SchemaNode } from '../../schema/internal.ts'
import { hasFinishRule } from '../server/defaults.ts'
import { canonicalScalar, withDefaults, finishedStruct, makeEntry, normalise } from '../server/normalise.ts'
import { sameJson } from '../../model/same-json.ts'
import { find, type MergeState } from '../fields/merge-state.ts'

/** A copy of `live` that is made when something changes, so that an object that stays as it is keeps its identity. */
export interface Draft {
  readonly live: JsonRecord
  /** Removed keys are undefined in it until it is {@link commit}: engines look things up slowly in an object that lost a key. */
  copy: Record<string, unknown> | undefined
  /** A field is gone, or null. */
  removes: boolean
  /** A field got another value, which only a rule of its struct could turn back; a field that is gone may come back as a default. */
  differs: boolean
}

export const beginDraft = (live: JsonRecord): Draft => ({ live, copy: undefined, removes: false, differs: false })

/** Puts a value, or removes the key where it is undefined. */
export const set = (draft: Draft, key: string, value: unknown): void => {
  if (own(draft.live, key) === value) return
  draft.copy ??= { ...draft.live }
  put(draft.copy, key, value)
  if (value === undefined || value === null) draft.removes = true
  if (value !== undefined) draft.differs = true
}

/** Live says the same scalar already, in the server's own spelling: by far the most frequent case, and nothing needs to be known for it. */
export const isSame = (live: unknown, desired: unknown): boolean => live === desired && typeof live !== 'object'

/** The same, or null in both: as what older servers write and manifests repeat (`creationTimestamp: null` of a template), nothing is sent or changed. */
export const isSameOrNull = (live: unknown, desired: unknown): boolean => live === desired && (live === null || typeof live !== 'object')

/** Both have the same keys, and under each the same scalar, as mostly labels, references and items of lists: nothing comes of merging them. */
export const haveSameScalars = (live: unknown, desired: unknown): boolean => {
  if (!isRecord(live) || !isRecord(desired)) return false
  let count = 0
  for (const key in live) {
    const value = live[key]
    if (typeof value === 'object' || value !== desired[key]) return false
    count++
  }
  for (const _ in desired) count--
  return count === 0
}

/** The result: live itself where nothing changed, undefined where all is gone of a map or of what `vanishes`, else the copy with what the server fills in. */
export const commit = (
  draft: Draft,
  node: SchemaNode,
  walk: MergeState,
  vanishes: boolean = node.type === 'map' && !node.custom,
): unknown => {
  const { live, differs, removes } = draft
  const copy = removes && draft.copy !== undefined ? withoutUndefined(draft.copy) : draft.copy
  if (copy === undefined) return live
  if (vanishes && Object.keys(copy).length === 0) return undefined
  const made = node.struct === undefined ? copy : removes ? withDefaults(copy, node, walk, live) : finishedStruct(copy, node.struct)
  // For speed: what differs stays different, and need not be compared at every level above.
  if (differs && !hasFinishRule(node.struct?.type ?? '')) return made
  return sameJson(made, live) ? live : made
}

/** True where the node may be merged field by field. */
export const isGranular = ({ type }: SchemaNode): boolean => type === 'struct' || type === 'map'

const withoutUndefined = (record: JsonRecord): Record<string, unknown> => {
  const kept: Record<string, unknown> = {}
  for (const key in record) if (record[key] !== undefined) put(kept, key, record[key])
  return kept
}

/** Finds the schema of a key below a struct, a map or an unknown place; undefined for a field that the struct does not have. */
export const childNode = (node: SchemaNode, key: string): SchemaNode | undefined => {
  if (node.type === 'struct') return node.struct?.fields.get(key) ?? (node.preserve ? anyNode : undefined)
  return node.type === 'map' ? (node.values ?? anyNode) : anyNode
}

/** How managedFields write the key that leads to a node: `f:spec`. That of a field is known, not made by every walk. */
export const elementOf = ({ element }: SchemaNode, key: string): string => (element === '' ? `f:${key}` : element)

/** A value under `additionalProperties: true`: what is inside of it is pruned, so there is nothing to merge. */
export const keepsNothingBelow = (node: SchemaNode): boolean => node.type === 'any' && node.custom && !node.preserve

/** A value of a type that the schema does not have there: the server refuses it, so live stays. */
export const keepMismatched = (live: unknown, walk: MergeState): unknown => {
  find(walk, { kind: 'schema-mismatch', struct: '' })
  return live
}

/** The server's form of a value that replaces whatever is live: live itself where both are the same. */
export const replaced = (live: unknown, desired: unknown, node: SchemaNode, walk: MergeState): unknown => {
  if (sameJson(desired, live)) return live
  const made = normalise(desired, node, walk)
  return sameJson(made, live) ? live : made
}

/** The server's form of a map's value. */
export const replacedEntry = (live: unknown, desired: unknown, map: SchemaNode, walk: MergeState): unknown => {
  const made = makeEntry(desired, map, walk)
  return sameJson(made, live) ? live : made
}

/** A scalar: undefined where the server would drop it. */
export const mergedScalar = (live: unknown, desired: unknown, node: SchemaNode, walk: MergeState): unknown =>
  canonicalScalar(desired, node) === undefined && desired !== null ? keepMismatched(live, walk) : normalise(desired, node, walk)

/** A list that was merged: live itself where each item is. */
export const sharedList = (live: readonly unknown[], merged: readonly unknown[]): readonly unknown[] => {
  if (merged.length !== live.length) return merged
  for (let index = 0; index < live.length; index++) if (merged[index] !== live[index]) return merged
  return live
}
