import type { JsonRecord } from '../../model/kube-object.ts'
import { hasOwn, isRecord, recordsOf } from '../../model/read.ts'
import { interleave } from '../fields/interleave.ts'
import { areDistinct } from '../fields/path-element.ts'
import { sameJson } from '../../model/same-json.ts'

/** How one list of objects is merged by its merge key. */
export interface KeyedMerge {
  readonly key: string
  readonly merge: (live: JsonRecord, desired: JsonRecord, previous: unknown, index: number) => unknown
  readonly make: (desired: JsonRecord, index: number) => unknown
  /** Called where two desired items have one key. */
  readonly repeated: () => void
  /** Called where the server refuses the patch that kubectl makes of repeated keys. */
  readonly misordered: () => void
}

/**
 * A list of objects under strategic merge patch: paired by one key, what was applied before and is not desired removed, the desired order
 * kept ($setElementOrder), and items that only the server has between them.
 */
export const mergeByKey = (
  live: readonly unknown[],
  desired: readonly unknown[],
  previous: readonly unknown[],
  how: KeyedMerge,
): readonly unknown[] => {
  const keyOf = (item: unknown): unknown => keyIn(item, how.key)
  if (desired.length === 0 && previous.length === 0) return live
  const wanted = firstIndexes(desired, keyOf)
  const liveIndexes = firstIndexes(live, keyOf)
  if (wanted.size < desired.length) how.repeated()
  if (wanted.size < desired.length || liveIndexes.size < live.length || firstIndexes(previous, keyOf).size < previous.length)
    return mergeDuplicates(live, desired, previous, how)
  const before = new Map(recordsOf(previous).map(item => [keyOf(item), item]))
  const patched: KeyedList[] = []
  for (const [index, item] of recordsOf(desired).entries()) {
    const key = keyOf(item)
    const at = liveIndexes.get(key)
    const there = at === undefined ? undefined : live[at]
    patched.push({ key, item: isRecord(there) ? how.merge(there, item, before.get(key), index) : how.make(item, index) })
  }
  const serverOnly = live.flatMap(item => (wanted.has(keyOf(item)) || before.has(keyOf(item)) ? [] : { key: keyOf(item), item }))
  const order = serverOrder(live.map(keyOf), desired.map(keyOf), key => wanted.has(key) || !before.has(key))
  return interleave(serverOnly, patched, ({ key }) => order.get(key) ?? -1).map(({ item }) => item)
}

/** Nothing came, went or moved, as mostly: all three have the same keys in the same places, or nothing was applied before. */
export const isAlignedByKey = (
  live: readonly unknown[],
  desired: readonly unknown[],
  previous: readonly unknown[],
  key: string,
): boolean => {
  const { length } = desired
  const applied = previous.length > 0
  if (length === 0 || live.length !== length || (applied && previous.length !== length)) return false
  for (let index = 0; index < length; index++) {
    const value = keyIn(desired[index], key)
    if (value === undefined || keyIn(live[index], key) !== value || (applied && keyIn(previous[index], key) !== value)) return false
  }
  return length === 1 || areDistinct(desired.map(item => keyIn(item, key)))
}

const keyIn = (item: unknown, key: string): unknown => (isRecord(item) ? item[key] : undefined)

/**
 * Finds where the server has each item when it orders them: its deletions moved those behind them up in place, and what it appended then took
 * the places that this left at the end, for both are slices of the one array that holds live's items (deleteMatchingEntries in Go).
 */
const serverOrder = (
  live: readonly unknown[],
  desired: readonly unknown[],
  isKept: (key: unknown) => boolean,
): ReadonlyMap<unknown, number> => {
  const there = new Set(live)
  const places = [...live.filter(isKept), ...desired.filter(key => !there.has(key))]
  return new Map(places.slice(0, live.length).map((key, index) => [key, index]))
}

interface KeyedList {
  readonly key: unknown
  readonly item: unknown
}

const firstIndexes = (items: readonly unknown[], keyOf: (item: unknown) => unknown): ReadonlyMap<unknown, number> => {
  const indexes = new Map<unknown, number>()
  for (let index = 0; index < items.length; index++) {
    const key = keyOf(items[index])
    if (!indexes.has(key)) indexes.set(key, index)
  }
  return indexes
}

/**
 * Merge keys that repeat (a port served over TCP and UDP): kubectl sorts both lists by the key, pairs them one by one, and the server
 * merges each result into the first item of that key. Its sort turns equal keys around, and items it deletes go all at once.
 */
const mergeDuplicates = (
  live: readonly unknown[],
  desired: readonly unknown[],
  previous: readonly unknown[],
  how: KeyedMerge,
): readonly unknown[] => {
  const keyOf = (item: unknown): unknown => keyIn(item, how.key)
  const wanted = firstIndexes(desired, keyOf)
  const removed = new Set([
    ...recordsOf(previous)
      .map(keyOf)
      .filter(key => !wanted.has(key)),
    ...lostDuplicates(recordsOf(previous), recordsOf(desired), how.key),
  ])
  const patches = sentPatches(live, desired, previous, { key: how.key, wanted, removed })
  // A deletion beside it makes a patch of its own, whose order is another.
  if (removed.size === 0 && !drops(previous, desired, how.key) && isMisordered(patches, desired, how.key)) how.misordered()
  // The server deletes first, so a patch of a deleted key makes an item of its own.
  let merged: readonly unknown[] = live.filter(item => !removed.has(keyOf(item)))
  for (const [index, patch] of patches.entries()) {
    const at = merged.findIndex(item => keyOf(item) === keyOf(patch))
    const there = merged[at]
    merged = isRecord(there) ? merged.with(at, how.merge(there, patch, undefined, index)) : [...merged, how.make(patch, index)]
  }
  if (patches.length === 0 && removed.size === 0 && sameOrder(live, desired, keyOf)) return live
  const liveIndexes = firstIndexes(live, keyOf)
  const inOrder = merged.filter(item => wanted.has(keyOf(item))).sort((a, b) => (wanted.get(keyOf(a)) ?? 0) - (wanted.get(keyOf(b)) ?? 0))
  return interleave(
    merged.filter(item => !wanted.has(keyOf(item))),
    inOrder,
    item => liveIndexes.get(keyOf(item)) ?? -1,
  )
}

const drops = (previous: readonly unknown[], desired: readonly unknown[], key: string): boolean =>
  pairedPatches(recordsOf(previous), recordsOf(desired), key, droppedFields).length > 0

/**
 * True where the patches, in the order in which their keys are first desired, are no part of the desired order: patches of a repeated key stand
 * together, whatever stands between its items (validatePatchWithSetOrderList in apimachinery's strategicpatch).
 */
const isMisordered = (patches: readonly JsonRecord[], desired: readonly unknown[], key: string): boolean => {
  let next = 0
  for (const item of desired) if (patches[next] !== undefined && keyIn(item, key) === patches[next]?.[key]) next++
  return next < patches.length
}

const sameOrder = (live: readonly unknown[], desired: readonly unknown[], keyOf: (item: unknown) => unknown): boolean =>
  live.length === desired.length && desired.every((item, index) => keyOf(item) === keyOf(live[index]))

/**
 * The patches of one list: what changed, in the desired order, put over what is dropped. A change of a key that is deleted and drops
 * nothing else ends up inside the deletion, and is lost (mergeMap over both patches in CreateThreeWayMergePatch).
 */
const sentPatches = (
  live: readonly unknown[],
  desired: readonly unknown[],
  previous: readonly unknown[],
  { key, wanted, removed }: { key: string; wanted: ReadonlyMap<unknown, number>; removed: ReadonlySet<unknown> },
): readonly JsonRecord[] => {
  const order = (a: JsonRecord, b: JsonRecord): number => (wanted.get(a[key]) ?? 0) - (wanted.get(b[key]) ?? 0)
  const changes = pairedPatches(recordsOf(live), recordsOf(desired), key, changedFields).sort(order)
  const drops = pairedPatches(recordsOf(previous), recordsOf(desired), key, droppedFields).sort(order)
  if (drops.length === 0 && removed.size === 0) return changes
  const sent = [...drops]
  for (const patch of changes) {
    const at = sent.findIndex(other => other[key] === patch[key])
    if (at >= 0) sent[at] = { ...sent[at], ...patch }
    else if (!removed.has(patch[key])) sent.push(patch)
  }
  return sent
}

/** Pairs two lists as kubectl does: for each pair what `differ` says, and for each desired item without a partner what it says then. */
const pairedPatches = (before: readonly JsonRecord[], desired: readonly JsonRecord[], key: string, differ: Differ): JsonRecord[] => {
  const patches: JsonRecord[] = []
  const [left, right] = [sortedByKey(before, key), sortedByKey(desired, key)]
  for (let l = 0, r = 0; r < right.length;) {
    const [mine, theirs] = [left[l], right[r] ?? {}]
    const order = mine === undefined ? 1 : compareKeys(mine[key], theirs[key])
    if (order < 0) {
      l++
      continue
    }
    const patch = differ(order === 0 ? mine : undefined, theirs, key)
    if (patch !== undefined) patches.push(patch)
    if (order === 0) l++
    r++
  }
  return patches
}

type Differ = (before: JsonRecord | undefined, desired: JsonRecord, key: string) => JsonRecord | undefined

/** The fields that differ and the key; an item without a partner as it is. */
const changedFields: Differ = (live, desired, key) => {
  if (live === undefined) return desired
  const changed = Object.entries(desired).filter(([name, value]) => !sameJson(value, live[name]))
  return changed.length === 0 ? undefined : { ...Object.fromEntries(changed), [key]: desired[key] }
}

/** The fields that were applied before and are not desired, as nulls. */
const droppedFields: Differ = (previous, desired, key) => {
  const dropped = Object.keys(previous ?? {}).filter(name => !hasOwn(desired, name))
  return dropped.length === 0 ? undefined : { ...Object.fromEntries(dropped.map(name => [name, null])), [key]: desired[key] }
}

/** An item of a repeated key that was applied before and has no partner in desired: its deletion names the key, and takes all of that key. */
const lostDuplicates = (previous: readonly JsonRecord[], desired: readonly JsonRecord[], key: string): readonly unknown[] => {
  const count = (items: readonly JsonRecord[], value: unknown): number => items.filter(item => item[key] === value).length
  return previous.map(item => item[key]).filter(value => count(previous, value) > count(desired, value))
}

const compareKeys = (a: unknown, b: unknown): number => {
  const [left, right] = [String(a), String(b)]
  return left < right ? -1 : left > right ? 1 : 0
}

/** Go's insertion sort with a Less that says yes to equals: equal keys come out in reverse. */
const sortedByKey = (items: readonly JsonRecord[], key: string): readonly JsonRecord[] =>
  [...items].reverse().sort((a, b) => compareKeys(a[key], b[key]))
