import { describe, expect, test } from 'vitest'
import { container, created, read, template } from '../support/created.ts'

/** What the server makes of pods, and of the templates of workloads. */
const pod = (spec: object): unknown => created('v1', 'Pod', { spec })

describe('an image that names no policy', () => {
  test.each([
    ['web', 'Always'],
    ['web:latest', 'Always'],
    ['web:1', 'IfNotPresent'],
    ['web:latest-1', 'IfNotPresent'],
    ['registry:5000/web', 'Always'],
    ['registry:5000/web:latest', 'Always'],
    ['registry:5000/web:1', 'IfNotPresent'],
    ['web@sha256:0123', 'IfNotPresent'],
    ['ko://example.com/web', 'IfNotPresent'],
    ['-web', 'IfNotPresent'],
    ['web image', 'IfNotPresent'],
    ['', 'IfNotPresent'],
  ])('%j is pulled %s, in a container and as a volume', (image, policy) => {
    expect(read(pod(container({ image })), 'spec.containers.0.imagePullPolicy')).toBe(policy)
    const volume = pod({ ...container({}), volumes: [{ name: 'a', image: { reference: image } }] })
    expect(read(volume, 'spec.volumes.0.image.pullPolicy')).toBe(policy)
  })
  test('and one that names it keeps it', () => {
    expect(read(pod(container({ image: 'web', imagePullPolicy: 'Never' })), 'spec.containers.0.imagePullPolicy')).toBe('Never')
    expect(read(pod({ initContainers: [{ name: 'a', image: 'web' }] }), 'spec.initContainers.0.imagePullPolicy')).toBe('Always')
    expect(
      read(created('apps/v1', 'Deployment', { spec: template({ image: 'a:1' }) }), 'spec.template.spec.containers.0.imagePullPolicy'),
    ).toBe('IfNotPresent')
  })
})
const tolerated = (name: string): object => ({
  key: `node.kubernetes.io/${name}`,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: 300,
})
const both = [tolerated('not-ready'), tolerated('unreachable')]

/** The kind, what is written in its spec, a place, and what the server has there: undefined for nothing. */
const SPECS: readonly (readonly [kind: string, spec: object, place: string, expected: unknown])[] = [
  ['v1 Pod', { serviceAccount: 'a' }, 'serviceAccountName', 'a'],
  ['v1 Pod', { serviceAccountName: 'a' }, 'serviceAccount', 'a'],
  ['v1 Pod', { serviceAccountName: 'a', serviceAccount: 'b' }, 'serviceAccount', 'a'],
  ['v1 Pod', { serviceAccount: '' }, 'serviceAccountName', undefined],
  ['v1 Pod', {}, 'serviceAccount', undefined],
  ['v1 Pod', { volumes: [{ name: 'a' }] }, 'volumes.0', { name: 'a', emptyDir: {} }],
  ['v1 Pod', { volumes: [{ name: 'a', emptyDir: { medium: 'Memory' } }] }, 'volumes.0', { name: 'a', emptyDir: { medium: 'Memory' } }],
  ['v1 Pod', { volumes: [{ name: 'a', hostPath: { path: '/a' } }] }, 'volumes.0.emptyDir', undefined],
  ['v1 Pod', {}, 'enableServiceLinks', true],
  ['v1 Pod', { enableServiceLinks: false }, 'enableServiceLinks', false],
  ['apps/v1 Deployment', template({}), 'template.spec.enableServiceLinks', undefined],
  ['v1 Pod', {}, 'tolerations', both],
  ['apps/v1 Deployment', template({}), 'template.spec.tolerations', undefined],
  ['v1 Pod', { tolerations: [{ operator: 'Exists' }] }, 'tolerations', [{ operator: 'Exists' }]],
  ['v1 Pod', { tolerations: [{ operator: 'Exists', effect: 'NoExecute' }] }, 'tolerations', [{ operator: 'Exists', effect: 'NoExecute' }]],
  [
    'v1 Pod',
    { tolerations: [{ operator: 'Exists', effect: 'NoSchedule' }] },
    'tolerations',
    [{ operator: 'Exists', effect: 'NoSchedule' }, ...both],
  ],
  [
    'v1 Pod',
    { tolerations: [{ key: 'node.kubernetes.io/unreachable', operator: 'Exists' }] },
    'tolerations',
    [{ key: 'node.kubernetes.io/unreachable', operator: 'Exists' }, tolerated('not-ready')],
  ],
  ['v1 Pod', { tolerations: [{ key: 'a', operator: 'Exists' }] }, 'tolerations', [{ key: 'a', operator: 'Exists' }, ...both]],
  [
    'v1 Pod',
    container({ resources: { limits: { cpu: '1' } } }),
    'containers.0.resources',
    { limits: { cpu: '1' }, requests: { cpu: '1' } },
  ],
  [
    'v1 Pod',
    container({ resources: { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '500m' } } }),
    'containers.0.resources.requests',
    { cpu: '500m', memory: '1Gi' },
  ],
  ['v1 Pod', container({ resources: { requests: { cpu: '1' } } }), 'containers.0.resources', { requests: { cpu: '1' } }],
  ['v1 Pod', { initContainers: [{ name: 'a', resources: { limits: { cpu: '1' } } }] }, 'initContainers.0.resources.requests', { cpu: '1' }],
  ['v1 Pod', {}, 'initContainers', undefined],
  [
    'apps/v1 Deployment',
    template({ resources: { limits: { cpu: '1' } } }),
    'template.spec.containers.0.resources',
    { limits: { cpu: '1' } },
  ],
  [
    'v1 Pod',
    { hostNetwork: true, ...container({ ports: [{ containerPort: 80 }] }) },
    'containers.0.ports',
    [{ containerPort: 80, hostPort: 80, protocol: 'TCP' }],
  ],
  [
    'v1 Pod',
    { hostNetwork: true, initContainers: [{ name: 'a', ports: [{ containerPort: 80, hostPort: 81 }] }] },
    'initContainers.0.ports',
    [{ containerPort: 80, hostPort: 81, protocol: 'TCP' }],
  ],
  ['v1 Pod', { hostNetwork: true, ...container({}) }, 'containers.0.ports', undefined],
  ['v1 Pod', container({ ports: [{ containerPort: 80 }] }), 'containers.0.ports', [{ containerPort: 80, protocol: 'TCP' }]],
  ['apps/v1 Deployment', {}, 'strategy', { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' } }],
  [
    'apps/v1 Deployment',
    { strategy: { rollingUpdate: { maxSurge: 2 } } },
    'strategy',
    { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: 2 } },
  ],
  ['apps/v1 Deployment', { strategy: { type: 'Recreate' } }, 'strategy', { type: 'Recreate' }],
  ['apps/v1 DaemonSet', {}, 'updateStrategy', { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } }],
  [
    'apps/v1 DaemonSet',
    { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 3 } } },
    'updateStrategy.rollingUpdate',
    { maxUnavailable: 3, maxSurge: 0 },
  ],
  ['apps/v1 DaemonSet', { updateStrategy: { type: 'OnDelete' } }, 'updateStrategy', { type: 'OnDelete' }],
  [
    'apps/v1 DaemonSet',
    { updateStrategy: { type: 'OnDelete', rollingUpdate: { maxSurge: 1 } } },
    'updateStrategy.rollingUpdate',
    { maxUnavailable: 0, maxSurge: 1 },
  ],
  ['apps/v1 StatefulSet', {}, 'updateStrategy', { type: 'RollingUpdate', rollingUpdate: { partition: 0 } }],
  ['apps/v1 StatefulSet', { updateStrategy: { type: 'RollingUpdate' } }, 'updateStrategy', { type: 'RollingUpdate' }],
  [
    'apps/v1 StatefulSet',
    { updateStrategy: { type: 'RollingUpdate', rollingUpdate: {} } },
    'updateStrategy',
    { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
  ],
  [
    'apps/v1 StatefulSet',
    { updateStrategy: { rollingUpdate: { partition: 2 } } },
    'updateStrategy',
    { type: 'RollingUpdate', rollingUpdate: { partition: 2 } },
  ],
  ['apps/v1 StatefulSet', { updateStrategy: { type: 'OnDelete' } }, 'updateStrategy', { type: 'OnDelete' }],
  ['apps/v1 StatefulSet', {}, 'persistentVolumeClaimRetentionPolicy', { whenDeleted: 'Retain', whenScaled: 'Retain' }],
  [
    'apps/v1 StatefulSet',
    { volumeClaimTemplates: [{ metadata: { name: 'a' }, apiVersion: 'v9', spec: {} }] },
    'volumeClaimTemplates.0',
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'a' },
      spec: { volumeMode: 'Filesystem', resources: {} },
      status: { phase: 'Pending' },
    },
  ],
]

test.each(SPECS)('the server fills in what follows from other fields: %s with %j: %s is %j', (kind, spec, place, expected) => {
  const [apiVersion = '', name = ''] = kind.split(' ')
  expect(read(created(apiVersion, name, { spec }), `spec.${place}`)).toEqual(expected)
})

describe('resources of a Pod as a whole (KEP-2837)', () => {
  const needs = (cpu: string | undefined, list = 'requests', more: object = {}): object => ({
    name: 'web',
    resources: cpu === undefined ? {} : { [list]: { cpu } },
    ...more,
  })
  const whole = (resources: object, containers: readonly object[], initContainers: readonly object[] = []): unknown =>
    read(pod({ resources, containers, ...(initContainers.length > 0 && { initContainers }) }), 'spec.resources')
  const requested = (containers: readonly object[], initContainers: readonly object[] = []): unknown =>
    read(whole({ limits: { cpu: '100' } }, containers, initContainers), 'requests.cpu')
  const sidecar = { restartPolicy: 'Always' }

  test('requests are what the containers need together', () => {
    expect(requested([needs('250m'), needs('1')])).toBe('1250m')
    expect(requested([needs('0'), needs('1')])).toBe('1')
    expect(requested([needs(undefined), needs('1')])).toBe('1')
  })
  test('or what one init container needs before them, if that is more', () => {
    expect(requested([needs('1')], [needs('3'), needs('2')])).toBe('3')
    expect(requested([needs('1'), needs('1')], [needs('1500m')])).toBe('2')
    expect(requested([needs(undefined)], [needs('1')])).toBe('1')
  })
  test('sidecars run beside the containers, and beside the init containers behind them', () => {
    expect(requested([needs('1')], [needs('2', 'requests', sidecar)])).toBe('3')
    expect(requested([needs('1')], [needs('2', 'requests', sidecar), needs('5')])).toBe('7')
    expect(requested([needs('1')], [needs('5'), needs('2', 'requests', sidecar)])).toBe('5')
    expect(requested([needs('1')], [needs('2', 'requests', sidecar), needs('2', 'requests', sidecar)])).toBe('5')
  })
  test('else they are the limits, and what is written stays', () => {
    expect(whole({ limits: { cpu: '2', memory: '1Gi' } }, [needs(undefined)])).toEqual({
      limits: { cpu: '2', memory: '1Gi' },
      requests: { cpu: '2', memory: '1Gi' },
    })
    expect(whole({ limits: { cpu: '2' }, requests: { cpu: '1' } }, [needs('500m')])).toEqual({
      limits: { cpu: '2' },
      requests: { cpu: '1' },
    })
  })
  test('only of cpu, memory and huge pages', () => {
    const limits = { cpu: '2', 'example.com/gpu': '1', 'hugepages-2Mi': '4Mi' }
    expect(read(whole({ limits }, [needs(undefined)]), 'requests')).toEqual({ cpu: '2', 'hugepages-2Mi': '4Mi' })
    const gpus = [{ name: 'web', resources: { requests: { 'example.com/gpu': '1', memory: '1Gi' } } }]
    expect(read(whole({ limits: { cpu: '2' } }, gpus), 'requests')).toEqual({ cpu: '2', memory: '1Gi' })
  })
  test('limits of huge pages are those of the containers, unless they are requested', () => {
    const containers = [{ name: 'web', resources: { limits: { cpu: '1', 'hugepages-2Mi': '4Mi' } } }]
    expect(whole({ requests: { memory: '1Gi' } }, containers)).toEqual({
      limits: { 'hugepages-2Mi': '4Mi' },
      requests: { memory: '1Gi', cpu: '1', 'hugepages-2Mi': '4Mi' },
    })
    expect(read(whole({ requests: { memory: '1Gi', 'hugepages-2Mi': '2Mi' } }, containers), 'limits')).toBeUndefined()
  })
  test('without limits or requests of its own nothing is added, and without limits no requests', () => {
    expect(whole({ claims: [{ name: 'a' }] }, [needs('1')])).toEqual({ claims: [{ name: 'a' }] })
    expect(whole({ requests: { memory: '1Gi' } }, [needs('1')])).toEqual({ requests: { memory: '1Gi' } })
    expect(read(pod({ containers: [needs('1')] }), 'spec.resources')).toBeUndefined()
    const spec = { template: { spec: { resources: { limits: { cpu: '2' } }, containers: [needs('1')] } } }
    expect(read(created('apps/v1', 'Deployment', { spec }), 'spec.template.spec.resources')).toEqual({ limits: { cpu: '2' } })
  })
  test('an extended resource that is only limited leaves no empty requests', () => {
    expect(whole({ limits: { 'example.com/gpu': '1' } }, [needs(undefined)])).toEqual({ limits: { 'example.com/gpu': '1' } })
  })
})
