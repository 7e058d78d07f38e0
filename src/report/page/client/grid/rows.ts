import type { Cause } from '../../../../health/index.ts'
import type { PageIncident, PageMoment, PageObject } from '../../page-data.ts'
import type { PageSource } from '../parts/page-source.ts'
import { addedByOthers, keyOf, keyOfRef, listManagers, otherAxis, reasonText } from '../parts/words.ts'
import { isWell, sortObjects } from './problems.ts'
import type { ToMend, Sorted } from './problems.ts'

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

/** One row of the list: an object, a cause beside the application, or the heading of what is well. */
export interface GridRow {
  readonly key: string
  readonly level: number
  readonly object?: PageObject
  /** The cause that the row stands for, or that its object is ill of. */
  readonly incident?: PageIncident
  /** The rows that are folded under it. */
  readonly members: readonly PageObject[]
  /** Absent where there is nothing to open. */
  readonly open?: boolean
  /** On the way from an object to what is wrong with it. */
  readonly cause: boolean
  /** Its sentence stands in a row above. */
  readonly echo: boolean
}

/** Filters beside the labels. */
export const EXTRA_FILTERS = { well: 'Well', orphans: 'Orphaned', touched: 'Edited by others' } as const

const byName = (a: PageObject, b: PageObject): number =>
  compare(a.ref.kind, b.ref.kind) || compare(a.ref.namespace, b.ref.namespace) || compare(a.ref.name, b.ref.name)
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const ORDERS: Readonly<Record<Exclude<SortKey, 'worst'>, (a: PageObject, b: PageObject) => number>> = {
  name: byName,
  age: (a, b) => compare(b.createdAt ?? '', a.createdAt ?? '') || byName(a, b),
}

/** The deployed objects and orphans of a moment. */
export const listObjects = (data: PageSource, moment: PageMoment): readonly PageObject[] =>
  [...moment.objects, ...moment.orphans].flatMap(index => data.objects[index] ?? [])

export const listChildren = (data: PageSource, object: PageObject): readonly PageObject[] =>
  object.children.flatMap(index => data.objects[index] ?? [])

/** How many objects each filter would show. */
export const filterCounts = (objects: readonly PageObject[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const object of objects) for (const filter of listFilters(object)) counts.set(filter, (counts.get(filter) ?? 0) + 1)
  return counts
}

const listFilters = (object: PageObject): readonly string[] => [
  // As in the application's counts, an orphan is none of the labels; Healthy and In Sync are one answer to who looks for trouble.
  object.orphaned === true ? EXTRA_FILTERS.orphans : isWell(object) ? EXTRA_FILTERS.well : object.status,
  ...(addedByOthers(object).length > 0 ? [EXTRA_FILTERS.touched] : []),
]

const searchTexts = new WeakMap<PageObject, string>()

/** All that a search looks at. */
export const searchText = (object: PageObject): string => {
  const known = searchTexts.get(object)
  if (known !== undefined) return known
  const { ref, status, reason, message } = object
  const text = [`${ref.kind}/${ref.name}`, ref.namespace, ref.source ?? '', ref.group, status, reason, message, ...listManagers(object)]
    .join(' ')
    .toLowerCase()
  searchTexts.set(object, text)
  return text
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
export const listRows = (data: PageSource, moment: PageMoment, listing: Listing): readonly GridRow[] => {
  const words = listing.query
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== '')
  const sorted = sortObjects(data, moment)
  if (listing.view === 'table' && listing.sort === 'worst' && listing.filters.length === 0 && words.length === 0)
    return problemRows(sorted, listing.opened)
  const tops = listing.sort === 'worst' ? sorted.all : sorted.all.toSorted(ORDERS[listing.sort])
  const chosen = tops.filter(top => listing.filters.length === 0 || listFilters(top).some(filter => listing.filters.includes(filter)))
  if (listing.view === 'table') return chosen.filter(top => matches(top, words)).map(plainRow)
  return chosen.flatMap(top =>
    branch(
      top,
      { data, words, opened: listing.opened, causes: top.health.causes.length === 0 ? NO_CAUSES : new Set(causeKeys(top.health.causes)) },
      { level: 1, path: '', told: [] },
    ),
  )
}

const NO_CAUSES: ReadonlySet<string> = new Set()

const plainRow = (object: PageObject): GridRow => ({ key: keyOf(object), level: 1, object, members: [], cause: false, echo: false })

/** The key of the heading of what is well. */
export const WELL_KEY = 'well'

/** Lists what is to be mended first, its consequences folded under it; then the rest, of which what is well has a heading of its own. */
const problemRows = ({ problems, remarkable, well }: Sorted, opened: Listing['opened']): readonly GridRow[] => {
  const heading = problems.length + remarkable.length > 0 && well.length > 0
  const open = opened[WELL_KEY] ?? true
  return [
    ...problems.flatMap(problem => listProblem(problem, opened)),
    ...remarkable.map(plainRow),
    ...(heading ? [{ key: WELL_KEY, level: 1, members: well, open, cause: false, echo: false }] : []),
    ...(open || !heading ? well.map(plainRow) : []),
  ]
}

const listProblem = ({ head, incident, members }: ToMend, opened: Listing['opened']): readonly GridRow[] => {
  const key = head === undefined ? `incident:${incident?.id ?? ''}` : keyOf(head)
  // Drift beside a cause is to be mended by itself.
  const open = opened[key] ?? members.some(member => otherAxis(member) !== '' && member.sync.status === 'OutOfSync')
  const row: GridRow = {
    key,
    level: 1,
    ...(head === undefined ? undefined : { object: head }),
    ...(incident === undefined ? undefined : { incident }),
    members,
    ...(members.length === 0 ? undefined : { open }),
    cause: false,
    echo: false,
  }
  return open ? [row, ...members.map(object => ({ ...plainRow(object), level: 2 }))] : [row]
}

interface Growing {
  readonly data: PageSource
  readonly words: readonly string[]
  readonly opened: Listing['opened']
  readonly causes: ReadonlySet<string>
}

/** Chains of owners are short; a deeper one is cut. */
const DEEPEST = 32

/** A sentence without what stands in brackets at its end, which counts and is another from owner to owner. */
const dropBracket = (object: PageObject): string => {
  const known =
    cores.get(object) ??
    reasonText(object)
      .replace(/ \([^()]*\)$/, '')
      .toLowerCase()
  cores.set(object, known)
  return known
}

const cores = new WeakMap<PageObject, string>()

/** Shorter ones are in others by chance. */
const SHORTEST_ECHO = 12

/** True for what was said above, by itself or with a word about whose it is. */
const isEcho = (core: string, told: readonly string[]): boolean =>
  told.some(above => (above.length >= SHORTEST_ECHO && core.includes(above)) || (core.length >= SHORTEST_ECHO && above.includes(core)))

/** An object and what it made. While searching, branches with a match are open and the others gone; else those that lead to a cause are open. */
const branch = (
  object: PageObject,
  growing: Growing,
  { level, path, told }: { readonly level: number; readonly path: string; readonly told: readonly string[] },
): readonly GridRow[] => {
  const own = keyOf(object)
  const key = `${path}${own}`
  const core = dropBracket(object)
  const echo = isEcho(core, told)
  const place = { level: level + 1, path: `${key}>`, told: echo || core === '' ? told : [...told, core] }
  const seen = { key, object, level, echo, parent: object.children.length > 0 }
  const searching = growing.words.length > 0
  // A closed row is not looked into: of most objects nothing below is open.
  if (!searching && growing.causes.size === 0 && growing.opened[key] !== true) return [branchRow(seen, { cause: false, open: false })]
  const below = level > DEEPEST ? [] : listChildren(growing.data, object).flatMap(child => branch(child, growing, place))
  if (searching && below.length === 0 && !matches(object, growing.words)) return []
  const leads = level === 1 && growing.causes.size > 0
  const open = growing.opened[key] ?? (searching || leads || below.some(row => row.cause))
  const row = branchRow(seen, { cause: leads || growing.causes.has(own), open })
  return open ? [row, ...below] : [row]
}

interface SeenRow extends Pick<GridRow, 'key' | 'level' | 'echo'> {
  readonly object: PageObject
  readonly parent: boolean
}

const branchRow = ({ parent, ...seen }: SeenRow, { cause, open }: { readonly cause: boolean; readonly open: boolean }): GridRow => ({
  ...seen,
  members: [],
  cause,
  ...(parent ? { open } : undefined),
})
