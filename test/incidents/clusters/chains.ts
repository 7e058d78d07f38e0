import { ago, condition, crashing, event, node, object, ready, unready, unschedulable, waiting } from '../../support/incident-objects.ts'
import { claim, cluster, deployed, deployment, ingress, manifest, ref, service, statefulSet } from '../../support/incident-cluster.ts'
import type { WrittenCase } from '../../support/incident-truth.ts'

const CERT = 'cert-manager.io/v1'
const GATEWAY = 'gateway.networking.k8s.io/v1'
const route = (place: string, service: string, gateway: string, conditions: readonly object[]) =>
  object(GATEWAY, 'HTTPRoute', place, {
    spec: { parentRefs: [{ name: gateway }], rules: [{ backendRefs: [{ name: service, port: 80 }] }] },
    status: { parents: [{ parentRef: { name: gateway }, controllerName: 'example.net/gateway', conditions }] },
  })
const ACCEPTED = [condition('Accepted', 'True', 5000, 'Accepted'), condition('ResolvedRefs', 'True', 5000, 'ResolvedRefs')]

/** From a certificate, a route, an autoscaler back to what has to be changed. */
const longer = (): readonly WrittenCase[] => {
  const front = deployment('shop/front')
  const broken = deployment('mall/cart', { state: crashing('panic: cannot parse PORT\n') })
  const adapter = deployment('keda/metrics', { state: crashing('flag provided but not defined: -leader\n') })
  const queue = deployment('work/queue', { replicas: 2 })
  const classless = statefulSet('data/pg', {
    state: unschedulable('0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found'),
    spec: { volumes: [{ name: 'd', persistentVolumeClaim: { claimName: 'd-pg-0' } }] },
  })
  const lost = claim('data/d-pg-0', { storageClassName: 'fast-ssd' })
  return [
    cluster(
      'chains-issuer-certificate-ingress',
      {
        sure: 'linked',
        root: ref('ClusterIssuer', 'letsencrypt'),
        symptoms: [ref('Certificate', 'shop/front'), ref('Ingress', 'shop/front')],
        complete: ['Secret', 'Service', 'Pod'],
      },
      [
        node('worker-1'),
        unready(CERT, 'ClusterIssuer', 'letsencrypt', ['ErrRegisterACMEAccount', 'Failed to register ACME account: 429 rateLimited']),
        unready(CERT, 'Certificate', 'shop/front', ['DoesNotExist', 'Issuing certificate as Secret does not exist'], {
          spec: { secretName: 'front-tls', issuerRef: { kind: 'ClusterIssuer', name: 'letsencrypt' } },
        }),
        ...front,
        ...service('shop/front', front),
        ingress('shop/front', ['front'], { tls: [{ hosts: ['www.example'], secretName: 'front-tls' }] }),
      ],
    ),
    cluster(
      'chains-pod-service-route',
      {
        sure: 'linked',
        root: ref('Deployment', 'mall/cart'),
        symptoms: [ref('Service', 'mall/cart'), ref('HTTPRoute', 'mall/cart')],
        notRoots: [ref('Gateway', 'mall/public')],
      },
      [
        node('worker-1'),
        object(GATEWAY, 'Gateway', 'mall/public', {
          spec: { gatewayClassName: 'example' },
          status: { conditions: [condition('Accepted', 'True', 5000, 'Accepted'), condition('Programmed', 'True', 5000, 'Programmed')] },
        }),
        ...broken,
        ...service('mall/cart', broken),
        route('mall/cart', 'cart', 'public', ACCEPTED),
      ],
      deployed([...broken, ...service('mall/cart', broken)]).concat(manifest(route('mall/cart', 'cart', 'public', ACCEPTED))),
    ),
    cluster(
      'chains-external-metrics-of-an-autoscaler',
      {
        sure: 'stated',
        root: ref('Deployment', 'keda/metrics'),
        symptoms: [ref('HorizontalPodAutoscaler', 'work/queue')],
      },
      [
        node('worker-1'),
        ...adapter,
        ...service('keda/metrics', adapter),
        object('apiregistration.k8s.io/v1', 'APIService', 'v1beta1.external.metrics.k8s.io', {
          spec: { group: 'external.metrics.k8s.io', version: 'v1beta1', service: { namespace: 'keda', name: 'metrics', port: 80 } },
          status: {
            conditions: [
              condition(
                'Available',
                'False',
                30,
                'MissingEndpoints',
                'endpoints for service/metrics in "keda" have no addresses with port name "http"',
              ),
            ],
          },
        }),
        ...queue,
        object('autoscaling/v2', 'HorizontalPodAutoscaler', 'work/queue', {
          spec: { maxReplicas: 9, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'queue' } },
          status: {
            currentReplicas: 2,
            desiredReplicas: 2,
            conditions: [
              condition('AbleToScale', 'True', 5000, 'SucceededGetScale'),
              condition(
                'ScalingActive',
                'False',
                30,
                'FailedGetExternalMetric',
                'the HPA was unable to compute the replica count: unable to get external metric work/s0-queue/nil: unable to fetch metrics from external metrics API: the server is currently unable to handle the request (get s0-queue.external.metrics.k8s.io)',
              ),
            ],
          },
        }),
      ],
      deployed(queue, 'HorizontalPodAutoscaler').concat(
        manifest(object('autoscaling/v2', 'HorizontalPodAutoscaler', 'work/queue', { spec: { maxReplicas: 9 } })),
      ),
    ),
    cluster(
      'chains-class-claim-set-service',
      {
        sure: 'stated',
        root: ref('StorageClass', 'fast-ssd'),
        symptoms: [ref('StatefulSet', 'data/pg'), ref('Service', 'data/pg')],
      },
      [
        node('worker-1'),
        lost,
        event(lost, 'ProvisioningFailed', 'storageclass.storage.k8s.io "fast-ssd" not found', { by: 'persistentvolume-controller' }),
        ...classless,
        ...service('data/pg', classless),
      ],
    ),
    cluster(
      'chains-three-kustomizations-one-source',
      {
        sure: 'stated',
        root: ref('GitRepository', 'flux-system/fleet'),
        symptoms: [
          ref('Kustomization', 'flux-system/crds'),
          ref('Kustomization', 'flux-system/infra'),
          ref('Kustomization', 'flux-system/apps'),
        ],
      },
      [
        unready('source.toolkit.fluxcd.io/v1', 'GitRepository', 'flux-system/fleet', [
          'GitOperationFailed',
          'failed to checkout and determine revision: unable to clone: authentication required',
        ]),
        unready(
          'kustomize.toolkit.fluxcd.io/v1',
          'Kustomization',
          'flux-system/crds',
          ['ArtifactFailed', 'Source artifact not found, retrying in 30s'],
          {
            spec: { sourceRef: { kind: 'GitRepository', name: 'fleet' } },
          },
        ),
        unready(
          'kustomize.toolkit.fluxcd.io/v1',
          'Kustomization',
          'flux-system/infra',
          ['DependencyNotReady', "dependency 'flux-system/crds' is not ready"],
          {
            spec: { sourceRef: { kind: 'GitRepository', name: 'fleet' }, dependsOn: [{ name: 'crds' }] },
          },
        ),
        unready(
          'kustomize.toolkit.fluxcd.io/v1',
          'Kustomization',
          'flux-system/apps',
          ['DependencyNotReady', "dependency 'flux-system/infra' is not ready"],
          {
            spec: { sourceRef: { kind: 'GitRepository', name: 'fleet' }, dependsOn: [{ name: 'infra' }] },
          },
        ),
      ],
      ['crds', 'infra', 'apps'].map(name => manifest(object('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', `flux-system/${name}`))),
    ),
  ]
}

/** What refuses, holds up or is used up. */
const limits = (): readonly WrittenCase[] => {
  const ranged = deployment('team/batch', {
    refused: 'pods "batch-5d8f-x" is forbidden: maximum memory usage per Container is 1Gi, but limit is 2Gi',
  })
  const web = deployment('ops/web', { replicas: 2 })
  const capped = deployment('grow/big', {
    state: unschedulable(
      '0/1 nodes are available: 1 Insufficient cpu. preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.',
    ),
    events: [['FailedScheduling', 'Failed to schedule pod, all available instance types exceed limits for nodepool: "default"']],
  })
  const pullers = deployment('private/app', {
    state: waiting(
      'ImagePullBackOff',
      'Back-off pulling image "registry.example/app:1": ErrImagePull: pull access denied, repository does not exist or may require authorization',
    ),
    events: [
      [
        'FailedToRetrieveImagePullSecret',
        'Unable to retrieve some image pull secrets (regcred); attempting to pull the image may not succeed.',
      ],
    ],
  })
  const guarded = deployment('sec/tool', {
    refused:
      'Internal error occurred: failed calling webhook "v.guard.example": failed to call webhook: Post "https://guard.sec.svc:443/v?timeout=10s": tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-11-25T12:00:00Z is after 2026-11-20T00:00:00Z',
  })
  return [
    cluster(
      'chains-limit-range',
      {
        sure: 'linked',
        root: ref('LimitRange', 'team/limits'),
        accept: [ref('Deployment', 'team/batch')],
        symptoms: [ref('Deployment', 'team/batch')],
      },
      [object('v1', 'LimitRange', 'team/limits', { spec: { limits: [{ type: 'Container', max: { memory: '1Gi' } }] } }), ...ranged],
    ),
    cluster(
      'chains-budget-holds-up-a-machine',
      {
        sure: 'stated',
        root: ref('PodDisruptionBudget', 'ops/web'),
        symptoms: [ref('Machine', 'infra/m-1')],
        notRoots: [ref('Deployment', 'ops/web')],
      },
      [
        node('worker-1', { cordoned: true }),
        ...web,
        object('policy/v1', 'PodDisruptionBudget', 'ops/web', {
          spec: { minAvailable: 2, selector: { matchLabels: { app: 'web' } } },
          status: {
            observedGeneration: 1,
            currentHealthy: 2,
            desiredHealthy: 2,
            expectedPods: 2,
            disruptionsAllowed: 0,
            conditions: [condition('DisruptionAllowed', 'False', 5000, 'InsufficientPods')],
          },
        }),
        object('cluster.x-k8s.io/v1beta2', 'Machine', 'infra/m-1', {
          metadata: { deletionTimestamp: ago(120), finalizers: ['machine.cluster.x-k8s.io'] },
          status: {
            phase: 'Deleting',
            nodeRef: { name: 'worker-1' },
            conditions: [
              condition(
                'Deleting',
                'True',
                120,
                'DrainingNode',
                "Drain not completed yet (started at 2026-11-25T10:00:00Z):\n* Pod ops/web-5d8f-p0: cannot evict pod as it would violate the pod's disruption budget. The disruption budget web needs 2 healthy pods and has 2 currently",
              ),
            ],
          },
        }),
      ],
      [manifest(object('cluster.x-k8s.io/v1beta2', 'Machine', 'infra/m-1')), ...deployed(web)],
    ),
    cluster(
      'chains-node-pool-at-its-limit',
      { sure: 'stated', root: ref('NodePool', 'default'), symptoms: [ref('Deployment', 'grow/big')] },
      [node('worker-1'), ready('karpenter.sh/v1', 'NodePool', 'default', { spec: { limits: { cpu: '4' } } }), ...capped],
    ),
    cluster(
      'chains-pull-secret-missing',
      {
        sure: 'stated',
        root: ref('Secret', 'private/regcred'),
        symptoms: [ref('Deployment', 'private/app')],
        notRoots: [ref('External', 'registry.example')],
      },
      [node('worker-1'), ...pullers],
    ),
    cluster(
      'chains-certificate-of-a-webhook-expired',
      {
        sure: 'stated',
        root: ref('ValidatingWebhookConfiguration', 'guard'),
        symptoms: [ref('Deployment', 'sec/tool')],
        // What answers with a certificate is there, shown or not.
        notRoots: [ref('Service', 'sec/guard')],
      },
      [
        node('worker-1'),
        object('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', 'guard', {
          webhooks: [
            {
              name: 'v.guard.example',
              failurePolicy: 'Fail',
              clientConfig: { service: { namespace: 'sec', name: 'guard', port: 443, path: '/v' } },
            },
          ],
        }),
        ...guarded,
      ],
    ),
  ]
}

/** Longer ways and rarer kinds. */
export const chains = (): readonly WrittenCase[] => [...longer(), ...limits()]
