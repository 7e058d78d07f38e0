import { expect, test } from 'vitest'
import { assessApplication } from '../../src/status/index.ts'
import { createTracker } from '../../src/watch/index.ts'
import { withEntryTimes } from '../../src/watch/entry-times.ts'
import { advance, deploymentsOf, feed, inputOf, plainCluster } from '../support/cluster-events.ts'
import type { TimelineLine } from '../support/cluster-events.ts'
import { fixtureLines } from '../support/fixtures.ts'

const timeline = fixtureLines<TimelineLine>('storefront/timeline.jsonl.gz')

test('at every line the tracker says what assessing everything from scratch says', () => {
  const tracker = createTracker()
  const cluster = plainCluster()
  const deploymentOf = deploymentsOf()
  for (const [index, line] of timeline.entries()) {
    const deployment = deploymentOf(line)
    feed(tracker, line, deployment)
    advance(cluster, line, deployment, (object, earlier, at) => withEntryTimes(object, earlier, Date.parse(at)))
    expect(tracker.assess(line.at), `line ${index}`).toEqual(assessApplication(inputOf(cluster), { now: line.at }))
  }
})
