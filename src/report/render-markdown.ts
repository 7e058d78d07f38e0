import { plainText } from '../model/plain-text.ts'
import { countsText, needsLook } from '../model/severity.ts'
import type { ApplicationAssessment } from '../status/index.ts'
import { messageOf, rowsOf } from './rows.ts'
import type { Row, RowOptions } from './rows.ts'

/**
 * The status of an application as GitHub-flavoured Markdown, for a comment on a change or a summary of a job: the label, why, a table of
 * the objects that need a look, and the others folded.
 *
 * @param application what `assessApplication` or a tracker said
 * @param options `now` and `live` for ages, `tree` to show what the objects own
 * @returns Markdown in which text from the cluster is only text: no markup, no HTML, and no mention of anybody.
 * @example
 * ```ts
 * import { assessApplication } from 'live-object-status/status'
 * import { renderMarkdown } from 'live-object-status/report'
 *
 * const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' } }
 * renderMarkdown(assessApplication({ desired: [settings], live: [settings] })).split('\n')[0] // => '### Healthy'
 * ```
 */
export const renderMarkdown = (application: ApplicationAssessment, options: RowOptions = {}): string => {
  const rows = rowsOf(application, options)
  const look = rows.filter(({ assessment }) => needsLook(assessment))
  const well = rows.filter(({ assessment }) => !needsLook(assessment))
  const counts = countsText(application.counts)
  return [
    `### ${application.status ?? 'No status'}`,
    '',
    escaped(application.message),
    ...(counts === '' ? [] : ['', counts]),
    ...(look.length === 0 ? [] : ['', ...table(look)]),
    ...(well.length === 0
      ? []
      : [
          '',
          `<details><summary>${well.length} that ${well.length === 1 ? 'is' : 'are'} well</summary>`,
          '',
          ...table(well),
          '',
          '</details>',
        ]),
    '',
  ].join('\n')
}

const HEADER = ['| Status | Object | Health | Sync | Age | Reason | Message |', '| --- | --- | --- | --- | --- | --- | --- |']

const table = (rows: readonly Row[]): readonly string[] => [
  ...HEADER,
  ...rows.map(({ assessment, branch, name, age }) => {
    const { status, health, sync, reason } = assessment
    const cells = [status, `${branch.replaceAll(' ', '&nbsp;')}${escaped(name)}`, health.status, sync.status, age, reason]
    return `| ${[...cells.map(dash), escaped(messageOf(assessment))].join(' | ')} |`
  }),
]

const dash = (cell: string): string => (cell === 'NotApplicable' || cell === '' ? '-' : cell)

// A backslash before ASCII punctuation makes it text (CommonMark 2.4); GitHub looks for mentions after that, so they are broken by a comment.
const escaped = (text: string): string =>
  plainText(text)
    .replaceAll(/[\\`*_{}[\]<>#|~&!]/g, character => `\\${character}`)
    .replaceAll('@', '@<!-- -->')
