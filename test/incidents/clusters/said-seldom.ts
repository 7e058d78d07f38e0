import { ago, condition, creating, event, node, object, unready, unschedulable } from '../../support/incident-objects.ts'
import { claim, cluster, deployed, deployment, manifest, ref, volumeOf } from '../../support/incident-cluster.ts'
import type { WrittenCase } from '../../support/incident-truth.ts'

const ESO = 'external-secrets.io/v1'
const KS = 'kustomize.toolkit.fluxcd.io/v1'
const GATEWAY = 'gateway.networking.k8s.io/v1'
const HPA = 'HorizontalPodAutoscaler'

/** Sentences that controllers write seldom: refusals that name what sets a bound, claims and volumes that wait for others, and references by name. */
export const saidSeldom = (): readonly WrittenCase[] => [...refusals(), ...volumes(), ...references()]

const refusals = (): readonly WrittenCase[] => {
  const unasked = deployment('farm/cow', {
    refused: 'pods "cow-5d8f-7" is forbidden: failed quota: fair-share: must specify requests.memory for: cow',
  })
  const steep = deployment('farm/goat', {
    refused: 'pods "goat-5d8f-7" is forbidden: cpu max limit to request ratio per Container is 2, but provided ratio is 8.000000',
  })
  const range = (place: string, ratio: string) =>
    object('v1', 'LimitRange', place, { spec: { limits: [{ type: 'Container', maxLimitRequestRatio: { cpu: ratio } }] } })
  const leaving = deployment('gone/bell', {
    refused: 'pods "bell-5d8f-7" is forbidden: unable to create new content in namespace gone because it is being terminated',
  })
  return [
    cluster(
      'seldom-quota-that-asks-for-a-request',
      {
        sure: 'stated',
        root: ref('ResourceQuota', 'farm/fair-share'),
        accept: [ref('Deployment', 'farm/cow')],
        symptoms: [ref('Deployment', 'farm/cow')],
        notRoots: [ref('ResourceQuota', 'farm/pods')],
      },
      [
        node('w1'),
        object('v1', 'ResourceQuota', 'farm/fair-share', {
          spec: { hard: { 'requests.memory': '8Gi' } },
          status: { hard: { 'requests.memory': '8Gi' }, used: { 'requests.memory': '1Gi' } },
        }),
        object('v1', 'ResourceQuota', 'farm/pods', {
          spec: { hard: { pods: '9' } },
          status: { hard: { pods: '9' }, used: { pods: '1' } },
        }),
        ...unasked,
      ],
    ),
    cluster(
      'seldom-limit-of-a-ratio',
      {
        sure: 'linked',
        root: ref('LimitRange', 'farm/steady'),
        accept: [ref('Deployment', 'farm/goat')],
        symptoms: [ref('Deployment', 'farm/goat')],
        notRoots: [ref('LimitRange', 'farm/loose')],
      },
      [node('w1'), range('farm/loose', '10'), range('farm/steady', '2'), ...steep],
    ),
    cluster(
      'seldom-namespace-on-its-way-out',
      { sure: 'stated', root: ref('Namespace', 'gone'), symptoms: [ref('Deployment', 'gone/bell')], notRoots: [ref('Namespace', 'stays')] },
      [
        node('w1'),
        object('v1', 'Namespace', 'stays', { status: { phase: 'Active' } }),
        object('v1', 'Namespace', 'gone', {
          metadata: { deletionTimestamp: ago(50) },
          spec: { finalizers: ['kubernetes'] },
          status: { phase: 'Terminating' },
        }),
        ...leaving,
      ],
    ),
  ]
}

const volumes = (): readonly WrittenCase[] => {
  const cordoned =
    '0/1 nodes are available: 1 node(s) were unschedulable. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.'
  const gallery = deployment('art/gallery', { state: unschedulable(cordoned), spec: volumeOf('paintings') })
  const paintings = claim('art/paintings', { storageClassName: 'late' })
  const late = object('storage.k8s.io/v1', 'StorageClass', 'late', {
    provisioner: 'disk.csi.example',
    volumeBindingMode: 'WaitForFirstConsumer',
  })
  const ledger = deployment('bank/ledger', {
    node: 'w2',
    state: creating(),
    spec: volumeOf('books'),
    events: [
      [
        'FailedAttachVolume',
        'Multi-Attach error for volume "pv-books" Volume is already exclusively attached to one node and can\'t be attached to another',
      ],
    ],
  })
  return [
    cluster(
      'seldom-claim-that-waits-for-its-pod',
      {
        sure: 'linked',
        root: ref('Node', 'w1'),
        symptoms: [ref('Deployment', 'art/gallery'), ref('PersistentVolumeClaim', 'art/paintings')],
      },
      [
        node('w1', { cordoned: true }),
        late,
        paintings,
        event(paintings, 'WaitForPodScheduled', 'waiting for pod gallery-5d8f-p0 to be scheduled', { by: 'persistentvolume-controller' }),
        ...gallery,
      ],
      deployed([...gallery, paintings], 'PersistentVolumeClaim'),
    ),
    cluster(
      'seldom-volume-on-a-node-that-is-lost',
      {
        sure: 'stated',
        root: ref('Node', 'w1'),
        symptoms: [ref('Deployment', 'bank/ledger')],
        notRoots: [ref('Node', 'w2')],
      },
      [
        node('w1', { lost: 40 }),
        node('w2'),
        claim('bank/books', { volumeName: 'pv-books' }, 'Bound'),
        object('v1', 'PersistentVolume', 'pv-books', {
          spec: { claimRef: { namespace: 'bank', name: 'books' }, csi: { driver: 'disk.csi.example', volumeHandle: 'v1' } },
          status: { phase: 'Bound' },
        }),
        object('storage.k8s.io/v1', 'VolumeAttachment', 'csi-books', {
          spec: { attacher: 'disk.csi.example', nodeName: 'w1', source: { persistentVolumeName: 'pv-books' } },
          status: { attached: true },
        }),
        ...ledger,
      ],
    ),
  ]
}

const references = (): readonly WrittenCase[] => {
  const web = deployment('app/web')
  const scaler = object('autoscaling/v2', HPA, 'app/web', {
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, minReplicas: 1, maxReplicas: 5 },
    status: {
      conditions: [
        condition('AbleToScale', 'True', 900, 'SucceededGetScale'),
        condition(
          'ScalingActive',
          'False',
          40,
          'FailedGetResourceMetric',
          'the HPA was unable to compute the replica count: failed to get cpu utilization: missing request for cpu in container web of Pod web-5d8f-p0',
        ),
      ],
    },
  })
  const login = unready(ESO, 'ExternalSecret', 'shop/login', ['SecretSyncedError', 'the desired SecretStore central is not ready'], {
    spec: { secretStoreRef: { kind: 'SecretStore', name: 'central' }, target: { name: 'login' } },
  })
  const store = unready(ESO, 'SecretStore', 'shop/central', ['ValidationFailed', 'unable to validate store: 403 permission denied'])
  const apps = unready(KS, 'Kustomization', 'flux-system/apps', ['ArtifactFailed', "Source 'GitRepository/flux-system/fleet' not found"], {
    spec: { sourceRef: { kind: 'GitRepository', name: 'fleet' } },
  })
  const parentRef = { name: 'front' }
  const route = object(GATEWAY, 'HTTPRoute', 'shop/orders', {
    spec: { parentRefs: [parentRef], rules: [{ backendRefs: [{ name: 'orders', port: 80 }] }] },
    status: {
      parents: [
        {
          parentRef,
          controllerName: 'istio.io/gateway-controller',
          conditions: [
            condition('Accepted', 'True', 500, 'Accepted'),
            condition('ResolvedRefs', 'False', 60, 'BackendNotFound', 'backend(orders.shop.svc.cluster.local) not found'),
          ],
        },
      ],
    },
  })
  return [
    cluster(
      'seldom-scaler-without-a-request',
      { sure: 'stated', root: ref('Deployment', 'app/web'), symptoms: [ref(HPA, 'app/web')] },
      [node('w1'), ...web, scaler],
      deployed([...web, scaler], HPA),
    ),
    cluster(
      'seldom-store-that-is-desired-and-not-ready',
      {
        sure: 'stated',
        root: ref('SecretStore', 'shop/central'),
        symptoms: [ref('ExternalSecret', 'shop/login')],
        notRoots: [ref('SecretStore', 'shop/other')],
      },
      [login, store, unready(ESO, 'SecretStore', 'shop/other', ['ValidationFailed', 'unable to validate store'])],
      [manifest(login)],
    ),
    cluster(
      'seldom-source-that-is-gone',
      {
        sure: 'stated',
        root: ref('GitRepository', 'flux-system/fleet'),
        symptoms: [ref('Kustomization', 'flux-system/apps')],
        complete: ['source.toolkit.fluxcd.io/GitRepository'],
      },
      [apps],
      [manifest(apps)],
    ),
    cluster(
      'seldom-route-to-a-service-that-is-gone',
      { sure: 'stated', root: ref('Service', 'shop/orders'), symptoms: [ref('HTTPRoute', 'shop/orders')] },
      [route],
      [manifest(route)],
    ),
  ]
}
