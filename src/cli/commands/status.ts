import { renderGithub, renderJunit, renderMarkdown, renderTable } from '../../index.ts'
import type { ObjectRef } from '../../index.ts'
import { refKey } from '../../model/identity.ts'
import type { CommandAnswer, Terminal } from '../answer.ts'
import { TROUBLE } from '../answer.ts'
import type { Options } from '../args.ts'
import { assessTexts } from '../assess-texts.ts'
import type { Assessed, AssessInput } from '../assess-texts.ts'
import { STATUS_FORMATS } from '../command-table.ts'
import { clean, guarded, opened } from '../output/guarded.ts'
import type { Guard } from '../output/guarded.ts'
import { momentReport } from './report.ts'
import { publicApplication } from '../output/public-application.ts'

/** The status of an application from its manifests and a dump of its live objects. Exit codes: 0 healthy, 1 not, 2 trouble. */
export const status = (input: AssessInput, options: Options, surroundings: Terminal): CommandAnswer => {
  if (options.text('output') === 'html') return page(input, options, surroundings)
  return guarded(input.values, guard => {
    // A hash of a Secret's value says nothing to people, and nothing to programs as it is salted anew in every run.
    const { salt: _, ...unsalted } = surroundings
    const assessed = assessTexts(input, options, unsalted)
    return { text: print(assessed, options, { ...unsalted, guard }), notes: assessed.notes, exitCode: exitCodeOf(assessed) }
  })
}

/** The page passes a redactor of its own, before it is HTML. */
const page = (input: AssessInput, options: Options, surroundings: Terminal): CommandAnswer => {
  const assessed = assessTexts(input, options, surroundings)
  const { text, notes, exitCode } = momentReport(assessed, { ...input, logs: [] }, options, surroundings)
  return { text, notes, exitCode: Math.max(exitCode, exitCodeOf(assessed)) }
}

const exitCodeOf = ({ application, trouble }: Assessed): number => (trouble ? TROUBLE : application.status === 'Healthy' ? 0 : 1)

const print = (
  assessed: Assessed,
  options: Options,
  { now, paint, columns, guard: redactor }: Terminal & { readonly guard: Guard },
): string => {
  const { application, live } = assessed
  const rows = { redactor, now, live, tree: options.flag('tree') }
  const format = options.one('output', STATUS_FORMATS) ?? 'table'
  switch (format) {
    case 'json':
      return `${JSON.stringify(clean(redactor, publicApplication(assessed)), undefined, 2)}\n`
    case 'ndjson':
      return jsonLines(clean(redactor, publicApplication(assessed)))
    case 'markdown':
      return opened(renderMarkdown(application, rows))
    case 'junit':
      return opened(renderJunit(application, rows))
    case 'github':
      return opened(renderGithub(application, { redactor, placeOf: placesOf(assessed) }))
    default:
      return opened(
        renderTable(application, { ...rows, paint, wide: format === 'wide', ...(columns === undefined ? undefined : { columns }) }),
      )
  }
}

/** A line for each object, each orphan and each problem, and last the application without them. */
const jsonLines = ({ objects, orphans, problems, ...application }: ReturnType<typeof publicApplication>): string =>
  [
    ...objects.map(object => ({ type: 'object', ...object })),
    ...orphans.map(object => ({ type: 'orphan', ...object })),
    ...problems.map(problem => ({ type: 'problem', ...problem })),
    { type: 'application', ...application },
  ]
    .map(value => `${JSON.stringify(value)}\n`)
    .join('')

const placesOf = ({ manifests }: Assessed) => {
  const places = new Map(manifests.map(({ ref, source = '', line }) => [refKey(ref), { file: source, line }]))
  return (ref: ObjectRef) => places.get(refKey(ref))
}
