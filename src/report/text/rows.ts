import { refText } from '../../model/identity.ts'
import { worstFirst } from '../../model/statuses.ts'
import { groupByCause } from './group-by-cause.ts'
import type { CauseGroup } from './group-by-cause.ts'
import type { RowOptions } from './text-options.ts'
import type { TextObject, TextReport } from './text-report.ts'

/** One object of a text report. */
export interface TableRow extends TextObject {
  /** Its name as people write it, after the branch that leads to it. */
  readonly title: string
  /** The branch from its owner, of box-drawing characters; '' at the top. */
  readonly branch: string
}

/** The rows of a report by their causes: the objects of the application, worst first, then the orphans; with what they own where that is asked for. */
export const rowGroups = (report: TextReport, { tree }: RowOptions): readonly CauseGroup<TableRow>[] => {
  const groups = groupByCause([...worstFirst(report.objects), ...report.orphans], report)
  return groups.map(({ cause, members }) => ({ cause, members: members.flatMap(top => withOwned(top, tree === true)) }))
}

const withOwned = (top: TextObject, tree: boolean): readonly TableRow[] => [
  { ...top, title: top.ref.source === undefined ? refText(top.ref) : `${refText(top.ref)} of ${top.ref.source}`, branch: '' },
  ...(tree ? owned(top, '') : []),
]

const owned = (parent: TextObject, margin: string): readonly TableRow[] =>
  parent.children.flatMap((child, index) => {
    const last = index === parent.children.length - 1
    const title = child.ref.namespace === parent.ref.namespace ? `${child.ref.kind} ${child.ref.name}` : refText(child.ref)
    const branch = `${margin}${last ? '└─ ' : '├─ '}`
    return [{ ...child, title, branch }, ...owned(child, `${margin}${last ? '   ' : '│  '}`)]
  })
