import { createTracker } from '../../index.ts'
import type { ApplicationAssessment, Problem, Redactor, Shown, Tracker } from '../../index.ts'
import type { Policy } from '../../policy/index.ts'
import type { CommandEnding, Terminal } from '../answer.ts'
import { TROUBLE, problemNotes } from '../answer.ts'
import { createNews } from '../output/label-news.ts'
import { opened } from '../output/guarded.ts'
import { linesOf } from '../output/lines-of.ts'
import { renderStep } from '../output/render-step.ts'
import type { StepStyle } from '../output/render-step.ts'
import { recordStep } from '../output/step-record.ts'
import type { StepRecorder } from '../output/step-record.ts'
import { createFeeder, readTimelineLine } from '../../watch/index.ts'
import type { TimelineLine } from '../../watch/index.ts'

/** A timeline that comes in pieces of text. */
export interface ReplayInput {
  readonly source: string
  readonly chunks: AsyncIterable<string>
}

/** How it is told. */
export interface ReplayOptions {
  /** 'text' (default): a block for each step. 'ndjson': a line for each change of a label. */
  readonly format?: string | undefined
  readonly namespace?: string | undefined
  /** The user's policy file, read. */
  readonly policy?: Policy
  /** Passed by everything before it is laid out. */
  readonly guard: Redactor
}

/** Replays a recorded timeline through a tracker and tells what it would have shown. Lines that cannot be read are told at the end. */
export const replay = async function* (
  { source, chunks }: ReplayInput,
  { format, namespace, policy, guard }: ReplayOptions,
  { paint, columns }: Pick<Terminal, 'paint' | 'columns'>,
): AsyncGenerator<string, CommandEnding, undefined> {
  const tracker = createTracker({ ...policy?.options, redactor: guard, ...(namespace === undefined ? undefined : { namespace }) })
  const title = (step: string): string => opened(guard.text(step))
  const teller =
    format === 'ndjson' ? tellChanges(tracker, title) : tellSteps(tracker, title, { paint, columns: columns ?? DEFAULT_COLUMNS })
  const feed = createFeeder(tracker)
  const problems: Problem[] = [...(policy?.problems ?? [])]
  let number = 0
  let last: TimelineLine | undefined
  for await (const text of linesOf(chunks)) {
    number++
    if (text.trim() === '') continue
    const line = readTimelineLine(text, { source, line: number })
    if ('code' in line) {
      problems.push(line)
      continue
    }
    yield* teller.before(line)
    feed(line)
    yield* teller.after(line)
    last = line
  }
  if (last === undefined) problems.push({ code: 'invalid-timeline', message: 'There is no line of a timeline in it', source })
  else yield* teller.end(last)
  return { notes: problemNotes(problems), exitCode: problems.length === 0 ? 0 : TROUBLE }
}

const DEFAULT_COLUMNS = 120

type TrackerOfShown = Tracker<Shown<ApplicationAssessment>>

/** Lines that are said before a line is fed, after it, and at the end. */
interface Teller {
  before(line: TimelineLine): Iterable<string>
  after(line: TimelineLine): Iterable<string>
  end(line: TimelineLine): Iterable<string>
}

const tellSteps = (tracker: TrackerOfShown, title: (step: string) => string, style: StepStyle): Teller => {
  let recorder: StepRecorder | undefined
  let date = ''
  const finish = (at: string): readonly string[] => {
    if (recorder === undefined) return []
    const step = recorder.finish(tracker.assess(at))
    const day = step.at.slice(0, 10)
    const heading = day === date ? '' : `${style.paint('dim', day)}\n`
    date = day
    return [heading + renderStep(step, style)]
  }
  return {
    before({ at, step, phase }) {
      if (step === undefined) return []
      const told = finish(at)
      recorder = recordStep(at, title(phase === undefined ? step : `${step}: ${phase}`), tracker.assess(at))
      return told
    },
    after({ at }) {
      const changes = tracker
        .changes(at)
        .flatMap(change => (change.application === true || change.incident !== undefined || change.from === change.to ? [] : [change]))
      // A list that came before anybody did anything is told only where there is something to tell.
      if (recorder === undefined && changes.length > 0) recorder = recordStep(at, 'the recording begins', tracker.assess(at))
      recorder?.take(tracker.assess(at), changes)
      return []
    },
    end: ({ at }) => finish(at),
  }
}

/** One line of JSON for each change of a label: of an object, or of the application where `ref` is absent; and for each of an incident. */
const tellChanges = (tracker: TrackerOfShown, title: (step: string) => string): Teller => {
  const news = createNews(tracker)
  let step: string | undefined
  return {
    before(line) {
      step = line.step === undefined ? step : title(line.step)
      return []
    },
    after: ({ at }) => news(at).map(change => `${JSON.stringify({ at, step, ...change })}\n`),
    end: () => [],
  }
}
