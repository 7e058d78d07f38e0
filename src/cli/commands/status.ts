import { renderGithub, renderJunit, renderMarkdown, renderTable } from '../../index.ts'
import type { ObjectRef, Redactor } from '../../index.ts'
import { plainText } from '../../model/plain-text.ts'
import type { CommandAnswer, Terminal } from '../answer.ts'
import { TROUBLE } from '../answer.ts'
import type { Options } from '../args.ts'
import { assessTogether, valuesBeside } from '../assess-all.ts'
import type { Assessed, AssessInput } from '../assess-texts.ts'
import { STATUS_FORMATS } from '../command-table.ts'
import { clean, createGuard, guarded, opened, refuseWithheld } from '../output/guarded.ts'
import { assessPage, momentReport } from './report.ts'
import { unseenLines, withoutUnseen } from '../output/unseen-kinds.ts'
import { publicApplication } from '../output/public-application.ts'
import { createShownIndex } from '../same-object.ts'

/** The status of applications from what was deployed and what is live. Exit codes: 0 healthy, 1 not, 2 trouble. */
export const status = (input: AssessInput, options: Options, surroundings: Terminal): CommandAnswer =>
  guarded(useGuard => {
    if (options.text('output') === 'html') return page(input, options, surroundings)
    // A hash of a Secret's value says nothing to people, and nothing to programs as it is salted anew in every run. Those of a cluster are hashed already.
    const salt = input.clusters === undefined ? undefined : surroundings.salt
    const guard = useGuard(createGuard(input.values, { salt, beside: valuesBeside(input) }))
    const all = assessTogether(input, options, surroundings, () => guard)
    refuseWithheld(all)
    return { text: printAll(all, options, { ...surroundings, guard }), notes: all.flatMap(({ notes }) => notes), exitCode: worstCode(all) }
  })

/** The page passes a redactor of its own, before it is HTML. */
const page = (input: AssessInput, options: Options, surroundings: Terminal): CommandAnswer => {
  const all = assessPage(input, options, surroundings)
  const { text, notes, exitCode } = momentReport(all, { logs: [] }, options, surroundings)
  return { text, notes, exitCode: Math.max(exitCode, worstCode(all)) }
}

const worstCode = (all: readonly Assessed[]): number => Math.max(...all.map(exitCodeOf))

const exitCodeOf = ({ application, trouble }: Assessed): number => (trouble ? TROUBLE : application.status === 'Healthy' ? 0 : 1)

type Printing = Terminal & { readonly guard: Redactor }

/** One answer as it is; several under their titles, for programs in one document. */
const printAll = (all: readonly Assessed[], options: Options, printing: Printing): string => {
  const [first] = all
  if (all.length === 1 && first !== undefined) return print(first, options, printing)
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

const print = (assessed: Assessed, options: Options, { now, paint, columns }: Printing): string => {
  const { application, live } = assessed
  const rows = { now, live, tree: options.flag('tree') }
  const format = options.one('output', STATUS_FORMATS) ?? 'table'
  switch (format) {
    case 'json':
      return `${JSON.stringify(publicApplication(assessed), undefined, 2)}\n`
    case 'ndjson':
      return jsonLines(publicApplication(assessed))
    case 'markdown':
      return (
        opened(renderMarkdown(withoutUnseen(application), rows)) +
        unseenLines(application, line => `- ${line}`)
          .map(line => `${line}\n`)
          .join('')
      )
    case 'junit':
      return opened(renderJunit(application))
    case 'github':
      return opened(renderGithub(application, { placeOf: placesOf(assessed) }))
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

const placesOf = ({ manifests, options: { redactor } }: Assessed) => {
  const find = createShownIndex(redactor)(manifests, ({ ref }) => ref)
  return (ref: ObjectRef) => {
    const manifest = find(ref)
    return typeof manifest === 'object' ? { file: clean(redactor, manifest.source ?? ''), line: manifest.line } : undefined
  }
}
