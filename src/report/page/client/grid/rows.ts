import type { Cause } from '../../../../health/index.ts'
import type { PageData, PageMoment, PageObject } from '../../page-data.ts'
import { addedByOthers, keyOf, keyOfRef, managersOf } from '../parts/words.ts'

/** How the objects are listed. */
export interface Listing {
  readonly view: 'table' | 'tree'
  /** Labels and {@link EXTRA_FILTERS} that are chosen; none shows all. */
  readonly filters: readonly string[]
  readonly query: string
  readonly sort: SortKey
  /** Rows whose children were opened or closed by hand. */
  readonly opened: Readonly<Record<string, boolean>>
}

export type SortKey = 'worst' | 'name' | 'age'

/** One row of the list. */
export interface GridRow {
  readonly key: string
  readonly object: PageObject
  readonly level: number
  /** Absent where there is nothing to open. */
  readonly open?: boolean
  /** On the way from an object to what is wrong with it. */
  readonly cause: boolean
}

/** Filters beside the labels. */
export const EXTRA_FILTERS = { orphans: 'Orphaned', touched: 'Edited by others' } as const

/** As the application's own label is decided, then what someone touched. */
const WORST = ['Unknown', 'Degraded', 'Missing', 'Progressing', 'Out of Sync']

const rankOf = (object: PageObject): number => {
  const rank = WORST.indexOf(object.status)
  if (rank >= 0) return rank + (object.health.advisory === true && object.status === object.health.status ? 0.5 : 0)
  if (addedByOthers(object).length > 0) return WORST.length
  return object.status === 'Suspended' ? WORST.length + 1 : WORST.length + 2
}

const byName = (a: PageObject, b: PageObject): number =>
  compare(a.ref.kind, b.ref.kind) || compare(a.ref.namespace, b.ref.namespace) || compare(a.ref.name, b.ref.name)
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const ORDERS: Readonly<Record<SortKey, (a: PageObject, b: PageObject) => number>> = {
  // Equals stay in the order in which they were deployed.
  worst: (a, b) => rankOf(a) - rankOf(b),
  name: byName,
  age: (a, b) => compare(b.createdAt ?? '', a.createdAt ?? '') || byName(a, b),
}

/** The deployed objects and orphans of a moment. */
export const objectsOf = (data: PageData, moment: PageMoment): readonly PageObject[] =>
  [...moment.objects, ...moment.orphans].flatMap(index => data.objects[index] ?? [])

/** False where all objects that have a namespace have the same. */
export const inSeveralNamespaces = (data: PageData, moment: PageMoment): boolean =>
  new Set(objectsOf(data, moment).flatMap(({ ref }) => (ref.namespace === '' ? [] : [ref.namespace]))).size > 1

export const childrenOf = (data: PageData, object: PageObject): readonly PageObject[] =>
  object.children.flatMap(index => data.objects[index] ?? [])

/** How many objects each filter would show. */
export const filterCounts = (objects: readonly PageObject[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const object of objects) for (const filter of filtersOf(object)) counts.set(filter, (counts.get(filter) ?? 0) + 1)
  return counts
}

const filtersOf = (object: PageObject): readonly string[] => [
  // As in the application's counts, an orphan is none of the labels.
  object.orphaned === true ? EXTRA_FILTERS.orphans : object.status,
  ...(addedByOthers(object).length > 0 ? [EXTRA_FILTERS.touched] : []),
]

const searchText = (object: PageObject): string => {
  const { ref, status, reason, message } = object
  return [`${ref.kind}/${ref.name}`, ref.namespace, ref.group, status, reason, message, ...managersOf(object)].join(' ').toLowerCase()
}

/** Every word of the query must occur. */
const matches = (object: PageObject, words: readonly string[]): boolean => {
  if (words.length === 0) return true
  const text = searchText(object)
  return words.every(word => text.includes(word))
}

const causeKeys = (causes: readonly Cause[]): readonly string[] =>
  causes.flatMap(cause => [keyOfRef(cause.ref), ...causeKeys(cause.causes ?? [])])

/** The rows to show, in order. */
export const rowsOf = (data: PageData, moment: PageMoment, listing: Listing): readonly GridRow[] => {
  const words = listing.query
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== '')
  const tops = [...objectsOf(data, moment)].sort(ORDERS[listing.sort])
  const chosen = tops.filter(top => listing.filters.length === 0 || filtersOf(top).some(filter => listing.filters.includes(filter)))
  if (listing.view === 'table')
    return chosen.filter(top => matches(top, words)).map(object => ({ key: keyOf(object), object, level: 1, cause: false }))
  return chosen.flatMap(top =>
    branch(top, { data, words, opened: listing.opened, causes: new Set(causeKeys(top.health.causes)) }, { level: 1, path: '' }),
  )
}

interface Growing {
  readonly data: PageData
  readonly words: readonly string[]
  readonly opened: Listing['opened']
  readonly causes: ReadonlySet<string>
}

/** Chains of owners are short; a deeper one is cut. */
const DEEPEST = 32

/** An object and what it made. While searching, branches with a match are open and the others gone; else those that lead to a cause are open. */
const branch = (object: PageObject, growing: Growing, { level, path }: { level: number; path: string }): readonly GridRow[] => {
  const own = keyOf(object)
  const key = `${path}${own}`
  const below =
    level > DEEPEST ? [] : childrenOf(growing.data, object).flatMap(child => branch(child, growing, { level: level + 1, path: `${key}>` }))
  const searching = growing.words.length > 0
  if (searching && below.length === 0 && !matches(object, growing.words)) return []
  const cause = growing.causes.has(own)
  const wrong = below.some(row => row.cause) || (level === 1 && growing.causes.size > 0)
  const open = growing.opened[key] ?? (searching || wrong)
  const row: GridRow = {
    key,
    object,
    level,
    cause: cause || (level === 1 && growing.causes.size > 0),
    ...(object.children.length === 0 ? undefined : { open }),
  }
  return open ? [row, ...below] : [row]
}
