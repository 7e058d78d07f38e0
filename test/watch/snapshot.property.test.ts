import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTracker } from '../../src/watch/index.ts'
import type { Tracker, TrackerSnapshot } from '../../src/watch/index.ts'
import { deployed } from '../support/random-events.ts'
import { randomSteps, take } from '../support/random-steps.ts'

const begin = (): Tracker => {
  const tracker = createTracker()
  tracker.recordDeployment({ id: 'first', state: 'succeeded', desired: deployed })
  tracker.describeSource('', { synced: true })
  return tracker
}
const again = (tracker: Tracker): Tracker => createTracker({ snapshot: JSON.parse(JSON.stringify(tracker.snapshot())) as TrackerSnapshot })

/** What is asked after a step, and whether the tracker is stopped there: seldom, since much has to happen in between. */
const interruption = fc.record({ asked: fc.constantFrom('', '', '', '', '', '', 'assess', 'changes'), stops: fc.nat(5).map(n => n === 0) })
const interruptions = fc.array(interruption, { minLength: 40, maxLength: 40 })
const LATER = 60 * 60_000

test('to stop at any points and go on from the snapshots equals not having stopped, in the answers and in what changed', () => {
  fc.assert(
    fc.property(randomSteps, interruptions, (steps, interrupted) => {
      const through = begin()
      let stopping = begin()
      let end = 0
      for (const [index, step] of steps.entries()) {
        const { asked, stops } = interrupted[index] ?? { asked: '', stops: false }
        end = step.at
        for (const tracker of [through, stopping]) take(tracker, step)
        const answers = [through, stopping].map(tracker =>
          asked === 'assess' ? tracker.assess(end) : asked === 'changes' ? tracker.changes(end) : undefined,
        )
        expect(answers[1]).toEqual(answers[0])
        if (stops) stopping = again(stopping)
      }
      for (const now of [end, end + LATER]) {
        expect(stopping.changes(now)).toEqual(through.changes(now))
        expect(stopping.assess(now)).toEqual(through.assess(now))
      }
      expect(stopping.snapshot()).toEqual(through.snapshot())
    }),
  )
})

test('whoever asks in between gets the answer of one who only asks in the end', () => {
  fc.assert(
    fc.property(randomSteps, fc.array(fc.boolean(), { maxLength: 40 }), (steps, asked) => {
      const asking = begin()
      const silent = begin()
      for (const [index, step] of steps.entries()) {
        for (const tracker of [asking, silent]) take(tracker, step)
        if (asked[index] === true) asking.assess(step.at)
      }
      const end = steps.at(-1)?.at ?? 0
      expect(asking.assess(end)).toEqual(silent.assess(end))
      expect(asking.assess(end + LATER)).toEqual(silent.assess(end + LATER))
    }),
  )
})
