import { aBoolean, aFunction, aNumber, someOptions } from '../../model/expect.ts'
import type { Redacted } from '../../model/safe-content.ts'
import { countsText, needsLook, applicationStatuses, objectStatuses } from '../../model/statuses.ts'
import { alignColumns, wrapText } from '../../model/text-columns.ts'
import type { Cell, Paint } from '../../model/text-columns.ts'
import type { Shown } from '../../redact/index.ts'
import type { ApplicationAssessment, StatusPresentation } from '../../status/index.ts'
import type { CauseGroup } from './group-by-cause.ts'
import { rowGroups } from './rows.ts'
import type { TableRow } from './rows.ts'
import { rowChecks } from './text-options.ts'
import type { RowOptions } from './text-options.ts'
import { renderSafely } from './text-report.ts'
import type { TextReport } from './text-report.ts'

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
 * @param application what `assessApplication` or a tracker said with a redactor
 * @param options `now` and `live` for ages, `tree` to show what the objects own, `wide` for messages on the same line
 * @returns lines, each ending in a line break, or why they are withheld. Text from the cluster is stripped of control characters.
 * @throws TypeError where the answer was made without a redactor, or with one and crossed a wire: see `trustAsShown`.
 *
 * Source: the order is that of the labels in docs/statuses.md; ages are those of kubectl (`HumanDuration` in apimachinery).
 *
 * @example
 * ```ts
 * import { createRedactor } from 'live-object-status/redact'
 * import { assessApplication } from 'live-object-status/status'
 * import { renderTable } from 'live-object-status/report'
 *
 * const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' } }
 * const table = renderTable(assessApplication({ desired: [settings], live: [settings] }, { redactor: createRedactor([]) }))
 * table.visible && table.value.split('\n')[0] // => 'Healthy  Its one object is as deployed'
 * ```
 */
export const renderTable = (application: Shown<ApplicationAssessment>, options: TableOptions = {}): Redacted<string> =>
  renderSafely(application, { options, fits: someTableOptions }, report => lines(report, options))

const someTableOptions = /* @__PURE__ */ someOptions<TableOptions>(() => ({
  ...rowChecks(),
  wide: aBoolean,
  columns: aNumber('characters'),
  paint: aFunction,
}))

const lines = (application: TextReport, options: TableOptions): string => {
  const paint = options.paint ?? ((_, text) => text)
  const groups = rowGroups(application, options)
  const all = [...headline(application, paint), ...(groups.length === 0 ? [] : ['', ...table(groups, options, paint)])]
  return all.map(line => `${line}\n`).join('')
}

/** The label of the application, why, and the counts. */
const headline = (application: TextReport, paint: Paint): readonly string[] => {
  const label = application.status ?? 'No status'
  const colour = applicationStatuses.find(({ status }) => status === label)?.colour ?? 'grey'
  const counts = countsText(application.counts)
  const orphans = application.orphans.length
  const tail = orphans === 0 ? '' : `; ${orphans} ${orphans === 1 ? 'orphan' : 'orphans'} of an earlier release`
  const { message, policy } = application
  return [
    `${paint(colour, label)}  ${message}`,
    ...[counts === '' ? '' : `${counts}${tail}`, policy].filter(Boolean).map(line => paint('dim', line)),
  ]
}

/** The columns of the table: without live objects there are no ages, and only a wide table has messages. */
const columnsOf = ({ live, wide }: TableOptions): readonly string[] => [
  'STATUS',
  'OBJECT',
  'HEALTH',
  'SYNC',
  ...(live === undefined ? [] : ['AGE']),
  'REASON',
  ...(wide === true ? ['CHANGED BY', 'MESSAGE'] : []),
]

const table = (groups: readonly CauseGroup<TableRow>[], options: TableOptions, paint: Paint): readonly string[] => {
  const columns = columnsOf(options)
  const rows = groups.flatMap(({ members }) => members)
  const cells = rows.map(row => columns.map(column => CELLS[column]?.(row) ?? { text: '' }))
  const [head = '', ...lines] = alignColumns([columns.map((text): Cell => ({ text, colour: 'dim' })), ...cells], paint)
  const printed = new Map(rows.map((row, index) => [row, lines[index] ?? '']))
  const rowLines = (row: TableRow): readonly string[] => [
    printed.get(row) ?? '',
    ...(options.wide === true ? [] : below(row, options, paint)),
  ]
  return [head, ...groups.flatMap(group => [...heading(group, groups.length, options, paint), ...group.members.flatMap(rowLines)])]
}

/** The cause of the rows that follow, with what to do; an empty line before what has none. */
const heading = ({ cause }: CauseGroup<TableRow>, groups: number, { columns }: TableOptions, paint: Paint): readonly string[] => {
  if (cause === undefined) return groups > 1 ? [''] : []
  const wrapped = (text: string): readonly string[] => wrapText(text, columns)
  return ['', ...wrapped(cause.message).map(text => paint('bold', text)), ...(cause.remedy === '' ? [] : wrapped(cause.remedy))]
}

const CELLS: Readonly<Record<string, (row: TableRow) => Cell>> = {
  STATUS: ({ status }) => ({ text: status, colour: colourOf(status) }),
  OBJECT: ({ branch, title }) => ({ text: `${branch}${title}` }),
  HEALTH: ({ health }) => ({ text: dash(health) }),
  SYNC: ({ sync }) => ({ text: dash(sync) }),
  AGE: ({ age }) => ({ text: dash(age) }),
  REASON: ({ reason }) => ({ text: reason }),
  'CHANGED BY': ({ managers }) => ({ text: dash(managers.join(',')) }),
  MESSAGE: ({ message }) => ({ text: message }),
}

/** What does not apply or is not known is a dash, as in the tables of kubectl. */
const dash = (word: string): string => (word === 'NotApplicable' || word === '' ? '-' : word)

const colourOf = (label: string): StatusPresentation<string>['colour'] =>
  objectStatuses.find(({ status }) => status === label)?.colour ?? 'grey'

const MARGIN = ' '.repeat(4)

/** The message of an object that somebody should look at, below its line. */
const below = (row: TableRow, { columns }: TableOptions, paint: Paint): readonly string[] => {
  const { branch, message } = row
  if (!needsLook(row) || message === '') return []
  const margin = MARGIN + ' '.repeat(branch.length)
  return wrapText(message, columns === undefined ? undefined : columns - margin.length).map(text => margin + paint('dim', text))
}
