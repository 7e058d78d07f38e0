import { aTime, anIterable, expect, someOptions } from '../model/expect.ts'
import { aRedactor } from '../redact/internal.ts'
import type { JsonRecord, KubeObjectLike } from '../model/kube-object.ts'
import { eventSubject } from '../model/event-subject.ts'
import { at, isRecord, listOf, numberOf, textOf } from '../model/read.ts'
import { mapRedacted, visible, withheld, type Redacted } from '../model/safe-content.ts'
import { durationText, millisecondsOf, timestamp, type Time } from '../model/scalars/time.ts'
import { total } from '../model/total.ts'
import type { Redactor } from '../redact/index.ts'

/** An event as `kubectl get events` and `kubectl describe` show it. */
export interface PresentedEvent {
  /** 'Normal' or 'Warning'. */
  readonly type: string
  readonly reason: string
  /** `pod/web-1`. */
  readonly object: string
  readonly message: string
  /** How often it happened; at least 1. */
  readonly count: number
  readonly firstSeen?: string
  readonly lastSeen?: string
  /** `45s`, or `2m (x4 over 12m)` where it happened more than once; `<unknown>` without a time. */
  readonly age: string
  /** The component that reported it. */
  readonly from?: string
}

/** How events are shown. */
export interface EventOptions {
  readonly now: Time
  /** Passed by every event before it is shown; `createRedactor([])` where there is nothing to hide but what is structurally a Secret. */
  readonly redactor: Redactor
}

/**
 * Events as kubectl shows them, the newest first: of the core API and of events.k8s.io, single, counted and in series.
 *
 * Rules of kubectl's printers and describers: the last time is that of the series, else `lastTimestamp`, else `eventTime`; the first
 * is `firstTimestamp`, else `eventTime`; a count of 0 is 1. Nothing in an event makes it throw; what is no object is passed over.
 *
 * @param events objects of kind Event
 * @param options `now` for the ages; `redactor`, which withholds everything where it withholds one event
 * @returns one row for each thing that happened, newest first; or all withheld, with the reason, where the redactor cannot make one of them safe.
 *
 * Source: the Event types of core/v1 and events.k8s.io/v1, and the event printer and describer of kubectl.
 *
 * @example
 * ```ts
 * import { presentEvents } from 'live-object-status/activity'
 * import { createRedactor } from 'live-object-status/redact'
 *
 * const event = { kind: 'Event', involvedObject: { kind: 'Pod', name: 'web-1' }, type: 'Warning', reason: 'BackOff', message: 'again', count: 4, firstTimestamp: '2026-11-22T10:00:00Z', lastTimestamp: '2026-11-22T10:10:00Z' }
 * presentEvents([event], { now: '2026-11-22T10:12:00Z', redactor: createRedactor([]) }) // => { visible: true, value: [{ type: 'Warning', reason: 'BackOff', object: 'pod/web-1', message: 'again', count: 4, firstSeen: '2026-11-22T10:00:00Z', lastSeen: '2026-11-22T10:10:00Z', age: '2m (x4 over 12m)' }] }
 * ```
 */
export const presentEvents = (events: readonly KubeObjectLike[], options: EventOptions): Redacted<readonly PresentedEvent[]> => {
  expect('events', anIterable('a list of events'), events)
  expect('options', someEventOptions, options)
  return total(
    () => mapRedacted(safeEvents(listOf(events).filter(isRecord), options.redactor), kept => present(kept, millisecondsOf(options.now))),
    () => withheld('unreadable-events'),
  )
}

const someEventOptions = /* @__PURE__ */ someOptions<EventOptions>(() => ({ now: aTime, redactor: aRedactor }), ['now', 'redactor'])

/** All events past the redactor, or none: a list with gaps would say which of them held something. */
const safeEvents = (events: readonly JsonRecord[], redactor: Redactor): Redacted<readonly unknown[]> => {
  const kept: unknown[] = []
  const weak = new Set<string>()
  for (const event of events) {
    const result = redactor.event(event)
    if (!result.visible) return withheld(result.reason, result.weak)
    kept.push(result.value)
    for (const name of result.weak ?? []) weak.add(name)
  }
  return visible(kept, [...weak])
}

const present = (events: readonly unknown[], now: number | undefined): readonly PresentedEvent[] =>
  events
    .map(event => ({ last: readTimes(event).last ?? -Infinity, shown: presented(event, now) }))
    .toSorted((a, b) => b.last - a.last || 0)
    .map(entry => entry.shown)

const presented = (event: unknown, now: number | undefined): PresentedEvent => {
  const { first, last } = readTimes(event)
  const count = readCount(event)
  const object = eventSubject(event)
  const from = nameReporter(event)
  return {
    type: text(event, 'type') || 'Normal',
    reason: text(event, 'reason'),
    object: `${text(object, 'kind').toLowerCase()}/${text(object, 'name')}`,
    message: (text(event, 'message') || text(event, 'note')).trim(),
    count,
    ...(first === undefined ? {} : { firstSeen: timestamp(first) }),
    ...(last === undefined ? {} : { lastSeen: timestamp(last) }),
    age: count > 1 && last !== undefined ? `${since(last, now)} (x${count} over ${since(first, now)})` : since(last, now),
    ...(from === '' ? {} : { from }),
  }
}

/** In milliseconds. The names of events.k8s.io carry the times of the core API as deprecated. */
const readTimes = (event: unknown): { readonly first: number | undefined; readonly last: number | undefined } => {
  const time = (...path: readonly string[]): number | undefined => millisecondsOf(at(event, ...path))
  const eventTime = time('eventTime')
  const first = time('firstTimestamp') ?? time('deprecatedFirstTimestamp') ?? eventTime
  const last = time('series', 'lastObservedTime') ?? time('lastTimestamp') ?? time('deprecatedLastTimestamp') ?? eventTime ?? first
  return { first: first ?? last, last }
}

const readCount = (event: unknown): number => {
  const counts = [at(event, 'series', 'count'), at(event, 'count'), at(event, 'deprecatedCount')]
  return Math.max(1, counts.map(numberOf).find(count => count !== undefined) ?? 1)
}

const nameReporter = (event: unknown): string =>
  textOf(at(event, 'source', 'component')) ||
  textOf(at(event, 'deprecatedSource', 'component')) ||
  text(event, 'reportingController') ||
  text(event, 'reportingComponent')

const text = (record: unknown, key: string): string => textOf(at(record, key)) ?? ''

const since = (time: number | undefined, now: number | undefined): string =>
  time === undefined || now === undefined ? '<unknown>' : durationText(now - time)
