import { LAST_APPLIED } from '../../model/annotations.ts'
import type { PathStep } from '../../model/field-path.ts'
import { isRecord, own, put } from '../../model/read.ts'
import { anyNode, type SchemaNode } from '../../schema/internal.ts'
import type { Change } from './list-changes.ts'
import { itemElement } from '../fields/path-element.ts'
import { childNode, elementOf } from '../apply/draft.ts'
import { sameJson } from '../../model/same-json.ts'

/** One change, located: what the schema calls its place, and what each side says there. */
export interface LocatedChange {
  readonly change: Change
  /** Its place as tokens: those of the change, or those of the one key of a map that comes or goes with it. */
  readonly tokens: readonly (string | number)[]
  /** As people write it: names, indexes, and the keys of list items. */
  readonly steps: readonly PathStep[]
  /** As managedFields write it. */
  readonly elements: readonly string[]
  /** How many of these lead to the outermost thing that server-side apply replaces as a whole. */
  readonly atomic: number | undefined
  /** `rbac/v1.PolicyRule.verbs`: the struct and field of the innermost list on the way, or of the place itself. */
  readonly field: string
  readonly node: SchemaNode
  readonly desired: unknown
  readonly previous: unknown
  readonly live: unknown
  readonly predicted: unknown
  /** The place is a list whose items stand in another order, came or went. */
  readonly list: ListChange | undefined
}

/** A change of a list as a whole. */
export interface ListChange {
  readonly added: readonly unknown[]
  readonly removed: readonly unknown[]
  /** The same items in another order. */
  readonly reordered: boolean
}

interface Cursor {
  readonly steps: PathStep[]
  readonly elements: string[]
  atomic: number | undefined
  node: SchemaNode
  desired: unknown
  previous: unknown
  live: unknown
  predicted: unknown
}

/** The objects of one comparison, and what is known already of their lists. */
export interface Roots {
  readonly node: SchemaNode
  readonly desired: unknown
  readonly previous: unknown
  readonly live: unknown
  readonly predicted: unknown
  /** By the live list, or by the predicted one where live has none: a list with many changes is looked at once. */
  readonly lists: Map<unknown, ListChange | undefined>
  /** The keys of each item of a list. */
  readonly items: Map<unknown, ReadonlyMap<string, unknown>>
}

/** Follows the tokens of a change through schema, desired, last applied, live and predicted. Stops at a list of which items came, went or moved. */
export const locateChange = (change: Change, roots: Roots): LocatedChange => {
  const at: Cursor = {
    node: roots.node,
    desired: roots.desired,
    previous: roots.previous,
    live: roots.live,
    predicted: roots.predicted,
    steps: [],
    elements: [],
    atomic: undefined,
  }
  let list: ListChange | undefined
  // The struct and the key of the innermost field so far.
  let [struct, name] = [roots.node, '']
  for (const token of change.tokens) {
    if (typeof token === 'number') {
      list = listChange(at, roots.lists)
      if (list !== undefined) break
      intoItem(at, token, roots.items)
    } else {
      if (at.node.type === 'struct') [struct, name] = [at.node, token]
      intoField(at, token)
    }
  }
  const deeper = list === undefined ? intoSoleKeys(at, change, roots.items) : NO_TOKENS
  const field = name === '' ? '' : `${struct.struct?.type ?? ''}.${name}`
  return located(at, change, { list, field, deeper })
}

const located = (
  { steps, elements, atomic, node, desired, previous, live, predicted }: Cursor,
  change: Change,
  { list, field, deeper }: { list: ListChange | undefined; field: string; deeper: readonly (string | number)[] },
): LocatedChange => {
  const tokens =
    list !== undefined ? change.tokens.slice(0, steps.length) : deeper.length > 0 ? [...change.tokens, ...deeper] : change.tokens
  const inside = list !== undefined || deeper.length > 0
  return {
    change,
    tokens,
    steps,
    elements,
    atomic,
    node,
    field,
    desired,
    previous,
    live: inside ? live : change.live,
    predicted: inside ? predicted : change.predicted,
    list,
  }
}

const NO_TOKENS: readonly (string | number)[] = []

/** A map that comes or goes with its only key is a change of that key, and a list that of its only item: the last label takes the labels with it. */
const intoSoleKeys = (at: Cursor, { live, predicted }: Change, items: Roots['items']): readonly (string | number)[] => {
  if ((live === undefined) === (predicted === undefined)) return NO_TOKENS
  const tokens: (string | number)[] = []
  while (!at.node.atomic) {
    const value = live === undefined ? at.predicted : at.live
    const token =
      at.node.type === 'map' ? findSoleKey(value) : isKeyed(at.node) && Array.isArray(value) && value.length === 1 ? 0 : undefined
    if (token === undefined) break
    if (typeof token === 'number') intoItem(at, token, items)
    else intoField(at, token)
    tokens.push(token)
  }
  return tokens
}

/** kubectl's own record is no annotation of the object. */
const findSoleKey = (value: unknown): string | undefined => {
  const keys = isRecord(value) ? Object.keys(value).filter(key => key !== LAST_APPLIED) : []
  return keys.length === 1 ? keys[0] : undefined
}

const listChange = ({ live, predicted, node }: Cursor, lists: Roots['lists']): ListChange | undefined => {
  const key = Array.isArray(live) ? live : predicted
  if (!lists.has(key)) lists.set(key, compareLists(Array.isArray(live) ? live : [], Array.isArray(predicted) ? predicted : [], node))
  return lists.get(key)
}

const get = (value: unknown, key: string): unknown => (isRecord(value) ? own(value, key) : undefined)

const intoField = (at: Cursor, key: string): void => {
  const node = childNode(at.node, key) ?? anyNode
  at.node = node
  at.steps.push(key)
  at.elements.push(elementOf(node, key))
  if (node.atomic) at.atomic ??= at.elements.length
  at.desired = get(at.desired, key)
  at.previous = get(at.previous, key)
  at.live = get(at.live, key)
  at.predicted = get(at.predicted, key)
}

const intoItem = (at: Cursor, index: number, items: Roots['items']): void => {
  const { node } = at
  const live = itemAt(at.live, index)
  const item = live ?? itemAt(at.predicted, index)
  const element = isKeyed(node) ? itemElement(item, node) : undefined
  at.steps.push(element === undefined ? index : findKeys(item, node))
  at.elements.push(element ?? `i:${index}`)
  at.desired = element === undefined ? itemAt(at.desired, index) : findItem(at.desired, element, { node, items })
  at.previous = element === undefined ? itemAt(at.previous, index) : findItem(at.previous, element, { node, items })
  at.live = live
  at.predicted = itemAt(at.predicted, index)
  at.node = node.values ?? anyNode
}

const itemAt = (list: unknown, index: number): unknown => (Array.isArray(list) ? (list[index] as unknown) : undefined)

const findItem = (list: unknown, element: string, { node, items }: { node: SchemaNode; items: Roots['items'] }): unknown => {
  if (!Array.isArray(list)) return undefined
  if (list.length <= SHORT) return list.findLast(item => itemElement(item, node) === element) as unknown
  const known = items.get(list) ?? new Map(list.map(item => [itemElement(item, node) ?? '', item as unknown]))
  items.set(list, known)
  return known.get(element)
}

/** So few items are looked through sooner than they are indexed. */
const SHORT = 8

/** The items of the list are told apart by keys, or by value. */
export const isKeyed = (node: SchemaNode): boolean => node.keys.length > 0 || node.set

/** The keys that single out an item: `{ name: 'web' }`, or `{ '': 'a' }` in a set. */
export const findKeys = (item: unknown, node: SchemaNode): PathStep => {
  if (node.set || !isRecord(item)) return { '': item }
  const keys: Record<string, unknown> = {}
  for (const key of node.keys) keys[key] = item[key] ?? node.values?.struct?.fields.get(key)?.default
  return keys
}

/** Finds what came, went or moved in a list; undefined where the items stand one to one and only differ inside. */
const compareLists = (before: readonly unknown[], after: readonly unknown[], node: SchemaNode): ListChange | undefined => {
  const keyed = isKeyed(node)
  if (!keyed && before.length === after.length && !isReordered(before, after)) return undefined
  const name = keyed ? (item: unknown) => itemElement(item, node) : stableText
  if (keyed && before.length === after.length && before.every((item, index) => item === after[index] || name(item) === name(after[index])))
    return undefined
  const [left, right] = [before.map(name), after.map(name)]
  const [had, has] = [new Set(left), new Set(right)]
  const added = after.filter((_, index) => !had.has(right[index]))
  const removed = before.filter((_, index) => !has.has(left[index]))
  return { added, removed, reordered: added.length === 0 && removed.length === 0 }
}

/** The same items in other places: only those that differ in place need a look. */
const isReordered = (before: readonly unknown[], after: readonly unknown[]): boolean => {
  const moved = before.flatMap((item, index) => (sameJson(item, after[index]) ? [] : index))
  if (moved.length < 2) return false
  const texts = (items: readonly unknown[]): string =>
    moved
      .map(index => stableText(items[index]))
      .sort()
      .join('\n')
  return texts(before) === texts(after)
}

const stableText = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(sorted(value)) : JSON.stringify(value)) ?? ''

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isRecord(value)) return value
  const ordered: Record<string, unknown> = {}
  for (const key of Object.keys(value).sort()) put(ordered, key, sorted(value[key]))
  return ordered
}
