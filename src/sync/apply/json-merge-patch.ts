import type { JsonRecord } from '../../model/kube-object.ts'
import { hasOwn, isRecord, own, put } from '../../model/read.ts'
import type { SchemaNode } from '../../schema/internal.ts'
import { dropReason } from '../server/available.ts'
import { unknownField } from '../server/normalise.ts'
import {
  childNode,
  beginDraft,
  commit,
  isSame,
  keepsNothingBelow,
  mergedScalar,
  replaced,
  replacedEntry,
  set,
  type Draft,
} from './draft.ts'
import { treeAt } from '../fields/field-set.ts'
import { sameJson } from '../../model/same-json.ts'
import { untypedList, type Evidence } from './guess/untyped-list.ts'
import { asWritten, enter, leave, touchedByOthers, type MergeState } from '../fields/merge-state.ts'

/**
 * Predicts what `kubectl apply` leaves of `live` for kinds it does not know: a three-way JSON merge patch (RFC 7386). Lists are replaced whole, a
 * null in the manifest is not sent (apimachinery's jsonmergepatch), and what was applied before and is not desired goes.
 */
export const jsonMerge = (live: JsonRecord, desired: JsonRecord, previous: unknown, node: SchemaNode, walk: MergeState): unknown => {
  const draft = beginDraft(live)
  const before = isRecord(previous) ? previous : undefined
  const here = { before, node, walk }
  for (const key in desired) mergeKey(draft, key, desired[key], here)
  if (before !== undefined) for (const key in before) if (!hasOwn(desired, key)) set(draft, key, undefined)
  return commit(draft, node, walk)
}

interface RecordMerge {
  readonly before: JsonRecord | undefined
  readonly node: SchemaNode
  readonly walk: MergeState
}

const mergeKey = (draft: Draft, key: string, wanted: unknown, { before, node, walk }: RecordMerge): void => {
  const there = own(draft.live, key)
  if (isSame(there, wanted)) return
  const previous = before?.[key]
  if (wanted === null) {
    // A null that was applied before is no change (CreateThreeWayJSONMergePatch); anything else, nothing included, is one.
    if (previous !== null) set(draft, key, undefined)
    return
  }
  const child = childNode(node, key)
  if (child === undefined) return there === undefined ? unknownField(node, key, walk) : set(draft, key, wanted)
  if (there === undefined && isDropped({ wanted, previous, child, node, key }, walk)) return
  if (node.type === 'map' && !isRecord(wanted) && !Array.isArray(wanted)) return set(draft, key, replacedEntry(there, wanted, node, walk))
  enter(walk, key)
  set(draft, key, leave(walk, mergeField(there, wanted, previous, child, walk)))
}

interface NewField {
  readonly wanted: unknown
  readonly previous: unknown
  readonly child: SchemaNode
  readonly node: SchemaNode
  readonly key: string
}

/**
 * True for what live does not have, and the server does not take. Where no schema is known: what was applied to an object that never changed since, and is
 * not in it, it dropped.
 */
const isDropped = ({ wanted, previous, child, node, key }: NewField, walk: MergeState): boolean => {
  if (child.kept !== 0 && dropReason(child, node, key, walk) !== undefined) return true
  return walk.untyped && child.type === 'any' && walk.pristine && sameJson(previous, wanted)
}

const mergeField = (live: unknown, wanted: unknown, previous: unknown, node: SchemaNode, walk: MergeState): unknown => {
  const desired = arriving(live, wanted, previous)
  if (desired === undefined) return live
  if (keepsNothingBelow(node)) return replaced(live, desired, node, walk)
  if (isRecord(live) && isRecord(desired) && node.type !== 'list') return jsonMerge(live, desired, previous, node, walk)
  if (walk.untyped && node.type === 'any' && Array.isArray(desired) && Array.isArray(live))
    return untypedList(live, desired, listEvidence(previous, walk))
  if (Array.isArray(desired) || isRecord(desired)) return replaced(live, desired, node, walk)
  return mergedScalar(live, desired, node, walk)
}

/** Takes what is left of a desired value where it arrives: what live has already is not sent. */
const arriving = (live: unknown, wanted: unknown, previous: unknown): unknown => {
  if (Array.isArray(wanted)) return sameJson(live, wanted) ? live : prunedNulls(wanted)
  return isRecord(wanted) && !isRecord(live) ? withoutNulls(wanted, previous) : wanted
}

/** The server drops nulls in what a merge patch puts in place, but for the items of lists (pruneNulls in evanphx/json-patch). */
const prunedNulls = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(prunedNulls)
  if (!isRecord(value)) return value
  const kept: Record<string, unknown> = {}
  for (const key in value) if (value[key] !== null) put(kept, key, prunedNulls(value[key]))
  return kept
}

/**
 * Takes what arrives of a map that live does not have: no nulls, and no map that holds nothing else where it was applied like that before
 * (keepOrDeleteNullInObj, once over what is new against live and once over what is new against the last manifest).
 */
const withoutNulls = (record: JsonRecord, before: unknown): JsonRecord | undefined => {
  const kept: Record<string, unknown> = {}
  let empty = true
  for (const key in record) {
    const value = record[key]
    const sent = isRecord(value) ? withoutNulls(value, isRecord(before) ? before[key] : undefined) : prunedNulls(value)
    if (sent === undefined || sent === null) continue
    put(kept, key, sent)
    empty = false
  }
  return empty && Object.keys(record).length > 0 && sameJson(before, record) ? undefined : kept
}

const listEvidence = (previous: unknown, walk: MergeState): Evidence => {
  const elements = walk.tokens.map(token => `f:${token}`)
  const ours = walk.clientSets.map(own => treeAt(own, elements))
  const others = touchedByOthers(walk, elements) && !asWritten(walk, ours, elements)
  return { previous, others, untouched: walk.pristine || walk.managed }
}
