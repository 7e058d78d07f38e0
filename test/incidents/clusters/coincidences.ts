import {
  condition,
  crashing,
  creating,
  event,
  node,
  object,
  unready,
  unreported,
  unschedulable,
  waiting,
} from '../../support/incident-objects.ts'
import { claim, cluster, deployed, deployment, ingress, manifest, ref, service, statefulSet } from '../../support/incident-cluster.ts'
import type { WrittenCase } from '../../support/incident-truth.ts'

const none = (count: number, what: string): string => `0/${count} nodes are available: ${what}.`
const missing = (kind: string, name: string) => waiting('CreateContainerConfigError', `${kind} "${name}" not found`)

/** Where two things are wrong at once, or where a suspect had nothing to do with it. */
export const coincidences = (): readonly WrittenCase[] => {
  const crash = (place: string, on = 'worker-1') => deployment(place, { node: on, state: crashing('bad flag') })
  const onLost = deployment('a/left', { node: 'lost', state: unreported(10) })
  const older = deployment('a/old', { node: 'lost', state: unreported(900) })
  const elsewhere = crash('a/right')
  const twoSecrets = [...deployment('b/one', { state: missing('secret', 'x') }), ...deployment('b/two', { state: missing('secret', 'y') })]
  const sameName = [...deployment('c/one', { state: missing('secret', 'x') }), ...deployment('d/one', { state: missing('secret', 'x') })]
  const full = object('v1', 'ResourceQuota', 'e/cap', {
    spec: { hard: { pods: '2' } },
    status: { hard: { pods: '2' }, used: { pods: '2' } },
  })
  const bystander = crash('e/app')
  const hookless = object('admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration', 'open', {
    webhooks: [{ name: 'm.open.example', failurePolicy: 'Ignore', clientConfig: { service: { namespace: 'open', name: 'gone' } } }],
  })
  const waitingClaim = claim('f/later', { storageClassName: 'late' })
  const late = object('storage.k8s.io/v1', 'StorageClass', 'late', { provisioner: 'x', volumeBindingMode: 'WaitForFirstConsumer' })
  const cordon = deployment('g/pin', {
    state: unschedulable(none(2, "2 node(s) didn't match Pod's node affinity/selector")),
    spec: { nodeSelector: { disk: 'nvme' } },
  })
  const a = deployment('h/ping', { state: crashing('dial tcp 10.96.1.1:80: connect: connection refused: http://pong') })
  const b = deployment('h/pong', { state: crashing('dial tcp 10.96.1.1:80: connect: connection refused: http://ping') })
  const earlier = deployment('i/web', { state: crashing('out of cheese') })
  const ghost = { ...earlier[2]!, metadata: { ...(earlier[2]!['metadata'] as object), uid: 'f0000000-0000-4000-8000-000000000000' } }
  const retired = deployment('j/site', { state: crashing('exit') })
  const zero = [...deployment('k/off', { replicas: 0 }), ...service('k/off')]
  const quiet = object('networking.k8s.io/v1', 'Ingress', 'k/door', {})
  const both = [...deployment('l/web', { state: crashing('', { exit: 137, reason: 'OOMKilled' }), replicas: 1 })]
  const store = unready('external-secrets.io/v1', 'SecretStore', 'm/vault', ['InvalidProviderConfig', 'unable to log in'])
  const synced = object('external-secrets.io/v1', 'ExternalSecret', 'm/app', {
    spec: { secretStoreRef: { name: 'vault' }, target: { name: 'app' } },
    status: { conditions: [condition('Ready', 'True', 900, 'SecretSynced')] },
  })
  const own = crash('m/app')
  const stale = deployment('n/web', {
    state: creating(),
    events: [['FailedMount', 'MountVolume.SetUp failed for volume "c" : configmap "c" not found']],
  })
  const noEdge = statefulSet('o/db', {
    state: crashing('cannot open data file'),
    spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data-db-0' } }] },
  })
  return [
    cluster(
      'not-crash-beside-a-lost-node',
      {
        sure: 'linked',
        root: ref('Node', 'lost'),
        symptoms: [ref('Deployment', 'a/left')],
        notExplained: [ref('Deployment', 'a/right'), ref('Deployment', 'a/old')],
        otherRoots: [{ ...ref('Deployment', 'a/right'), symptoms: [ref('Deployment', 'a/right')] }],
      },
      [node('lost', { lost: 10 }), node('worker-1'), ...onLost, ...older, ...elsewhere],
    ),
    cluster(
      'not-two-secrets',
      {
        sure: 'stated',
        root: ref('Secret', 'b/x'),
        symptoms: [ref('Deployment', 'b/one')],
        notExplained: [ref('Deployment', 'b/two')],
        otherRoots: [{ ...ref('Secret', 'b/y'), symptoms: [ref('Deployment', 'b/two')] }],
      },
      [node('worker-1'), ...twoSecrets],
    ),
    cluster(
      'not-one-name-in-two-namespaces',
      {
        sure: 'stated',
        root: ref('Secret', 'c/x'),
        symptoms: [ref('Deployment', 'c/one')],
        notExplained: [ref('Deployment', 'd/one')],
        otherRoots: [{ ...ref('Secret', 'd/x'), symptoms: [ref('Deployment', 'd/one')] }],
      },
      [node('worker-1'), ...sameName],
    ),
    cluster(
      'not-full-quota',
      {
        sure: 'stated',
        root: ref('Deployment', 'e/app'),
        symptoms: [ref('Deployment', 'e/app')],
        notRoots: [ref('ResourceQuota', 'e/cap'), ref('MutatingWebhookConfiguration', 'open')],
      },
      [node('worker-1'), full, hookless, ...bystander],
    ),
    cluster(
      'not-claim-without-a-consumer',
      {
        sure: 'stated',
        root: ref('Deployment', 'f/app'),
        symptoms: [ref('Deployment', 'f/app')],
        notExplained: [ref('PersistentVolumeClaim', 'f/later')],
        notRoots: [ref('StorageClass', 'late')],
      },
      [
        node('worker-1'),
        late,
        waitingClaim,
        event(waitingClaim, 'WaitForFirstConsumer', 'waiting for first consumer to be created before binding', { type: 'Normal' }),
        ...crash('f/app'),
      ],
      [...deployed(crash('f/app')), manifest(waitingClaim)],
    ),
    cluster(
      'not-cordon-of-a-node-that-does-not-fit',
      {
        sure: 'stated',
        root: ref('Deployment', 'g/pin'),
        symptoms: [ref('Deployment', 'g/pin')],
        notRoots: [ref('Node', 'w1'), ref('Node', 'w2')],
      },
      [node('w1', { cordoned: true }), node('w2'), ...cordon],
    ),
    cluster(
      'not-a-circle',
      {
        sure: 'stated',
        root: ref('Deployment', 'h/other'),
        symptoms: [ref('Deployment', 'h/other')],
        notExplained: [ref('Service', 'h/none')],
        notRoots: [ref('Service', 'h/ping')],
      },
      [node('worker-1'), ...a, ...b, ...service('h/ping', a), ...service('h/pong', b), ...crash('h/other')],
    ),
    cluster(
      'not-event-of-an-earlier-pod',
      { sure: 'stated', root: ref('Deployment', 'i/web'), symptoms: [ref('Deployment', 'i/web')], notRoots: [ref('Secret', 'i/web')] },
      [node('worker-1'), ...earlier, event(ghost, 'FailedMount', 'MountVolume.SetUp failed for volume "c" : secret "web" not found')],
    ),
    cluster(
      'not-scaled-to-zero-on-purpose',
      {
        sure: 'stated',
        root: ref('Deployment', 'j/site'),
        symptoms: [ref('Deployment', 'j/site')],
        notExplained: [ref('Service', 'k/off')],
        notRoots: [ref('Deployment', 'k/off')],
      },
      [node('worker-1'), ...retired, ...zero, ...(quiet['spec'] === undefined ? [ingress('k/door', ['off'])] : [])],
    ),
    cluster(
      'not-store-that-failed-after-it-had-done',
      {
        sure: 'stated',
        root: ref('Deployment', 'm/app'),
        symptoms: [ref('Deployment', 'm/app')],
        notRoots: [ref('SecretStore', 'm/vault')],
      },
      [node('worker-1'), store, synced, object('v1', 'Secret', 'm/app', { type: 'Opaque' }), ...own],
      deployed(own),
    ),
    cluster(
      'not-map-that-has-come-since',
      {
        sure: 'stated',
        root: ref('Deployment', 'l/web'),
        symptoms: [ref('Deployment', 'l/web')],
        notRoots: [ref('ConfigMap', 'n/c')],
        notExplained: [],
      },
      [node('worker-1'), ...both, ...stale, object('v1', 'ConfigMap', 'n/c', { data: {} })],
    ),
    cluster(
      'not-volume-of-a-crash',
      {
        sure: 'stated',
        root: ref('StatefulSet', 'o/db'),
        symptoms: [ref('StatefulSet', 'o/db')],
        notRoots: [ref('PersistentVolumeClaim', 'o/data-db-0'), ref('Deployment', 'csi/controller')],
      },
      [
        node('worker-1'),
        ...noEdge,
        claim('o/data-db-0', { storageClassName: 'fast', volumeName: 'pv-1' }, 'Bound'),
        ...deployment('csi/controller', { container: { args: ['--driver=fast.csi.example'] }, state: crashing('x') }),
      ],
      deployed(noEdge),
    ),
  ]
}
