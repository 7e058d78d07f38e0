import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ApplicationAssessment } from '../../src/status/index.ts'
import { createTracker } from '../../src/watch/index.ts'
import type { Tracker } from '../../src/watch/index.ts'
import { healthCases } from '../support/health-cases.ts'
import { deployed } from '../support/random-events.ts'
import { randomSteps, take } from '../support/random-steps.ts'

const MINUTE = 60_000
const YEAR = 366 * 24 * 60 * MINUTE
const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

const untilOf = ({ reassessAt }: ApplicationAssessment): number | undefined =>
  reassessAt === undefined ? undefined : Date.parse(reassessAt)

/** The moments at which the answer of `now` does not hold any more although it should: until its `reassessAt`, or for a year where it has none. */
const brokenAt = (make: () => Tracker, now: number, some: number): readonly string[] => {
  const answer = make().assess(now)
  const end = untilOf(answer) ?? now + YEAR
  if (end <= now) return [answer.reassessAt ?? '']
  // The matcher is slow on answers that are equal.
  const differs = (time: number): boolean => !isDeepStrictEqual(make().assess(time), answer)
  return [now + Math.floor((end - now) * some), end - 1].filter(differs).map(time => new Date(time).toISOString())
}

test('time alone changes nothing before reassessAt, and nothing ever where there is none, whatever was told', () => {
  fc.assert(
    fc.property(randomSteps, share, fc.nat(20 * MINUTE), (steps, some, later) => {
      const make = (): Tracker => {
        const tracker = createTracker()
        tracker.recordDeployment({ id: 'first', state: 'succeeded', desired: deployed })
        for (const step of steps) take(tracker, step)
        return tracker
      }
      expect(brokenAt(make, (steps.at(-1)?.at ?? 0) + later, some)).toEqual([])
    }),
  )
})

const cases = healthCases()

test('of objects that wait, hang and age something changes at that moment', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...cases), { minLength: 1, maxLength: 4 }),
      fc.constantFrom(Infinity, 10 * MINUTE, 100 * MINUTE),
      fc.integer({ min: -60 * MINUTE, max: 60 * MINUTE }),
      share,
      (picked, staleAfter, offset, some) => {
        const at = Date.parse(picked[0]?.head.now ?? '2026-11-22T10:00:00Z')
        const make = (): Tracker => {
          const tracker = createTracker({ staleAfter, complete: picked.flatMap(({ head }) => head.complete ?? []) })
          tracker.describeSource('', { synced: true })
          tracker.recordDeployment({ id: '1', state: 'succeeded', desired: picked.map(({ live }) => live) })
          for (const { live, related } of picked)
            for (const object of [live, ...related]) tracker.observeEvent({ type: 'ADDED', object }, at)
          return tracker
        }
        let now = at + offset
        for (let round = 0; round < 4; round++) {
          expect(brokenAt(make, now, some)).toEqual([])
          const answer = make().assess(now)
          const until = untilOf(answer)
          if (until === undefined) break
          expect(isDeepStrictEqual({ ...make().assess(until), reassessAt: answer.reassessAt }, answer)).toBe(false)
          now = until
        }
      },
    ),
  )
})
