import { condition, crashing, event, node, object, unready } from '../../support/incident-objects.ts'
import { cluster, deployed, deployment, ingress, manifest, ref, service, statefulSet } from '../../support/incident-cluster.ts'
import type { WrittenCase } from '../../support/incident-truth.ts'

const GATEWAY = 'gateway.networking.k8s.io/v1'
/** A route with what its controller says for each parent. */
const route = (place: string, gateway: string, backend: string, conditions: readonly object[]) => {
  const [namespace, name] = gateway.split('/')
  const parentRef = { group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace, name }
  return object(GATEWAY, 'HTTPRoute', place, {
    spec: { parentRefs: [parentRef], rules: [{ backendRefs: [{ name: backend, port: 80 }] }] },
    status: { parents: [{ parentRef, controllerName: 'example/controller', conditions }] },
  })
}
const resolved = condition('ResolvedRefs', 'True', 500, 'ResolvedRefs')
const accepted = condition('Accepted', 'True', 500, 'Accepted')

/** Services, Ingresses and routes. */
export const network = (): readonly WrittenCase[] => {
  const tls = ingress('shop/front', ['front'], { tls: [{ hosts: ['www.example'], secretName: 'front-tls' }] })
  const front = deployment('shop/front')
  const crd = (place: string) =>
    unready('cert-manager.io/v1', 'Certificate', place, ['DoesNotExist', 'Issuing certificate as Secret does not exist'], {
      spec: { secretName: 'front-tls', issuerRef: { kind: 'ClusterIssuer', name: 'acme' } },
    })
  const acme = unready('cert-manager.io/v1', 'ClusterIssuer', 'acme', [
    'ErrRegisterACMEAccount',
    'Failed to register ACME account: Get "https://acme.ca.example/directory": dial tcp 192.0.2.5:443: i/o timeout',
  ])
  const classless = ingress('shop/side', ['side'], { ingressClassName: 'traefik-old' })
  const side = deployment('shop/side')
  const lostRoute = route('api/orders', 'edge/public', 'orders-v2', [
    accepted,
    condition(
      'ResolvedRefs',
      'False',
      60,
      'BackendNotFound',
      'Failed to process route rule 0 backendRef 0: service api/orders-v2 not found.',
    ),
  ])
  const orders = deployment('api/orders')
  const gatewayless = object(GATEWAY, 'Gateway', 'edge/inner', {
    spec: { gatewayClassName: 'envoy', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] },
    status: { conditions: [condition('Accepted', 'Unknown', 900, 'Pending', 'Waiting for controller')] },
  })
  const near = deployment('zoo/lion', { labels: { tier: 'web' }, replicas: 2 })
  const pool = object('v1', 'Service', 'fair/wheel', {
    spec: { type: 'LoadBalancer', clusterIP: '10.96.8.8', selector: { app: 'wheel' }, ports: [{ port: 80 }] },
    status: { loadBalancer: {} },
  })
  const wheel = deployment('fair/wheel')
  const db = statefulSet('bank/db', { replicas: 3, state: crashing('FATAL: data directory "/data" has invalid permissions') })
  const branch = deployment('bank/branch', {
    state: crashing('could not connect to server: dial tcp: lookup db on 10.96.0.10:53: no such host'),
  })
  const payments = deployment('cafe/payments', { state: crashing('', { exit: 137, reason: 'OOMKilled' }) })
  const orderer = deployment('cafe/orders', {
    state: crashing('error: Post "http://payments:80/charge": dial tcp 10.96.1.1:80: connect: connection refused'),
  })
  const dns = deployment('kube-system/coredns', {
    labels: { app: 'coredns' },
    state: crashing('', { exit: 137, reason: 'OOMKilled' }),
    replicas: 2,
  })
  const harp = deployment('folk/harp', {
    state: crashing(
      'getaddrinfo: lookup tunes.folk.svc.cluster.local on 10.96.0.10:53: read udp 10.1.0.4:3333->10.96.0.10:53: read: connection refused',
    ),
  })
  const lute = deployment('folk/lute', { state: crashing('lookup tunes.folk.svc.cluster.local on 10.96.0.10:53: i/o timeout') })
  const headless = service('bank/db', db, { clusterIP: 'None', clusterIPs: ['None'] })
  return [
    cluster(
      'network-certificate-of-an-ingress',
      {
        sure: 'linked',
        root: ref('ClusterIssuer', 'acme'),
        symptoms: [ref('Ingress', 'shop/front'), ref('Certificate', 'shop/front')],
        complete: ['Secret'],
      },
      [node('w1'), ...front, ...service('shop/front', front), tls, crd('shop/front'), acme],
      [...deployed([...front, ...service('shop/front', front), tls]), manifest(crd('shop/front'))],
    ),
    cluster(
      'network-ingress-class-missing',
      {
        sure: 'linked',
        root: ref('IngressClass', 'traefik-old'),
        symptoms: [ref('Ingress', 'shop/side')],
        complete: ['networking.k8s.io/IngressClass'],
      },
      [
        node('w1'),
        ...side,
        ...service('shop/side', side),
        classless,
        object('networking.k8s.io/v1', 'IngressClass', 'nginx', { spec: { controller: 'k8s.io/ingress-nginx' } }),
      ],
    ),
    cluster(
      'network-backend-of-a-route-missing',
      { sure: 'stated', root: ref('Service', 'api/orders-v2'), symptoms: [ref('HTTPRoute', 'api/orders')] },
      [node('w1'), ...orders, ...service('api/orders', orders), lostRoute],
      [...deployed(orders), manifest(lostRoute)],
    ),
    cluster(
      'network-gateway-class-missing',
      {
        sure: 'linked',
        root: ref('GatewayClass', 'envoy'),
        symptoms: [ref('Gateway', 'edge/inner')],
        complete: ['gateway.networking.k8s.io/GatewayClass'],
      },
      [gatewayless],
      [manifest(gatewayless)],
    ),
    cluster(
      'network-selector-with-one-wrong-label',
      { sure: 'linked', root: ref('Service', 'zoo/lion'), symptoms: [ref('Service', 'zoo/lion'), ref('Ingress', 'zoo/cage')] },
      [node('w1'), ...near, ...service('zoo/lion', [], { selector: { app: 'lion', tier: 'front' } }), ingress('zoo/cage', ['lion'])],
    ),
    cluster(
      'network-balancer-without-addresses',
      { sure: 'stated', root: ref('Service', 'fair/wheel'), symptoms: [ref('Service', 'fair/wheel')] },
      [
        node('w1'),
        ...wheel,
        pool,
        ...service('fair/wheel', wheel).slice(1),
        event(pool, 'AllocationFailed', 'Failed to allocate IP for "fair/wheel": no available IPs', { by: 'metallb-controller' }),
      ],
      [manifest(pool), ...deployed(wheel)],
    ),
    cluster(
      'network-headless-service-of-a-crashing-set',
      { sure: 'linked', root: ref('StatefulSet', 'bank/db'), symptoms: [ref('Deployment', 'bank/branch'), ref('Service', 'bank/db')] },
      [node('w1'), ...db, ...headless, ...branch],
    ),
    cluster(
      'network-refused-by-a-service-without-pods',
      {
        sure: 'linked',
        root: ref('Deployment', 'cafe/payments'),
        symptoms: [ref('Deployment', 'cafe/orders'), ref('Service', 'cafe/payments')],
      },
      [node('w1'), ...payments, ...service('cafe/payments', payments), ...orderer],
    ),
    cluster(
      'network-name-server-out-of-memory',
      {
        sure: 'linked',
        root: ref('Deployment', 'kube-system/coredns'),
        symptoms: [ref('Deployment', 'folk/harp'), ref('Deployment', 'folk/lute')],
      },
      [
        node('w1'),
        ...dns,
        ...service('kube-system/kube-dns', dns, { clusterIP: '10.96.0.10', clusterIPs: ['10.96.0.10'], selector: { app: 'coredns' } }),
        ...harp,
        ...lute,
      ],
      deployed([...harp, ...lute]),
    ),
    cluster(
      'network-route-of-a-gateway-that-is-not-accepted',
      { sure: 'linked', root: ref('Secret', 'edge/wild-tls'), symptoms: [ref('Gateway', 'edge/wild'), ref('HTTPRoute', 'api/list')] },
      [
        object(GATEWAY, 'Gateway', 'edge/wild', {
          spec: {
            gatewayClassName: 'envoy',
            listeners: [{ name: 'https', port: 443, protocol: 'HTTPS', tls: { certificateRefs: [{ name: 'wild-tls' }] } }],
          },
          status: {
            conditions: [condition('Accepted', 'False', 80, 'ListenersNotValid', 'One or more listeners are not valid')],
            listeners: [
              {
                name: 'https',
                conditions: [
                  condition('ResolvedRefs', 'False', 80, 'InvalidCertificateRef', 'Secret edge/wild-tls does not exist.'),
                  condition('Programmed', 'False', 80, 'Invalid', 'Listener is invalid'),
                ],
              },
            ],
          },
        }),
        route('api/list', 'edge/wild', 'list', [
          condition('Accepted', 'False', 80, 'NoReadyListeners', 'There are no ready listeners for this parent ref'),
          resolved,
        ]),
        ...service('api/list', deployment('api/list')),
        ...deployment('api/list'),
      ],
      [manifest(object(GATEWAY, 'Gateway', 'edge/wild')), manifest(object(GATEWAY, 'HTTPRoute', 'api/list'))],
    ),
  ]
}
