import { refText } from '../../model/identity.ts'
import { worstFirst } from '../../model/statuses.ts'
import type { RowOptions } from './text-options.ts'
import type { TextObject, TextReport } from './text-report.ts'

/** One object of a text report. */
export interface TableRow extends TextObject {
  /** Its name as people write it, after the branch that leads to it. */
  readonly title: string
  /** The branch from its owner, of box-drawing characters; '' at the top. */
  readonly branch: string
}

/** The rows of a report: the objects of the application, worst first, then the orphans; with what they own where that is asked for. */
export const rowsOf = (report: TextReport, { tree }: RowOptions): readonly TableRow[] => {
  const below = (parent: TextObject, margin: string): readonly TableRow[] =>
    parent.children.flatMap((child, index) => {
      const last = index === parent.children.length - 1
      const title = child.ref.namespace === parent.ref.namespace ? `${child.ref.kind} ${child.ref.name}` : refText(child.ref)
      const branch = `${margin}${last ? '└─ ' : '├─ '}`
      return [{ ...child, title, branch }, ...below(child, `${margin}${last ? '   ' : '│  '}`)]
    })
  return [...worstFirst(report.objects), ...report.orphans].flatMap(top => [
    { ...top, title: refText(top.ref), branch: '' },
    ...(tree === true ? below(top, '') : []),
  ])
}
