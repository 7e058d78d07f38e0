import { createTracker } from '../index.ts'
import type { ApplicationAssessment, AssessOptions, KubeObject, PageInput, PageLog, PageSnapshot, Problem } from '../index.ts'
import type { SourceText } from './answer.ts'
import { createLiveSet, objectsOf } from './live-set.ts'
import { createFeeder, readTimelineLine } from './timeline.ts'
import type { TimelineLine } from './timeline.ts'

type Mark = NonNullable<PageInput['marks']>[number]

/** A timeline as a page shows it. */
export interface TimelinePage {
  /** Each change of a label or its message is a moment, and so is the end. */
  readonly moments: readonly PageSnapshot[]
  readonly marks: readonly Mark[]
  /** Everything that was deployed or seen. */
  readonly objects: readonly KubeObject[]
  readonly problems: readonly Problem[]
}

/** Replays a timeline into the moments of a page; `logs` stand beside each of them. */
export const timelinePage = ({ source, text }: SourceText, logs: readonly PageLog[], options: AssessOptions): TimelinePage => {
  const tracker = createTracker(options)
  const [feed, live] = [createFeeder(tracker), createLiveSet()]
  const problems: Problem[] = []
  const moments: PageSnapshot[] = []
  const marks: Mark[] = []
  const objects: KubeObject[] = []
  const around: { deployment?: NonNullable<PageSnapshot['deployment']>; observedAt?: string } = {}
  let told = ''
  for (const [index, content] of text.split('\n').entries()) {
    if (content.trim() === '') continue
    const line = readTimelineLine(content, { source, line: index + 1 })
    if ('code' in line) {
      problems.push(line)
      continue
    }
    feed(line)
    live.take(line)
    objects.push(...(line.desired ?? []), ...objectsOf(line))
    if (line.list !== undefined || line.frame !== undefined) around.observedAt = line.at
    if (line.phase !== undefined) around.deployment = deploymentOf(line, around.deployment)
    marks.push(...markOf(line))
    const assessment = tracker.assess(line.at)
    const says = sayingOf(assessment)
    if (says === told || around.deployment === undefined) continue
    told = says
    moments.push(snapshotOf(line.at, assessment, { live: live.objects(), logs, ...around }))
  }
  return { moments, marks, objects, problems }
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

const STATES = { deploying: 'running', deployed: 'succeeded', failed: 'failed' } as const

const deploymentOf = (
  { at, step, phase = 'deploying' }: TimelineLine,
  before: PageSnapshot['deployment'],
): NonNullable<PageSnapshot['deployment']> => {
  const id = phase === 'deploying' || before === undefined ? String(Number(before?.id ?? 0) + 1) : before.id
  return { id, state: STATES[phase], at, ...(step === undefined ? undefined : { name: step }) }
}

const markOf = ({ at, step, phase }: TimelineLine): readonly Mark[] =>
  step === undefined || phase === 'deployed' || phase === 'failed'
    ? []
    : [{ at, kind: phase === undefined ? 'edit' : 'deployment', title: step }]
