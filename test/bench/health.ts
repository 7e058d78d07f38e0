import { assessHealth } from '../../src/health/index.ts'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { indexRelated } from '../../src/tree/index.ts'
import { fixtureLines } from '../support/fixtures.ts'

/**
 * How long an answer takes, in microseconds for each object; run by `npx tsx test/bench/health.ts`. The best of several rounds, since
 * other work on the machine only ever makes one slower.
 */
const ROUNDS = 20

const best = (count: number, run: () => void): number => {
  run()
  let fastest = Infinity
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now()
    run()
    fastest = Math.min(fastest, performance.now() - start)
  }
  return (fastest * 1000) / count
}

const print = (name: string, count: number, microseconds: number): void => {
  console.log(`${name.padEnd(44)} ${String(count).padStart(6)} objects ${microseconds.toFixed(2).padStart(7)} µs each`)
}

const generated = fixtureLines<{ readonly live?: KubeObject }>('sync/generated.jsonl.gz').flatMap(({ live }) => live ?? [])
const frames = fixtureLines<{ readonly type?: string; readonly object?: KubeObject }>('storefront/timeline.jsonl.gz').flatMap(
  ({ type, object }) => (object === undefined || type === 'BOOKMARK' || type === 'ERROR' ? [] : object),
)

const alone = (name: string, objects: readonly KubeObject[]): void => {
  print(
    name,
    objects.length,
    best(objects.length, () => {
      for (const object of objects) assessHealth(object, { now: 0 })
    }),
  )
}

/** A namespace of Deployments with one ReplicaSet and ten pods each, of which one crashes. */
const namespaceOf = (deployments: number): readonly KubeObject[] => {
  const objects: object[] = []
  for (let index = 0; index < deployments; index++) {
    const revision = { 'deployment.kubernetes.io/revision': '1' }
    const status = { replicas: 10, updatedReplicas: 10, readyReplicas: 9, availableReplicas: 9 }
    objects.push(
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: `d${index}`, uid: `d${index}`, annotations: revision },
        spec: { replicas: 10 },
        status,
      },
      {
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        metadata: { name: `r${index}`, uid: `r${index}`, annotations: revision, ownerReferences: [{ uid: `d${index}` }] },
        spec: { replicas: 10 },
        status,
      },
    )
    for (let pod = 0; pod < 10; pod++) objects.push(podOf(index, pod))
  }
  return objects
}

const podOf = (index: number, pod: number): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: `p${index}-${pod}`, uid: `p${index}-${pod}`, ownerReferences: [{ uid: `r${index}`, controller: true }] },
  spec: { restartPolicy: 'Always', containers: [{ name: 'web' }] },
  status: {
    phase: 'Running',
    conditions: [{ type: 'Ready', status: pod === 0 ? 'False' : 'True' }],
    containerStatuses: [
      pod === 0
        ? {
            name: 'web',
            ready: false,
            restartCount: 3,
            state: { waiting: { reason: 'CrashLoopBackOff' } },
            lastState: { terminated: { exitCode: 1 } },
          }
        : { name: 'web', ready: true, restartCount: 0, state: { running: {} } },
    ],
  },
})

alone('generated objects, alone', generated)
alone('storefront frames, alone', frames)
for (const deployments of [10, 100, 1000]) {
  const objects = namespaceOf(deployments)
  print(
    `${deployments} Deployments with their pods, indexed once`,
    objects.length,
    best(objects.length, () => {
      const related = indexRelated(objects)
      for (const object of objects) assessHealth(object, { related, now: 0 })
    }),
  )
}
