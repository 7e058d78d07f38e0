/**
 * What looking for causes costs: `npx tsx test/bench/incidents.ts`. Ten thousand objects of which two hundred are ill, assessed at once; a
 * node with a thousand pods in a tracker: its heartbeat, its loss, and an object that has nothing to do with it.
 */
import process from 'node:process'
import type { JsonRecord } from '../../src/model/kube-object.ts'
import { at, listOf, recordOf } from '../../src/model/read.ts'
import { assessApplication } from '../../src/status/index.ts'
import { createTracker } from '../../src/watch/index.ts'
import { changed } from './generate-cluster.ts'
import { illCluster, lost, node, unavailable, unready } from './ill-cluster.ts'
import { median } from './measure.ts'

/** Milliseconds of the processor, all threads: the clock tells little on a machine that others use too. */
const clock = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

const START = Date.parse('2026-11-23T10:00:00Z')

const batch = (): void => {
  const { desired, live } = illCluster()
  const times = Array.from({ length: 9 }, () => {
    const begun = clock()
    assessApplication({ desired, live }, { now: START })
    return clock() - begun
  })
  const answer = assessApplication({ desired, live }, { now: START })
  const { incidents = [] } = answer as Partial<typeof answer>
  console.log(
    `${live.length} objects, ${answer.counts.Degraded + answer.counts.Progressing} ill, ${incidents.length} causes: ${median(times).toFixed(0)} ms, at least ${Math.min(...times).toFixed(0)}`,
  )
}

const meta = (name: string, uid: string, owner?: readonly [string, string]): JsonRecord => ({
  name,
  namespace: 'big',
  uid,
  resourceVersion: '1',
  generation: 1,
  labels: { app: name.split('-')[0] },
  ...(owner === undefined
    ? undefined
    : { ownerReferences: [{ apiVersion: 'apps/v1', kind: owner[0], name: owner[1], uid: owner[1], controller: true }] }),
})

/** A hundred Deployments of ten pods each, all on one of two nodes, with a Service each. */
const crowd = () => {
  const names = Array.from({ length: 100 }, (_, index) => `web${index}`)
  const template = (name: string): JsonRecord => ({
    metadata: { labels: { app: name } },
    spec: { containers: [{ name: 'web', image: 'web:1' }] },
  })
  const deployments = names.map(name => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { ...meta(name, name), namespace: 'big' },
    spec: { replicas: 10, selector: { matchLabels: { app: name } }, template: template(name) },
  }))
  const status = {
    observedGeneration: 1,
    replicas: 10,
    updatedReplicas: 10,
    readyReplicas: 10,
    availableReplicas: 10,
    conditions: [{ type: 'Available', status: 'True' }],
  }
  const sets = names.map(name => ({
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: meta(`${name}-1`, `${name}-1`, ['Deployment', name]),
    spec: { replicas: 10, template: template(name) },
    status: { replicas: 10, readyReplicas: 10, availableReplicas: 10, observedGeneration: 1 },
  }))
  const pods = names.flatMap(name =>
    Array.from({ length: 10 }, (_, index) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: meta(`${name}-1-${index}`, `${name}-1-${index}`, ['ReplicaSet', `${name}-1`]),
      spec: { nodeName: 'east-1', containers: [{ name: 'web', image: 'web:1' }] },
      status: {
        phase: 'Running',
        conditions: [
          { type: 'Ready', status: 'True', lastTransitionTime: '2026-11-20T00:00:00Z' },
          { type: 'ContainersReady', status: 'True' },
          { type: 'PodScheduled', status: 'True' },
        ],
        containerStatuses: [
          { name: 'web', ready: true, started: true, restartCount: 0, state: { running: { startedAt: '2026-11-20T00:00:00Z' } } },
        ],
      },
    })),
  )
  const services = names.map(name => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...meta(name, `svc-${name}`), namespace: 'big' },
    spec: { selector: { app: name }, clusterIP: '10.0.0.1', ports: [{ port: 80 }] },
  }))
  const slices = (ready: boolean) =>
    names.map(name => ({
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { ...meta(`${name}-s`, `slice-${name}`), labels: { 'kubernetes.io/service-name': name } },
      endpoints: Array.from({ length: 10 }, () => ({ conditions: { ready } })),
    }))
  return { deployments, sets, pods, services, slices, status }
}

const tracked = (): void => {
  const { deployments, sets, pods, services, slices, status } = crowd()
  const live = deployments.map(object => ({ ...object, status }))
  const alone = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'alone', namespace: 'big', uid: 'alone', resourceVersion: '1' },
    data: { a: '1' },
  }
  const tracker = createTracker()
  tracker.describeSource('', { synced: true })
  tracker.recordDeployment({ id: '1', state: 'succeeded', desired: [...deployments, ...services, alone] })
  let [now, version] = [START, 100]
  const feed = (objects: readonly JsonRecord[]): void => {
    for (const object of objects) tracker.observeEvent({ type: 'MODIFIED', object: changed(object, version++, {}) }, now)
  }
  const time = (what: string, rounds: number, frames: (round: number) => readonly JsonRecord[]): void => {
    const times = Array.from({ length: rounds }, (_, round) => {
      now += 1000
      const objects = frames(round)
      const begun = clock()
      feed(objects)
      tracker.assess(now)
      return clock() - begun
    })
    console.log(`${what}: ${median(times).toFixed(2)} ms, at least ${Math.min(...times).toFixed(2)}`)
  }
  const east = node('east-1')
  const beat = (object: JsonRecord, round: number): JsonRecord => ({
    ...object,
    status: {
      ...recordOf(object['status']),
      conditions: listOf(at(object, 'status', 'conditions')).map(each => ({ ...recordOf(each), lastHeartbeatTime: String(round) })),
    },
  })
  feed([...live, ...sets, ...pods, ...services, ...slices(true), east, node('east-2'), alone])
  tracker.assess(now)
  time('a heartbeat of a node with 1,000 pods, all well', 200, round => [beat(east, round)])
  time('an unrelated object, all well', 200, round => [{ ...alone, data: { a: String(round) } }])
  time('one pod, all well', 200, round => [pods[round] ?? east])
  time('the node is lost: its frame', 1, () => [lost(east)])
  time('and those of its pods', 1, () => pods.map(unready))
  time('and those of their owners', 1, () => [...live.map(unavailable), ...slices(false)])
  time('a heartbeat of the other node, 1,000 pods ill', 200, round => [beat(node('east-2'), round)])
  time('a word of the lost node that says nothing, 1,000 pods ill', 200, round => [beat(lost(east), round)])
  time('an unrelated object, 1,000 pods ill', 200, round => [{ ...alone, data: { a: String(round) } }])
  time('one pod recovers or falls ill, 1,000 pods ill', 50, round => [
    round % 2 === 0 ? (pods[round] as JsonRecord) : unready(pods[round - 1] as JsonRecord),
  ])
  time('the node is back, its pods too', 1, () => [east, ...pods, ...live, ...slices(true)])
  const answer = tracker.assess(now)
  console.log(answer.status, (answer as Partial<typeof answer>).incidents?.length)
  // Once more, warm.
  const frames = [
    [lost(east), ...pods.map(unready), ...live.map(unavailable), ...slices(false)],
    [east, ...pods, ...live, ...slices(true)],
  ]
  const times: number[][] = [[], []]
  for (let round = 0; round < 30; round++) {
    now += 1000
    const begun = clock()
    feed(frames[round % 2] ?? [])
    tracker.assess(now)
    times[round % 2]?.push(clock() - begun)
  }
  for (const [index, word] of ['lost', 'back'].entries())
    console.log(
      `${word}, all frames at once: ${median(times[index] ?? []).toFixed(0)} ms, at least ${Math.min(...(times[index] ?? [])).toFixed(0)}`,
    )
}

batch()
tracked()
