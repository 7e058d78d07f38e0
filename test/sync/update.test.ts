import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { compareObject, predictApply, type CompareOptions } from '../../src/sync/index.ts'

/** What the server itself does to an object beside the merge: the strategies' PrepareForCreate and PrepareForUpdate of each kind. */
type Fields = Readonly<Record<string, unknown>>
const of =
  (apiVersion: string, kind: string) =>
  (fields: Fields): KubeObject => ({ apiVersion, kind, metadata: { name: 'web', namespace: 'shop' }, ...fields })
const applied = (desired: KubeObject, live?: KubeObject, options: CompareOptions = { applier: 'server-side' }): Fields =>
  predictApply(desired, live, options).object as Fields

describe('a Service', () => {
  const service = (spec: Fields, more: Fields = {}): KubeObject => of('v1', 'Service')({ ...more, spec })
  const spec = (desired: Fields, live: Fields, options?: CompareOptions): Fields =>
    applied(service(desired), service(live), options)['spec'] as Fields
  const addresses = { clusterIP: '10.0.0.1', clusterIPs: ['10.0.0.1'], ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' }
  const ports = (nodePort?: number): Fields => ({
    ports: [{ name: 'http', port: 80, protocol: 'TCP', targetPort: 80, ...(nodePort === undefined ? {} : { nodePort }) }],
  })
  const plain = { sessionAffinity: 'None', internalTrafficPolicy: 'Cluster' }
  const balancer = {
    ...plain,
    ...addresses,
    ...ports(30_000),
    type: 'LoadBalancer',
    externalTrafficPolicy: 'Local',
    allocateLoadBalancerNodePorts: true,
    loadBalancerClass: 'a/b',
    healthCheckNodePort: 31_000,
  }

  test('keeps the addresses it was given when the manifest drops them', () => {
    const live = { ...plain, ...addresses, type: 'ClusterIP' }
    const previous = service({ ...addresses, sessionAffinity: 'None' })
    expect(spec({ type: 'ClusterIP' }, live, { applier: 'client-side', previous })).toEqual(live)
    expect(compareObject(service({ type: 'ClusterIP' }), service(live), { applier: 'client-side', previous }).reapply).toBe('unchanged')
  })
  test('has the address that the manifest names among its addresses', () => {
    const live = { ...plain, ...addresses, type: 'ClusterIP' }
    expect(spec({ clusterIP: '10.0.0.2' }, live)).toMatchObject({ clusterIP: '10.0.0.2', clusterIPs: ['10.0.0.2'] })
    const two = { ...live, clusterIPs: ['10.0.0.1', 'fd00::1'], ipFamilyPolicy: 'PreferDualStack' }
    expect(spec({ externalName: 'a' }, two)).toMatchObject({ clusterIP: '10.0.0.1', clusterIPs: ['10.0.0.1', 'fd00::1'] })
    expect(spec({ externalName: 'a' }, plain)).toEqual({ ...plain, externalName: 'a' })
  })
  test('loses them when it becomes an external name', () => {
    const external = { type: 'ExternalName', externalName: 'example.com' }
    expect(spec(external, { ...plain, ...addresses, type: 'ClusterIP' })).toEqual({ sessionAffinity: 'None', ...external })
  })
  test('and gets none that were left when it is one no more', () => {
    const live = { ...plain, ...addresses, type: 'ExternalName', externalName: 'example.com' }
    const previous = service(addresses)
    expect(spec({ type: 'ClusterIP' }, live, { applier: 'client-side', previous })).not.toHaveProperty('clusterIP')
  })
  test('loses its node ports when it needs none any more', () => {
    const live = { ...plain, ...addresses, ...ports(30_000), type: 'NodePort', externalTrafficPolicy: 'Cluster' }
    expect(spec({ type: 'ClusterIP' }, live)).toEqual({ ...plain, ...addresses, ...ports(), type: 'ClusterIP' })
    expect(spec({ type: 'ClusterIP', ...ports(30_001) }, live)).toMatchObject(ports(30_001))
  })
  test('keeps the traffic policy where external addresses need it', () => {
    const live = { ...plain, ...addresses, type: 'NodePort', externalTrafficPolicy: 'Local', externalIPs: ['1.2.3.4'] }
    expect(spec({ type: 'ClusterIP' }, live)).toHaveProperty('externalTrafficPolicy', 'Local')
    const exposed = { ...live, type: 'ClusterIP', externalIPs: ['1.2.3.4'] }
    const previous = service({ externalIPs: ['1.2.3.4'] })
    expect(spec({}, exposed, { applier: 'client-side', previous })).not.toHaveProperty('externalTrafficPolicy')
  })
  test('keeps the node port of a port that is known by its name', () => {
    const live = { ...plain, ...ports(30_000), type: 'NodePort', externalTrafficPolicy: 'Cluster' }
    const moved = { type: 'NodePort', ports: [{ name: 'http', port: 81 }] }
    const options: CompareOptions = { applier: 'client-side', previous: service({ type: 'NodePort', ...ports() }) }
    expect(spec(moved, live, options)['ports']).toEqual([{ name: 'http', port: 81, protocol: 'TCP', targetPort: 81, nodePort: 30_000 }])
    const renamed = { type: 'NodePort', ports: [{ name: 'web', port: 81 }] }
    expect(spec(renamed, live, options)['ports']).toEqual([{ name: 'web', port: 81, protocol: 'TCP', targetPort: 81 }])
    const chosen = { type: 'NodePort', ports: [{ name: 'http', port: 81, nodePort: 30_001 }] }
    expect(spec(chosen, live, options)['ports']).toMatchObject([{ nodePort: 30_001 }])
  })
  test('gives no node port twice: one that stayed with its port is not that of the next one of its name', () => {
    const live = { ...plain, ...ports(30_000), type: 'NodePort', externalTrafficPolicy: 'Cluster' }
    const swapped = {
      type: 'NodePort',
      ports: [
        { name: 'admin', port: 80 },
        { name: 'http', port: 81 },
      ],
    }
    expect(spec(swapped, live)['ports']).toEqual([
      { name: 'admin', port: 80, protocol: 'TCP', targetPort: 80, nodePort: 30_000 },
      { name: 'http', port: 81, protocol: 'TCP', targetPort: 81 },
    ])
  })
  test('that was a load balancer keeps nothing of it', () => {
    const status = { loadBalancer: { ingress: [{ ip: '1.2.3.4' }] }, conditions: [] }
    const after = applied(service({ type: 'ClusterIP' }), service(balancer, { status }))
    expect(after['spec']).toEqual({ ...plain, ...addresses, ...ports(), type: 'ClusterIP' })
    expect(after['status']).toEqual({ loadBalancer: {}, conditions: [] })
  })
  test('or, with node ports, only those and their policy', () => {
    const { allocateLoadBalancerNodePorts: _a, loadBalancerClass: _b, healthCheckNodePort: _c, ...rest } = balancer
    expect(spec({ type: 'NodePort' }, balancer)).toEqual({ ...rest, type: 'NodePort' })
    expect(spec({ type: 'NodePort', healthCheckNodePort: 31_001 }, balancer)).toHaveProperty('healthCheckNodePort', 31_001)
  })
  test('that stays a load balancer keeps its addresses and the port of its health checks', () => {
    const status = { loadBalancer: { ingress: [{ ip: '1.2.3.4' }] } }
    const previous = service({ healthCheckNodePort: 31_000, sessionAffinity: 'None' })
    const after = applied(service({ type: 'LoadBalancer' }), service(balancer, { status }), { applier: 'client-side', previous })
    expect([after['spec'], after['status']]).toEqual([balancer, status])
    const cluster = spec({ externalTrafficPolicy: 'Cluster' }, balancer, { applier: 'client-side', previous })
    expect(cluster).not.toHaveProperty('healthCheckNodePort')
  })
  test('whose balancer allocates no node ports has none to keep', () => {
    const live = { ...balancer, allocateLoadBalancerNodePorts: false }
    const options: CompareOptions = { applier: 'client-side', previous: service(ports()) }
    expect(spec({ ports: [{ name: 'http', port: 81 }] }, live, options)['ports']).toEqual([
      { name: 'http', port: 81, protocol: 'TCP', targetPort: 81 },
    ])
  })
  test('of which nothing changes but a label stays as it is', () => {
    const live = service(balancer)
    const labelled = { ...live, metadata: { ...live.metadata, labels: { a: '1' } } } as KubeObject
    expect(applied(labelled, live)['spec']).toBe(live['spec' as keyof KubeObject])
  })
})

describe('a claim', () => {
  const claim = (spec: Fields): KubeObject => of('v1', 'PersistentVolumeClaim')({ spec })
  const from = { kind: 'PersistentVolumeClaim', name: 'a' }
  const snapshot = { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'a' }
  const other = { apiGroup: 'example.com', kind: 'Image', name: 'a' }
  const made = (spec: Fields): readonly unknown[] => {
    const { dataSource, dataSourceRef } = applied(claim(spec))['spec'] as Fields
    return [dataSource, dataSourceRef]
  }
  test.each([
    ['the older field is that of a claim', { dataSource: from }, [from, from]],
    ['the older field is that of a snapshot', { dataSource: snapshot }, [snapshot, snapshot]],
    ['the older field is of another kind', { dataSource: other }, [undefined, undefined]],
    ['the older field is of that kind in another group', { dataSource: { ...snapshot, apiGroup: 'x' } }, [undefined, undefined]],
    ['the older field is of a claim in another group', { dataSource: { ...from, apiGroup: 'x' } }, [undefined, undefined]],
    ['the group has another kind', { dataSource: { ...snapshot, kind: 'x' } }, [undefined, undefined]],
    ['the newer field is of any kind', { dataSourceRef: other }, [other, other]],
    [
      'the newer field is in another namespace, which needs a feature',
      { dataSourceRef: { ...from, namespace: 'b' } },
      [undefined, undefined],
    ],
    ['both are there', { dataSource: from, dataSourceRef: snapshot }, [from, snapshot]],
    ['there is neither', {}, [undefined, undefined]],
  ])('has its two sources mirror each other: %s', (_, spec, expected) => {
    expect(made(spec)).toEqual(expected)
  })
  test('keeps a source that it has, of whatever kind and namespace', () => {
    const far = { ...other, namespace: 'b' }
    for (const live of [{ dataSourceRef: far }, { dataSource: other, dataSourceRef: other }]) {
      const left = applied(claim({ ...live, volumeName: 'v' }), claim(live))['spec'] as Fields
      expect(left).toEqual({ ...live, volumeName: 'v' })
    }
  })
  test('of which nothing changes stays as it is', () => {
    const live = claim({ dataSource: from, dataSourceRef: from })
    expect(applied(claim({ dataSource: from }), live)).toBe(live)
  })
})

describe('a Namespace', () => {
  const space = (fields: Fields): KubeObject =>
    ({
      apiVersion: 'v1',
      kind: 'Namespace',
      ...fields,
      metadata: { name: 'web', labels: { 'kubernetes.io/metadata.name': 'web' } },
    }) as KubeObject
  test('is created with the finalizer that empties it', () => {
    expect(applied(space({}))['spec']).toEqual({ finalizers: ['kubernetes'] })
    expect(applied(space({ spec: { finalizers: ['a/b'] } }))['spec']).toEqual({ finalizers: ['a/b', 'kubernetes'] })
    expect(applied(space({ spec: { finalizers: ['kubernetes', 'a/b'] } }))['spec']).toEqual({ finalizers: ['kubernetes', 'a/b'] })
  })
  test('gets and loses none by an apply', () => {
    const live = space({ spec: { finalizers: ['kubernetes'] } })
    expect(applied(space({ spec: { finalizers: ['a/b'] } }), live)['spec']).toBe(live['spec' as keyof KubeObject])
    const previous = space({ spec: { finalizers: ['kubernetes'] } })
    expect(applied(space({}), live, { applier: 'client-side', previous })['spec']).toEqual({ finalizers: ['kubernetes'] })
    expect(applied(space({ spec: { finalizers: ['a/b'] } }), space({ spec: {} }))['spec']).toEqual({})
    expect(compareObject(space({ spec: { finalizers: ['a/b'] } }), live).reapply).toBe('unchanged')
  })
})

describe('a ServiceAccount', () => {
  const account = (secrets: unknown, more: Fields = {}): KubeObject => of('v1', 'ServiceAccount')({ secrets, ...more })
  test('keeps only the names of its Secrets', () => {
    expect(applied(account([{ name: 'a', namespace: 'b', kind: 'Secret' }, { kind: 'Secret' }]))['secrets']).toEqual([{ name: 'a' }, {}])
    expect(applied(account(undefined))).not.toHaveProperty('secrets')
  })
  test('so what is beside a name changes nothing', () => {
    const live = account([{ name: 'a' }])
    const given = account([{ name: 'a', namespace: 'b' }], { automountServiceAccountToken: false })
    expect(applied(given, live)).toEqual({ ...live, automountServiceAccountToken: false })
    expect(applied(given, live)['secrets']).toBe(live['secrets' as keyof KubeObject])
    expect(compareObject(account([{ name: 'a', namespace: 'b' }]), live).reapply).toBe('unchanged')
  })
})

describe('an EndpointSlice', () => {
  const slice = (endpoints: unknown, more: Fields = {}): KubeObject =>
    of('discovery.k8s.io/v1', 'EndpointSlice')({ addressType: 'IPv4', endpoints, ...more })
  const plain = { addresses: ['10.0.0.1'], conditions: {} }
  const old = { ...plain, deprecatedTopology: { zone: 'a' } }
  test('loses a topology of older versions with any change of its endpoints', () => {
    expect(applied(slice([old]))['endpoints']).toEqual([plain])
    expect(applied(slice([plain, old]), slice([old]))['endpoints']).toEqual([plain, plain])
  })
  test('and keeps it otherwise', () => {
    const live = slice([old])
    expect(applied(slice([old], { ports: [{ port: 80 }] }), live)['endpoints']).toEqual([old])
    const left = slice([plain])
    expect(applied(slice([old]), left)['endpoints']).toBe(left['endpoints' as keyof KubeObject])
  })
})

describe('a Node', () => {
  const node = (spec: Fields): KubeObject => ({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'web' }, spec }) as KubeObject
  const ranges = ['10.0.0.0/24', 'fd00::/64']
  test.each([
    ['the older field alone', { podCIDR: '10.0.0.0/24' }, { podCIDR: '10.0.0.0/24', podCIDRs: ['10.0.0.0/24'] }],
    ['the newer field alone', { podCIDRs: ranges }, { podCIDR: '10.0.0.0/24', podCIDRs: ranges }],
    ['both alike', { podCIDR: '10.0.0.0/24', podCIDRs: ranges }, { podCIDR: '10.0.0.0/24', podCIDRs: ranges }],
    ['both, which differ', { podCIDR: '10.9.0.0/24', podCIDRs: ranges }, { podCIDR: '10.9.0.0/24', podCIDRs: ['10.9.0.0/24'] }],
    ['neither', { unschedulable: true }, { unschedulable: true }],
  ])('has its range of addresses in two fields: %s', (_, given, expected) => {
    expect(applied(node(given))['spec']).toEqual(expected)
  })
  test('of which nothing changes stays as it is', () => {
    const live = node({ podCIDR: '10.0.0.0/24', podCIDRs: ['10.0.0.0/24'], providerID: 'a' })
    expect(applied(node({ podCIDR: '10.0.0.0/24' }), live)).toBe(live)
    const cut = { applier: 'client-side', previous: node({ podCIDR: '10.0.0.0/24' }) } as const
    expect(compareObject(node({}), live, cut).reapply).toBe('unchanged')
    expect(applied(node({}), live, cut)['spec']).toBe(live['spec' as keyof KubeObject])
  })
})

describe('a CertificateSigningRequest', () => {
  const request = (spec: Fields, metadata: object = {}): KubeObject =>
    ({
      apiVersion: 'certificates.k8s.io/v1',
      kind: 'CertificateSigningRequest',
      metadata: { name: 'web', ...metadata },
      spec: { request: 'YQ==', signerName: 'a/b', usages: ['client auth'], ...spec },
    }) as KubeObject
  test('is from whoever asks the server, whatever the manifest says', () => {
    const said = { username: 'root', uid: '0', groups: ['admins'], extra: { a: ['b'] } }
    expect(applied(request(said))['spec']).toEqual(applied(request({}))['spec'])
    expect(applied(request({ expirationSeconds: 600 }))['spec']).toHaveProperty('expirationSeconds', 600)
  })
  test('never changes what it asks for', () => {
    const live = request({ username: 'me' })
    const left = applied(request({ signerName: 'other' }, { labels: { a: '1' } }), live)
    expect(left).toEqual(request({ username: 'me' }, { labels: { a: '1' } }))
    expect(compareObject(request({ signerName: 'other' }), live)).toMatchObject({ reapply: 'unchanged', status: 'InSync' })
  })
})

describe('a DaemonSet', () => {
  const GENERATION = 'deprecated.daemonset.template.generation'
  const daemon = (image: string, annotations?: object, more: Fields = {}): KubeObject =>
    ({
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name: 'web', ...(annotations && { annotations }) },
      spec: { template: { spec: { containers: [{ name: 'web', image }] } }, ...more },
    }) as KubeObject
  const annotations = (object: Fields): unknown => (object['metadata'] as Fields)['annotations']
  test('counts the changes of its template', () => {
    expect(annotations(applied(daemon('a')))).toEqual({ [GENERATION]: '1' })
    expect(annotations(applied(daemon('b', { x: '1' }), daemon('a', { [GENERATION]: '3' })))).toEqual({ [GENERATION]: '4', x: '1' })
    expect(annotations(applied(daemon('b'), daemon('a')))).toEqual({ [GENERATION]: '1' })
  })
  test('and no other changes', () => {
    const left = applied(daemon('a', undefined, { minReadySeconds: 5 }), daemon('a', { [GENERATION]: '3' }))
    expect(annotations(left)).toEqual({ [GENERATION]: '3' })
  })
})

describe('a Secret', () => {
  const secret = (fields: Fields): KubeObject => of('v1', 'Secret')({ type: 'Opaque', ...fields })
  test('has what is written as text among its data, over what is there', () => {
    expect(applied(secret({ data: { a: 'YQ==', b: 'Yg==' }, stringData: { b: 'new', c: 'é' } }))).toEqual(
      secret({ data: { a: 'YQ==', b: 'bmV3', c: 'w6k=' } }),
    )
    expect(applied(secret({ stringData: { a: '' } }))).toEqual(secret({ data: { a: '' } }))
    expect(applied(secret({ stringData: {} }))).toEqual(secret({}))
  })
  test('which is nothing new where data says the same', () => {
    const live = secret({ data: { a: 'YQ==' } })
    expect(applied(secret({ stringData: { a: 'a' } }), live)).toEqual(live)
    expect(compareObject(secret({ stringData: { a: 'a' } }), live).reapply).toBe('unchanged')
    expect(compareObject(secret({ stringData: { a: 'b' } }), live).patch).toEqual([{ op: 'replace', path: '/data/a', value: 'Yg==' }])
  })
})

test('a Job keeps the labels of its template at every later apply', () => {
  const job = (labels: Fields): KubeObject => of('batch/v1', 'Job')({ spec: { template: { metadata: { labels }, spec: {} } } })
  const live = job({ app: 'web' })
  expect(applied(job({ app: 'web' }), live)).toBe(live)
})
