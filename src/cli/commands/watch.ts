import { createTracker } from '../../index.ts'
import type { ApplicationAssessment, AssessOptions, ManifestObject, Paint, Problem, Redactor, Time, Tracker } from '../../index.ts'
import { refOf } from '../../model/identity.ts'
import { itemsOf } from '../../model/list-items.ts'
import { millisecondsBetween } from '../../model/scalars/time.ts'
import type { Policy } from '../../policy/index.ts'
import type { CommandEnding, SourceText } from '../answer.ts'
import { NOTHING_CAME, TROUBLE, isTrouble, problemNotes } from '../answer.ts'
import { isListed } from '../assess-texts.ts'
import { GATE_CODES, readGate } from '../gate.ts'
import type { WaitFor } from '../gate.ts'
import { createJsonCutter } from '../input/json-stream.ts'
import type { JsonCutter } from '../input/json-stream.ts'
import { createWatchFeed, parsed } from '../input/watch-feed.ts'
import type { Piece } from '../input/merge-streams.ts'
import { readDesired } from '../input/read-desired.ts'
import { createTeller } from '../output/watch-teller.ts'
import type { TellerOptions } from '../output/watch-teller.ts'

/** Manifests, and streams of watch frames that are merged into one. */
export interface WatchInput {
  readonly desired: readonly SourceText[]
  readonly problems: readonly Problem[]
  /** Pieces of text with the name of the stream they are from; one without a name is a sign that time has passed. */
  readonly pieces: AsyncIterable<Piece>
}

/** How it is told, and when it ends. */
export interface WatchOptions extends TellerOptions {
  /** Passed by everything before it is laid out. */
  readonly guard: Redactor
  readonly namespace?: string | undefined
  /** The user's policy file, read. */
  readonly policy?: Policy
  /** True where the streams bring all there is: what is not in them is Missing. */
  readonly complete?: boolean
  /** True where only what the streams are about counts. */
  readonly onlyGiven?: boolean
  /** The axis that has to be well for it to end; all where it is left out. */
  readonly waitFor?: WaitFor
  /** True to end as soon as the application is Healthy, or waiting cannot make it so. */
  readonly untilSettled?: boolean
  /** How long at most, in milliseconds. */
  readonly timeout?: number | undefined
}

/** The surroundings of a watch: a clock, which a stream goes on with, and the terminal. */
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
  const { namespace, pieces } = await settleNamespace(input.pieces, options)
  const { objects, assessing, problems } = prepare(input, namespace, options)
  const tracker = createTracker({ ...assessing, redactor: options.guard })
  const begun = surroundings.clock()
  tracker.recordDeployment({ id: '1', state: 'succeeded', at: begun, desired: objects.map(({ object }) => object) })
  const feed = createWatchFeed(tracker, options.complete === true)
  const tell = createTeller(tracker, options, surroundings)
  let given = 0
  let isHeard = false
  const { waitFor } = options
  const end = (now: Time, how: WatchEnd): CommandEnding => describeEnd(problems, objects, exitCodeFor(tracker.assess(now), how, waitFor))
  for await (const { stream, text } of pieces) {
    const now = surroundings.clock()
    if (stream === undefined) {
      feed.tick(now)
      const listed = feed.listed()
      if (options.onlyGiven === true && listed.length !== given) leaveOut(tracker, objects, { listed, at: begun })
      given = listed.length
    } else {
      isHeard = true
      problems.push(...feed.take(stream, text, now))
    }
    yield* tell(now)
    // A stream that was not read to its end is not complete, so neither a tick nor a complaint follows.
    if (options.untilSettled === true && readGate(tracker.assess(now), waitFor) !== 'wait') return end(now, 'settled')
    if (options.timeout !== undefined && millisecondsBetween(begun, now) >= options.timeout) return end(now, 'timeout')
  }
  const now = surroundings.clock()
  if (!isHeard && problems.length === 0) return { notes: [NOTHING_CAME], exitCode: TROUBLE }
  feed.tick(now)
  yield* tell(now)
  problems.push(...feed.cutOff())
  return end(now, 'ended')
}

/** The manifests, how to assess, and what was wrong before anything came. */
const prepare = (input: WatchInput, namespace: string | undefined, { policy, waitFor }: WatchOptions) => {
  const { objects, schemas, problems: found } = readDesired(input.desired, [], namespace ?? 'default')
  const problems: Problem[] = [...input.problems, ...(policy?.problems ?? []), ...found.filter(({ code }) => code !== 'unknown-kind')]
  const assessing: AssessOptions = {
    ...policy?.options,
    schemas,
    ...(namespace === undefined ? undefined : { namespace }),
    ...(waitFor === 'health' ? { rollUp: 'health-only' } : undefined),
  }
  return { objects, assessing, problems }
}

/** Why a watch ends. */
type WatchEnd = 'settled' | 'timeout' | 'ended'

const describeEnd = (problems: readonly Problem[], manifests: readonly ManifestObject[], exitCode: number): CommandEnding => {
  const isEmpty = manifests.length === 0
  const notes = [...problemNotes(problems), ...(isEmpty ? ['There is no manifest: name them with -d'] : [])]
  return { notes, exitCode: isEmpty || problems.some(isTrouble) ? TROUBLE : exitCode }
}

/** A gate ends by what it says; at the end of the streams it counts whether all is well. */
export const exitCodeFor = (
  application: Pick<ApplicationAssessment, 'gate' | 'status' | 'sync'>,
  how: WatchEnd,
  waitFor?: WaitFor,
): number =>
  how === 'ended' && waitFor !== 'sync' ? (application.status === 'Healthy' ? 0 : 1) : GATE_CODES[readGate(application, waitFor)]

/** Expects no more than what the streams are about. */
const leaveOut = (
  tracker: Pick<Tracker, 'recordDeployment'>,
  manifests: readonly ManifestObject[],
  { listed, at }: { readonly listed: readonly string[]; readonly at: Time },
): void => {
  const given = manifests.filter(({ ref }) => isListed(ref, listed))
  tracker.recordDeployment({ id: '1', state: 'succeeded', at, desired: given.map(({ object }) => object) })
}

/** The pieces, and the namespace of the first object in them that has one, where nobody says which it is: manifests without one are compared with that. */
const settleNamespace = async (
  pieces: WatchInput['pieces'],
  { namespace, timeout = Infinity }: WatchOptions,
): Promise<{ readonly namespace: string | undefined; readonly pieces: AsyncIterable<Piece> }> => {
  if (namespace !== undefined) return { namespace, pieces }
  const iterator = pieces[Symbol.asyncIterator]()
  const cutters = new Map<string, JsonCutter>()
  const waiting: Piece[] = []
  let found: string | undefined
  for (let ticks = 0; found === undefined && ticks * 1000 < timeout;) {
    const next = await iterator.next()
    if (next.done === true) break
    waiting.push(next.value)
    const { stream, text } = next.value
    if (stream === undefined) {
      ticks++
      // Something came, then nothing more: it has no namespace.
      if (cutters.size > 0) break
      continue
    }
    const cutter = cutters.get(stream) ?? createJsonCutter()
    cutters.set(stream, cutter)
    found = cutter
      .push(text)
      .map(piece => namespaceIn(parsed(piece.text)))
      .find(each => each !== undefined)
  }
  const rest = async function* (): AsyncGenerator<Piece> {
    yield* waiting
    yield* { [Symbol.asyncIterator]: () => iterator }
  }
  return { namespace: found, pieces: rest() }
}

const namespaceIn = (value: ReturnType<typeof parsed>): string | undefined =>
  itemsOf(value?.['object'] ?? value)
    .map(object => refOf(object).namespace)
    .find(namespace => namespace !== '')
