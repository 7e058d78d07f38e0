import { createTracker } from '../../index.ts'
import type { ApplicationAssessment, AssessOptions, Deployment, KubeObjectLike, Observed, Problem, Redactor, Shown } from '../../index.ts'
import type { PageInput, PageLog, PageSnapshot } from '../../report/index.ts'
import { millisecondsOf, timestamp } from '../../model/scalars/time.ts'
import type { SourceText } from '../answer.ts'
import { createLiveSet, listLineObjects } from '../input/live-set.ts'
import { createFeeder, readTimelineLine } from '../../watch/index.ts'
import type { TimelineLine } from '../../watch/index.ts'

type Mark = NonNullable<PageInput['marks']>[number]

/** A timeline, read. */
export interface TimelineRecording {
  readonly lines: readonly TimelineLine[]
  /** Everything that was deployed or seen. */
  readonly objects: readonly KubeObjectLike[]
  readonly problems: readonly Problem[]
  /** Milliseconds since 1970: what comes later was left out. Absent: nothing was. */
  readonly until: number | undefined
}

/** Reads a timeline up to a time. */
export const readTimeline = ({ source, text }: SourceText, until?: number): TimelineRecording => {
  const [lines, objects, problems]: [TimelineLine[], KubeObjectLike[], Problem[]] = [[], [], []]
  for (const [index, content] of text.split('\n').entries()) {
    if (content.trim() === '') continue
    const line = readTimelineLine(content, { source, line: index + 1 })
    if ('code' in line) {
      problems.push(line)
      continue
    }
    if ((millisecondsOf(line.at) ?? 0) > (until ?? Infinity)) break
    lines.push(line)
    objects.push(...(line.desired ?? []), ...listLineObjects(line))
  }
  return { lines, objects, problems, until }
}

/** A timeline as a page shows it. */
export interface TimelinePage {
  /** From the first deployment on each change of a label or its message is a moment, and so is the end. */
  readonly moments: readonly PageSnapshot[]
  readonly marks: readonly Mark[]
}

/** How a timeline is replayed. */
export interface TimelinePageOptions {
  /** They stand beside each moment. */
  readonly logs: readonly PageLog[]
  readonly assessing: AssessOptions & { readonly redactor: Redactor }
}

/** Replays a timeline into the moments of a page. */
export const timelinePage = ({ lines, until }: TimelineRecording, { logs, assessing }: TimelinePageOptions): TimelinePage => {
  const tracker = createTracker(assessing)
  const [feed, live] = [createFeeder(tracker), createLiveSet()]
  const [moments, marks]: [PageSnapshot[], Mark[]] = [[], []]
  const around: KnownStep = {}
  const take = (at: string, assessment: Shown<ApplicationAssessment>): void => {
    if (around.deployment !== undefined) moments.push(takeSnapshot(at, assessment, { live: live.objects(), logs, ...around }))
  }
  let told = ''
  for (const line of lines) {
    note(around, line, feed(line))
    live.take(line)
    marks.push(...makeMark(line))
    const assessment = tracker.assess(line.at)
    const says = describeMoment(assessment)
    if (says !== told) take(line.at, assessment)
    told = says
  }
  const last = until === undefined ? (lines.at(-1)?.at ?? '') : timestamp(until)
  if (last !== '' && last !== moments.at(-1)?.at) take(last, tracker.assess(last))
  return { moments, marks }
}

/** Everything known of a moment beside the objects. */
type KnownStep = { -readonly [Key in 'deployment' | 'desired' | 'observedAt']?: NonNullable<PageSnapshot[Key]> }

const note = (known: KnownStep, { at, step, list, frame, desired }: TimelineLine, deployment: Deployment | undefined): void => {
  if (list !== undefined || frame !== undefined) known.observedAt = at
  if (desired !== undefined) known.desired = desired
  if (deployment !== undefined)
    known.deployment = { ...known.deployment, ...deployment, ...(step === undefined ? undefined : { name: shortenStep(step) }) }
}

const describeMoment = ({ status, objects, orphans }: Shown<ApplicationAssessment>): string =>
  JSON.stringify([status, [...objects, ...orphans].map(object => [object.status, object.message])])

type Around = Omit<PageSnapshot, 'at' | 'assessment' | 'events' | 'live'> & {
  readonly live: readonly (KubeObjectLike | Observed)[]
}

/** One moment. */
export const takeSnapshot = (
  at: PageSnapshot['at'],
  assessment: Shown<ApplicationAssessment>,
  { live, ...around }: Around,
): PageSnapshot => ({
  at,
  assessment,
  // Events among them are about what they name.
  live,
  ...around,
})

const makeMark = ({ at, step, phase }: TimelineLine): readonly Mark[] =>
  step === undefined || phase === 'deployed' || phase === 'failed'
    ? []
    : [{ at, kind: phase === undefined ? 'edit' : 'deployment', title: phase === undefined ? step : shortenStep(step) }]

/** Names a deployment: the middle of `deploy release 2: the cron job is dropped`. */
const shortenStep = (step: string): string => step.replace(/^deploy /, '').replace(/:.*/s, '')
