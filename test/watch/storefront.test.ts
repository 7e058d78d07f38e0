import process from 'node:process'
import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import { assessApplication } from '../../src/status/index.ts'
import { createTracker } from '../../src/watch/index.ts'
import type { Tracker } from '../../src/watch/index.ts'
import { withEntryTimes } from '../../src/watch/entry-times.ts'
import { advance, deploymentsOf, feed, inputOf, plainCluster } from '../support/cluster-events.ts'
import type { TimelineLine } from '../support/cluster-events.ts'
import { fixtureLines } from '../support/fixtures.ts'

const timeline = fixtureLines<TimelineLine>('storefront/timeline.jsonl.gz')

/**
 * Assessing everything from scratch is what takes time here: at home it is done at every list, deployment and fourth line, between which an
 * error of the tracker would last; in CI, and with FC_RUNS, at every line.
 */
const whole = process.env['CI'] !== undefined || process.env['FC_RUNS'] !== undefined
const isCompared = (line: TimelineLine, index: number): boolean =>
  whole || line.list !== undefined || line.step !== undefined || index % 4 === 0 || index === timeline.length - 1

test('at every line the tracker says what assessing everything from scratch says', () => {
  const tracker = createTracker()
  const cluster = plainCluster()
  const deploymentOf = deploymentsOf()
  let different: { readonly index: number; readonly told: unknown; readonly scratch: unknown } | undefined
  for (const [index, line] of timeline.entries()) {
    const deployment = deploymentOf(line)
    feed(tracker, line, deployment)
    advance(cluster, line, deployment, (object, earlier, at) => withEntryTimes(object, earlier, Date.parse(at)))
    const told = tracker.assess(line.at)
    if (!isCompared(line, index)) continue
    const scratch = assessApplication(inputOf(cluster), { now: line.at })
    // The matcher is slow on answers of this size, so it only has to show what differs.
    if (isDeepStrictEqual(told, scratch)) continue
    different = { index, told, scratch }
    break
  }
  expect(different?.told, `line ${different?.index}`).toStrictEqual(different?.scratch)
})

/** What the story says at the end of each of its chapters: the last answer before the next thing that someone did. */
const tellStory = (): readonly (readonly [string, ReturnType<Tracker['assess']>])[] => {
  const tracker = createTracker()
  const deploymentOf = deploymentsOf()
  const told: [string, ReturnType<Tracker['assess']>][] = []
  for (const [index, line] of timeline.entries()) {
    feed(tracker, line, deploymentOf(line))
    const next = timeline[index + 1]
    if (line.step !== undefined) told.push([`${line.step}${line.phase === undefined ? '' : `: ${line.phase}`}`, tracker.assess(line.at)])
    const chapter = told.at(-1)
    if (chapter !== undefined && (next === undefined || next.step !== undefined)) chapter[1] = tracker.assess(line.at)
  }
  return told
}
const chapters = tellStory()

test('the story of the storefront, as people would see it', () => {
  expect(chapters.map(([step, { status }]) => [step, status])).toEqual([
    ['deploy release 1: deploying', 'Waiting'],
    ['deploy release 1: deployed', 'Progressing'],
    ['the cloud assigns load balancer addresses and a volume', 'Healthy'],
    ['someone scales web to 5', 'Out of Sync'],
    ['someone sets a log level by hand', 'Out of Sync'],
    ['someone adds a label and an annotation', 'Out of Sync'],
    ['someone deletes the config map', 'Missing'],
    ['someone rotates the password', 'Missing'],
    ['a sidecar is injected into web', 'Missing'],
    ['deploy release 1 again: deploying', 'Waiting'],
    ['deploy release 1 again: deployed', 'Healthy'],
    ['deploy release 2: api image does not exist, cron job dropped: deploying', 'Waiting'],
    ['deploy release 2: api image does not exist, cron job dropped: deployed', 'Degraded'],
    ['deploy release 3: shipper crashes, db runs out of memory: deploying', 'Waiting'],
    ['deploy release 3: shipper crashes, db runs out of memory: deployed', 'Degraded'],
    ['someone deletes the web deployment', 'Degraded'],
    ['someone deletes the disruption budget', 'Degraded'],
    ['deploy release 1 once more: deploying', 'Waiting'],
    ['deploy release 1 once more: deployed', 'Degraded'],
    ['someone deletes the stuck database pods', 'Healthy'],
  ])
})

test('a deploy gate waits while things are under way and passes when all is well', () => {
  const gates = (status: string) => new Set(chapters.filter(([, answer]) => answer.status === status).map(([, { gate }]) => gate))
  expect([...gates('Healthy')]).toEqual(['pass'])
  expect([...gates('Waiting'), ...gates('Progressing')]).toEqual(['wait', 'wait'])
  expect([...gates('Out of Sync')]).toEqual(['fail'])
})

test('after someone scaled, the field, both values, the manager, the subresource and since when are named', () => {
  const [, scaled] = chapters[3]!
  const web = scaled.objects.find(({ ref }) => ref.kind === 'Deployment' && ref.name === 'web')
  expect(web?.comparison?.differences).toMatchObject([
    {
      path: 'spec.replicas',
      desired: 3,
      live: 5,
      by: { manager: 'kubectl', operation: 'Update', subresource: 'scale', since: '2026-11-22T08:46:00.157Z' },
    },
  ])
})

test('a cron job that a release dropped is an orphan until it is deployed again', () => {
  const orphans = chapters.map(([, answer]) => answer.orphans.map(({ ref }) => ref.name))
  expect(orphans.filter(names => names.length > 0)).toEqual([
    ['nightly-report'],
    ['nightly-report'],
    ['nightly-report'],
    ['nightly-report'],
    ['nightly-report'],
  ])
  expect(orphans.at(-1)).toEqual([])
})

test('the causes in the storefront, counted by hand: what explains more than itself', () => {
  const told = chapters.flatMap(([step, { incidents }]) => {
    const causes = incidents
      .filter(({ explains }) => explains.some(({ via }) => via.length > 0))
      .map(({ root, reason, explains }) => {
        const name = 'external' in root ? root.name : `${root.kind} ${root.name}`
        return `${reason} ${name}: ${explains.map(({ ref }) => `${ref.kind} ${ref.name}`).join(', ')}`
      })
    return causes.length === 0 ? [] : [[step, causes]]
  })
  expect(told).toMatchInlineSnapshot(`
    [
      [
        "deploy release 1: deploying",
        [
          "ClassMissing StorageClass fast: PersistentVolumeClaim uploads",
        ],
      ],
      [
        "deploy release 1: deployed",
        [
          "ClassMissing StorageClass fast: PersistentVolumeClaim uploads",
        ],
      ],
      [
        "deploy release 2: api image does not exist, cron job dropped: deployed",
        [
          "ImageNotFound registry.example.com/storefront/api:broken: Deployment api, Pod api-599df7b4d8-gkqtq, ReplicaSet api-599df7b4d8",
        ],
      ],
      [
        "deploy release 3: shipper crashes, db runs out of memory: deployed",
        [
          "OutOfMemory StatefulSet db: Service db, StatefulSet db, Pod db-0, Pod db-1",
          "Crashing DaemonSet log-shipper: DaemonSet log-shipper, Pod log-shipper-mfzpn, Pod log-shipper-rrtq8",
        ],
      ],
      [
        "someone deletes the web deployment",
        [
          "Missing Deployment web: Service web, Deployment web, Ingress web",
          "OutOfMemory StatefulSet db: Service db, StatefulSet db, Pod db-0, Pod db-1",
          "Crashing DaemonSet log-shipper: DaemonSet log-shipper, Pod log-shipper-mfzpn, Pod log-shipper-rrtq8",
        ],
      ],
      [
        "someone deletes the disruption budget",
        [
          "Missing Deployment web: Service web, Deployment web, Ingress web",
          "OutOfMemory StatefulSet db: Service db, StatefulSet db, Pod db-0, Pod db-1",
          "Crashing DaemonSet log-shipper: DaemonSet log-shipper, Pod log-shipper-mfzpn, Pod log-shipper-rrtq8",
        ],
      ],
      [
        "deploy release 1 once more: deploying",
        [
          "OutOfMemory Pod db-0: Service db, StatefulSet db",
          "OutOfMemory Pod db-1: Service db, StatefulSet db",
        ],
      ],
      [
        "deploy release 1 once more: deployed",
        [
          "OutOfMemory Pod db-0: Service db, StatefulSet db",
          "OutOfMemory Pod db-1: Service db, StatefulSet db",
        ],
      ],
    ]
  `)
})
