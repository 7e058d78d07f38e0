import { describe } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { ago, atNow, condition, conditioned, event, object, testStates } from '../support/health-states.ts'
import type { State } from '../support/health-states.ts'

const service = (spec: object, ingress?: readonly object[], more: object = {}): KubeObject =>
  object('v1/Service', { spec, status: { ...(ingress === undefined ? {} : { loadBalancer: { ingress } }), ...more } })
const balancer = { type: 'LoadBalancer' }
const since = (creationTimestamp: string): KubeObject => object('v1/Service', { metadata: { creationTimestamp }, spec: balancer })
const WAITS = 'Waits for the address of its load balancer'

describe('a service outside the cluster', () => {
  testStates([
    [
      'stands for a name',
      service({ type: 'ExternalName', externalName: 'db.example.com' }),
      ['Healthy', 'ExternalName', 'Stands for db.example.com'],
    ],
    [
      'stands for a name that is not said',
      service({ type: 'ExternalName' }),
      ['Healthy', 'ExternalName', 'Stands for a name outside the cluster'],
    ],
    [
      'has a port that its load balancer cannot serve',
      service(balancer, [
        {
          ip: '10.0.0.1',
          ports: [
            { port: 80, error: '' },
            { port: 443, error: 'example.com/NoCertificate\nmore' },
          ],
        },
      ]),
      ['Degraded', 'PortError', 'The load balancer cannot serve port 443: example.com/NoCertificate more'],
    ],
    [
      'has ports that its load balancer cannot serve',
      service(balancer, [{ ip: '10.0.0.1' }], { conditions: [condition('LoadBalancerPortsError', 'True', 'Mixed', 'mixed protocols')] }),
      ['Degraded', 'PortError', 'mixed protocols'],
    ],
    [
      'has ports that its load balancer cannot serve, without a word',
      service(balancer, [], { conditions: [condition('LoadBalancerPortsError', 'True')] }),
      ['Degraded', 'PortError', 'The load balancer cannot serve all ports'],
    ],
    ['waits for an address', service(balancer), ['Progressing', 'WaitingForLoadBalancer', WAITS]],
    [
      'waits for an address where the one there is empty',
      service(balancer, [{ hostname: '', ip: '' }]),
      ['Progressing', 'WaitingForLoadBalancer', WAITS],
    ],
    [
      'waits for an address and says what its cloud says',
      service(balancer),
      ['Progressing', 'WaitingForLoadBalancer', `${WAITS}: quota exceeded`],
      { related: [event('SyncLoadBalancerFailed', 'quota exceeded'), event('EnsuringLoadBalancer', 'Ensuring load balancer')] },
    ],
    [
      'waits for an address of a pool that is used up',
      service(balancer),
      ['Progressing', 'WaitingForLoadBalancer', `${WAITS}: no available IPs`],
      { related: [event('AllocationFailed', 'no available IPs')] },
    ],
    [
      'waits for an address until the threshold',
      since(ago(15, -1)),
      ['Progressing', 'WaitingForLoadBalancer', WAITS, { reassessAt: '2026-11-22T10:00:00.001Z' }],
      atNow,
    ],
    ['is degraded at the threshold', since(ago(15)), ['Degraded', 'LoadBalancerNotReady', `${WAITS} (since 22 Nov 09:45)`], atNow],
    [
      'has external addresses of its own and waits for none',
      service({ ...balancer, externalIPs: ['192.0.2.1'] }),
      ['Healthy', 'Available', 'Is in place'],
    ],
    [
      'is reached at its name rather than its address',
      service(balancer, [{ hostname: 'lb.example.com', ip: '192.0.2.1' }]),
      ['Healthy', 'Available', 'Is reached at lb.example.com', { causes: [] }],
    ],
    ['is reached at its address', service(balancer, [{ ip: '192.0.2.1' }]), ['Healthy', 'Available', 'Is reached at 192.0.2.1']],
  ])
})

const slice = (...endpoints: object[]): KubeObject =>
  object('discovery.k8s.io/v1/EndpointSlice', {
    metadata: { name: `it-${endpoints.length}`, labels: { 'kubernetes.io/service-name': 'it' } },
    endpoints,
  })
const unready = { conditions: { ready: false } }
const of = (name: string, kind = 'Pod'): object => ({ ...unready, targetRef: { kind, namespace: 'shop', name } })
const crashing = (name: string): KubeObject =>
  object('v1/Pod', {
    metadata: { name, uid: name },
    spec: { containers: [{ name: 'web' }] },
    status: { phase: 'Running', containerStatuses: [{ name: 'web', restartCount: 0, state: { terminated: { exitCode: 1 } } }] },
  })
const plain = service({ type: 'ClusterIP' })

describe('a service in the cluster', () => {
  testStates([
    [
      'has no pods behind it',
      plain,
      ['Healthy', 'NoSelector', 'Nothing is ready behind it, and it has no selector: somebody else writes its endpoints'],
      { related: [slice()] },
    ],
    [
      'has one pod behind it that is not ready',
      plain,
      [
        'Healthy',
        'NoSelector',
        'Nothing is ready behind it, and it has no selector: somebody else writes its endpoints',
        { causes: [{ ref: { kind: 'Service', name: 'it' }, reason: 'NoSelector' }] },
      ],
      { related: [slice(unready)] },
    ],
    [
      'has two pods behind it that are not ready, one of which cannot recover',
      plain,
      [
        'Degraded',
        'NoReadyEndpoints',
        'The pod behind it is not ready; container web exits with code 1 (1 of 1 pods)',
        { causes: [{ ref: { kind: 'Pod', name: 'a' }, reason: 'Error' }] },
      ],
      { related: [slice(of('a'), of('b')), crashing('a')] },
    ],
    [
      'has only pods behind it that cannot recover',
      plain,
      [
        'Degraded',
        'NoReadyEndpoints',
        'None of 2 pods behind it is ready; container web exits with code 1 (2 of 2 pods)',
        { causes: [{ ref: { kind: 'Pod', name: 'a' }, reason: 'Error', count: 2 }] },
      ],
      { related: [slice(of('a'), of('b')), crashing('a'), crashing('b')] },
    ],
    [
      'is not judged by pods of the name of something else',
      plain,
      [
        'Healthy',
        'NoSelector',
        'Nothing is ready behind it, and it has no selector: somebody else writes its endpoints',
        { causes: [{ reason: 'NoSelector' }] },
      ],
      { related: [slice(of('a', 'Machine')), crashing('a')] },
    ],
    [
      'has a pod of which nothing is said, which is ready',
      plain,
      ['Healthy', 'Available', 'Is in place', { causes: [] }],
      { related: [slice(unready, {})] },
    ],
    [
      'has one slice without pods, and another one with a ready pod',
      plain,
      ['Healthy', 'Available', 'Is in place', { causes: [] }],
      { related: [slice(), slice({ conditions: { ready: true } })] },
    ],
  ])
})

const CIDR = 'networking.k8s.io/v1/ServiceCIDR'

describe('a range of service addresses', () => {
  testStates([
    ['that nobody looked at', object(CIDR), ['Progressing', 'NotReported', 'Is not in use yet']],
    ['that is ready', conditioned(CIDR, condition('Ready', 'True')), ['Healthy', 'Ready', 'Addresses are allocated from it']],
    [
      'that is not ready says why',
      conditioned(CIDR, condition('Ready', 'False', 'Overlaps', 'overlaps with another')),
      ['Degraded', 'NotReady', 'overlaps with another'],
    ],
    [
      'that is not ready, without a word',
      conditioned(CIDR, condition('Ready', 'False')),
      ['Degraded', 'NotReady', 'No addresses are allocated from it'],
    ],
    [
      'that goes waits for the addresses in use',
      conditioned(CIDR, condition('Ready', 'False', 'Terminating', 'There are still IPAddresses referencing the ServiceCIDR')),
      ['Progressing', 'Terminating', 'There are still IPAddresses referencing the ServiceCIDR'],
    ],
    [
      'of which nothing is decided',
      conditioned(CIDR, condition('Ready', 'Unknown', '', 'is being checked')),
      ['Progressing', 'NotReported', 'is being checked'],
    ],
  ])
})

const INGRESS = 'networking.k8s.io/v1/Ingress'
const ingress = (ingress: readonly object[] | undefined, spec: object = {}, creationTimestamp = ago(1)): KubeObject =>
  object(INGRESS, { metadata: { creationTimestamp }, spec, ...(ingress && { status: { loadBalancer: { ingress } } }) })
const path = (name: string): object => ({ http: { paths: [{ backend: { service: { name } } }] } })
const shop = (name: string): KubeObject => ({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'shop' } })
const missing = (name: string): State[2] => ['Degraded', 'BackendNotFound', `Its backend, the Service ${name}, does not exist`]
const SILENT = ['Healthy', 'AddressNotPublished', 'Its controller publishes no address'] as const
const services = { related: [shop('web')], complete: ['Service'] }

describe('an ingress', () => {
  testStates([
    [
      'is reached at all its names and addresses',
      ingress([
        { hostname: 'a.example.com', ip: '192.0.2.1' },
        { hostname: '', ip: '192.0.2.2' },
      ]),
      ['Healthy', 'AddressPublished', 'Is reached at a.example.com, 192.0.2.2'],
    ],
    ['of a controller that has no address to publish', ingress([{}]), SILENT, atNow],
    [
      'waits for its controller until the threshold',
      ingress(undefined, {}, ago(5, -1)),
      [
        'Progressing',
        'WaitingForAddress',
        'Waits for its controller to publish an address',
        { reassessAt: '2026-11-22T10:00:00.001Z', settled: false },
      ],
      atNow,
    ],
    ['no longer waits at the threshold', ingress(undefined, {}, ago(5)), SILENT, atNow],
    ['without the service of a path', ingress([{}], { rules: [path('web'), path('api')] }), missing('api'), services],
    ['without its default service', ingress([{}], { defaultBackend: { service: { name: 'api' } } }), missing('api'), services],
    ['of the first version without its service', ingress([{}], { backend: { serviceName: 'api' } }), missing('api'), services],
    ['with all its services', ingress([{}], { defaultBackend: { service: { name: 'web' } }, rules: [path('web'), {}] }), SILENT, services],
    ['whose services are not all known', ingress([{}], { rules: [path('api')] }), SILENT, { related: [shop('web')] }],
    ['whose services are not known', ingress([{}], { rules: [path('api')] }), SILENT, { complete: ['Service'] }],
  ])
})

const ACCEPTED = condition('Accepted', 'True', 'Accepted')
const CLASS = 'gateway.networking.k8s.io/v1/GatewayClass'

describe('a gateway class', () => {
  testStates([
    ['that nobody looked at', object(CLASS), ['Progressing', 'WaitingForController', 'Its controller has not accepted it yet']],
    [
      'that waits says so',
      conditioned(CLASS, condition('Accepted', 'False', 'Pending', 'Waiting for controller')),
      ['Progressing', 'WaitingForController', 'Waiting for controller'],
    ],
    [
      'that is refused says why',
      conditioned(CLASS, condition('Accepted', 'False', 'InvalidParameters', 'no such parameters')),
      ['Degraded', 'NotAccepted', 'no such parameters'],
    ],
    [
      'that is refused, without a word',
      conditioned(CLASS, condition('Accepted', 'False', 'InvalidParameters', '')),
      ['Degraded', 'NotAccepted', 'Its controller does not accept it'],
    ],
    ['that is accepted', conditioned(CLASS, ACCEPTED), ['Healthy', 'Accepted', 'Is accepted by its controller', { causes: [] }]],
    [
      'of a version of the API that its controller does not know',
      conditioned(CLASS, ACCEPTED, condition('SupportedVersion', 'False', 'UnsupportedVersion', 'v1.4.0 is not supported')),
      [
        'Healthy',
        'Accepted',
        'Is accepted by its controller; v1.4.0 is not supported',
        { causes: [{ ref: { kind: 'GatewayClass' }, reason: 'UnsupportedVersion', message: 'v1.4.0 is not supported' }] },
      ],
    ],
    [
      'of a version of the API that its controller does not know, without a word',
      conditioned(CLASS, ACCEPTED, condition('SupportedVersion', 'False')),
      ['Healthy', 'Accepted', 'Is accepted by its controller; the version of the Gateway API in the cluster is not one that it supports'],
    ],
  ])
})
