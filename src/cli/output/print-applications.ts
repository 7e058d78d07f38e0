import { renderGithub, renderJunit, renderMarkdown, renderOpenMetrics, renderTable } from '../../index.ts'
import type { ObjectRef, Redactor } from '../../index.ts'
import { plainText } from '../../model/plain-text.ts'
import { applicationsText, statusColour } from '../../model/statuses.ts'
import type { Terminal } from '../answer.ts'
import type { Options } from '../args.ts'
import { leftOutText } from '../assess-texts.ts'
import type { Assessed } from '../assess-texts.ts'
import { chooseRows } from '../choose-rows.ts'
import type { RowFilter } from '../choose-rows.ts'
import { STATUS_FORMATS } from '../command-spec.ts'
import { createIndexer } from '../same-object.ts'
import { clean, opened } from './guarded.ts'
import { joinMetrics, joinSuites } from './join-documents.ts'
import { publicApplication } from './public-application.ts'
import { unseenLines, withoutUnseen } from './unseen-kinds.ts'

type Printing = Terminal & { readonly guard: Redactor }

/** One answer as it is; several under their titles, for programs in one document. */
export const printApplications = (all: readonly Assessed[], options: Options, printing: Printing): string => {
  const [first] = all
  if (all.length === 1 && first !== undefined) return print(first, options, printing)
  // They are in order: the first is the worst.
  const worst = first?.application.status ?? 'No status'
  const told = applicationsText(
    all.map(({ application }) => application.status),
    countClusters(all),
  )
  switch (options.one('output', STATUS_FORMATS)) {
    case 'json': {
      const applications = all.map(assessed => ({ title: clean(printing.guard, assessed.title), ...publicApplication(assessed) }))
      return `${JSON.stringify({ applications }, undefined, 2)}\n`
    }
    case 'ndjson':
      return all.map(assessed => jsonLines(publicApplication(assessed), clean(printing.guard, assessed.title))).join('')
    case 'junit':
      return joinSuites(all.map(assessed => print(assessed, options, printing)))
    case 'github':
      return all.map(assessed => print(assessed, options, printing)).join('')
    case 'openmetrics':
      return joinMetrics(all.map(assessed => print(assessed, options, printing)))
    case 'markdown':
      return [
        `**${worst}**: ${told}\n`,
        ...all.map(assessed => `## ${titleText(assessed, printing)}\n\n${print(assessed, options, printing)}`),
      ].join('\n')
    default:
      return [
        `${printing.paint(statusColour(worst), worst)}  ${told}\n`,
        ...all.map(assessed => `${printing.paint('bold', titleText(assessed, printing))}\n${print(assessed, options, printing)}`),
      ].join('\n')
  }
}

const countClusters = (all: readonly Assessed[]): number =>
  new Set(all.flatMap(({ application }) => application.objects.flatMap(({ ref }) => ref.source ?? []))).size

const titleText = ({ title }: Assessed, { guard }: Printing): string => plainText(clean(guard, title))

/** The answer as it is told: with the objects that are asked for. */
const print = (given: Assessed, options: Options, printing: Printing): string => {
  const only = chooseRows(options, given)
  const assessed = only === undefined ? given : { ...given, application: withObjects(given.application, only) }
  const { application, live, title } = assessed
  const { now, guard } = printing
  const beside = { now, live }
  const format = options.one('output', STATUS_FORMATS) ?? 'table'
  switch (format) {
    case 'json':
      return `${JSON.stringify(publicApplication(assessed), undefined, 2)}\n`
    case 'ndjson':
      return jsonLines(publicApplication(assessed))
    case 'markdown': {
      const markdown = renderMarkdown(withoutUnseen(application), { ...beside, tree: options.flag('tree') })
      return opened(markdown) + toLines(unseenLines(application, line => `- ${line}`))
    }
    case 'junit':
      return opened(renderJunit(application))
    case 'github':
      return opened(renderGithub(application, { placeOf: findPlaces(assessed) }))
    case 'openmetrics':
      return opened(renderOpenMetrics(application, { ...beside, title: clean(guard, title) }))
    default:
      return printTable(given, { only, wide: format === 'wide', tree: options.flag('tree'), all: options.flag('all') }, printing)
  }
}

interface TableChoices {
  readonly only: RowFilter | undefined
  readonly wide: boolean
  readonly tree: boolean
  readonly all: boolean
}

/** The headline is about all objects; the lines are of those that are asked for. */
const printTable = (
  { application, live, leftOut = 0 }: Assessed,
  { only, ...choices }: TableChoices,
  { now, paint, columns, rows }: Printing,
): string => {
  const table = renderTable(withoutUnseen(application), {
    now,
    live,
    paint,
    ...choices,
    ...(only === undefined ? undefined : { only }),
    ...(columns === undefined ? undefined : { columns }),
    ...(rows === undefined ? undefined : { rows }),
  })
  const told = only === undefined ? application : withObjects(application, only)
  return opened(table) + toLines([...unseenLines(told, line => paint('dim', `  ${line}`)), ...leftOutLines(application, leftOut, paint)])
}

/** Says what `--only-given` left out, which the headline says only where no object decides it. */
const leftOutLines = ({ reason }: Assessed['application'], count: number, paint: Terminal['paint']): readonly string[] =>
  count > 0 && reason.startsWith('Objects') ? [paint('dim', `  ${leftOutText(count)}`)] : []

const toLines = (lines: readonly string[]): string => lines.map(line => `${line}\n`).join('')

const withObjects = (application: Assessed['application'], only: RowFilter): Assessed['application'] => ({
  ...application,
  objects: application.objects.filter(only),
  orphans: application.orphans.filter(only),
})

/** A line for each object, each orphan and each problem, and last the application without them. */
const jsonLines = ({ objects, orphans, problems, ...application }: ReturnType<typeof publicApplication>, title?: string): string =>
  [
    ...objects.map(object => ({ type: 'object', ...object })),
    ...orphans.map(object => ({ type: 'orphan', ...object })),
    ...problems.map(problem => ({ type: 'problem', ...problem })),
    { type: 'application', ...application },
  ]
    .map(value => `${JSON.stringify(title === undefined ? value : { application: title, ...value })}\n`)
    .join('')

const findPlaces = ({ manifests, options: { redactor } }: Assessed) => {
  const find = createIndexer(redactor)(manifests, ({ ref }) => ref)
  return (ref: ObjectRef) => {
    const manifest = find(ref)
    return typeof manifest === 'object' ? { file: clean(redactor, manifest.source ?? ''), line: manifest.line } : undefined
  }
}
