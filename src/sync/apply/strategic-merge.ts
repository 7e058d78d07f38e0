import type { JsonRecord } from '../../model/kube-object.ts'
import { hasOwn, isRecord, listOf } from '../../model/read.ts'
import type { SchemaNode } from '../../schema/internal.ts'
import { treeBelow, type FieldSet } from '../fields/field-set.ts'
import { interleave } from '../fields/interleave.ts'
import { itemElement } from '../fields/path-element.ts'
import { dropReason, valueInstead } from '../server/available.ts'
import { normalise, unknownField } from '../server/normalise.ts'
import {
  childNode,
  beginDraft,
  commit,
  haveSameScalars,
  isGranular,
  isSameOrNull,
  mergedScalar,
  keepMismatched,
  replaced,
  replacedEntry,
  set,
  sharedList,
  type Draft,
} from './draft.ts'
import { isAlignedByKey, mergeByKey } from './strategic-list.ts'
import { enter, find, leave, type MergeState } from '../fields/merge-state.ts'

/**
 * Predicts what `kubectl apply` leaves of `live` for the kinds it knows: a three-way strategic merge patch of `previous` (last applied), `desired`
 * and `live`, and its application by the server, in one walk. `live` itself where nothing changes.
 */
export const strategicMerge = (live: unknown, desired: unknown, previous: unknown, node: SchemaNode, walk: MergeState): unknown => {
  if (desired === null) return undefined
  switch (node.type) {
    case 'struct':
    case 'map':
      return isRecord(desired) ? mergeMap(live, desired, previous, node, walk) : keepMismatched(live, walk)
    case 'list':
      return Array.isArray(desired) ? mergeList(live, desired, previous, node, walk) : keepMismatched(live, walk)
    case 'any':
      return isRecord(live) && isRecord(desired)
        ? mergeRecord(live, desired, previous, node, walk)
        : mergedScalar(live, desired, node, walk)
    default:
      return mergedScalar(live, desired, node, walk)
  }
}

const mergeMap = (live: unknown, desired: JsonRecord, previous: unknown, node: SchemaNode, walk: MergeState): unknown => {
  if (!isRecord(live)) return normalise(desired, node, walk)
  return node.patch === 'replace' ? replaced(live, desired, node, walk) : mergeRecord(live, desired, previous, node, walk)
}

const mergeList = (live: unknown, desired: readonly unknown[], previous: unknown, node: SchemaNode, walk: MergeState): unknown => {
  if (!Array.isArray(live)) return normalise(desired, node, walk)
  if (node.patch !== 'merge') return replaced(live, desired, node, walk)
  return node.patchKey === undefined
    ? mergePrimitives(live, desired, listOf(previous), node)
    : mergeItems(live, desired, listOf(previous), node, walk)
}

const mergeRecord = (live: JsonRecord, desired: JsonRecord, previous: unknown, node: SchemaNode, walk: MergeState): unknown => {
  const draft = beginDraft(live)
  const before = isRecord(previous) ? previous : undefined
  const here = { before, node, walk }
  for (const key in desired) mergeKey(draft, key, desired[key], here)
  if (before !== undefined) for (const key in before) if (!hasOwn(desired, key)) set(draft, key, undefined)
  if (node.retainKeys) for (const key in live) if ((desired[key] ?? undefined) === undefined) set(draft, key, undefined)
  return commit(draft, node, walk)
}

interface FieldMerge {
  readonly before: JsonRecord | undefined
  readonly node: SchemaNode
  readonly walk: MergeState
}

const mergeKey = (draft: Draft, key: string, desired: unknown, { before, node, walk }: FieldMerge): void => {
  if (isSameOrNull(draft.live[key], desired)) return
  if (desired === null) return set(draft, key, undefined)
  const has = hasOwn(draft.live, key)
  const live = has ? draft.live[key] : undefined
  const child = childNode(node, key)
  if (child === undefined) return has ? set(draft, key, desired) : unknownField(node, key, walk)
  if (isGranular(child) && haveSameScalars(live, desired)) return
  if (child.kept !== 0 && isDropped(draft, child, key, node, walk)) return
  if (node.type === 'map' && !isRecord(desired)) return set(draft, key, replacedEntry(live, desired, node, walk))
  enter(walk, key)
  const merged = leave(
    walk,
    live === undefined ? makeSent(desired, child, walk) : strategicMerge(live, desired, before?.[key], child, walk),
  )
  if (merged !== live) set(draft, key, merged)
}

/** Leaves out, or replaces, what the server's version does not take; what live has already stays in use. */
const isDropped = (draft: Draft, child: SchemaNode, key: string, node: SchemaNode, walk: MergeState): boolean => {
  const instead = valueInstead(node, key)
  if (hasOwn(draft.live, key) && draft.live[key] !== instead) return false
  if (dropReason(child, node, key, walk, ownedBy(walk, key)) === undefined) return false
  if (instead !== undefined) set(draft, key, instead)
  return true
}

/** Finds what the applier's own entries have at a field below the present place, in any item of the lists on the way. */
const ownedBy = ({ clientSets, tokens }: MergeState, key: string): FieldSet | undefined => {
  let sets: readonly FieldSet[] = clientSets
  for (const token of [...tokens, key])
    sets = sets.flatMap(set =>
      typeof token === 'number' ? Object.values(set).filter(isRecord) : [treeBelow(set, `f:${token}`)].filter(tree => tree !== undefined),
    )
  return sets[0]
}

/** Makes a value as it is sent: what is new is part of the patch itself, of which nulls are discarded. */
const makeSent = (desired: unknown, node: SchemaNode, walk: MergeState): unknown => {
  walk.dropsNulls = true
  const made = normalise(desired, node, walk)
  walk.dropsNulls = false
  return made
}

const mergeItems = (
  live: readonly unknown[],
  desired: readonly unknown[],
  previous: readonly unknown[],
  node: SchemaNode,
  walk: MergeState,
): unknown => {
  const { values, patchKey: key = '' } = node
  if (values === undefined) return live
  const merge = (there: unknown, item: unknown, before: unknown, index: number): unknown => {
    if (haveSameScalars(there, item)) return there
    enter(walk, index)
    return leave(walk, strategicMerge(there, item, before, values, walk))
  }
  if (isAlignedByKey(live, desired, previous, key))
    return sharedList(
      live,
      live.map((item, index) => merge(item, desired[index], previous[index], index)),
    )
  if (desired.some(item => !isRecord(item) || item[key] === undefined))
    find(walk, { kind: 'missing-key', struct: values.struct?.type ?? '' })
  const make = (made: unknown, index: number): unknown => {
    enter(walk, index)
    return leave(walk, normalise(made, values, walk))
  }
  const repeated = (): void => findRepeated(desired, node, walk)
  const misordered = (): void => find(walk, { kind: 'refused-order', struct: '' })
  const merged = sharedList(live, mergeByKey(live, desired, previous, { key, merge, make, repeated, misordered }))
  return merged.length === 0 && merged !== live ? undefined : merged
}

/** Two ports of one number are no duplicates where the protocol is a key, too, though a patch takes them for one. */
const findRepeated = (desired: readonly unknown[], node: SchemaNode, walk: MergeState): void => {
  const seen = new Set<string>()
  for (const [index, item] of desired.entries()) {
    const element = itemElement(item, node)
    if (element === undefined) continue
    if (seen.has(element)) find(walk, { kind: 'duplicate-key', struct: '' }, index)
    seen.add(element)
  }
}

/** Lists of scalars (finalizers): what is desired is added, what was applied before and is not desired goes, the desired order wins. */
const mergePrimitives = (
  live: readonly unknown[],
  desired: readonly unknown[],
  previous: readonly unknown[],
  node: SchemaNode,
): unknown => {
  if (desired.length === 0 && previous.length === 0) return live
  const wanted = new Set(desired)
  const dropped = new Set(previous.filter(value => !wanted.has(value)))
  // kubectl sorts live in place before it looks at the order, so a desired list that is sorted itself never reorders (diffListsOfScalars).
  if (dropped.size === 0 && live.length === desired.length && sortedSame(live, desired)) return live
  // Values that live has twice are no difference, either.
  const distinct = [...new Set(live)]
  if (dropped.size === 0 && distinct.length < live.length && sortedSame(distinct, desired)) return live
  const kept = live.filter(value => !dropped.has(value))
  const merged = interleave(
    kept.filter(value => !wanted.has(value)),
    [...wanted],
    value => live.indexOf(value),
  )
  if (merged.length === live.length && merged.every((value, index) => value === live[index])) return live
  return merged.length === 0 && !node.custom ? undefined : merged
}

const sortedSame = (live: readonly unknown[], desired: readonly unknown[]): boolean => {
  const sorted = [...live].map(String).sort()
  return sorted.every((value, index) => value === desired[index])
}
