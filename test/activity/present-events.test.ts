import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { presentEvents, type PresentedEvent } from '../../src/activity/index.ts'
import { visible, withheld } from '../../src/model/safe-content.ts'
import { createRedactor } from '../../src/redact/index.ts'
import type { Redactor } from '../../src/redact/index.ts'
import { fixtureLines } from '../support/fixtures.ts'
import { hidesNoValue } from '../support/shown.ts'

const now = '2026-11-22T10:12:00Z'
const present = (...events: readonly object[]): readonly PresentedEvent[] => {
  const result = presentEvents(events, { now, redactor: hidesNoValue })
  return result.visible ? result.value : []
}
const pod = { kind: 'Pod', namespace: 'shop', name: 'web-1' }

describe('both APIs say the same', () => {
  const expected = {
    type: 'Warning',
    reason: 'BackOff',
    object: 'pod/web-1',
    message: 'again',
    count: 4,
    firstSeen: '2026-11-22T10:00:00Z',
    lastSeen: '2026-11-22T10:10:00Z',
    age: '2m (x4 over 12m)',
    from: 'kubelet',
  }
  const times = ['2026-11-22T10:00:00Z', '2026-11-22T10:10:00Z']

  test('v1, counted', () =>
    expect(
      present({
        involvedObject: pod,
        type: 'Warning',
        reason: 'BackOff',
        message: 'again\n',
        count: 4,
        firstTimestamp: times[0],
        lastTimestamp: times[1],
        source: { component: 'kubelet', host: 'n' },
      }),
    ).toEqual([expected]))
  test('v1, in a series', () =>
    expect(
      present({
        involvedObject: pod,
        type: 'Warning',
        reason: 'BackOff',
        message: 'again',
        eventTime: times[0],
        firstTimestamp: null,
        series: { count: 4, lastObservedTime: times[1] },
        reportingComponent: 'kubelet',
      }),
    ).toEqual([expected]))
  test('events.k8s.io/v1, in a series', () =>
    expect(
      present({
        regarding: pod,
        type: 'Warning',
        reason: 'BackOff',
        note: 'again',
        eventTime: times[0],
        series: { count: 4, lastObservedTime: times[1] },
        reportingController: 'kubelet',
      }),
    ).toEqual([expected]))
  test('events.k8s.io/v1, made from a v1 one', () =>
    expect(
      present({
        regarding: pod,
        type: 'Warning',
        reason: 'BackOff',
        note: 'again',
        eventTime: null,
        deprecatedCount: 4,
        deprecatedFirstTimestamp: times[0],
        deprecatedLastTimestamp: times[1],
        deprecatedSource: { component: 'kubelet' },
      }),
    ).toEqual([expected]))
})

test('one that happened once has a time and no count', () => {
  const [event] = present({ involvedObject: pod, count: 0, eventTime: '2026-11-22T10:11:15.000001Z' })
  expect(event).toMatchObject({ type: 'Normal', count: 1, age: '45s', firstSeen: '2026-11-22T10:11:15Z', lastSeen: '2026-11-22T10:11:15Z' })
})

test('the newest come first, those without a time last', () => {
  const at = (name: string, lastTimestamp?: string): object => ({
    involvedObject: { kind: 'Pod', name },
    ...(lastTimestamp ? { lastTimestamp } : {}),
  })
  const events = [at('none'), at('old', '2026-11-22T09:00:00Z'), at('new', '2026-11-22T10:00:00Z'), at('older', '2026-11-21T09:00:00Z')]
  expect(present(...events).map(({ object, age }) => `${object} ${age}`)).toEqual([
    'pod/new 12m',
    'pod/old 72m',
    'pod/older 25h',
    'pod/none <unknown>',
  ])
})

test('the events of the storefront are all shown', () => {
  const frames = fixtureLines<{ object?: { kind?: string } }>('storefront/timeline.jsonl.gz')
  const events = frames.flatMap(({ object }) => (object?.kind === 'Event' ? [object] : []))
  expect(events.length).toBeGreaterThan(10)
  for (const event of present(...events)) {
    expect(event.object).toMatch(/^[a-z]+\/[\w.-]+$/)
    expect(event.age).not.toContain('unknown')
  }
})

describe('the redactor', () => {
  const redactor = (event: Redactor['event']): Redactor => ({ ...createRedactor([]), event })

  test('passes every event', () => {
    const mask = redactor(event => visible({ ...event, message: '***' }, ['short']))
    expect(presentEvents([{ kind: 'Event', message: 'pw' }], { now, redactor: mask })).toMatchObject({
      visible: true,
      value: [{ message: '***' }],
      weak: ['short'],
    })
  })
  test('that withholds one withholds all', () => {
    const some = redactor(event => (event.kind === 'A' ? visible(event) : withheld('stale')))
    expect(presentEvents([{ kind: 'A' }, { kind: 'B' }], { now, redactor: some })).toEqual({ visible: false, reason: 'stale' })
  })
  test('that fails withholds all', () => {
    const fails = redactor(() => {
      throw new Error('secret')
    })
    expect(presentEvents([{ kind: 'A' }], { now, redactor: fails })).toEqual({ visible: false, reason: 'unreadable-events' })
  })
})

test('nothing in an event makes it throw, and inputs are not changed', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.jsonValue(),
          fc.record({ series: fc.jsonValue(), count: fc.jsonValue(), eventTime: fc.jsonValue(), involvedObject: fc.jsonValue() }),
        ),
      ),
      events => {
        const before = JSON.stringify(events)
        expect(presentEvents(events as never, { now, redactor: hidesNoValue }).visible).toBe(true)
        expect(JSON.stringify(events)).toBe(before)
      },
    ),
  )
})
