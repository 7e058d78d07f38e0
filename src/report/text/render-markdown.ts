import type { Redacted } from '../../model/safe-content.ts'
import { countsText, needsLook } from '../../model/statuses.ts'
import type { Shown } from '../../redact/index.ts'
import type { ApplicationAssessment } from '../../status/index.ts'
import { labelText } from './blocks.ts'
import { axesWorthTelling, dash, rowGroups } from './rows.ts'
import type { RowGroup, TableRow } from './rows.ts'
import { someRowOptions } from './text-options.ts'
import type { RowOptions } from './text-options.ts'
import { renderSafely } from './text-report.ts'
import type { TextReport } from './text-report.ts'

/**
 * The status of an application as GitHub-flavoured Markdown, for a comment on a change or a summary of a job: the label, why, a table of
 * the objects that need a look, and the others folded.
 *
 * @param application what `assessApplication` or a tracker said with a redactor
 * @param options `now` and `live` for ages, `tree` to show what the objects own
 * @returns Markdown, or why it is withheld, in which text from the cluster is only text: no markup, no HTML, and no mention of anybody.
 * @throws TypeError where the answer was made without a redactor, or with one and crossed a wire: see `trustAsShown`.
 *
 * Source: GitHub Flavored Markdown.
 *
 * @example
 * ```ts
 * import { createRedactor } from 'live-object-status/redact'
 * import { assessApplication } from 'live-object-status/status'
 * import { renderMarkdown } from 'live-object-status/report'
 *
 * const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' } }
 * const markdown = renderMarkdown(assessApplication({ desired: [settings], live: [settings] }, { redactor: createRedactor([]) }))
 * markdown.visible && markdown.value.split('\n')[0] // => '### Healthy'
 * ```
 */
export const renderMarkdown = (application: Shown<ApplicationAssessment>, options: RowOptions = {}): Redacted<string> =>
  renderSafely(application, { options, fits: someRowOptions }, report => markdown(report, options))

const markdown = (application: TextReport, options: RowOptions): string => {
  const groups = rowGroups(application, options)
  const well = groups.flatMap(({ cause, members }) => (cause === undefined ? members.filter(row => !needsLook(row)) : []))
  const counts = countsText(application.counts)
  return [
    `### ${application.status ?? 'No status'}`,
    '',
    escaped(application.message),
    ...(counts === '' ? [] : ['', counts]),
    ...(application.policy === '' ? [] : ['', escaped(application.policy)]),
    ...groups.flatMap(groupLines),
    ...(well.length === 0 ? [] : ['', ...foldedTable(well)]),
    '',
  ].join('\n')
}

/** A cause with what to do, and the table of what it explains; where there is no cause, the table of what needs a look. */
const groupLines = ({ cause, members }: RowGroup): readonly string[] => {
  if (cause !== undefined)
    return ['', `**${escaped(cause.message)}**`, ...(cause.remedy === '' ? [] : ['', escaped(cause.remedy)]), '', ...table(members)]
  const look = members.filter(needsLook)
  return look.length === 0 ? [] : ['', ...table(look)]
}

const foldedTable = (well: readonly TableRow[]): readonly string[] => [
  `<details><summary>${well.length} that ${well.length === 1 ? 'is' : 'are'} well</summary>`,
  '',
  ...table(well),
  '',
  '</details>',
]

const table = (rows: readonly TableRow[]): readonly string[] => {
  const { health: hasHealth, sync: hasSync } = axesWorthTelling(rows)
  const hasAges = rows.some(({ age }) => age !== '')
  const columns = [
    'Status',
    'Object',
    ...(hasHealth ? ['Health'] : []),
    ...(hasSync ? ['Sync'] : []),
    ...(hasAges ? ['Age'] : []),
    'Reason',
    'Message',
  ]
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [
    line(columns),
    line(columns.map(() => '---')),
    ...rows.map(row => {
      const { branch, title, health, sync, age, reason, message } = row
      const cells = [
        labelText(row),
        `${branch.replaceAll(' ', '&nbsp;')}${escaped(title)}`,
        ...(hasHealth ? [health] : []),
        ...(hasSync ? [sync] : []),
        ...(hasAges ? [age] : []),
        escaped(reason),
      ]
      return line([...cells.map(dash), escaped(message)])
    }),
  ]
}

// A backslash before ASCII punctuation makes it text (CommonMark 2.4); GitHub looks for mentions after that, so they are broken by a comment.
const escaped = (text: string): string =>
  text.replaceAll(/[\\`*_{}[\]<>#|~&!]/g, character => `\\${character}`).replaceAll('@', '@<!-- -->')
