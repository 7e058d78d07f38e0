import process from 'node:process'
import { built } from './built.ts'
import { generateCluster } from './generate-cluster.ts'
import { inChild, isChild } from './in-child.ts'
import type { Row } from './measure.ts'
import { secretValues } from './secret-values.ts'

const { createRedactor } = await built<typeof import('../../src/redact/index.ts')>('redact')
const { createTracker } = await built<typeof import('../../src/watch/index.ts')>('watch')

/** What is held in memory, in a process of its own that collects before it counts: heap and array buffers, once nothing else is left. */
const START = Date.parse('2026-11-23T10:00:00Z')
const [APPLICATIONS, VALUES] = [200, 10_000]
const MB = 1_000_000

const held = (): number => {
  // What the first finds may hold what the second takes.
  globalThis.gc?.()
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** How many times the parsed objects trackers and their answers take, the objects included. */
const ofTrackers = (): { readonly objects: number; readonly times: number } => {
  const empty = held()
  const applications = generateCluster(APPLICATIONS)
  const parsed = held() - empty
  const trackers = applications.map(({ desired, live }) => {
    const tracker = createTracker()
    tracker.recordDeployment({ id: 'd1', state: 'succeeded', desired })
    tracker.observeList({ apiVersion: 'v1', kind: 'List', items: live }, START)
    tracker.assess(START + 1)
    return tracker
  })
  const times = (held() - empty) / parsed
  // Named once more, or they would be let go before they are counted.
  const objects = applications.reduce((sum, { live }) => sum + live.length, 0)
  return trackers.length === applications.length ? { objects, times } : { objects, times: Number.NaN }
}

/** Megabytes that a redactor takes beyond its values. */
const ofRedactor = (): number => {
  const values = secretValues(VALUES)
  // What a first one compiles is code, not tables.
  createRedactor(values.slice(0, 10)).text('x')
  const before = held()
  const redactor = createRedactor(values)
  redactor.text('x')
  const after = held()
  return redactor.text('x').visible ? (after - before) / MB : Number.NaN
}

/** The rows of the table. */
export const memory = (): readonly Row[] => {
  const { objects, times, redactor } = JSON.parse(inChild('./memory.ts', ['--expose-gc'])) as ReturnType<typeof ofTrackers> & {
    readonly redactor: number
  }
  return [
    { what: `tracker, ${objects} objects: memory`, unit: '× the parsed objects', ours: [times], peer: '', theirs: [] },
    { what: `redactor, ${VALUES} values: memory`, unit: 'MB', ours: [redactor], peer: '', theirs: [] },
  ]
}

if (isChild('memory.ts')) console.log(JSON.stringify({ ...ofTrackers(), redactor: ofRedactor() }))
