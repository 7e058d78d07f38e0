import type { PresentedEvent } from '../../activity/index.ts'
import type { JsonRecord, KubeObjectLike } from '../../model/kube-object.ts'
import { at } from '../../model/read.ts'
import { millisecondsOf, timestamp } from '../../model/scalars/time.ts'
import { total } from '../../model/total.ts'
import type { Shown } from '../../redact/index.ts'
import type { ObjectAssessment } from '../../status/index.ts'
import { describeObject } from '../describe/describe-object.ts'
import type { DescribeOptions, ObjectDescription } from '../describe/describe-object.ts'
import type { PageData, PageObject } from './page-data.ts'
import type { SafeTexts } from './safe-texts.ts'
import type { Surroundings } from './surroundings.ts'

/** The states of objects, each held once. */
export interface Pool {
  readonly objects: readonly PageObject[]
  readonly manifests: readonly string[]
  readonly thresholds: PageData['thresholds']
  /** The place of this state of an object and, before it, of its children. */
  readonly add: (assessment: Shown<ObjectAssessment>, around: Surroundings, now: string) => number
}

/** What an entry was made from: while all of it is the same, so is the entry. */
interface Made {
  readonly live: JsonRecord | undefined
  readonly events: readonly KubeObjectLike[]
  readonly logs: string | undefined
  readonly children: readonly number[]
  readonly index: number
}

/** An empty {@link Pool}; objects in it are described as `describing` says, and pass what passed their moment. */
export const createPool = (describing: Omit<DescribeOptions, 'now'>): Pool => {
  const objects = createShelf<PageObject>(JSON.stringify)
  const manifests = createShelf<string>(text => text)
  const thresholds = createShelf<PageData['thresholds'][number]>(JSON.stringify)
  const made = new WeakMap<object, Made>()
  const add: Pool['add'] = (assessment, around, now) => {
    const children = assessment.children.map(child => add(child, around, now))
    const [live, events, logs] = [around.live(assessment.ref), around.events(assessment.ref), around.logs(assessment.ref)]
    const before = made.get(assessment)
    const same =
      before?.live === live && before?.logs === logs && sameItems(before?.events, events) && sameItems(before?.children, children)
    if (before !== undefined && same) return before.index
    const described = describeObject(
      { assessment, ...(live === undefined ? undefined : { live }), events, ...(logs === undefined ? undefined : { logs }) },
      { ...describing, now },
    )
    const texts = described.visible
      ? describedTexts(described.value, { manifests, thresholds })
      : { ...NOTHING, withheld: named(described.reason, described.weak) }
    const index = objects.add({ ...judged(assessment, around.safe), children, ...createdAt(live), ...texts })
    made.set(assessment, { live, events, logs, children, index })
    return index
  }
  return { objects: objects.items, manifests: manifests.items, thresholds: thresholds.items, add }
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

const sameItems = <T>(a: readonly T[] | undefined, b: readonly T[]): boolean =>
  a !== undefined && a.length === b.length && a.every((item, index) => item === b[index])

/** With the names of the values at fault, where single ones are. */
const named = (reason: string, weak: readonly string[] = []): string => (weak.length === 0 ? reason : `${reason} (${weak.join(', ')})`)

const judged = (assessment: Shown<ObjectAssessment>, safe: SafeTexts): Omit<PageObject, 'children' | keyof typeof NOTHING> => {
  const { ref, status, reason, message, health, sync, comparison, orphaned, reassessAt } = assessment
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

const describedTexts = (
  description: ObjectDescription,
  { manifests, thresholds }: { readonly manifests: Shelf<string>; readonly thresholds: Shelf<PageData['thresholds'][number]> },
): Pick<PageObject, 'summary' | 'events' | 'logs' | 'manifest' | 'thresholds' | 'withheld'> => ({
  summary: description.summary.map(({ label, value }) => ({ label, value: withoutAgeText(value) })),
  events: description.events.map(withoutAge),
  logs: description.logs,
  ...(description.manifest === '' ? undefined : { manifest: manifests.add(description.manifest) }),
  thresholds: thresholds.add(description.thresholds),
  ...(description.manifestWithheld === undefined ? undefined : { withheld: description.manifestWithheld }),
})

const withoutAge = (presented: PresentedEvent): PageObject['events'][number] => {
  const { age: _, ...event } = presented
  return event
}

/** `2026-11-22T08:45:27Z (3m)`: the page tells ages itself, as of the moment that is shown. */
const withoutAgeText = (value: string): string => value.replace(/^(\d{4}-\d\d-\d\dT[\d:.]+Z) \([\dsmhdy]+\)$/, '$1')
