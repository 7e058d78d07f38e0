/**
 * What watching costs: `npx tsx test/bench/tracker.ts`. Prints the median of one event and the assessment after it
 * for growing clusters, once with one tracker for each application and once with one for all; the first assessment; and the memory.
 */
import process from 'node:process'
import { gzipSync } from 'node:zlib'
import { createTracker } from '../../src/watch/index.ts'
import type { Tracker, TrackerSnapshot } from '../../src/watch/index.ts'
import { changed, generateCluster } from './generate-cluster.ts'
import type { GeneratedApplication } from './generate-cluster.ts'
import { heapUsed, median } from './measure.ts'

const START = Date.parse('2026-11-23T10:00:00Z')
const list = (items: readonly object[]) => ({ apiVersion: 'v1', kind: 'List', items })
const percentile = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? 0

interface Setting {
  /** How many applications of 52 live objects. */
  readonly size: number
  /** One tracker for all of them, or one for each. */
  readonly together?: boolean
  /** The Events about them too. */
  readonly events?: boolean
}

const trackerOf = (applications: readonly GeneratedApplication[], events = false): Tracker => {
  const tracker = createTracker()
  tracker.describeSource('', { synced: true })
  tracker.recordDeployment({ id: 'd1', state: 'succeeded', desired: applications.flatMap(({ desired }) => desired) })
  tracker.observeList(
    list(applications.flatMap(application => (events ? [...application.live, ...application.events] : application.live))),
    START,
  )
  return tracker
}

/** Milliseconds on the clock and of the processor (all threads): the first tells little on a machine that others use too. */
const measured = <T>(work: () => T): { readonly value: T; readonly wall: number; readonly processor: number } => {
  const [begun, used] = [performance.now(), process.cpuUsage()]
  const value = work()
  const { user, system } = process.cpuUsage(used)
  return { value, wall: performance.now() - begun, processor: (user + system) / 1000 }
}

/** Events of the kinds that come most: pods that become unready and ready, deployments that count them, config maps that are edited. */
const KINDS = ['Pod', 'Deployment', 'ConfigMap', 'ReplicaSet', 'EndpointSlice']
const eventsOf = (applications: readonly GeneratedApplication[], count: number) =>
  Array.from({ length: count }, (_, index) => {
    const application = (index * 7919) % applications.length
    const candidates = applications[application]!.live.filter(({ kind }) => kind === KINDS[index % KINDS.length])
    const object = candidates[index % candidates.length]!
    return { application, frame: { type: 'MODIFIED', object: changed(object, 1_000_000 + index, { tick: index }) } }
  })

const run = ({ size, together = false, events = false }: Setting): void => {
  const applications = generateCluster(size)
  const taken = measured(() =>
    together ? [trackerOf(applications, events)] : applications.map(application => trackerOf([application], events)),
  )
  const trackers = taken.value
  const first = measured(() => trackers.map(tracker => tracker.assess(START + 1)))
  const frames = eventsOf(applications, 3000)
  const each = measured(() =>
    frames.map(({ application, frame }, index) => {
      const tracker = trackers[together ? 0 : application]!
      const begun = performance.now()
      tracker.observeEvent(frame, START + index)
      tracker.assess(START + index)
      return (performance.now() - begun) * 1000
    }),
  )
  const warm = each.value.slice(500)
  const objects = applications.reduce((sum, { live, events: about }) => sum + live.length + (events ? about.length : 0), 0)
  const both = ({ wall, processor }: { wall: number; processor: number }): string =>
    `${wall.toFixed(0)} ms (${processor.toFixed(0)} of processor)`
  console.log(
    `${String(objects).padStart(6)} objects${events ? ' with Events' : ''}, ${String(trackers.length).padStart(3)} trackers: ` +
      `taken in ${both(taken)}, first assessment ${both(first)}, event and assess ${median(warm).toFixed(0)} us median, ` +
      `${percentile(warm, 0.99).toFixed(0)} us 99th, ${((each.processor / frames.length) * 1000).toFixed(0)} us of processor on average`,
  )
}

const memory = (size: number): void => {
  const empty = heapUsed()
  const applications = generateCluster(size)
  const parsed = heapUsed() - empty
  const trackers = applications.map(application => trackerOf([application]))
  const watched = heapUsed() - empty
  for (const tracker of trackers) tracker.assess(START + 1)
  const assessed = heapUsed() - empty
  const texts = trackers.map(tracker => JSON.stringify(tracker.snapshot()))
  const snapshot = texts.reduce((sum, text) => sum + text.length, 0)
  const resumed = measured(() =>
    texts.map(text => createTracker({ snapshot: JSON.parse(text) as TrackerSnapshot })).map(tracker => tracker.assess(START + 1)),
  )
  const mib = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1)
  console.log(
    `memory: parsed objects ${mib(parsed)} MiB, with trackers ${mib(watched)} MiB, assessed ${mib(assessed)} MiB ` +
      `(${(assessed / parsed).toFixed(2)} times); snapshots as text ${mib(snapshot)} MiB, ${(gzipSync(texts[0] ?? '').length / 1024).toFixed(1)} KiB each compressed, ` +
      `${(resumed.wall / trackers.length).toFixed(1)} ms (${(resumed.processor / trackers.length).toFixed(1)} of processor) to go on from one; answers known: ${trackers.filter(tracker => tracker.assess(START + 1).status === 'Healthy').length} of ${trackers.length} healthy`,
  )
}

memory(200)
for (const together of [false, true]) for (const size of [2, 20, 200]) run({ size, together })
run({ size: 200, events: true })
