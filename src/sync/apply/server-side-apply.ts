import type { JsonRecord } from '../../model/kube-object.ts'
import { hasOwn, isRecord, listOf, own } from '../../model/read.ts'
import { schemaNode, type SchemaNode } from '../../schema/internal.ts'
import { isAligned, itemElement, plainElement } from '../fields/path-element.ts'
import { dropReason, valueInstead } from '../server/available.ts'
import { normalise, refusesNull, unknownField } from '../server/normalise.ts'
import { isLeaf, isMember, treeAt, treeBelow, type FieldSet } from '../fields/field-set.ts'
import {
  childNode,
  beginDraft,
  elementOf,
  commit,
  haveSameScalars,
  isGranular,
  isSameOrNull,
  keepsNothingBelow,
  mergedScalar,
  keepMismatched,
  replaced,
  replacedEntry,
  set,
  sharedList,
  type Draft,
} from './draft.ts'
import { untypedList, type Evidence } from './guess/untyped-list.ts'
import { asWritten, enter, findKeyProblems, leave, touchedByOthers, type MergeState } from '../fields/merge-state.ts'

/**
 * Predicts what server-side apply leaves of `live`: the desired fields merged in by the rules of structured-merge-diff, and what `mine` (the
 * manager's own last set) has and `desired` has no more taken away, unless another manager owns it. `live` itself where nothing changes.
 */
export const serverSideMerge = (
  live: unknown,
  desired: unknown,
  node: SchemaNode,
  mine: FieldSet | undefined,
  walk: MergeState,
): unknown => {
  if (node.type === 'any')
    return desired !== undefined && keepsNothingBelow(node) ? replaced(live, desired, node, walk) : mergeUntyped(live, desired, mine, walk)
  const isMap = node.type === 'struct' || node.type === 'map'
  if (!isMap && node.type !== 'list') return desired === undefined ? live : mergedScalar(live, desired, node, walk)
  if (desired !== undefined && !isTaken(live, desired, node, walk)) return keepMismatched(live, walk)
  if (node.atomic) return desired === undefined ? live : replacedWhole(live, desired, node, mine, walk)
  return isMap ? mergeMap(live, desired, node, mine, walk) : mergeLists(live, desired, node, mine, walk)
}

/** True where what is desired is of the type of a map or list. A null takes what is ours from one that has something in it; all else it replaces. */
const isTaken = (live: unknown, desired: unknown, node: SchemaNode, { serverSide }: MergeState): boolean => {
  if (desired !== null) return node.type === 'list' ? Array.isArray(desired) : isRecord(desired)
  const hasSomething = typeof live === 'object' && live !== null && Object.keys(live).length > 0
  return !serverSide || !refusesNull(node) || (hasSomething && !node.atomic)
}

/** Replaces as a whole, with the defaults that live shows where nobody described them. */
const replacedWhole = (live: unknown, desired: unknown, node: SchemaNode, mine: FieldSet | undefined, walk: MergeState): unknown => {
  if (!walk.untyped || typeof live !== 'object' || live === null) return replaced(live, desired, node, walk)
  const evidence = listEvidence(mine, walk)
  if (Array.isArray(live) && Array.isArray(desired)) return untypedList(live, desired, evidence)
  const [made] = listOf(untypedList([live], [desired], evidence))
  return made
}

const mergeMap = (live: unknown, desired: unknown, node: SchemaNode, mine: FieldSet | undefined, walk: MergeState): unknown => {
  if (!isRecord(live)) return desired === null ? live : normalise(desired, node, walk)
  return mergeRecord(live, isRecord(desired) ? desired : undefined, node, mine, walk)
}

const mergeLists = (live: unknown, desired: unknown, node: SchemaNode, mine: FieldSet | undefined, walk: MergeState): unknown =>
  mergeList(Array.isArray(live) ? live : [], Array.isArray(desired) ? desired : undefined, node, mine, walk)

/** Merges without a schema: maps are granular and lists atomic; the manager's own set tells of lists that are not. */
const mergeUntyped = (live: unknown, desired: unknown, mine: FieldSet | undefined, walk: MergeState): unknown => {
  if (desired === null) return mergeNull(live, mine, walk)
  if (isRecord(live) && isRecord(desired) && isAtomicMap(mine, live, desired, walk)) return replaced(live, desired, UNTYPED_MAP, walk)
  if (isRecord(live) && (isRecord(desired) || desired === undefined)) return mergeRecord(live, desired, UNTYPED_MAP, mine, walk)
  if (desired === undefined) return live
  return Array.isArray(desired)
    ? mergeUntypedList(live, desired, mine, walk)
    : replaced(live, desired, UNTYPED_MAP.values ?? UNTYPED_MAP, walk)
}

/** A null over a map takes what is ours in it, over all else it stands; of a kind that nobody described it may be pruned instead. */
const mergeNull = (live: unknown, mine: FieldSet | undefined, walk: MergeState): unknown => {
  if (walk.untyped) return live
  return isRecord(live) && Object.keys(live).length > 0 ? mergeRecord(live, {}, UNTYPED_MAP, mine, walk) : null
}

const mergeUntypedList = (live: unknown, desired: readonly unknown[], mine: FieldSet | undefined, walk: MergeState): unknown => {
  const list = listShape(mine)
  if (!Array.isArray(live)) return replaced(live, desired, UNTYPED_LIST, walk)
  if (list !== undefined) return mergeList(live, desired, list, mine, walk)
  if (!walk.untyped) return replaced(live, desired, UNTYPED_LIST, walk)
  return untypedList(live, desired, listEvidence(mine, walk))
}

/** Who wrote what is live here, as far as the sets tell. */
const listEvidence = (mine: FieldSet | undefined, walk: MergeState): Evidence => ({
  previous: undefined,
  others: touchedByOthers(walk, walk.fieldPath) && !asWritten(walk, [mine], walk.fieldPath),
  untouched: mine !== undefined || walk.pristine,
})

const UNTYPED_VALUE = schemaNode('any', { custom: true, preserve: true, keepsEmpty: true })
const UNTYPED_MAP = schemaNode('map', { custom: true, values: UNTYPED_VALUE })
const UNTYPED_LIST = schemaNode('list', { custom: true, atomic: true, values: UNTYPED_VALUE })

/**
 * A map that somebody owns as a whole, and nobody in part, is atomic (x-kubernetes-map-type), as selectors of many custom resources are.
 * A map applied empty is owned like that, too, whatever it is.
 */
const isAtomicMap = (mine: FieldSet | undefined, live: JsonRecord, desired: JsonRecord, walk: MergeState): boolean => {
  if (!walk.untyped || Object.keys(live).length === 0 || Object.keys(desired).length === 0) return false
  const owners = [mine, ...walk.otherSets.map(other => treeAt(other, walk.fieldPath))].filter(tree => tree !== undefined)
  return owners.length > 0 && owners.every(isLeaf)
}

/** The kind of list that a set of fields tells of: `k:` elements are a list map with those keys, `v:` elements a set. */
const listShape = (tree: FieldSet | undefined): SchemaNode | undefined => {
  for (const element in tree) {
    if (element.startsWith('v:')) return schemaNode('list', { custom: true, set: true, values: UNTYPED_VALUE })
    if (!element.startsWith('k:')) continue
    const keys = Object.keys(parsed(element.slice(2)))
    if (keys.length > 0) return schemaNode('list', { custom: true, keys, values: UNTYPED_VALUE })
  }
  return undefined
}

const parsed = (text: string): JsonRecord => {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : {}
  } catch {
    return {}
  }
}

const mergeRecord = (
  live: JsonRecord,
  desired: JsonRecord | undefined,
  node: SchemaNode,
  mine: FieldSet | undefined,
  walk: MergeState,
): unknown => {
  const draft = beginDraft(live)
  const here = { node, mine, walk }
  if (desired !== undefined) for (const key in desired) mergeKey(draft, desired[key], key, here)
  if (mine !== undefined) for (const key in live) if (desired === undefined || !hasOwn(desired, key)) prune(draft, key, here)
  if (draft.removes && draft.copy !== undefined && vanishes(draft.copy, desired, walk)) return undefined
  return commit(draft, node, walk)
}

/**
 * True where what was pruned empty goes altogether, as it does in every server but those with structured-merge-diff 6.3.1 and 6.3.2 (Kubernetes
 * 1.36.0 to 1.36.2), which leave an empty map where the manifest has one. Without a schema nobody knows a struct from a map; of what the
 * manifest does not have at all nothing is left by any of them.
 */
const vanishes = (copy: JsonRecord, desired: JsonRecord | undefined, walk: MergeState): boolean => {
  for (const key in copy) if (copy[key] !== undefined) return false
  if (desired === undefined) return walk.untyped || !leavesEmptied(walk)
  return Object.keys(desired).length === 0 && !leavesEmptied(walk)
}

const leavesEmptied = ({ version }: MergeState): boolean => version?.minor === 36 && (version.patch ?? Infinity) <= 2

interface OwnedMerge {
  readonly node: SchemaNode
  readonly mine: FieldSet | undefined
  readonly walk: MergeState
}

const mergeKey = (draft: Draft, desired: unknown, key: string, { node, mine, walk }: OwnedMerge): void => {
  if (isSameOrNull(draft.live[key], desired)) return
  const live = own(draft.live, key)
  const child = childNode(node, key) ?? (live === undefined ? undefined : UNTYPED_VALUE)
  if (child === undefined) return unknownField(node, key, walk)
  if (isGranular(child) && haveSameScalars(live, desired)) return
  if (node.type === 'map' && isText(child)) return set(draft, key, replacedEntry(live, desired, node, walk))
  const element = elementOf(child, key)
  const tree = treeBelow(mine, element)
  if (child.kept !== 0 && isDropped(draft, child, key, { node, mine: tree, walk })) return
  enter(walk, key, element)
  const merged = leave(walk, serverSideMerge(live, desired, child, tree, walk))
  if (merged !== live) set(draft, key, merged)
  const isForgotten = tree !== undefined && live !== undefined && forgets(node, desired, child)
  if (isForgotten && isOursAlone(tree, element, child, walk)) set(draft, key, undefined)
}

/** A field that holds nothing is no member of the set; a key that is no field of a struct always is, whatever is below it. */
const forgets = (node: SchemaNode, desired: unknown, child: SchemaNode): boolean => node.type === 'struct' && !ownsSomething(desired, child)

/** Leaves out, or replaces, what the server's version does not take; what live has already stays in use. */
const isDropped = (draft: Draft, child: SchemaNode, key: string, { node, mine, walk }: OwnedMerge): boolean => {
  const live = own(draft.live, key)
  const instead = valueInstead(node, key)
  if (live !== undefined && live !== instead) return false
  if (dropReason(child, node, key, walk, mine) === undefined) return false
  if (instead !== undefined) set(draft, key, instead)
  return true
}

/** True for what a Go map holds as text. */
const isText = ({ type }: SchemaNode): boolean => type === 'string' || type === 'bytes' || type === 'quantity'

/** Takes away what was ours and is not desired any more; what is below it is looked at where others hold on to it. */
const prune = (draft: Draft, key: string, { node, mine, walk }: OwnedMerge): void => {
  const child = childNode(node, key)
  if (child === undefined) return
  const element = elementOf(child, key)
  const tree = treeBelow(mine, element)
  if (tree === undefined) return
  if (isOursAlone(tree, element, child, walk)) set(draft, key, undefined)
  else if (!child.atomic) {
    enter(walk, key, element)
    set(draft, key, leave(walk, serverSideMerge(draft.live[key], undefined, child, tree, walk)))
  }
}

/** True for an element below the present place that only this applier owns, and that goes with it: a named field with all below it, anything else as a member of the set. */
const isOursAlone = (tree: FieldSet, element: string, child: SchemaNode, walk: MergeState): boolean => {
  const named = child.element !== ''
  return (named || isMember(tree)) && !ownedByOthers(walk, element, named)
}

/**
 * True where a set of fields made of a value has anything in it: an empty list whose items have owners of their own has nothing, and nor has
 * what holds only that (toFieldSetWalker in structured-merge-diff).
 */
const ownsSomething = (value: unknown, node: SchemaNode): boolean => {
  if (typeof value !== 'object' || (Array.isArray(value) && value.length > 0) || node.atomic) return true
  if (!isRecord(value)) return node.type !== 'list'
  if (node.type !== 'struct') return true
  let empty = true
  for (const key in value) {
    if (ownsSomething(value[key], childNode(node, key) ?? UNTYPED_VALUE)) return true
    empty = false
  }
  return empty
}

/**
 * True where another manager owns the element below the present place. A named field counts as owned with anything below it; an item or a
 * map key only as a member of its own (EnsureNamedFieldsAreMembers in structured-merge-diff).
 */
const ownedByOthers = (walk: MergeState, element: string, named: boolean): boolean =>
  walk.otherSets.some(other => {
    const here = treeAt(other, walk.fieldPath)
    const tree = treeBelow(here, element)
    return tree !== undefined && (named || isMember(tree))
  })

const mergeList = (
  live: readonly unknown[],
  desired: readonly unknown[] | undefined,
  node: SchemaNode,
  mine: FieldSet | undefined,
  walk: MergeState,
): unknown => {
  const here: HereInList = { node, mine, walk, renamed: undefined }
  if (desired !== undefined && isAligned(live, desired, node)) return mergeAligned(live, desired, here)
  const liveElements = live.map(item => itemElement(item, node))
  const desiredElements = desired?.map(item => itemElement(item, node)) ?? []
  findKeyProblems(desiredElements, walk)
  const merged: unknown[] = []
  for (const { liveIndex, desiredIndex } of orderedElements(liveElements, desiredElements)) {
    const item = liveIndex === undefined ? undefined : live[liveIndex]
    if (desiredIndex === undefined) keepItem(merged, item, liveElements[liveIndex ?? 0] ?? '', here)
    else merged.push(mergeItem(item, desired?.[desiredIndex], desiredIndex, desiredElements[desiredIndex] ?? '', here))
  }
  const result = sharedList(live, merged)
  return result.length === 0 && !node.custom ? undefined : result
}

/** The same items in the same places, as mostly. */
const mergeAligned = (live: readonly unknown[], desired: readonly unknown[], here: HereInList): readonly unknown[] =>
  here.node.set
    ? live
    : sharedList(
        live,
        live.map((item, index) =>
          haveSameScalars(item, desired[index]) ? item : mergeItem(item, desired[index], index, itemElement(item, here.node) ?? '', here),
        ),
      )

interface HereInList extends OwnedMerge {
  /** Our elements under names that Go writes otherwise; looked up when they are first asked for. */
  renamed: ReadonlyMap<string, FieldSet> | undefined
}

const mergeItem = (live: unknown, desired: unknown, index: number, element: string, here: HereInList): unknown => {
  const { node, walk } = here
  if (node.set) return live ?? desired
  enter(walk, index, element)
  return leave(walk, serverSideMerge(live, desired, node.values ?? UNTYPED_VALUE, treeOfItem(here, element), walk) ?? {})
}

/** A live item that is not desired stays, unless it was ours alone. */
const keepItem = (merged: unknown[], item: unknown, element: string, here: HereInList): void => {
  const { node, walk } = here
  const tree = element === '' ? undefined : treeOfItem(here, element)
  if (tree === undefined) merged.push(item)
  else if (isMember(tree) && !ownedByOthers(walk, element, false)) return
  else if (node.set) merged.push(item)
  else {
    enter(walk, 0, element)
    merged.push(leave(walk, serverSideMerge(item, undefined, node.values ?? UNTYPED_VALUE, tree, walk)))
  }
}

/** Takes our part of an item. */
const treeOfItem = (here: HereInList, element: string): FieldSet | undefined =>
  here.mine === undefined ? undefined : (treeBelow(here.mine, element) ?? (here.renamed ??= renamedElements(here.mine)).get(element))

const renamedElements = (mine: FieldSet): ReadonlyMap<string, FieldSet> => {
  const elements = new Map<string, FieldSet>()
  for (const element in mine) {
    const plain = plainElement(element)
    const tree = plain === element ? undefined : treeBelow(mine, element)
    if (tree !== undefined) elements.set(plain, tree)
  }
  return elements
}

interface ListPair {
  readonly liveIndex: number | undefined
  readonly desiredIndex: number | undefined
}

/**
 * The order of structured-merge-diff: items that both have take the desired order, live ones stay where they are between them
 * (mergingWalker.visitListItems). Unmentioned duplicates stay; a live duplicate that is desired is replaced.
 */
const orderedElements = (live: readonly (string | undefined)[], desired: readonly (string | undefined)[]): readonly ListPair[] => {
  const liveIndex = uniqueIndexes(live)
  const desiredIndex = uniqueIndexes(desired)
  const shared = desired.filter((element): element is string => element !== undefined && liveIndex.has(element))
  const merged = new Set<string>()
  const places: ListPair[] = []
  let next = 0
  const take = (element: string | undefined, index: number): void => {
    places.push({ liveIndex: element === undefined ? undefined : liveIndex.get(element), desiredIndex: index })
    if (element !== undefined) merged.add(element)
    if (next < shared.length && shared[next] === element) next++
  }
  for (let l = 0, d = 0; l < live.length || d < desired.length;) {
    const [mine, theirs] = [live[l], desired[d]]
    if (l < live.length && d < desired.length && mine !== undefined && desiredIndex.has(mine)) {
      const same = mine === theirs
      if (same) take(mine, d++)
      if (same || (next < shared.length && shared[next] !== mine)) {
        l++
        continue
      }
    }
    if (l < live.length) {
      if (mine === undefined || !desiredIndex.has(mine)) {
        places.push({ liveIndex: l++, desiredIndex: undefined })
        continue
      }
      if (merged.has(mine)) l++
    }
    if (d < desired.length) take(theirs, d++)
  }
  return places
}

/** Indexes elements; one that stands twice is not merged with, so it has no place. */
const uniqueIndexes = (elements: readonly (string | undefined)[]): ReadonlyMap<string, number | undefined> => {
  const indexes = new Map<string, number | undefined>()
  for (const [index, element] of elements.entries())
    if (element !== undefined) indexes.set(element, indexes.has(element) ? undefined : index)
  return indexes
}
