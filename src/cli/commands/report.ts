import { preparePage, renderPage } from '../../report/index.ts'
import type { KubeObjectLike } from '../../index.ts'
import type { PageInput, PageLog, PageSnapshot } from '../../report/index.ts'
import { refOf } from '../../model/identity.ts'
import { plainText } from '../../model/plain-text.ts'
import { timestamp, millisecondsOf } from '../../model/scalars/time.ts'
import type { CommandAnswer, SourceText, Terminal } from '../answer.ts'
import { TROUBLE, problemNotes } from '../answer.ts'
import type { Options } from '../args.ts'
import { assessTogether, valuesBeside } from '../assess-all.ts'
import type { Assessed, AssessInput, GuardFor } from '../assess-texts.ts'
import { secretValues } from '../input/secret-values.ts'
import { clean, createGuard, guarded, passedNotes } from '../output/guarded.ts'
import { readTimeline, takeSnapshot, timelinePage } from '../output/timeline-page.ts'

/** The input of a page: manifests and live objects, or a timeline. */
export interface ReportInput extends AssessInput {
  readonly timeline?: SourceText
  /** Files named after pods, `POD.CONTAINER.log`, as `kubectl logs --timestamps` prints them. */
  readonly logs: readonly SourceText[]
}

/** One self-contained page. Exit codes: 0 made, 2 trouble. */
export const report = (input: ReportInput, options: Options, surroundings: Terminal): CommandAnswer =>
  guarded(() =>
    input.timeline === undefined
      ? momentReport(assessPage(input, options, surroundings), input, options, surroundings)
      : print(replayedPage(input, input.timeline, options, surroundings), options, surroundings),
  )

/** The answers that a page shows, which hide the values of all Secrets that were read. */
export const assessPage = (input: AssessInput, options: Options, surroundings: Terminal): readonly Assessed[] =>
  assessTogether(input, options, surroundings, guardBeside(input, surroundings))

/** The page of one moment: of one application, or of all that were read, in a list. */
export const momentReport = (
  all: readonly Assessed[],
  { logs }: Pick<ReportInput, 'logs'>,
  options: Options,
  surroundings: Terminal,
): CommandAnswer => {
  const [first] = all
  const now = timestamp(millisecondsOf(surroundings.now) ?? 0)
  surroundings.progress('making the page')
  const pages = all.map(({ application, live, observed, manifests, title }) => {
    const desired = manifests.map(({ object }) => object)
    const moments = [takeSnapshot(now, application, { live: observed, desired, logs: readLogs(logs, live), observedAt: now })]
    const own = all.length === 1 ? (options.text('title') ?? guessTitle([...live, ...desired])) : title
    return preparePage({ title: plainText(own), moments })
  })
  const title = first === undefined ? undefined : options.text('title')
  return {
    text: renderPage(
      pages,
      title === undefined ? {} : { title: plainText(clean(first?.options.redactor ?? createGuard(undefined, {}), title)) },
    ),
    notes: all.flatMap(({ notes, options: { redactor } }) => passedNotes(notes, redactor)),
    exitCode: all.some(({ trouble }) => trouble) ? TROUBLE : 0,
  }
}

/** A page, and what was found on the way. */
interface Page extends Pick<PageInput, 'marks'> {
  readonly moments: readonly PageSnapshot[]
  /** Everything that was read, for the title. */
  readonly objects: readonly KubeObjectLike[]
  readonly notes: readonly string[]
  readonly trouble: boolean
}

const print = ({ moments, marks = [], objects, notes, trouble }: Page, options: Options, { progress }: Terminal): CommandAnswer => {
  progress('making the page')
  const page = { title: options.text('title') ?? guessTitle(objects), moments, marks }
  return { text: moments.length === 0 ? '' : renderPage(preparePage(page)), notes, exitCode: trouble ? TROUBLE : 0 }
}

const replayedPage = (input: ReportInput, timeline: SourceText, options: Options, surroundings: Terminal): Page => {
  const { now, progress } = surroundings
  progress('replaying the timeline')
  const recording = readTimeline(timeline, options.text('now') === undefined ? undefined : millisecondsOf(now))
  const redactor = guardBeside(input, surroundings)(recording.objects)
  const page = timelinePage(recording, { logs: readLogs(input.logs, []), assessing: { ...input.policy?.options, redactor } })
  const problems = [...input.problems, ...(input.policy?.problems ?? []), ...recording.problems]
  if (page.moments.length === 0) problems.push({ code: 'invalid-timeline', message: 'Nothing was deployed in it', source: timeline.source })
  return { ...page, objects: recording.objects, notes: passedNotes(problemNotes(problems), redactor), trouble: problems.length > 0 }
}

/**
 * Hides the given values, and those of the Secrets that were read, wherever else they are: in logs above all. Those of a cluster are hashed
 * already, and their values come with it.
 */
const guardBeside = (input: AssessInput, { salt }: Terminal): GuardFor => {
  const { clusters = [], values } = input
  if (clusters.length === 0) return objects => createGuard(values, { salt, beside: secretValues(objects) })
  const guard = createGuard(values, { salt, beside: valuesBeside(input) })
  return () => guard
}

/** The namespace, where all objects that have one are in the same. */
const guessTitle = (objects: readonly KubeObjectLike[]): string => {
  const namespaces = new Set(objects.map(object => refOf(object).namespace).filter(namespace => namespace !== ''))
  const [namespace = ''] = namespaces
  return namespaces.size === 1 ? namespace : ''
}

/** A pod's name may hold dots, so the live pods say where it ends; without them it ends at the first. */
const readLogs = (logs: readonly SourceText[], live: readonly KubeObjectLike[]): readonly PageLog[] =>
  logs.map(({ source, text }) => {
    const name = source.slice(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1)
    const file = name.endsWith('.log') ? name.slice(0, -'.log'.length) : name
    const pods = live
      .map(object => refOf(object))
      .filter(({ kind, name }) => kind === 'Pod' && (file === name || file.startsWith(`${name}.`)))
    const pod = pods.toSorted((a, b) => b.name.length - a.name.length)[0]
    return pod === undefined ? { name: file.split('.')[0] ?? file, text } : { kind: 'Pod', namespace: pod.namespace, name: pod.name, text }
  })
