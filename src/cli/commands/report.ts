import { preparePage, renderPage } from '../../report/index.ts'
import type { KubeObjectLike, Problem, Redactor } from '../../index.ts'
import type { PageInput, PageLog, PageSnapshot } from '../../report/index.ts'
import { refOf } from '../../model/identity.ts'
import { plainText } from '../../model/plain-text.ts'
import { timestamp, millisecondsOf } from '../../model/scalars/time.ts'
import type { CommandAnswer, SourceText, Terminal } from '../answer.ts'
import { TROUBLE, problemNotes, problemText } from '../answer.ts'
import type { Options } from '../args.ts'
import { assessAll, valuesBeside } from '../assess-all.ts'
import type { Assessed, AssessInput } from '../assess-texts.ts'
import { readValues, redactorFor } from '../input/read-values.ts'
import { secretValues } from '../input/secret-values.ts'
import type { SecretValue } from '../input/secret-values.ts'
import { snapshotOf, timelinePage } from '../output/timeline-page.ts'

/** What the page is made from: manifests and live objects, or a timeline. */
export interface ReportInput extends AssessInput {
  readonly timeline?: SourceText
  /** Files named after pods, `POD.CONTAINER.log`, as `kubectl logs --timestamps` prints them. */
  readonly logs: readonly SourceText[]
}

/** One self-contained page. Exit codes: 0 made, 2 trouble. */
export const report = (input: ReportInput, options: Options, surroundings: Terminal): CommandAnswer =>
  input.timeline === undefined
    ? momentReport(assessAll(input, options, surroundings), input, options, surroundings)
    : print(replayedPage(input, input.timeline, options, surroundings), input.values, options, surroundings)

/** The page of one moment. */
export const momentReport = (
  all: readonly Assessed[],
  input: Pick<ReportInput, 'values' | 'logs' | 'clusters'>,
  options: Options,
  surroundings: Terminal,
): CommandAnswer => {
  const [first] = all
  if (first === undefined || all.length > 1) {
    const titles = all.map(({ title }) => plainText(title)).join(', ')
    return { text: '', notes: [`A page shows one application; name a target, one of ${titles}`], exitCode: TROUBLE }
  }
  const { application, live, manifests, notes, trouble } = first
  const { values, logs } = input
  const now = timestamp(millisecondsOf(surroundings.now) ?? 0)
  const moments = [snapshotOf(now, application, { live, logs: logsOf(logs, live), observedAt: now })]
  const objects = [...live, ...manifests.map(({ object }) => object)]
  return print(
    { moments, objects, notes, trouble, ...(first.sealed ? { beside: valuesBeside(input) } : undefined) },
    values,
    options,
    surroundings,
  )
}

/** What stands on a page, and what was found on the way. */
interface Page extends Pick<PageInput, 'marks'> {
  readonly moments: readonly PageSnapshot[]
  /** Everything that was read, for the values of Secrets in it. */
  readonly objects: readonly KubeObjectLike[]
  readonly notes: readonly string[]
  readonly trouble: boolean
  /** The values of the Secrets among them, where they are hashed already. */
  readonly beside?: readonly SecretValue[]
}

const print = (page: Page, values: SourceText | undefined, options: Options, surroundings: Terminal): CommandAnswer => {
  const redactor = redactorOf(values, page.beside ?? secretValues(page.objects))
  if ('code' in redactor) return { text: '', notes: [problemText(redactor)], exitCode: TROUBLE }
  const { moments, marks = [], notes, trouble } = page
  surroundings.progress('making the page')
  const text =
    moments.length === 0 ? '' : html({ title: options.text('title') ?? titleOf(page.objects), moments, marks }, redactor, surroundings)
  return { text, notes, exitCode: trouble ? TROUBLE : 0 }
}

const replayedPage = (input: ReportInput, timeline: SourceText, options: Options, { now, salt, progress }: Terminal): Page => {
  progress('replaying the timeline')
  const page = timelinePage(timeline, {
    logs: logsOf(input.logs, []),
    until: options.text('now') === undefined ? undefined : millisecondsOf(now),
    assessing: { ...input.policy?.options, ...(salt === undefined ? undefined : { secrets: { salt } }) },
  })
  const problems = [...input.problems, ...(input.policy?.problems ?? []), ...page.problems]
  if (page.moments.length === 0) problems.push({ code: 'invalid-timeline', message: 'Nothing was deployed in it', source: timeline.source })
  return { ...page, notes: problemNotes(problems), trouble: problems.length > 0 }
}

/** The namespace, where all objects that have one are in the same. */
const titleOf = (objects: readonly KubeObjectLike[]): string => {
  const namespaces = new Set(objects.map(object => refOf(object).namespace).filter(namespace => namespace !== ''))
  const [namespace = ''] = namespaces
  return namespaces.size === 1 ? namespace : ''
}

/** Hides the given values, and those of the Secrets that were read, wherever else they are: in logs above all. */
const redactorOf = (values: SourceText | undefined, beside: readonly SecretValue[]): Redactor | Problem =>
  values === undefined ? redactorFor(beside) : readValues(values, { beside })

const html = (page: PageInput, redactor: Redactor, { salt }: Terminal): string =>
  renderPage(preparePage(page, { redactor, ...(salt === undefined ? undefined : { secrets: { salt } }) }))

/** A pod's name may hold dots, so the live pods say where it ends; without them it ends at the first. */
const logsOf = (logs: readonly SourceText[], live: readonly KubeObjectLike[]): readonly PageLog[] =>
  logs.map(({ source, text }) => {
    const name = source.slice(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1)
    const file = name.endsWith('.log') ? name.slice(0, -'.log'.length) : name
    const pods = live
      .map(object => refOf(object))
      .filter(({ kind, name }) => kind === 'Pod' && (file === name || file.startsWith(`${name}.`)))
    const pod = pods.toSorted((a, b) => b.name.length - a.name.length)[0]
    return pod === undefined ? { name: file.split('.')[0] ?? file, text } : { kind: 'Pod', namespace: pod.namespace, name: pod.name, text }
  })
