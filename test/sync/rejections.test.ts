import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { createSchemas } from '../../src/schema/index.ts'
import { compareObject, predictApply, type CompareOptions } from '../../src/sync/index.ts'
import { gadgetCrd } from '../conformance/sync.ts'

/** What the API server refuses: typed values, unknown fields and keys under server-side apply, ValidateUpdate of the strategies, unions. */
type Fields = Readonly<Record<string, unknown>>
const object = (kind: string, fields: Fields, metadata: object = {}): KubeObject => {
  const [apiVersion, name] = kind.split(' ')
  return { apiVersion, kind: name, metadata: { name: 'web', ...metadata }, ...fields }
}
const SERVER = { applier: 'server-side' } as const
const CLIENT = { applier: 'client-side' } as const
const served = (manifest: KubeObject): KubeObject => predictApply(manifest, undefined).object
const refused = (desired: KubeObject, live: KubeObject, options: CompareOptions = SERVER): unknown[] => {
  const answer = compareObject(desired, live, options)
  expect(answer.reapply === 'rejected').toBe(answer.rejections.length > 0)
  expect(predictApply(desired, live, options).rejections).toEqual(answer.rejections)
  for (const { message } of answer.rejections) expect(message).toMatch(/^[A-Zm].{15,}/)
  return answer.rejections.map(({ code, pointer }) => `${code} ${pointer ?? ''}`)
}

describe('fields that cannot change after creation', () => {
  const template = { template: { metadata: { labels: { a: '1' } }, spec: { containers: [{ name: 'web', image: 'a' }] } } }
  test.each<[kind: string, place: string, before: unknown, after: unknown]>([
    ['apps/v1 Deployment', 'spec.selector', { matchLabels: {} }, { matchLabels: { a: '1' } }],
    ['apps/v1 ReplicaSet', 'spec.selector', { matchLabels: {} }, { matchLabels: { a: '1' } }],
    ['apps/v1 DaemonSet', 'spec.selector', { matchLabels: {} }, { matchLabels: { a: '1' } }],
    ['apps/v1 StatefulSet', 'spec.selector', { matchLabels: {} }, { matchLabels: { a: '1' } }],
    ['apps/v1 StatefulSet', 'spec.serviceName', 'a', 'b'],
    ['apps/v1 StatefulSet', 'spec.podManagementPolicy', 'OrderedReady', 'Parallel'],
    ['apps/v1 StatefulSet', 'spec.volumeClaimTemplates', undefined, [{ metadata: { name: 'a' } }]],
    ['batch/v1 Job', 'spec.selector', undefined, { matchLabels: { a: '1' } }],
    ['batch/v1 Job', 'spec.completionMode', 'NonIndexed', 'Indexed'],
    ['batch/v1 Job', 'spec.podFailurePolicy', undefined, { rules: [] }],
    ['batch/v1 Job', 'spec.backoffLimitPerIndex', 1, 2],
    ['storage.k8s.io/v1 StorageClass', 'parameters', undefined, { a: '1' }],
    ['storage.k8s.io/v1 StorageClass', 'provisioner', 'a', 'b'],
    ['storage.k8s.io/v1 StorageClass', 'reclaimPolicy', 'Delete', 'Retain'],
    ['storage.k8s.io/v1 StorageClass', 'volumeBindingMode', 'Immediate', 'WaitForFirstConsumer'],
    [
      'rbac.authorization.k8s.io/v1 RoleBinding',
      'roleRef',
      { kind: 'Role', name: 'a', apiGroup: 'x' },
      { kind: 'Role', name: 'b', apiGroup: 'x' },
    ],
    [
      'rbac.authorization.k8s.io/v1 ClusterRoleBinding',
      'roleRef',
      { kind: 'a', name: 'a', apiGroup: 'x' },
      { kind: 'b', name: 'a', apiGroup: 'x' },
    ],
    ['node.k8s.io/v1 RuntimeClass', 'handler', 'a', 'b'],
    ['networking.k8s.io/v1 IngressClass', 'spec.controller', 'a', 'b'],
    ['discovery.k8s.io/v1 EndpointSlice', 'addressType', 'IPv4', 'IPv6'],
    ['scheduling.k8s.io/v1 PriorityClass', 'value', 1, 2],
    ['scheduling.k8s.io/v1 PriorityClass', 'preemptionPolicy', 'Never', 'PreemptLowerPriority'],
    ['v1 Secret', 'type', 'a', 'b'],
    ['v1 PersistentVolumeClaim', 'spec.storageClassName', 'a', 'b'],
    ['v1 PersistentVolumeClaim', 'spec.accessModes', ['a'], ['b']],
  ])('%s %s', (kind, place, before, after) => {
    const [outer = '', inner] = place.split('.')
    const workload = /^apps|^batch/.test(kind) ? template : {}
    const having = (value: unknown): KubeObject =>
      object(kind, inner === undefined ? { [outer]: value } : { spec: { ...workload, ...(value !== undefined && { [inner]: value }) } })
    for (const options of [SERVER, CLIENT]) {
      const answer = compareObject(having(after), served(having(before)), options)
      const inside = `/${place.replace('.', '/')}`
      expect(answer.rejections.length).toBeGreaterThan(0)
      expect(answer.rejections.map(({ code, pointer }) => [code, `${pointer}/`.startsWith(`${inside}/`)])).toEqual(
        answer.rejections.map(() => ['immutable', true]),
      )
      expect(answer.differences.every(difference => difference.class === 'immutable' && difference.effect === 'rejected')).toBe(true)
    }
  })
  test.each<[kind: string, before: Fields, after: Fields]>([
    ['apps/v1 Deployment', { spec: { replicas: 1 } }, { spec: { replicas: 2 } }],
    ['apps/v1 StatefulSet', { spec: { replicas: 1 } }, { spec: { replicas: 2 } }],
    ['batch/v1 Job', { spec: { parallelism: 1 } }, { spec: { parallelism: 2 } }],
    [
      'v1 PersistentVolumeClaim',
      { spec: { resources: { requests: { storage: '1Gi' } } }, status: { phase: 'Bound' } },
      { spec: { resources: { requests: { storage: '2Gi' } } } },
    ],
    [
      'v1 PersistentVolumeClaim',
      { spec: { volumeAttributesClassName: 'a' }, status: { phase: 'Bound' } },
      { spec: { volumeAttributesClassName: 'b' } },
    ],
    ['v1 Secret', { data: { a: 'YQ==' } }, { data: { a: 'Yg==' } }],
    ['v1 ConfigMap', { data: { a: '1' }, immutable: false }, { data: { a: '2' } }],
    ['v1 Service', { spec: { selector: { a: '1' } } }, { spec: { selector: { a: '2' } } }],
    ['storage.k8s.io/v1 StorageClass', { allowVolumeExpansion: false }, { allowVolumeExpansion: true }],
    ['storage.k8s.io/v1 StorageClass', {}, { parametersLike: 'a' }],
  ])('of a %s not those of %j', (kind, before, after) => {
    const live = { ...served(object(kind, before)), ...(before['status'] !== undefined && { status: before['status'] }) }
    expect(refused(object(kind, after), live, CLIENT)).toEqual([])
  })
  test.each(['ConfigMap', 'Secret'])('nor what is in a %s that is immutable', kind => {
    const live = object(`v1 ${kind}`, { immutable: true, data: { a: 'YQ==' } })
    expect(refused(object(`v1 ${kind}`, { data: { a: 'Yg==' } }), live)).toEqual(['immutable /data/a'])
    expect(refused(object(`v1 ${kind}`, { immutable: false }), live)).toEqual(['immutable /immutable'])
    expect(refused(object(`v1 ${kind}`, {}, { labels: { a: '1' } }), live)).toEqual([])
  })
  test('an immutable ConfigMap with binary data', () => {
    const live = object('v1 ConfigMap', { immutable: true, binaryData: { a: 'YQ==' } })
    expect(refused(object('v1 ConfigMap', { binaryData: { a: 'Yg==' } }), live)).toEqual(['immutable /binaryData/a'])
  })
})

describe('a manifest that the schema does not take', () => {
  const live = object('v1 Service', { spec: { ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }] } })
  const service = (spec: Fields): KubeObject => object('v1 Service', { spec })
  test('values of another type, whoever applies', () => {
    for (const options of [SERVER, CLIENT]) {
      expect(refused(service({ sessionAffinity: 3 }), live, options)).toEqual(['schema-mismatch /spec/sessionAffinity'])
      expect(refused(service({ ports: {} }), live, options)).toEqual(['schema-mismatch /spec/ports'])
      expect(refused(service({ selector: ['a'] }), live, options)).toEqual(['schema-mismatch /spec/selector'])
      expect(refused(object('v1 Service', { spec: 'text' }), live, options)).toEqual(['schema-mismatch /spec'])
    }
  })
  test('items without the field that tells them apart, whoever applies', () => {
    const nameless = object('v1 Pod', { spec: { containers: [{ image: 'a' }] } })
    const pod = object('v1 Pod', { spec: { containers: [{ name: 'web', image: 'a' }] } })
    expect(refused(nameless, pod, SERVER)).toContain('required /spec/containers/1/name')
    expect(refused(nameless, pod, CLIENT)).toContain('missing-key /spec/containers')
  })
  test('unknown fields and keys that stand twice, under server-side apply', () => {
    const twice = service({ ports: [{ port: 80 }, { port: 80, protocol: 'TCP', name: 'x' }] })
    expect(refused(twice, live)).toEqual(['duplicate-key /spec/ports/1'])
    expect(refused(twice, live, CLIENT).filter(text => !String(text).startsWith('missing'))).toEqual([])
    expect(refused(service({ selectr: {} }), live)).toEqual(['unknown-field /spec/selectr'])
    expect(refused(service({ selectr: {} }), live, CLIENT)).toEqual([])
  })
  test('but not fields of a feature that is off, which are dropped', () => {
    const lease = (spec: Fields): KubeObject => object('coordination.k8s.io/v1 Lease', { spec })
    expect(refused(lease({ strategy: 'a' }), lease({ holderIdentity: 'a' }))).toEqual([])
  })
  test('fields and types that a custom resource does not have', () => {
    const options = { ...SERVER, schemas: createSchemas({ customResourceDefinitions: [gadgetCrd()] }) }
    const gadget = (spec: Fields): KubeObject => object('example.com/v1 Gadget', { spec })
    expect(refused(gadget({ colour: 'red' }), gadget({ mode: 'auto' }), options)).toEqual(['unknown-field /spec/colour'])
    expect(refused(gadget({ colour: 'red' }), gadget({ mode: 'auto' }), { ...options, ...CLIENT })).toEqual([])
    for (const applier of ['server-side', 'client-side'] as const)
      expect(refused(gadget({ mode: 1 }), gadget({ mode: 'auto' }), { ...options, applier })).toEqual(['schema-mismatch /spec/mode'])
    const misspelt = object('example.com/v1 Gadget', { spec: {} }, { lables: {} })
    expect(refused(misspelt, gadget({}), options)).toEqual(['unknown-field /metadata/lables'])
  })
})

describe('metadata of another state', () => {
  const live = object('v1 ConfigMap', { data: { a: '1' } }, { uid: 'u', resourceVersion: '9' })
  const given = (metadata: object): KubeObject => object('v1 ConfigMap', { data: { a: '1' } }, metadata)
  test.each<[object, string[]]>([
    [{ uid: 'u', resourceVersion: '9' }, []],
    [{ uid: '', resourceVersion: '' }, []],
    [{ uid: null, resourceVersion: 9 }, []],
    [{ uid: 'v' }, ['stale-object /metadata/uid']],
    [{ resourceVersion: '8' }, ['stale-object /metadata/resourceVersion']],
    [{ uid: 'v', resourceVersion: '8' }, ['stale-object /metadata/uid', 'stale-object /metadata/resourceVersion']],
  ])('%j: %j', (metadata, expected) => {
    for (const options of [SERVER, CLIENT]) expect(refused(given(metadata), live, options)).toEqual(expected)
  })
  test('managedFields are for the server to write', () => {
    expect(refused(given({ managedFields: [{}] }), live)).toEqual(['managed-fields /metadata/managedFields'])
    expect(refused(given({ managedFields: [] }), live)).toEqual([])
    expect(refused(given({ managedFields: [{}] }), live, CLIENT)).toEqual([])
  })
})

describe('an object that contradicts itself after the merge', () => {
  const podSpec = (fields: Fields): Fields => ({ containers: [{ name: 'web', image: 'a' }], ...fields })
  const withSpec: Readonly<Record<string, (spec: Fields) => KubeObject>> = {
    spec: spec => object('v1 Pod', { spec }),
    'spec/template/spec': spec => object('v1 ReplicationController', { spec: { template: { spec } } }),
    'spec/jobTemplate/spec/template/spec': spec => object('batch/v1 CronJob', { spec: { jobTemplate: { spec: { template: { spec } } } } }),
  }
  /** Of a Pod nearly nothing can change. */
  const frozen = (path: string, place: string): readonly string[] => (path === 'spec' ? [`immutable /spec${place}`] : [])
  test.each(Object.entries(withSpec))('a volume with two sources below %s', (path, having) => {
    const live = having(
      podSpec({
        volumes: [
          { name: 'a', emptyDir: {} },
          { name: 'b', emptyDir: {} },
        ],
      }),
    )
    const desired = having(podSpec({ volumes: [{ name: 'b', hostPath: { path: '/b' } }] }))
    expect(refused(desired, live)).toEqual([...frozen(path, '/volumes/1/hostPath'), `union-conflict /${path}/volumes/1/hostPath`])
    expect(refused(desired, live, CLIENT).filter(text => !String(text).startsWith('immutable'))).toEqual([])
    expect(refused(having(podSpec({ volumes: [{ name: 'c', hostPath: { path: '/b' } }] })), live)).toEqual(frozen(path, '/volumes/2'))
  })
  test.each(Object.entries(withSpec))('a variable with a value and a source below %s', (path, having) => {
    const source = { valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }
    for (const list of ['containers', 'initContainers']) {
      const env = (...variables: object[]): KubeObject =>
        having(podSpec({ [list]: [{ name: list === 'containers' ? 'web' : 'init', image: 'a', env: variables }] }))
      const live = env({ name: 'A', value: '1' }, { name: 'B', value: '1' })
      expect(refused(env({ name: 'B', ...source }), live)).toEqual([
        ...frozen(path, `/${list}/0/env/1/valueFrom`),
        `union-conflict /${path}/${list}/0/env/1/valueFrom`,
      ])
      expect(refused(env({ name: 'B', ...source }), env({ name: 'B', value: '' }))).toEqual(frozen(path, `/${list}/0/env/0/valueFrom`))
      expect(refused(env({ name: 'C', ...source }), live)).toEqual(frozen(path, `/${list}/0/env/2`))
    }
  })
  test('what was there before the server took already', () => {
    const both = { name: 'A', value: '1', valueFrom: { fieldRef: { fieldPath: 'a' } } }
    const live = withSpec['spec']!(
      podSpec({ containers: [{ name: 'web', image: 'a', env: [both] }], volumes: [{ name: 'a', emptyDir: {}, hostPath: {} }] }),
    )
    expect(refused(withSpec['spec']!({ nodeName: 'x' }), live)).toEqual(['immutable /spec/nodeName'])
    const other = withSpec['spec']!({ activeDeadlineSeconds: 5 })
    expect(refused(other, live)).toEqual([])
    const labelled = object('v1 Pod', {}, { labels: { a: '1' } })
    expect(refused(labelled, live)).toEqual([])
  })
  test('a Recreate strategy beside a rolling update', () => {
    const rolling = object('apps/v1 Deployment', { spec: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } } } })
    const desired = object('apps/v1 Deployment', { spec: { strategy: { type: 'Recreate' } } })
    expect(refused(desired, rolling)).toEqual(['union-conflict /spec/strategy/rollingUpdate'])
    expect(refused(desired, rolling, CLIENT)).toEqual([])
  })
  test('a selector that misses the labels of the template', () => {
    const having = (kind: string, labels: object, matchLabels: object = { a: '1' }): KubeObject =>
      object(kind, { spec: { selector: { matchLabels }, template: { metadata: { labels } } } })
    const set = 'apps/v1 StatefulSet'
    expect(refused(having(set, { a: '2' }), having(set, { a: '1' }))).toEqual(['selector-mismatch /spec/selector'])
    expect(refused(having(set, { a: '1', b: '2' }), having(set, { a: '1' }))).toEqual([])
    expect(refused(having('apps/v1 Deployment', { a: '2' }, {}), having('apps/v1 Deployment', { a: '1' }, {}))).toEqual([])
    expect(refused(having('batch/v1 Job', { a: '2' }), served(having('batch/v1 Job', { a: '1' })))).toEqual([
      'immutable /spec/template/metadata/labels/a',
    ])
  })
})

describe('what a tool cannot send', () => {
  const variables = (...env: readonly [string, string][]): KubeObject =>
    object('v1 Pod', { spec: { containers: [{ name: 'web', image: 'a', env: env.map(([name, value]) => ({ name, value })) }] } })
  const live = served(variables(['A', '1'], ['B', '1'], ['C', '1']))
  test('a variable that stands twice around another is refused of kubectl where both change', () => {
    const place = 'duplicate-key /spec/containers/0/env'
    expect(refused(variables(['A', '2'], ['B', '2'], ['A', '3']), live, CLIENT)).toContain(place)
    expect(refused(variables(['A', '2'], ['A', '3'], ['B', '2']), live, CLIENT)).not.toContain(place)
  })
})

test('who manages a Job is dropped by servers before 1.32 as they make it, and refused ever after', () => {
  const template = { spec: { containers: [{ name: 'web', image: 'a' }], restartPolicy: 'Never' } }
  const live = served(object('batch/v1 Job', { spec: { template } }))
  const managed = object('batch/v1 Job', { spec: { template, managedBy: 'example.com/queue' } })
  expect(refused(managed, live, { ...CLIENT, clusterVersion: '1.31' })).toEqual(['immutable /spec/managedBy'])
})

test('an amount in another spelling is no change of what cannot change', () => {
  const template = (memory: string): object => ({
    spec: { containers: [{ name: 'web', image: 'a', resources: { requests: { memory } } }], restartPolicy: 'Never' },
  })
  const live = object('batch/v1 Job', { spec: { ...template('134217728'), template: template('134217728') } })
  expect(refused(object('batch/v1 Job', { spec: { template: template('134217728000m') } }), live)).toEqual([])
})
