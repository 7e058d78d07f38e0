import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assessApplication } from '../../src/status/index.ts'
import { createTracker } from '../../src/watch/index.ts'
import type { Tracker, TrackerSnapshot } from '../../src/watch/index.ts'
import { deployed, randomEvents } from '../support/random-events.ts'
import type { RandomEvent } from '../support/random-events.ts'

const LATER = Date.parse('2026-11-23T10:05:00Z')
const begin = (tracker: Tracker = createTracker()): Tracker => {
  tracker.recordDeployment({ id: 'd1', state: 'succeeded', desired: deployed })
  tracker.describeSource('', { synced: true })
  return tracker
}
const feed = (tracker: Tracker, events: readonly RandomEvent[]): Tracker => {
  for (const event of events) tracker.observeEvent(event, event.at)
  return tracker
}
const remaining = (events: readonly RandomEvent[]): unknown[] => {
  const live = new Map<string, unknown>()
  for (const { type, object } of events) {
    const key = `${String(object['kind'])}/${(object['metadata'] as { name: string }).name}`
    if (type === 'DELETED') live.delete(key)
    else live.set(key, object)
  }
  return [...live.values()]
}

test('folding any sequence of events, with answers asked in between, equals assessing what is there in the end', () => {
  fc.assert(
    fc.property(randomEvents, fc.nat(40), (events, asked) => {
      const tracker = feed(begin(), events.slice(0, asked))
      tracker.assess(LATER)
      feed(tracker, events.slice(asked))
      const sign = events.at(-1)?.at
      const sources = { '': { synced: true, ...(sign === undefined ? undefined : { observedAt: sign }) } }
      expect(tracker.assess(LATER)).toEqual(
        assessApplication({ desired: deployed, live: remaining(events) as object[], sources }, { now: LATER }),
      )
    }),
  )
})

test('to stop at any point and go on from the snapshot equals not having stopped, in the answers and in what changed', () => {
  fc.assert(
    fc.property(randomEvents, fc.nat(40), fc.nat(40), fc.nat(40), (events, stopped, asked, told) => {
      const through = begin()
      let stopping = begin()
      for (const [index, event] of events.entries()) {
        if (index === stopped) stopping = createTracker({ snapshot: JSON.parse(JSON.stringify(stopping.snapshot())) as TrackerSnapshot })
        for (const tracker of [through, stopping]) tracker.observeEvent(event, event.at)
        const answers = [through, stopping].map(tracker => [
          index === asked ? tracker.assess(event.at + 1) : undefined,
          index === told ? tracker.changes(event.at + 2) : undefined,
        ])
        expect(answers[1]).toEqual(answers[0])
      }
      expect(stopping.changes(LATER)).toEqual(through.changes(LATER))
      expect(stopping.assess(LATER)).toEqual(through.assess(LATER))
      expect(stopping.changes(LATER + 3_600_000)).toEqual(through.changes(LATER + 3_600_000))
    }),
  )
})

test('frames may come in any order and twice', () => {
  fc.assert(
    fc.property(randomEvents, fc.infiniteStream(fc.nat()), (events, random) => {
      const shuffled = [...events, ...events.filter(() => (random.next().value ?? 0) % 3 === 0)]
        .map(event => [random.next().value ?? 0, event] as const)
        .sort(([a], [b]) => a - b)
        .map(([, event]) => event)
      expect(feed(begin(), shuffled).assess(LATER)).toEqual(feed(begin(), events).assess(LATER))
    }),
  )
})

test('what an event did not concern is the same object as before', () => {
  fc.assert(
    fc.property(randomEvents, events => {
      const tracker = begin()
      for (const event of events) {
        const before = tracker.assess(event.at)
        tracker.observeEvent(event, event.at)
        const after = tracker.assess(event.at)
        const copies = after.objects.filter(
          (object, index) => object !== before.objects[index] && JSON.stringify(object) === JSON.stringify(before.objects[index]),
        )
        expect(copies).toEqual([])
        expect(tracker.assess(event.at)).toBe(after)
      }
    }),
  )
})
