import { preparePage, renderPage } from '../../index.ts'
import type { KubeObject, PageInput, PageLog, Redactor } from '../../index.ts'
import { refOf } from '../../model/identity.ts'
import { timestamp, millisecondsOf } from '../../model/time.ts'
import type { Answer, SourceText, Surroundings } from '../answer.ts'
import { TROUBLE, problemText } from '../answer.ts'
import type { Options } from '../args.ts'
import { assessTexts } from '../assess-texts.ts'
import type { AssessInput } from '../assess-texts.ts'
import { readValues } from '../read-values.ts'
import { snapshotOf, timelinePage } from '../timeline-page.ts'

/** What the page is made from: manifests and live objects, or a timeline. */
export interface ReportInput extends AssessInput {
  readonly timeline?: SourceText
  /** Files named after pods, `POD.CONTAINER.log`, as `kubectl logs --timestamps` prints them. */
  readonly logs: readonly SourceText[]
}

/** One self-contained page. Exit codes: 0 made, 2 trouble. */
export const report = (input: ReportInput, options: Options, surroundings: Surroundings): Answer => {
  const redactor = input.values === undefined ? 'none' : readValues(input.values)
  if (redactor !== 'none' && 'code' in redactor) return { text: '', notes: [problemText(redactor)], exitCode: TROUBLE }
  return input.timeline === undefined
    ? momentReport(input, redactor, options, surroundings)
    : timelineReport({ ...input, timeline: input.timeline }, redactor, options, surroundings)
}

type Shown = Redactor | 'none'

const momentReport = (input: ReportInput, redactor: Shown, options: Options, surroundings: Surroundings): Answer => {
  const { application, live, notes, trouble } = assessTexts(input, options, surroundings)
  const now = timestamp(millisecondsOf(surroundings.now) ?? 0)
  surroundings.progress('making the page')
  const moment = snapshotOf(now, application, { live, logs: logsOf(input.logs, live), observedAt: now })
  const page = { title: options.text('title') ?? '', moments: [moment] }
  return { text: html(page, redactor, surroundings), notes, exitCode: trouble ? TROUBLE : 0 }
}

const timelineReport = (
  { timeline, logs, problems: before }: ReportInput & { readonly timeline: SourceText },
  redactor: Shown,
  options: Options,
  surroundings: Surroundings,
): Answer => {
  surroundings.progress('replaying the timeline')
  const { salt } = surroundings
  const page = timelinePage(timeline, logsOf(logs, []), salt === undefined ? {} : { secrets: { salt } })
  const problems = [...before, ...page.problems]
  if (page.moments.length === 0) problems.push({ code: 'invalid-timeline', message: 'Nothing was deployed in it', source: timeline.source })
  surroundings.progress('making the page')
  const text =
    page.moments.length === 0
      ? ''
      : html({ title: options.text('title') ?? '', moments: page.moments, marks: page.marks }, redactor, surroundings)
  return { text, notes: problems.map(problemText), exitCode: problems.length > 0 ? TROUBLE : 0 }
}

const html = (page: PageInput, redactor: Shown, { salt }: Surroundings): string =>
  renderPage(preparePage(page, { redactor, ...(salt === undefined ? undefined : { secrets: { salt } }) }))

/** A pod's name may hold dots, so the live pods say where it ends; without them it ends at the first. */
const logsOf = (logs: readonly SourceText[], live: readonly KubeObject[]): readonly PageLog[] =>
  logs.map(({ source, text }) => {
    const file = source.replace(/.*[\\/]/, '').replace(/\.log$/, '')
    const pods = live
      .map(object => refOf(object))
      .filter(({ kind, name }) => kind === 'Pod' && (file === name || file.startsWith(`${name}.`)))
    const pod = pods.toSorted((a, b) => b.name.length - a.name.length)[0]
    return pod === undefined ? { name: file.split('.')[0] ?? file, text } : { kind: 'Pod', namespace: pod.namespace, name: pod.name, text }
  })
