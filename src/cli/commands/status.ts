import { renderGithub, renderJunit, renderMarkdown, renderTable } from '../../index.ts'
import type { ObjectRef } from '../../index.ts'
import { refKey } from '../../model/identity.ts'
import { plainText } from '../../model/plain-text.ts'
import type { CommandAnswer, Terminal } from '../answer.ts'
import { TROUBLE } from '../answer.ts'
import type { Options } from '../args.ts'
import { assessAll, valuesBeside } from '../assess-all.ts'
import type { Assessed, AssessInput } from '../assess-texts.ts'
import { STATUS_FORMATS } from '../command-table.ts'
import { clean, guarded, opened } from '../output/guarded.ts'
import type { Guard } from '../output/guarded.ts'
import { momentReport } from './report.ts'
import { unseenLines, withoutUnseen } from '../output/unseen-kinds.ts'
import { publicApplication } from '../output/public-application.ts'

/** The status of applications from what was deployed and what is live. Exit codes: 0 healthy, 1 not, 2 trouble. */
export const status = (input: AssessInput, options: Options, surroundings: Terminal): CommandAnswer => {
  if (options.text('output') === 'html') return page(input, options, surroundings)
  return guarded(
    input.values,
    guard => {
      // A hash of a Secret's value says nothing to people, and nothing to programs as it is salted anew in every run. Those of a cluster are hashed already.
      const { salt, ...unsalted } = surroundings
      const all = assessAll(input, options, input.clusters === undefined || salt === undefined ? unsalted : { ...unsalted, salt })
      return { text: printAll(all, options, { ...unsalted, guard }), notes: all.flatMap(({ notes }) => notes), exitCode: worstCode(all) }
    },
    valuesBeside(input),
  )
}

/** The page passes a redactor of its own, before it is HTML. */
const page = (input: AssessInput, options: Options, surroundings: Terminal): CommandAnswer => {
  const all = assessAll(input, options, surroundings)
  const { text, notes, exitCode } = momentReport(all, { ...input, logs: [] }, options, surroundings)
  return { text, notes, exitCode: Math.max(exitCode, worstCode(all)) }
}

const worstCode = (all: readonly Assessed[]): number => Math.max(...all.map(exitCodeOf))

const exitCodeOf = ({ application, trouble }: Assessed): number => (trouble ? TROUBLE : application.status === 'Healthy' ? 0 : 1)

type Printing = Terminal & { readonly guard: Guard }

/** One answer as it is; several under their titles, for programs in one document. */
const printAll = (all: readonly Assessed[], options: Options, printing: Printing): string => {
  const [first] = all
  if (all.length === 1 && first !== undefined) return print(first, options, printing)
  switch (options.one('output', STATUS_FORMATS)) {
    case 'json': {
      const applications = all.map(assessed => ({ title: assessed.title, ...publicApplication(assessed) }))
      return `${JSON.stringify(clean(printing.guard, { applications }), undefined, 2)}\n`
    }
    case 'ndjson':
      return all
        .map(assessed => jsonLines(clean(printing.guard, publicApplication(assessed)), clean(printing.guard, assessed.title)))
        .join('')
    case 'junit':
      return joinSuites(all.map(assessed => print(assessed, options, printing)))
    case 'github':
      return all.map(assessed => print(assessed, options, printing)).join('')
    case 'markdown':
      return all.map(assessed => `## ${titleText(assessed, printing)}\n\n${print(assessed, options, printing)}`).join('\n')
    default:
      return all
        .map(assessed => `${printing.paint('bold', titleText(assessed, printing))}\n${print(assessed, options, printing)}`)
        .join('\n')
  }
}

const titleText = ({ title }: Assessed, { guard }: Printing): string => plainText(clean(guard, title))

/** The suites of several documents in one. */
const joinSuites = (documents: readonly string[]): string => {
  const [first = '', ...rest] = documents
  const suites = rest.map(text => text.slice(text.indexOf('\n', text.indexOf('<testsuites')) + 1).replace(/<\/testsuites>\s*$/, ''))
  return first.replace(/<\/testsuites>\s*$/, `${suites.join('')}</testsuites>\n`)
}

const print = (assessed: Assessed, options: Options, { now, paint, columns, guard: redactor }: Printing): string => {
  const { application, live } = assessed
  const rows = { redactor, now, live, tree: options.flag('tree') }
  const format = options.one('output', STATUS_FORMATS) ?? 'table'
  switch (format) {
    case 'json':
      return `${JSON.stringify(clean(redactor, publicApplication(assessed)), undefined, 2)}\n`
    case 'ndjson':
      return jsonLines(clean(redactor, publicApplication(assessed)))
    case 'markdown':
      return (
        opened(renderMarkdown(withoutUnseen(application), rows)) +
        unseenLines(application, line => `- ${line}`)
          .map(line => `${line}\n`)
          .join('')
      )
    case 'junit':
      return opened(renderJunit(application, rows))
    case 'github':
      return opened(renderGithub(application, { redactor, placeOf: placesOf(assessed) }))
    default: {
      const table = renderTable(withoutUnseen(application), {
        ...rows,
        paint,
        wide: format === 'wide',
        ...(columns === undefined ? undefined : { columns }),
      })
      return (
        opened(table) +
        unseenLines(application, line => paint('dim', `  ${line}`))
          .map(line => `${line}\n`)
          .join('')
      )
    }
  }
}

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

const placesOf = ({ manifests }: Assessed) => {
  const places = new Map(manifests.map(({ ref, source = '', line }) => [refKey(ref), { file: source, line }]))
  return (ref: ObjectRef) => places.get(refKey(ref))
}
