/**
 * What watching costs: `node --expose-gc --import tsx test/bench/tracker.ts`. Prints the median of one event and the assessment after it
 * for growing clusters, once with one tracker for each application and once with one for all; the first assessment; and the memory.
 */
import process from 'node:process'
import { createTracker } from '../../src/watch/index.ts'
import type { Tracker } from '../../src/watch/index.ts'
import { changed, generateCluster } from './generate-cluster.ts'
import type { GeneratedApplication } from './generate-cluster.ts'

const START = Date.parse('2026-11-23T10:00:00Z')
const list = (items: readonly object[]) => ({ apiVersion: 'v1', kind: 'List', items })
const collect = (): number => {
  globalThis.gc?.()
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}
const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0
const percentile = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? 0

const trackerOf = (applications: readonly GeneratedApplication[]): Tracker => {
  const tracker = createTracker()
  tracker.source('', { synced: true })
  tracker.deployment({ id: 'd1', state: 'succeeded', desired: applications.flatMap(({ desired }) => desired) })
  tracker.replace(list(applications.flatMap(({ live }) => live)), START)
  return tracker
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

const run = (size: number, together: boolean): void => {
  const applications = generateCluster(size)
  const trackers = together ? [trackerOf(applications)] : applications.map(application => trackerOf([application]))
  const before = performance.now()
  const used = process.cpuUsage()
  for (const tracker of trackers) tracker.assess(START + 1)
  const first = performance.now() - before
  const processor = process.cpuUsage(used).user / 1000
  const times = eventsOf(applications, 3000).map(({ application, frame }, index) => {
    const tracker = trackers[together ? 0 : application]!
    const begun = performance.now()
    tracker.observe(frame, START + index)
    tracker.assess(START + index)
    return (performance.now() - begun) * 1000
  })
  const warm = times.slice(500)
  const objects = applications.reduce((sum, { live }) => sum + live.length, 0)
  console.log(
    `${String(objects).padStart(6)} objects, ${String(trackers.length).padStart(3)} trackers: first assessment ${first.toFixed(0).padStart(5)} ms (${processor.toFixed(0)} of processor), ` +
      `event and assess ${median(warm).toFixed(0).padStart(4)} us median, ${percentile(warm, 0.99).toFixed(0).padStart(5)} us 99th`,
  )
}

const memory = (size: number): void => {
  const empty = collect()
  const applications = generateCluster(size)
  const parsed = collect() - empty
  const trackers = applications.map(application => trackerOf([application]))
  const watched = collect() - empty
  for (const tracker of trackers) tracker.assess(START + 1)
  const assessed = collect() - empty
  const snapshot = trackers.reduce((sum, tracker) => sum + JSON.stringify(tracker.snapshot()).length, 0)
  const mib = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1)
  console.log(
    `memory: parsed objects ${mib(parsed)} MiB, with trackers ${mib(watched)} MiB, assessed ${mib(assessed)} MiB ` +
      `(${(assessed / parsed).toFixed(2)} times); snapshots as text ${mib(snapshot)} MiB; answers known: ${trackers.filter(tracker => tracker.assess(START + 1).status === 'Healthy').length} of ${trackers.length} healthy`,
  )
}

if (globalThis.gc !== undefined) memory(200)
for (const together of [false, true]) for (const size of [2, 20, 200]) run(size, together)
