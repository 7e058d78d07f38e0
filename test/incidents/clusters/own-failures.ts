import { condition, crashing, node, notReady, object, waiting } from '../../support/incident-objects.ts'
import { cluster, deployment, job, manifest, ref, service, statefulSet } from '../../support/incident-cluster.ts'
import type { WrittenCase } from '../../support/incident-truth.ts'

/** What is the fault of a workload by itself, deletion, and what holds it up. */
export const ownFailures = (): readonly WrittenCase[] => {
  const nope = deployment('dev/tool', {
    state: waiting(
      'RunContainerError',
      'failed to start container "x": Error response from runtime: OCI runtime create failed: exec: "/bin/tool": stat /bin/tool: no such file or directory',
    ),
  })
  const slow = deployment('dev/slow', {
    state: crashing('', { exit: 137 }),
    events: [
      ['Killing', 'Container slow failed startup probe, will be restarted'],
      ['Unhealthy', 'Startup probe failed: HTTP probe failed with statuscode: 503'],
    ],
  })
  const batch = job('dev/migrate', { state: crashing('relation "users" already exists', { exit: 3 }) })
  const failedJob = object('batch/v1', 'Job', 'dev/import', {
    spec: { backoffLimit: 0, template: { spec: {} } },
    status: {
      failed: 1,
      conditions: [
        condition('FailureTarget', 'True', 9, 'BackoffLimitExceeded', 'Job has reached the specified backoff limit'),
        condition('Failed', 'True', 8, 'BackoffLimitExceeded', 'Job has reached the specified backoff limit'),
      ],
    },
  })
  const lazy = deployment('dev/lazy', {
    state: notReady(50),
    events: [
      ['Unhealthy', 'Readiness probe failed: Get "http://10.1.0.9:8081/ready": dial tcp 10.1.0.9:8081: connect: connection refused'],
    ],
  })
  const operator = object('cache.example/v1', 'Redis', 'dev/store', {
    spec: { memory: '64Mi' },
    status: { observedGeneration: 1, conditions: [condition('Ready', 'False', 30, 'PodsNotReady', '0 of 1 pods are ready')] },
  })
  const redis = statefulSet('dev/store', {
    state: crashing('', { exit: 137, reason: 'OOMKilled' }),
    meta: {
      ownerReferences: [
        {
          apiVersion: 'cache.example/v1',
          kind: 'Redis',
          name: 'store',
          uid: (operator['metadata'] as { uid: string }).uid,
          controller: true,
        },
      ],
    },
  })
  const never = deployment('dev/never', {
    state: waiting('ErrImageNeverPull', 'Container image "never:1" is not present with pull policy of Never'),
  })
  const bare = object('v1', 'Pod', 'dev/bare', {
    spec: { nodeName: 'w1', containers: [{ name: 'bare', image: 'x' }] },
    status: crashing('boom')('bare', 'x'),
  })
  return [
    cluster('own-no-such-command', { sure: 'stated', root: ref('Deployment', 'dev/tool'), symptoms: [ref('Deployment', 'dev/tool')] }, [
      node('worker-1'),
      ...nope,
    ]),
    cluster(
      'own-startup-probe',
      { sure: 'stated', root: ref('Deployment', 'dev/slow'), symptoms: [ref('Deployment', 'dev/slow'), ref('Service', 'dev/slow')] },
      [node('worker-1'), ...slow, ...service('dev/slow', slow)],
    ),
    cluster('own-job-tries-again', { sure: 'stated', root: ref('Job', 'dev/migrate'), symptoms: [ref('Job', 'dev/migrate')] }, [
      node('worker-1'),
      ...batch,
    ]),
    cluster(
      'own-job-without-pods',
      { sure: 'stated', root: ref('Job', 'dev/import'), symptoms: [ref('Job', 'dev/import')] },
      [node('worker-1'), failedJob],
      [manifest(failedJob)],
    ),
    cluster('own-never-ready', { sure: 'stated', root: ref('Deployment', 'dev/lazy'), symptoms: [ref('Deployment', 'dev/lazy')] }, [
      node('worker-1'),
      ...lazy,
    ]),
    cluster(
      'own-of-what-an-operator-made',
      { sure: 'stated', root: ref('Redis', 'dev/store'), accept: [ref('StatefulSet', 'dev/store')], symptoms: [ref('Redis', 'dev/store')] },
      [node('worker-1'), operator, ...redis],
      [manifest(operator)],
    ),
    cluster(
      'own-image-never-pulled',
      { sure: 'stated', root: ref('Deployment', 'dev/never'), symptoms: [ref('Deployment', 'dev/never')] },
      [node('worker-1'), ...never],
    ),
    cluster(
      'own-pod-of-nobody',
      { sure: 'stated', root: ref('Pod', 'dev/bare'), symptoms: [ref('Pod', 'dev/bare')] },
      [node('worker-1'), bare],
      [manifest(bare)],
    ),
  ]
}
