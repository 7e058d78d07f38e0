import type { PresentedEvent } from '../../activity/index.ts'
import { sharesUid } from '../../model/event-subject.ts'
import { refKey, refOf } from '../../model/identity.ts'
import type { JsonRecord, KubeObjectLike } from '../../model/kube-object.ts'
import { at } from '../../model/read.ts'
import { millisecondsOf, timestamp } from '../../model/scalars/time.ts'
import { total } from '../../model/total.ts'
import { carriedRedactor } from '../../redact/internal.ts'
import type { LogLine, Shown } from '../../redact/index.ts'
import type { ObjectAssessment } from '../../status/index.ts'
import { describeObject } from '../describe/describe-object.ts'
import type { DescribeOptions, ObjectDescription } from '../describe/describe-object.ts'
import { asksForEvidence, findEvidence } from '../order/find-evidence.ts'
import { readImpact } from '../order/impact.ts'
import { withheldReason } from './list-entries.ts'
import type { PageData, PageDetails, PageIncident, PageObject } from './page-data.ts'
import type { SafeTexts } from './safe-texts.ts'
import type { Surroundings } from './surroundings.ts'

/** The states of objects, each held once. */
export interface Pool {
  readonly objects: readonly PageObject[]
  readonly details: readonly PageDetails[]
  readonly incidents: readonly PageIncident[]
  readonly manifests: readonly string[]
  readonly thresholds: PageData['thresholds']
  /** The place of this state of an object and, before it, of its children. */
  readonly add: (assessment: Shown<ObjectAssessment>, around: Surroundings, now: string) => number
  /** The place of this state of an incident, which passed the redactor already. */
  readonly addIncident: (incident: PageIncident) => number
}

/** Everything known of an object beside its assessment. */
interface PoolFacts {
  readonly live?: JsonRecord
  readonly desired?: JsonRecord
  readonly events: readonly KubeObjectLike[]
  readonly logs?: string
}

/** The inputs of an entry: while all of them are the same, so is the entry. */
interface Made extends PoolFacts {
  readonly children: readonly number[]
  readonly index: number
}

const lookAround = (assessment: Shown<ObjectAssessment>, around: Surroundings): PoolFacts => {
  const { ref, comparison, status } = assessment
  const [live, events, logs] = [around.live(ref), around.events(ref), around.logs(ref)]
  // The manifest that it was compared with, or one that is not there.
  const desired = comparison !== undefined || status === 'Missing' ? around.desired(ref) : undefined
  return {
    ...(live === undefined ? undefined : { live }),
    ...(desired === undefined ? undefined : { desired }),
    events,
    ...(logs === undefined ? undefined : { logs }),
  }
}

const sameBeside = (a: PoolFacts, b: PoolFacts): boolean =>
  a.live === b.live && a.desired === b.desired && a.logs === b.logs && sameItems(a.events, b.events)

/** An empty {@link Pool}; objects in it are described as `describing` says, and pass what passed their moment. */
export const createPool = (describing: Omit<DescribeOptions, 'now'>): Pool => {
  const objects = createShelf<PageObject>(JSON.stringify)
  const shelves: DetailShelves = {
    details: createShelf<PageDetails>(JSON.stringify),
    manifests: createShelf<string>(text => text),
    thresholds: createShelf<PageData['thresholds'][number]>(JSON.stringify),
  }
  const incidents = createShelf<PageIncident>(JSON.stringify)
  const made = new WeakMap<object, Made>()
  const logs = new Map<string, readonly LogLine[]>()
  const add: Pool['add'] = (assessment, around, now) => {
    const children = assessment.children.map(child => add(child, around, now))
    const beside = lookAround(assessment, around)
    const before = made.get(assessment)
    if (before !== undefined && sameBeside(before, beside) && sameItems(before.children, children)) return before.index
    const described = describeObject({ assessment, ...beside }, { ...describing, now })
    if (described.visible) logs.set(refKey(assessment.ref), described.value.logs)
    const details = shelves.details.add(
      described.visible
        ? { ...describedTexts(described.value, shelves), ...listSaid(assessment, { around, logs, now, live: beside.live }) }
        : { ...NOTHING, withheld: withheldReason(described) },
    )
    const index = objects.add({ ...judged(assessment, around.safe), children, ...createdAt(beside.live), details })
    made.set(assessment, { ...beside, children, index })
    return index
  }
  return {
    objects: objects.items,
    details: shelves.details.items,
    incidents: incidents.items,
    manifests: shelves.manifests.items,
    thresholds: shelves.thresholds.items,
    add,
    addIncident: incidents.add,
  }
}

/** Things of one kind, each held once. */
interface Shelf<T> {
  readonly items: readonly T[]
  /** The place of the thing. */
  readonly add: (item: T) => number
}

const createShelf = <T>(keyOf: (item: T) => string): Shelf<T> => {
  const items: T[] = []
  const places = new Map<string, number>()
  return {
    items,
    add(item) {
      const key = keyOf(item)
      const place = places.get(key) ?? items.push(item) - 1
      places.set(key, place)
      return place
    },
  }
}

const sameItems = <T>(a: readonly T[], b: readonly T[]): boolean => a.length === b.length && a.every((item, index) => item === b[index])

const judged = (assessment: Shown<ObjectAssessment>, safe: SafeTexts): Omit<PageObject, 'children' | 'details'> => {
  const { ref, status, reason, message, health, sync, comparison, orphaned, reassessAt, incidents } = assessment
  return {
    ref: safe.ref(ref),
    status,
    reason: safe.text(reason),
    message: safe.text(message),
    health: {
      status: health.status,
      reason: safe.text(health.reason),
      message: safe.text(health.message),
      causes: health.causes.map(safe.cause),
      settled: health.settled,
      ...(health.advisory === undefined ? undefined : { advisory: health.advisory }),
      rule: safe.text(health.rule),
    },
    sync: { status: sync.status, reason: safe.text(sync.reason), message: safe.text(sync.message) },
    ...(orphaned === undefined ? undefined : { orphaned }),
    differences: (comparison?.differences ?? []).map(safe.difference),
    notes: (comparison?.notes ?? []).map(safe.difference),
    suppressed: (comparison?.suppressed ?? []).map(safe.difference),
    // Hashes, which say nothing.
    incidents,
    ...(reassessAt === undefined ? undefined : { reassessAt }),
  }
}

const createdAt = (live: unknown): { readonly createdAt?: string } => {
  const time = total(
    () => millisecondsOf(at(live, 'metadata', 'creationTimestamp')),
    () => undefined,
  )
  return time === undefined ? {} : { createdAt: timestamp(time) }
}

const NOTHING = { summary: [], events: [], logs: [] } as const

interface DetailShelves {
  readonly details: Shelf<PageDetails>
  readonly manifests: Shelf<string>
  readonly thresholds: Shelf<PageData['thresholds'][number]>
}

const describedTexts = (description: ObjectDescription, { manifests, thresholds }: DetailShelves): PageDetails => ({
  summary: description.summary.map(({ label, value }) => ({ label, value: withoutAgeText(value) })),
  events: description.events.map(withoutAge),
  logs: description.logs,
  ...(description.manifest === '' ? undefined : { manifest: manifests.add(description.manifest) }),
  ...(description.applied === undefined ? undefined : { applied: manifests.add(description.applied) }),
  thresholds: thresholds.add(description.thresholds),
  ...(description.manifestWithheld === undefined ? undefined : { withheld: description.manifestWithheld }),
})

interface SaidInput {
  readonly around: Surroundings
  /** By object: what passed the redactor. */
  readonly logs: ReadonlyMap<string, readonly LogLine[]>
  readonly now: string
  readonly live: JsonRecord | undefined
}

const listSaid = (assessment: Shown<ObjectAssessment>, { around, logs, now, live }: SaidInput): Pick<PageDetails, 'said'> | undefined => {
  const redactor = carriedRedactor(assessment)
  if (redactor === undefined || !asksForEvidence(readImpact(assessment, live))) return undefined
  const { safe } = around
  const index = {
    find: around.live,
    events: (object: JsonRecord) =>
      around.events(safe.ref(refOf(object))).filter(event => sharesUid(event as JsonRecord, object)) as readonly JsonRecord[],
  }
  const { line, warning } = findEvidence(assessment, { index, redactor, now, logs: ref => logs.get(refKey(ref)) ?? [] })
  if (line === undefined && warning === undefined) return undefined
  return {
    said: {
      ...(line === undefined ? undefined : { line }),
      ...(warning === undefined ? undefined : { warning: withoutAge(warning) }),
    },
  }
}

const withoutAge = (presented: PresentedEvent): PageDetails['events'][number] => {
  const { age: _, ...event } = presented
  return event
}

/** `2026-11-22T08:45:27Z (3m)`: the page tells ages itself, as of the moment that is shown. */
const withoutAgeText = (value: string): string => value.replace(/^(\d{4}-\d\d-\d\dT[\d:.]+Z) \([\dsmhdy]+\)$/, '$1')
