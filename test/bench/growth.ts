import type { Tracker } from '../../src/watch/index.ts'
import { built } from './built.ts'
import { changed, generateCluster, type GeneratedApplication } from './generate-cluster.ts'
import { clock, median, type Row } from './measure.ts'

const { createTracker } = await built<typeof import('../../src/watch/index.ts')>('watch')

/** What one event and the assessment after it cost in clusters of 1,000, 10,000 and 50,000 objects, in applications of 52. */
const APPLICATIONS = [20, 200, 960]
const EVENTS = 600
const START = Date.parse('2026-11-23T10:00:00Z')

const trackerOf = ({ desired, live }: GeneratedApplication): Tracker => {
  const tracker = createTracker()
  tracker.recordDeployment({ id: 'd1', state: 'succeeded', desired })
  tracker.observeList({ apiVersion: 'v1', kind: 'List', items: live }, START)
  return tracker
}

interface Cost {
  readonly objects: number
  /** Microseconds for each object: listing and the first answer. */
  readonly first: number
  /** Microseconds for an event and the answer after it. */
  readonly event: readonly number[]
}

const costOf = (size: number): Cost => {
  const applications = generateCluster(size)
  const objects = applications.reduce((sum, { live }) => sum + live.length, 0)
  let trackers: readonly Tracker[] = []
  const first = clock(() => {
    trackers = applications.map(trackerOf)
    return trackers.reduce((sum, tracker) => sum + tracker.assess(START + 1).objects.length, 0)
  })
  const event: number[] = []
  for (let index = 0; index < EVENTS; index++) {
    const at = (index * 7919) % applications.length
    const pods = applications[at]?.live.filter(({ kind }) => kind === 'Pod') ?? []
    const object = changed(pods[index % pods.length] ?? {}, 1_000_000 + index, { tick: index })
    event.push(
      1000 *
        clock(() => {
          trackers[at]?.observeEvent({ type: 'MODIFIED', object }, START + index)
          return trackers[at]?.assess(START + index).objects.length ?? 0
        }),
    )
  }
  return { objects, first: (first * 1000) / objects, event: event.slice(EVENTS / 3) }
}

const exponent = (small: Cost, large: Cost, cost: (of: Cost) => number): string =>
  (Math.log(cost(large) / cost(small)) / Math.log(large.objects / small.objects)).toFixed(2)

/** The rows of the table, and how the cost grows from the smallest to the largest: 0 is not at all, 1 is in proportion. */
export const growth = (): { rows: readonly Row[]; exponents: string } => {
  costOf(APPLICATIONS[0] ?? 1)
  const costs = APPLICATIONS.map(costOf)
  const [small, large] = [costs[0], costs.at(-1)]
  const alone = (what: string, unit: string, ours: readonly number[]): Row => ({ what, unit, ours, peer: '', theirs: [] })
  const quartiles = (values: readonly number[]): readonly number[] => {
    const all = values.toSorted((a, b) => a - b)
    return [0.25, 0.5, 0.75].map(share => all[Math.floor(all.length * share)] ?? 0)
  }
  return {
    rows: costs.flatMap(({ objects, first, event }) => [
      alone(`tracker, ${objects} objects: list and assess`, 'µs an object', [first]),
      alone(`tracker, ${objects} objects: event and assess`, 'µs', quartiles(event)),
    ]),
    exponents:
      small === undefined || large === undefined
        ? ''
        : `Tracker, from ${small.objects} to ${large.objects} objects: cost of an event grows with exponent ${exponent(small, large, ({ event }) => median(event))}, ` +
          `that of listing and the first answer with ${exponent(small, large, ({ first, objects }) => first * objects)}.`,
  }
}
