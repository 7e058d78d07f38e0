import type { PathStep } from '../model/field-path.ts'
import { isRecord } from '../model/read.ts'
import { anyNode, type SchemaNode } from '../schema/index.ts'
import type { Change } from './list-changes.ts'
import { itemElement } from './list-keys.ts'
import { childNode } from './merge-fields.ts'
import { sameValue } from './same-value.ts'

/** One change, located: what the schema calls its place, and what each side says there. */
export interface Place {
  readonly change: Change
  /** As people write it: names, indexes, and the keys of list items. */
  readonly steps: readonly PathStep[]
  /** As managedFields write it. */
  readonly elements: readonly string[]
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

/** What happens to a list as a whole. */
export interface ListChange {
  readonly added: readonly unknown[]
  readonly removed: readonly unknown[]
  /** The same items in another order. */
  readonly reordered: boolean
}

interface Cursor {
  readonly steps: PathStep[]
  readonly elements: string[]
  node: SchemaNode
  field: string
  desired: unknown
  previous: unknown
  live: unknown
  predicted: unknown
}

/** Follows the tokens of a change through schema, desired, last applied, live and predicted. Stops at a list of which items came, went or moved. */
export const placeOf = (
  change: Change,
  roots: { node: SchemaNode; desired: unknown; previous: unknown; live: unknown; predicted: unknown },
): Place => {
  const at: Cursor = { ...roots, steps: [], elements: [], field: '' }
  let list: ListChange | undefined
  for (const token of change.tokens) {
    if (typeof token === 'number') {
      list = listChange(at)
      if (list !== undefined) break
      intoItem(at, token)
    } else intoField(at, token)
  }
  const { steps, elements, node, field, desired, previous, live, predicted } = at
  return { change, steps, elements, node, field, desired, previous, live, predicted, list }
}

const get = (value: unknown, key: string): unknown => (isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined)

const intoField = (at: Cursor, key: string): void => {
  if (at.node.type === 'struct') at.field = `${at.node.struct?.type ?? ''}.${key}`
  at.node = childNode(at.node, key) ?? anyNode
  at.steps.push(key)
  at.elements.push(`f:${key}`)
  at.desired = get(at.desired, key)
  at.previous = get(at.previous, key)
  at.live = get(at.live, key)
  at.predicted = get(at.predicted, key)
}

const intoItem = (at: Cursor, index: number): void => {
  const { node } = at
  const live = itemAt(at.live, index)
  const item = live ?? itemAt(at.predicted, index)
  const element = isKeyed(node) ? itemElement(item, node) : undefined
  at.steps.push(element === undefined ? index : keysOf(item, node))
  at.elements.push(element ?? `i:${index}`)
  at.desired = element === undefined ? itemAt(at.desired, index) : itemOf(at.desired, element, node)
  at.previous = element === undefined ? itemAt(at.previous, index) : itemOf(at.previous, element, node)
  at.live = live
  at.predicted = itemAt(at.predicted, index)
  at.node = node.values ?? anyNode
}

const itemAt = (list: unknown, index: number): unknown => (Array.isArray(list) ? (list[index] as unknown) : undefined)
const itemOf = (list: unknown, element: string, node: SchemaNode): unknown =>
  Array.isArray(list) ? list.find(item => itemElement(item, node) === element) : undefined
const isKeyed = (node: SchemaNode): boolean => node.keys.length > 0 || node.set

/** The keys that single out an item: `{ name: 'web' }`, or `{ value: 'a' }` in a set. */
export const keysOf = (item: unknown, node: SchemaNode): PathStep => {
  if (node.set || !isRecord(item)) return { value: item }
  const keys: Record<string, unknown> = {}
  for (const key of node.keys) keys[key] = item[key] ?? node.values?.struct?.fields.get(key)?.default
  return keys
}

/** What came, went or moved in a list; undefined where the items stand one to one and only differ inside. */
const listChange = ({ live, predicted, node }: Cursor): ListChange | undefined => {
  const [before, after] = [Array.isArray(live) ? (live as unknown[]) : [], Array.isArray(predicted) ? (predicted as unknown[]) : []]
  const name = isKeyed(node) ? (item: unknown) => itemElement(item, node) : (item: unknown) => JSON.stringify(sorted(item))
  const [left, right] = [before.map(name), after.map(name)]
  if (isKeyed(node) ? sameValue(left, right) : before.length === after.length && !isReordering(left, right)) return undefined
  const [had, has] = [new Set(left), new Set(right)]
  const added = after.filter((_, index) => !had.has(right[index]))
  const removed = before.filter((_, index) => !has.has(left[index]))
  return { added, removed, reordered: added.length === 0 && removed.length === 0 }
}

const isReordering = (left: readonly unknown[], right: readonly unknown[]): boolean =>
  left.some((name, index) => name !== right[index]) && sameValue([...left].map(String).sort(), [...right].map(String).sort())

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
