import { ago, condition, crashing, creating, node, object, waiting } from '../../support/incident-objects.ts'
import { cluster, deployment, job, ref, service } from '../../support/incident-cluster.ts'
import type { WrittenCase } from '../../support/incident-truth.ts'

const missingSecret = (name: string) => waiting('CreateContainerConfigError', `secret "${name}" not found`)

/** Two at once, and what only looks like one. */
export const apart = (): readonly WrittenCase[] => {
  const one = deployment('red/web', { state: missingSecret('db') })
  const other = deployment('blue/web', { state: crashing('config: unknown option "verbose"\n') })
  const database = deployment('net/db')
  const client = deployment('net/client', { state: crashing('dial tcp 10.96.1.1:80: i/o timeout\n') })
  const migration = job('app/migrate', { state: crashing('relation "users" already exists\n') })
  const waits = deployment('app/api', {
    state: (name, image) => ({
      phase: 'Pending',
      conditions: [
        condition('PodScheduled', 'True', 30),
        condition('Initialized', 'False', 30, 'ContainersNotInitialized'),
        condition('Ready', 'False', 30, 'ContainersNotReady'),
      ],
      initContainerStatuses: [
        { name: 'wait', image, ready: false, restartCount: 0, started: true, state: { running: { startedAt: ago(30) } } },
      ],
      containerStatuses: [{ name, image, ready: false, restartCount: 0, state: { waiting: { reason: 'PodInitializing' } } }],
    }),
    spec: { initContainers: [{ name: 'wait', image: 'k8s-wait-for', args: ['job', 'migrate'] }] },
  })
  const pressed = deployment('mem/cache', { state: crashing('', { exit: 137, reason: 'OOMKilled' }) })
  const unrelated = deployment('mem/mail', {
    state: creating(),
    events: [['FailedMount', 'MountVolume.SetUp failed for volume "c" : configmap "mail" not found']],
  })
  return [
    cluster(
      'chains-same-names-in-two-namespaces',
      {
        sure: 'stated',
        root: ref('Secret', 'red/db'),
        symptoms: [ref('Deployment', 'red/web')],
        notExplained: [ref('Deployment', 'blue/web')],
        notRoots: [ref('Secret', 'blue/db')],
      },
      [node('worker-1'), object('v1', 'Secret', 'blue/db', { data: {} }), ...one, ...other],
    ),
    cluster(
      'chains-network-policy-is-no-sure-cause',
      {
        sure: 'stated',
        root: ref('Deployment', 'net/client'),
        symptoms: [ref('Deployment', 'net/client')],
        notRoots: [ref('NetworkPolicy', 'net/deny'), ref('Service', 'net/db'), ref('Deployment', 'net/db')],
      },
      [
        node('worker-1'),
        ...database,
        ...service('net/db', database),
        object('networking.k8s.io/v1', 'NetworkPolicy', 'net/deny', { spec: { podSelector: {}, policyTypes: ['Ingress'] } }),
        ...client,
      ],
    ),
    cluster(
      'chains-waits-for-a-job-by-its-command',
      {
        sure: 'stated',
        root: ref('Job', 'app/migrate'),
        symptoms: [ref('Job', 'app/migrate')],
        notExplained: [ref('Deployment', 'app/api')],
      },
      [node('worker-1'), ...migration, ...waits],
    ),
    cluster(
      'chains-out-of-memory-beside-a-missing-map',
      {
        sure: 'stated',
        root: ref('ConfigMap', 'mem/mail'),
        symptoms: [ref('Deployment', 'mem/mail')],
        notExplained: [ref('Deployment', 'mem/cache')],
        notRoots: [ref('Node', 'worker-1')],
      },
      [node('worker-1'), ...pressed, ...unrelated],
    ),
  ]
}
