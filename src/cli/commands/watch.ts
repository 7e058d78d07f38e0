import { createTracker, renderTable } from '../../index.ts'
import type { ApplicationAssessment, AssessOptions, IncidentChange, KubeObjectLike, Paint, Problem, Time, Tracker } from '../../index.ts'
import { kindKey, refKey, refOf, refText } from '../../model/identity.ts'
import { itemsOf, listedKind, listedKindKey } from '../../model/list-items.ts'
import { isRecord, listOf, textOf } from '../../model/read.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { plainText } from '../../model/plain-text.ts'
import { millisecondsOf, timestamp } from '../../model/scalars/time.ts'
import type { Policy } from '../../policy/index.ts'
import type { CommandEnding, SourceText } from '../answer.ts'
import { TROUBLE, isTrouble, problemNotes } from '../answer.ts'
import type { JsonCutter } from '../input/json-stream.ts'
import { cleanTracker, opened } from '../output/guarded.ts'
import type { Guard } from '../output/guarded.ts'
import { createJsonCutter } from '../input/json-stream.ts'
import type { LabelNews } from '../output/label-news.ts'
import { createNews } from '../output/label-news.ts'
import type { Piece } from '../input/merge-streams.ts'
import { readDesired } from '../input/read-desired.ts'

/** Manifests, and streams of watch frames that are merged into one. */
export interface WatchInput {
  readonly desired: readonly SourceText[]
  readonly problems: readonly Problem[]
  /** Pieces of text with the name of the stream they are from; one without a name is a sign that time has passed. */
  readonly pieces: AsyncIterable<Piece>
}

/** How it is told. */
export interface WatchOptions {
  /** 'table': redrawn after every piece. 'lines': a line for each change of a label; 'ndjson': the same as JSON. */
  readonly format: 'table' | 'lines' | 'ndjson'
  readonly namespace?: string | undefined
  /** The user's policy file, read. */
  readonly policy?: Policy
  /** True where the streams bring all there is: what is not in them is Missing. */
  readonly complete?: boolean
  /** True to end as soon as the application is Healthy, or waiting cannot make it so. */
  readonly untilSettled?: boolean
  /** What everything passes before it is laid out. */
  readonly guard: Guard
}

/** What it knows beside: a clock, which a stream goes on with, and the terminal. */
export interface WatchSurroundings {
  readonly clock: () => Time
  readonly paint: Paint
  readonly columns?: number
  readonly rows?: number
}

/** Follows watch frames, as `kubectl get -w -o json --output-watch-events` prints them, and tells what they make of the application. */
export const watch = async function* (
  input: WatchInput,
  options: WatchOptions,
  surroundings: WatchSurroundings,
): AsyncGenerator<string, CommandEnding, undefined> {
  const { objects, schemas, problems: found } = readDesired(input.desired, [], options.namespace ?? 'default')
  const problems: Problem[] = [
    ...input.problems,
    ...(options.policy?.problems ?? []),
    ...found.filter(({ code }) => code !== 'unknown-kind'),
  ]
  const assessing: AssessOptions = {
    ...options.policy?.options,
    schemas,
    ...(options.namespace === undefined ? undefined : { namespace: options.namespace }),
  }
  const tracker = createTracker(assessing)
  tracker.recordDeployment({ id: '1', state: 'succeeded', at: surroundings.clock(), desired: objects.map(({ object }) => object) })
  const feed = createFeed(tracker, options.complete === true)
  const tell = createTeller(tracker, options, surroundings)
  for await (const { stream, text } of input.pieces) {
    const now = surroundings.clock()
    if (stream === undefined) feed.tick(now)
    else problems.push(...feed.take(stream, text, now))
    yield* tell(now)
    if (options.untilSettled === true && tracker.assess(now).gate !== 'wait') break
  }
  const now = surroundings.clock()
  feed.tick(now)
  yield* tell(now)
  problems.push(...feed.cutOff())
  const trouble = problems.some(isTrouble) || objects.length === 0
  const notes = [...problemNotes(problems), ...(objects.length === 0 ? ['There is no manifest: name them with -d'] : [])]
  return { notes, exitCode: trouble ? TROUBLE : tracker.assess(now).status === 'Healthy' ? 0 : 1 }
}

interface Feed {
  take(stream: string, text: string, now: Time): readonly Problem[]
  /** Nothing came for a while: what was listed at first has come. */
  tick(now: Time): void
  /** The streams that ended within an object. */
  cutOff(): readonly Problem[]
}

const createFeed = (tracker: Tracker, complete: boolean): Feed => {
  const cutters = new Map<string, JsonCutter>()
  const listed = new Set<string>()
  let told = -1
  return {
    take(stream, text, now) {
      const cutter = cutters.get(stream) ?? createJsonCutter()
      cutters.set(stream, cutter)
      return cutter.push(text).flatMap(piece => {
        const value = parsed(piece.text)
        if (value === undefined) return [{ code: 'invalid-frame', message: 'This is not JSON', source: stream, line: piece.line }]
        for (const key of observe(tracker, value, now)) listed.add(key)
        return []
      })
    },
    tick(now) {
      tracker.heartbeat(now)
      if (listed.size === told) return
      told = listed.size
      tracker.describeSource('', complete ? { synced: true } : { listed: [...listed] })
    },
    cutOff: () =>
      [...cutters].flatMap(([source, cutter]) =>
        cutter.isWithin() ? [{ code: 'invalid-frame', message: 'The stream ends within an object', source, line: cutter.line() }] : [],
      ),
  }
}

const parsed = (text: string): JsonRecord | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Takes in a frame, a list, or an object as plain `-w -o json` prints it; gives the kinds that were seen, as sources list them. */
const observe = (tracker: Tracker, value: JsonRecord, now: Time): readonly string[] => {
  const type = textOf(value['type'])
  if (type !== undefined && isRecord(value['object'])) {
    tracker.observeEvent({ type, object: value['object'] }, now)
    return listedKeys([value['object']])
  }
  const kind = listedKind(value)
  if (kind === undefined || kind === '') {
    for (const object of itemsOf(value)) tracker.observeEvent({ type: 'MODIFIED', object }, now)
    return listedKeys(itemsOf(value))
  }
  tracker.observeList({ ...value, items: listOf(value['items']) }, now)
  return [listedKindKey(value) ?? '']
}

const listedKeys = (objects: readonly KubeObjectLike[]): readonly string[] =>
  objects.map(object => {
    const { group, kind, namespace } = refOf(object)
    return namespace === '' ? kindKey(group, kind) : `${kindKey(group, kind)}@${namespace}`
  })

const createTeller = (tracker: Tracker, { format, guard }: WatchOptions, surroundings: WatchSurroundings) => {
  const news = createNews(cleanTracker(tracker, guard))
  let drawn = ''
  const isTold = createSieve()
  return (now: Time): readonly string[] => {
    if (format === 'table') {
      const before = drawn
      drawn = screen(tracker.assess(now), guard, surroundings)
      return drawn === before ? [] : [drawn]
    }
    const all = news(now).filter(isNews)
    if (format === 'ndjson') return all.map(change => jsonLine(now, change))
    return all.filter(isTold).map(change => textLine(now, change, surroundings.paint))
  }
}

/** That nothing is known yet of what nobody has heard of is none. */
const isNews = (news: LabelNews | IncidentChange): boolean =>
  news.incident !== undefined || news.from !== null || news.reason !== 'NotObserved'

/** Passes labels, and the causes that explain more than themselves: that an object is its own cause its label says already. */
const createSieve = (): ((news: LabelNews | IncidentChange) => boolean) => {
  const told = new Set<string>()
  return news => {
    if (news.incident === undefined) return true
    if (news.to === 'closed') return told.delete(news.incident)
    const { root, objects } = news
    const isAlone = !('external' in root) && objects.every(ref => refKey(ref) === refKey(root))
    if (!isAlone) told.add(news.incident)
    return !isAlone
  }
}

const clockText = (now: Time): string => timestamp(millisecondsOf(now) ?? 0)
const jsonLine = (now: Time, change: LabelNews | IncidentChange): string => `${JSON.stringify({ at: clockText(now), ...change })}\n`

const textLine = (now: Time, news: LabelNews | IncidentChange, paint: Paint): string => {
  if (news.incident !== undefined) return causeLine(now, news, paint)
  const { ref, from, to, message } = news
  const name = ref === undefined ? paint('bold', 'Application') : plainText(refText(ref))
  const change = from === null ? (to ?? 'gone') : `${from} → ${to ?? 'gone'}`
  return `${paint('dim', clockText(now).slice(11, 19))}  ${name}  ${change}${message === '' ? '' : `  ${plainText(message)}`}\n`
}

/** A cause that closed names what it explained no more, as that is well again or about to be. */
const causeLine = (now: Time, { to, message, objects }: IncidentChange, paint: Paint): string => {
  const left = to === 'closed' && objects.length > 0 ? `; ${objects.length} still ${objects.length === 1 ? 'recovers' : 'recover'}` : ''
  return `${paint('dim', clockText(now).slice(11, 19))}  ${paint('bold', 'Cause')}  ${to}  ${plainText(message)}${left}\n`
}

const HOME_AND_ERASE = '\u001B[H\u001B[J'

/** The table from the top of the screen, cut to its height. What no stream is about has a line, not a row each. */
const screen = (application: ApplicationAssessment, redactor: Guard, { paint, columns, rows }: WatchSurroundings): string => {
  const objects = application.objects.filter(({ health }) => health.reason !== 'NotObserved')
  const unseen = application.objects.length - objects.length
  const style = { redactor, paint, ...(columns === undefined ? undefined : { columns }) }
  const table = opened(renderTable({ ...application, objects }, style))
  const lines = [...(unseen === 0 ? [] : [paint('dim', `${unseen} more are of kinds that no stream is about`)]), '']
  const all = [...table.trimEnd().split('\n'), ...lines]
  const room = (rows ?? Infinity) - 1
  const shown = all.length > room ? [...all.slice(0, room - 1), paint('dim', `… and ${all.length - room} more lines`), ''] : all
  return HOME_AND_ERASE + shown.join('\n')
}
