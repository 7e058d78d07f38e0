import { createTracker } from '../../index.ts'
import type { ApplicationAssessment, KubeObjectLike, Redactor, Shown, Time, Tracker } from '../../index.ts'
import { kindKeyOf, refOf } from '../../model/identity.ts'
import { millisecondsBetween } from '../../model/scalars/time.ts'
import type { Policy } from '../../policy/index.ts'
import type { CommandEnding, SourceText, Terminal } from '../answer.ts'
import { TROUBLE, isTrouble, problemNotes } from '../answer.ts'
import type { Options } from '../args.ts'
import { describeUnrecorded, nameApplication } from '../assess-all.ts'
import { assessOptions, chooseGiven, readManifestTexts } from '../assess-texts.ts'
import type { ClusterNews } from '../cluster/follow-cluster.ts'
import type { ClusterReading } from '../cluster/read-cluster.ts'
import { clean, guardedStream } from '../output/guarded.ts'
import { createTeller } from '../output/watch-teller.ts'
import type { TellerTerminal } from '../output/watch-teller.ts'
import { exitCodeFor } from './watch.ts'

/** The clusters that are followed, and what is compared with them. */
export interface ClusterWatchInput {
  readonly desired: readonly SourceText[]
  readonly values?: SourceText
  /** The user's policy file, read. */
  readonly policy?: Policy
  readonly news: AsyncGenerator<ClusterNews, void, undefined>
}

/** How it is told, and when it ends. */
export interface ClusterWatchOptions {
  readonly format: 'table' | 'lines' | 'ndjson'
  readonly untilSettled: boolean
  readonly timeout: number | undefined
  readonly options: Options
}

type ClusterWatchSurroundings = TellerTerminal & { readonly clock: () => Time; readonly terminal: () => Terminal }

/** Follows what a cluster brings, and tells what it makes of each application. Exit codes as those of watch. */
export const watchCluster = async function* (
  { values, ...input }: ClusterWatchInput,
  how: ClusterWatchOptions,
  surroundings: ClusterWatchSurroundings,
): AsyncGenerator<string, CommandEnding, undefined> {
  const first = await input.news.next()
  if (first.done === true || first.value.kind !== 'reading')
    return { notes: first.done !== true && first.value.kind === 'failure' ? [first.value.message] : [], exitCode: TROUBLE }
  const { reading } = first.value
  // Values that come later are hashed when they come, so that the redactor of the first reading is that of the run.
  const made = { salt: surroundings.terminal().salt, beside: reading.values }
  return yield* guardedStream(values, guard => follow({ ...input, reading, guard }, how, surroundings), made)
}

/** One application that is followed. */
interface Followed {
  readonly tracker: Tracker<Shown<ApplicationAssessment>>
  readonly tell: (now: Time) => readonly string[]
}

interface Following extends Omit<ClusterWatchInput, 'values'> {
  readonly reading: ClusterReading
  readonly guard: Redactor
}

const follow = async function* (
  following: Following,
  how: ClusterWatchOptions,
  surroundings: ClusterWatchSurroundings,
): AsyncGenerator<string, CommandEnding, undefined> {
  const begun = surroundings.clock()
  const { followed, notes, isTroubled } = start(following, how, { ...surroundings, begun })
  const isComplete = how.options.flag('complete')
  seed(followed, { ...following.reading, isComplete }, begun)
  const end = (now: Time, why: 'settled' | 'timeout'): CommandEnding => ({
    notes,
    exitCode: isTroubled ? TROUBLE : Math.max(...followed.map(({ tracker }) => exitCodeFor(tracker.assess(now), why))),
  })
  if (followed.length === 0) return { notes: [...notes, describeUnrecorded(following.reading)], exitCode: TROUBLE }
  for (let next: ClusterNews = { kind: 'tick' }; ;) {
    const now = surroundings.clock()
    if (next.kind === 'reading') seed(followed, { ...next.reading, isComplete }, now)
    for (const { tracker } of followed) {
      if (next.kind === 'list') observePlace(tracker, next.place, next.objects, now)
      if (next.kind === 'frame') tracker.observeEvent(next.frame, now)
      if (next.kind === 'tick') tracker.heartbeat(now)
    }
    for (const { tell } of followed) yield* tell(now)
    if (how.untilSettled && followed.every(({ tracker }) => tracker.assess(now).gate !== 'wait')) return end(now, 'settled')
    if (how.timeout !== undefined && millisecondsBetween(begun, now) >= how.timeout) return end(now, 'timeout')
    const result = await following.news.next()
    if (result.done === true) return end(now, 'timeout')
    next = result.value
  }
}

interface Started {
  readonly followed: readonly Followed[]
  readonly notes: readonly string[]
  readonly isTroubled: boolean
}

const start = (
  { reading, desired, policy, guard }: Following,
  { format, options }: ClusterWatchOptions,
  surroundings: ClusterWatchSurroundings & { readonly begun: Time },
): Started => {
  const { recorded } = reading
  const { objects: all, schemas, problems } = readManifestTexts({ desired }, reading, options)
  const objects = chooseGiven(all, reading.listed, options)
  const {
    now: _,
    complete: __,
    ...assessing
  } = assessOptions(
    { dump: reading, schemas, redactor: guard, ...(policy === undefined ? undefined : { policy }) },
    options,
    surroundings.terminal(),
  )
  const found = [...(policy?.problems ?? []), ...problems.filter(({ code }) => code !== 'unknown-kind')]
  const made = (tracker: Followed['tracker'], title: string): Followed => ({
    tracker,
    tell: createTeller(tracker, { format, title: clean(guard, title) }, surroundings),
  })
  const notes = [...reading.notes, ...problemNotes([...reading.problems, ...found])]
  const isTroubled = [...reading.problems, ...found].some(isTrouble)
  if (recorded !== undefined) {
    const followed = recorded.map(each =>
      made(createTracker({ ...assessing, recorded: each }), recorded.length === 1 ? '' : nameApplication(each)),
    )
    return { followed, notes, isTroubled }
  }
  const tracker = createTracker(assessing)
  tracker.recordDeployment({ id: '1', state: 'succeeded', at: surroundings.begun, desired: objects.map(({ object }) => object) })
  return { followed: [made(tracker, '')], notes, isTroubled }
}

/** Hands all that was read to the trackers: of what was read, there is nothing else. */
const seed = (
  followed: readonly Followed[],
  { objects, listed, source, isComplete }: ClusterReading & { readonly isComplete: boolean },
  now: Time,
): void => {
  const places = new Map<string, KubeObjectLike[]>(listed.map(place => [place, []]))
  for (const object of objects) {
    const kind = kindKeyOf(object)
    const { namespace } = refOf(object)
    const items = places.get(`${kind}@${namespace}`) ?? places.get(kind)
    if (items === undefined) places.set(`${kind}@${namespace}`, [object])
    else items.push(object)
  }
  for (const { tracker } of followed) {
    tracker.describeSource('', isComplete ? { ...source, synced: true } : { ...source, listed })
    for (const [place, items] of places) observePlace(tracker, place, items, now)
  }
}

/** Takes a listing as all that there is of one kind in one namespace. */
const observePlace = (tracker: Followed['tracker'], place: string, items: readonly KubeObjectLike[], now: Time): void => {
  const [key = '', namespace] = place.split('@')
  const [group, kind] = key.includes('/') ? key.split('/') : ['', key]
  const list = { apiVersion: group === '' ? 'v1' : `${group}/v1`, kind: `${kind}List`, items }
  tracker.observeList(list, now, '', namespace === undefined || namespace === '' ? {} : { namespace })
}
