import { createTracker } from '../../index.ts'
import type { ApplicationAssessment, AssessOptions, Deployment, KubeObjectLike, Problem } from '../../index.ts'
import type { PageInput, PageLog, PageSnapshot } from '../../report/index.ts'
import { millisecondsOf, timestamp } from '../../model/scalars/time.ts'
import type { SourceText } from '../answer.ts'
import { createLiveSet, objectsOf } from '../input/live-set.ts'
import { createFeeder, readTimelineLine } from '../../watch/index.ts'
import type { TimelineLine } from '../../watch/index.ts'

type Mark = NonNullable<PageInput['marks']>[number]

/** A timeline as a page shows it. */
export interface TimelinePage {
  /** From the first deployment on each change of a label or its message is a moment, and so is the end. */
  readonly moments: readonly PageSnapshot[]
  readonly marks: readonly Mark[]
  /** Everything that was deployed or seen. */
  readonly objects: readonly KubeObjectLike[]
  readonly problems: readonly Problem[]
}

/** How a timeline is replayed. */
export interface TimelinePageOptions {
  /** They stand beside each moment. */
  readonly logs: readonly PageLog[]
  /** Milliseconds since 1970: what comes later is left out. Absent: nothing is. */
  readonly until?: number | undefined
  readonly assessing: AssessOptions
}

/** Replays a timeline into the moments of a page. */
export const timelinePage = ({ source, text }: SourceText, { logs, until = Infinity, assessing }: TimelinePageOptions): TimelinePage => {
  const tracker = createTracker(assessing)
  const [feed, live] = [createFeeder(tracker), createLiveSet()]
  const [problems, moments, marks, objects]: [Problem[], PageSnapshot[], Mark[], KubeObjectLike[]] = [[], [], [], []]
  const around: KnownStep = {}
  const take = (at: string, assessment: ApplicationAssessment): void => {
    if (around.deployment !== undefined) moments.push(snapshotOf(at, assessment, { live: live.objects(), logs, ...around }))
  }
  let [told, end] = ['', '']
  for (const [index, content] of text.split('\n').entries()) {
    if (content.trim() === '') continue
    const line = readTimelineLine(content, { source, line: index + 1 })
    if ('code' in line) {
      problems.push(line)
      continue
    }
    if ((millisecondsOf(line.at) ?? 0) > until) break
    note(around, line, feed(line))
    live.take(line)
    objects.push(...(line.desired ?? []), ...objectsOf(line))
    marks.push(...markOf(line))
    const assessment = tracker.assess(line.at)
    const says = sayingOf(assessment)
    if (says !== told) take(line.at, assessment)
    told = says
    end = line.at
  }
  const last = Number.isFinite(until) ? timestamp(until) : end
  if (last !== '' && last !== moments.at(-1)?.at) take(last, tracker.assess(last))
  return { moments, marks, objects, problems }
}

/** What is known of a moment beside the objects. */
type KnownStep = { -readonly [Key in 'deployment' | 'observedAt']?: NonNullable<PageSnapshot[Key]> }

const note = (known: KnownStep, { at, step, list, frame }: TimelineLine, deployment: Deployment | undefined): void => {
  if (list !== undefined || frame !== undefined) known.observedAt = at
  if (deployment !== undefined)
    known.deployment = { ...known.deployment, ...deployment, ...(step === undefined ? undefined : { name: nameOf(step) }) }
}

const sayingOf = ({ status, objects, orphans }: ApplicationAssessment): string =>
  JSON.stringify([status, [...objects, ...orphans].map(object => [object.status, object.message])])

type Around = Omit<PageSnapshot, 'at' | 'assessment' | 'events' | 'live'> & {
  readonly live: ReturnType<ReturnType<typeof createLiveSet>['objects']>
}

/** One moment: Events stand apart from what else is live. */
export const snapshotOf = (at: PageSnapshot['at'], assessment: ApplicationAssessment, { live, ...around }: Around): PageSnapshot => ({
  at,
  assessment,
  live: live.filter(({ kind }) => kind !== 'Event'),
  events: live.filter(({ kind }) => kind === 'Event'),
  ...around,
})

const markOf = ({ at, step, phase }: TimelineLine): readonly Mark[] =>
  step === undefined || phase === 'deployed' || phase === 'failed'
    ? []
    : [{ at, kind: phase === undefined ? 'edit' : 'deployment', title: phase === undefined ? step : nameOf(step) }]

/** What a deployment is called: of `deploy release 2: the cron job is dropped` the middle. */
const nameOf = (step: string): string => step.replace(/^deploy /, '').replace(/:.*/s, '')
