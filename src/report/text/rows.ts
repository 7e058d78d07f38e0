import { refKey } from '../../model/identity.ts'
import { worstFirst } from '../../model/statuses.ts'
import { nameObject, readPlaces } from '../order/names-text.ts'
import type { Places } from '../order/names-text.ts'
import { orderConcerns } from '../order/order-concerns.ts'
import type { Concern } from '../order/order-concerns.ts'
import type { RowOptions } from './text-options.ts'
import type { TextCause, TextObject, TextReport } from './text-report.ts'

/** One thing to look at, in a text. */
export type TextConcern = Concern<TextObject, TextCause>

/** The cause of a concern where it says more than its objects do by themselves: where it explains another than the root. */
export const readNews = ({ cause, members }: TextConcern): TextCause | undefined =>
  cause !== undefined && members.some(member => !isRoot(member, cause)) ? cause : undefined

/** True for the object that has to be changed itself. */
export const isRoot = ({ ref }: TextObject, { root }: TextCause): boolean => !('external' in root) && refKey(root) === refKey(ref)

/** One object of a text report. */
export interface TableRow extends TextObject {
  /** Its name as people write it, after the branch that leads to it. */
  readonly title: string
  /** The branch from its owner, of box-drawing characters; '' at the top. */
  readonly branch: string
}

/** Rows that have one cause, or none. */
export interface RowGroup {
  readonly cause: TextCause | undefined
  readonly members: readonly TableRow[]
}

/**
 * The rows of a report in the order of importance, those of one cause together; then what is well, and the orphans. With what they own where that is asked for.
 */
export const rowGroups = (report: TextReport, { tree }: RowOptions): readonly RowGroup[] => {
  const places = listPlaces(report)
  const rowsFor = (objects: readonly TextObject[]): readonly TableRow[] =>
    objects.filter(({ listed }) => listed).flatMap(top => withOwned(top, places, tree === true))
  const { concerns, well } = orderConcerns(report.objects, report.causes)
  const groups: { cause: TextCause | undefined; members: TableRow[] }[] = []
  const add = (cause: TextCause | undefined, objects: readonly TextObject[]): void => {
    const last = groups.at(-1)
    const rows = rowsFor(objects)
    if (rows.length === 0) return
    if (cause === undefined && last !== undefined && last.cause === undefined) last.members.push(...rows)
    else groups.push({ cause, members: [...rows] })
  }
  for (const concern of concerns) add(readNews(concern), concern.members)
  add(undefined, [...worstFirst(well), ...report.orphans])
  return groups
}

/** The axes that say of some row what its label does not. */
export const axesWorthTelling = (rows: readonly TextObject[]): { readonly health: boolean; readonly sync: boolean } => ({
  health: rows.some(({ status, health }) => health !== 'NotApplicable' && health !== IMPLIED[status]?.[0]),
  sync: rows.some(({ status, sync }) => sync !== 'NotApplicable' && sync !== IMPLIED[status]?.[1]),
})

/** The status of both axes that a label means. */
const IMPLIED: Readonly<Partial<Record<string, readonly [health: string, sync: string]>>> = {
  Degraded: ['Degraded', 'InSync'],
  Missing: ['Missing', 'OutOfSync'],
  Progressing: ['Progressing', 'InSync'],
  Unknown: ['Unknown', 'Unknown'],
  'Out of Sync': ['Healthy', 'OutOfSync'],
  Suspended: ['Suspended', 'InSync'],
  Healthy: ['Healthy', 'InSync'],
  'In Sync': ['NotApplicable', 'InSync'],
}

/** Writes a dash, as the tables of kubectl do, for what does not apply or is not known. */
export const dash = (word: string): string => (word === 'NotApplicable' || word === '' ? '-' : word)

/** Lists the parts of a place that have to be said of objects. */
export const listPlaces = ({ objects, orphans }: Pick<TextReport, 'objects' | 'orphans'>): Places =>
  readPlaces([...objects, ...orphans].map(({ ref }) => ref))

const withOwned = (top: TextObject, places: Places, tree: boolean): readonly TableRow[] => [
  { ...top, title: nameObject(top.ref, places), branch: '' },
  ...(tree ? listOwned(top, places, '') : []),
]

/** Lists what an object owns, each after its branch; a namespace is told where it is another. */
export const listOwned = (parent: TextObject, places: Places, margin: string): readonly TableRow[] =>
  parent.children.flatMap((child, index) => {
    const last = index === parent.children.length - 1
    const title = nameObject(child.ref, { ...places, namespaces: child.ref.namespace !== parent.ref.namespace, sources: false })
    const branch = `${margin}${last ? '└─ ' : '├─ '}`
    return [{ ...child, title, branch }, ...listOwned(child, places, `${margin}${last ? '   ' : '│  '}`)]
  })
