import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assessApplication } from '../../src/status/index.ts'
import type { ApplicationAssessment } from '../../src/status/index.ts'
import { createTracker } from '../../src/watch/index.ts'
import type { TrackerSnapshot } from '../../src/watch/index.ts'
import { randomTurns, storyOf, watched } from '../support/random-watches.ts'

const AT = Date.parse('2026-11-23T10:00:00Z')
const labels = ({ objects }: ApplicationAssessment): readonly string[] =>
  objects.map(({ ref, status, reason }) => `${ref.kind} ${ref.namespace}/${ref.name}: ${status}, ${reason}`)

test('however lists, pages, streams and broken watches come, a tracker that has heard the end of it says what is there', () => {
  fc.assert(
    fc.property(randomTurns, fc.boolean(), fc.nat(60), (turns, single, stopped) => {
      const { messages, live } = storyOf(turns, single)
      let tracker = createTracker()
      tracker.recordDeployment({ id: '1', state: 'succeeded', desired: watched })
      for (const [index, message] of messages.entries()) {
        message(tracker, AT)
        if (index === stopped) tracker = createTracker({ snapshot: JSON.parse(JSON.stringify(tracker.snapshot())) as TrackerSnapshot })
      }
      expect(labels(tracker.assess(AT))).toEqual(labels(assessApplication({ desired: watched, live }, { now: AT })))
    }),
  )
})
