import { plainText } from '../model/plain-text.ts'
import { countsText, needsLook } from '../model/severity.ts'
import { alignColumns, wrapText } from '../model/text-columns.ts'
import type { Cell, Paint } from '../model/text-columns.ts'
import type { ApplicationAssessment, StatusPresentation } from '../status/index.ts'
import { applicationStatuses, objectStatuses } from '../status/index.ts'
import { messageOf, rowsOf } from './rows.ts'
import type { Row, RowOptions } from './rows.ts'

/** How the table looks. */
export interface TableOptions extends RowOptions {
  /** True for one line an object, its message last and never wrapped. */
  readonly wide?: boolean
  /** Columns of the terminal; messages are wrapped there. Absent: they are not wrapped. */
  readonly columns?: number
  /** Colours a piece of text. Absent: none. */
  readonly paint?: Paint
}

/**
 * The status of an application as a table for people: its label and why, then a line for each object, the worst first, with what to know
 * about those that are not well below them.
 *
 * @param application what `assessApplication` or a tracker said
 * @param options `now` and `live` for ages, `tree` to show what the objects own, `wide` for messages on the same line
 * @returns lines, each ending in a line break. Text from the cluster is stripped of control characters.
 * @example
 * ```ts
 * import { assessApplication } from 'live-object-status/status'
 * import { renderTable } from 'live-object-status/report'
 *
 * const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' } }
 * const application = assessApplication({ desired: [settings], live: [settings] })
 * renderTable(application).split('\n')[0] // => 'Healthy  Its one object is as deployed'
 * ```
 */
export const renderTable = (application: ApplicationAssessment, options: TableOptions = {}): string => {
  const paint = options.paint ?? ((_, text) => text)
  const rows = rowsOf(application, options)
  const lines = [...headline(application, paint), ...(rows.length === 0 ? [] : ['', ...table(rows, options, paint)])]
  return lines.map(line => `${line}\n`).join('')
}

/** The label of the application, why, and the counts. */
const headline = (application: ApplicationAssessment, paint: Paint): readonly string[] => {
  const label = application.status ?? 'No status'
  const colour = applicationStatuses.find(({ status }) => status === label)?.colour ?? 'grey'
  const counts = countsText(application.counts)
  const orphans = application.orphans.length
  const tail = orphans === 0 ? '' : `; ${orphans} ${orphans === 1 ? 'orphan' : 'orphans'} of an earlier release`
  return [`${paint(colour, label)}  ${plainText(application.message)}`, ...(counts === '' ? [] : [paint('dim', `${counts}${tail}`)])]
}

const HEADER = ['STATUS', 'OBJECT', 'HEALTH', 'SYNC', 'AGE', 'REASON']

const table = (rows: readonly Row[], options: TableOptions, paint: Paint): readonly string[] => {
  const wide = options.wide === true
  const header = (wide ? [...HEADER, 'CHANGED BY', 'MESSAGE'] : HEADER).map((text): Cell => ({ text, colour: 'dim' }))
  const cells = rows.map(row => (wide ? [...cellsOf(row), { text: changedBy(row) }, { text: messageOf(row.assessment) }] : cellsOf(row)))
  const [head = '', ...lines] = alignColumns([header, ...cells], paint)
  return [head, ...rows.flatMap((row, index) => [lines[index] ?? '', ...(wide ? [] : below(row, options, paint))])]
}

const cellsOf = ({ assessment, branch, name, age }: Row): readonly Cell[] => [
  { text: assessment.status, colour: colourOf(assessment.status) },
  { text: `${branch}${name}` },
  { text: dash(assessment.health.status) },
  { text: dash(assessment.sync.status) },
  { text: age === '' ? '-' : age },
  { text: assessment.reason },
]

/** What does not apply is a dash, as in the tables of kubectl. */
const dash = (word: string): string => (word === 'NotApplicable' ? '-' : word)

const colourOf = (label: string): StatusPresentation<string>['colour'] =>
  objectStatuses.find(({ status }) => status === label)?.colour ?? 'grey'

/** Who changed what differs. */
const changedBy = ({ assessment: { comparison } }: Row): string => {
  const managers = new Set(comparison?.differences.flatMap(({ by }) => (by === undefined ? [] : [by.manager])))
  return managers.size === 0 ? '-' : plainText([...managers].join(','))
}

const MARGIN = ' '.repeat(4)

/** The message of an object that somebody should look at, below its line. */
const below = ({ assessment, branch }: Row, { columns }: TableOptions, paint: Paint): readonly string[] => {
  const message = messageOf(assessment)
  if (!needsLook(assessment) || message === '') return []
  const margin = MARGIN + ' '.repeat(branch.length)
  return wrapText(message, columns === undefined ? undefined : columns - margin.length).map(text => margin + paint('dim', text))
}
