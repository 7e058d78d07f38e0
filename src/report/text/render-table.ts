import type { Redacted } from '../../model/safe-content.ts'
import { countsText, statusColour } from '../../model/statuses.ts'
import { alignColumns, hangText } from '../../model/texts/text-columns.ts'
import type { Cell } from '../../model/texts/text-columns.ts'
import type { Shown } from '../../redact/index.ts'
import type { ApplicationAssessment } from '../../status/index.ts'
import { orderConcerns } from '../order/order-concerns.ts'
import { blocks, labelText } from './blocks.ts'
import type { TextStyle } from './blocks.ts'
import { headlineText } from './headline.ts'
import { axesWorthTelling, dash, rowGroups } from './rows.ts'
import type { TableRow, TextConcern } from './rows.ts'
import { someTableOptions } from './text-options.ts'
import type { TableOptions } from './text-options.ts'
import { renderSafely } from './text-report.ts'
import type { TextReport } from './text-report.ts'

/**
 * The status of an application for people: its label and how many problems there are; then each problem with what is ill because of it, what containers
 * and events said last, and what to type next, outages first; then what is well, counted. `wide` is a line an object instead.
 *
 * @param application what `assessApplication` or a tracker said with a redactor
 * @param options `now` and `live` for ages, events and commands; `columns` and `rows` of the terminal; `all` for a line each of what is well
 * @returns lines, each ending in a line break, or why they are withheld. Text from the cluster is stripped of control characters.
 * @throws TypeError where the answer was made without a redactor, or with one and crossed a wire: see `trustAsShown`.
 *
 * Source: the order is this package's own: what serves nothing, what serves in part, what old pods still serve, what drifted; ages are those of kubectl (`HumanDuration` in apimachinery).
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
  renderSafely(application, { options, fits: someTableOptions, evidence: true }, report => lines(report, options))

const lines = (report: TextReport, options: TableOptions): string => {
  const style = { ...options, paint: options.paint ?? ((_, text) => text) }
  const { concerns } = orderConcerns(report.objects, report.causes)
  const head = headline(report, concerns, style)
  // The prompt takes a row as well.
  const room = (options.rows ?? Infinity) - 1
  const print = (isShort: boolean): readonly string[] => [...head, ...blocks(report, { ...style, isShort }), ...tail(report, style)]
  const whole = options.wide === true ? [...head, ...wideTable(report, style)] : print(false)
  const all = whole.length > room && options.wide !== true && options.all !== true ? print(true) : whole
  const isLong = all.length > room
  return [...all, ...(isLong ? ['', ...head] : [])].map(line => `${line}\n`).join('')
}

/** The label of the application, and why. */
const headline = (report: TextReport, concerns: readonly TextConcern[], { paint, columns }: TextStyle): readonly string[] => {
  const label = report.status ?? 'No status'
  const [first = '', ...more] = hangText(headlineText(report, concerns), { columns, first: label.length + 2, indent: 4 })
  return [`${paint(statusColour(label), label)}  ${first}`, ...more]
}

/** Says once, after everything else, what holds for all. */
const tail = ({ policy, objects, orphans }: TextReport, { paint, columns }: TextStyle): readonly string[] => {
  const hidden = [...objects, ...orphans].filter(({ listed }) => !listed).length
  const texts = [hidden === 0 ? '' : `${hidden} more ${hidden === 1 ? 'object is' : 'objects are'} not asked for`, policy]
  return texts.filter(text => text !== '').flatMap(text => hangText(text, { columns, first: 0, indent: 4 }).map(line => paint('dim', line)))
}

/** The columns of the wide table: without live objects there are no ages, and an axis has one only where it says more than the labels. */
const listColumns = (rows: readonly TableRow[], { live }: TableOptions): readonly string[] => {
  const { health, sync } = axesWorthTelling(rows)
  return [
    'STATUS',
    'OBJECT',
    ...(health ? ['HEALTH'] : []),
    ...(sync ? ['SYNC'] : []),
    ...(live === undefined ? [] : ['AGE']),
    'REASON',
    'CHANGED BY',
    'MESSAGE',
  ]
}

const wideTable = (report: TextReport, style: TextStyle): readonly string[] => {
  const counts = countsText(report.counts)
  const orphans = report.orphans.length
  const tailText = orphans === 0 ? '' : `; ${orphans} ${orphans === 1 ? 'orphan' : 'orphans'} of an earlier release`
  const rows = rowGroups(report, style).flatMap(({ members }) => members)
  const columns = listColumns(rows, style)
  const cells = rows.map(row => columns.map(column => CELLS[column]?.(row) ?? { text: '' }))
  const notes = [counts === '' ? '' : `${counts}${tailText}`, report.policy].filter(text => text !== '')
  const table = alignColumns([columns.map((text): Cell => ({ text, colour: 'dim' })), ...cells], style.paint)
  return [...notes.map(line => style.paint('dim', line)), ...(rows.length === 0 ? [] : ['', ...table])]
}

const CELLS: Readonly<Record<string, (row: TableRow) => Cell>> = {
  STATUS: row => ({ text: labelText(row), colour: statusColour(row.status) }),
  OBJECT: ({ branch, title }) => ({ text: `${branch}${title}` }),
  HEALTH: ({ health }) => ({ text: dash(health) }),
  SYNC: ({ sync }) => ({ text: dash(sync) }),
  AGE: ({ age }) => ({ text: dash(age) }),
  REASON: ({ reason }) => ({ text: reason }),
  'CHANGED BY': ({ managers }) => ({ text: dash(managers.join(',')) }),
  MESSAGE: ({ message }) => ({ text: message }),
}
