import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { createSchemas } from '../../src/schema/index.ts'
import { compareObject, predictApply, type CompareOptions, type Comparison } from '../../src/sync/index.ts'
import { gadgetCrd } from '../conformance/sync.ts'

/** What became of a value, from what is desired, what was applied last, what is live, and who wrote what. */
type Data = Record<string, string>
type Owners = Record<string, readonly string[]>
const ANNOTATION = 'kubectl.kubernetes.io/last-applied-configuration'
const CSA = 'kubectl-client-side-apply'
const configMap = (data: Data, metadata: object = {}): KubeObject =>
  ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web', ...metadata }, data }) as KubeObject
const entries = (owners: Owners): unknown[] =>
  Object.entries(owners).map(([manager, keys]) => ({
    manager,
    operation: manager === 'deployer' || manager.startsWith('apply') ? 'Apply' : 'Update',
    apiVersion: 'v1',
    time: '2026-11-22T07:43:18Z',
    fieldsV1: { 'f:data': Object.fromEntries(keys.map(key => [`f:${key}`, {}])) },
  }))
const summary = ({ differences }: Comparison): unknown[] =>
  differences.map(({ path, class: kind, by }) => [path, kind, ...(by === undefined ? [] : [by.manager])])
const byClient = (desired: Data, applied: Data, live: Data, owners: Owners = {}): unknown[] => {
  const annotations = { [ANNOTATION]: JSON.stringify(configMap(applied)) }
  const managedFields = entries(owners)
  return summary(compareObject(configMap(desired), configMap(live, { annotations, managedFields }), { applier: 'client-side' }))
}
const byServer = (desired: Data, live: Data, owners: Owners = {}): unknown[] =>
  summary(compareObject(configMap(desired), configMap(live, { managedFields: entries(owners) }), { fieldManager: 'deployer' }))

describe('under client-side apply', () => {
  test.each<[string, unknown[], Data, Data, Data, Owners?]>([
    ['an edit', [['data.a', 'changed', 'kubectl-edit']], { a: '1' }, { a: '1' }, { a: '2' }, { [CSA]: ['b'], 'kubectl-edit': ['a'] }],
    ['an edit of which nobody left a trace', [['data.a', 'changed']], { a: '1' }, { a: '1' }, { a: '2' }],
    [
      'an edit beside managers of other fields',
      [['data.a', 'changed']],
      { a: '1' },
      { a: '1' },
      { a: '2' },
      { [CSA]: ['b'], other: ['b'] },
    ],
    ['a webhook', [['data.a', 'changed-in-admission']], { a: '1' }, { a: '1' }, { a: '2' }, { other: ['b'], [CSA]: ['a'] }],
    ['a new manifest', [['data.a', 'not-yet-applied']], { a: '2' }, { a: '1' }, { a: '1' }, { [CSA]: ['a'] }],
    ['a new manifest after an edit', [['data.a', 'not-yet-applied']], { a: '3' }, { a: '1' }, { a: '2' }, { other: ['a'] }],
    ['a new field', [['data.b', 'not-yet-applied']], { b: '1' }, {}, {}, { other: ['a'] }],
    ['a removal by hand', [['data.a', 'removed']], { a: '1', b: '1' }, { a: '1', b: '1' }, { b: '1' }, { [CSA]: ['b'] }],
    [
      'a removal from the manifest',
      [['data.b', 'removed-from-desired']],
      { a: '1' },
      { a: '1', b: '1' },
      { a: '1', b: '1' },
      { [CSA]: ['b'] },
    ],
    [
      'one of a field that somebody edited',
      [['data.b', 'removed-from-desired']],
      { a: '1' },
      { a: '1', b: '1' },
      { a: '1', b: '2' },
      { other: ['b'] },
    ],
    ['a field of others', [], { a: '1' }, { a: '1' }, { a: '1', b: '1' }, { other: ['b'] }],
  ])('%s: %j', (_, expected, ...sides) => {
    expect(byClient(...sides)).toEqual(expected)
  })
})

describe('under server-side apply', () => {
  test.each<[string, unknown[], Data, Data, Owners?]>([
    ['an edit', [['data.a', 'changed', 'kubectl-edit']], { a: '1' }, { a: '2' }, { deployer: ['b'], 'kubectl-edit': ['a'] }],
    ['an edit of which nobody left a trace', [['data.a', 'changed']], { a: '1' }, { a: '2' }],
    ['a new manifest', [['data.a', 'not-yet-applied']], { a: '2' }, { a: '1' }, { deployer: ['a'] }],
    ['a removal by hand', [['data.a', 'removed']], { a: '1' }, {}, { deployer: ['b'] }],
    ['a removal from the manifest', [['data.b', 'removed-from-desired']], { a: '1' }, { a: '1', b: '1' }, { deployer: ['a', 'b'] }],
    ['a removal of what another applies, too', [], { a: '1' }, { a: '1', b: '1' }, { deployer: ['a', 'b'], 'apply-other': ['b'] }],
    ['a field of others', [], { a: '1' }, { a: '1', b: '1' }, { deployer: ['a'], other: ['b'] }],
  ])('%s: %j', (_, expected, ...sides) => {
    expect(byServer(...sides)).toEqual(expected)
  })
})

const of = (kind: string, fields: object, metadata: object = {}): KubeObject => {
  const [apiVersion, name] = kind.split(' ')
  return { apiVersion, kind: name, metadata: { name: 'web', ...metadata }, ...fields }
}
const seen = (desired: KubeObject, live: KubeObject, options: CompareOptions = {}): unknown[] =>
  compareObject(desired, live, options).differences.map(({ class: kind, message }) => [kind, message])
const served = (manifest: KubeObject): KubeObject => predictApply(manifest, undefined).object
const owned = (manager: string, operation: string, fieldsV1: object): object => ({
  managedFields: [{ manager, operation, apiVersion: 'v1', fieldsV1 }],
})

describe('where a default stands in', () => {
  test('a field that went from the manifest goes back to it', () => {
    const options: CompareOptions = { applier: 'client-side', previous: of('apps/v1 Deployment', { spec: { replicas: 3 } }) }
    expect(seen(of('apps/v1 Deployment', { spec: {} }), of('apps/v1 Deployment', { spec: { replicas: 3 } }), options)).toEqual([
      ['default-restored', 'spec.replicas is 3 and would go back to its default 1'],
    ])
  })
  test('a field that is as deployed goes with another change', () => {
    const service = (type: string): KubeObject =>
      of('v1 Service', { spec: { type, ports: [{ port: 80, targetPort: 80, protocol: 'TCP', nodePort: 30_000 }] } })
    expect(seen(service('ClusterIP'), served(service('NodePort'))).slice(0, 2)).toEqual([
      ['changed', 'spec.type is "NodePort", deployed was "ClusterIP"'],
      ['default-restored', 'spec.ports[port=80,protocol=TCP].nodePort is 30000 as deployed, and would be removed'],
    ])
  })
})

describe('of a list', () => {
  const role = (names: readonly string[], metadata: object = {}): KubeObject =>
    of(
      'rbac.authorization.k8s.io/v1 Role',
      { rules: names.map(name => ({ apiGroups: [''], resources: [name], verbs: ['get'] })) },
      metadata,
    )
  const finalizers = (...names: string[]): KubeObject => of('v1 ConfigMap', {}, { finalizers: names })
  const pod = (list: string, items: readonly object[], metadata: object = {}): KubeObject =>
    of('v1 Pod', { spec: { containers: [{ name: 'web', [list]: items }] } }, metadata)
  const env = (...names: string[]): object[] => names.map(name => ({ name, value: '1' }))
  const args = (...texts: string[]): KubeObject => of('v1 Pod', { spec: { containers: [{ name: 'web', args: texts }] } })

  test('that is replaced whole: what came and went is counted', () => {
    expect(seen(role(['a']), role(['a', 'b']))).toEqual([['removed-from-desired', 'rules has an item, which would be removed']])
    const edited = owned('kubectl-edit', 'Update', { 'f:rules': {} })
    expect(seen(role(['a']), role(['a', 'b'], edited))).toEqual([
      ['added-by-other', 'rules has an item, which would be removed: kubectl-edit'],
    ])
    const [difference] = compareObject(role(['a', 'b', 'c']), role(['a'])).differences
    expect(difference).toMatchObject({ class: 'removed', message: 'rules lacks 2 items', path: 'rules' })
    expect(difference).not.toHaveProperty('desired')
    expect(seen(role(['a', 'b', 'c', 'd']), role(['x', 'a', 'y']))[0]).toEqual([
      'removed',
      'rules lacks 3 items and has 2 items, which would be removed',
    ])
  })
  test('by client-side apply: what was applied last tells who it was', () => {
    const options: CompareOptions = { applier: 'client-side', previous: role(['a', 'b']) }
    expect(seen(role(['a']), role(['a', 'b']), options)).toEqual([['removed-from-desired', 'rules has an item, which would be removed']])
    expect(seen(role(['a', 'b', 'c']), role(['a', 'b']), options)).toEqual([
      ['not-yet-applied', 'rules lacks an item; the manifest was not applied yet'],
    ])
    expect(seen(role(['a', 'b']), role(['a', 'b', 'c']), options)).toEqual([
      ['added-by-other', 'rules has an item, which would be removed'],
    ])
    expect(seen(role(['a', 'b']), role(['a']), options)).toEqual([['removed', 'rules lacks an item']])
  })
  test('whose items have keys: they are named', () => {
    expect(seen(pod('env', env('A', 'B')), served(pod('env', env('A'))), { applier: 'server-side' })).toEqual([
      ['immutable', 'spec.containers[name=web].env[name=B] is not there, but was deployed'],
    ])
    expect(seen(pod('env', env('A', 'B', 'C', 'D', 'E')), pod('env', env('A')), { applier: 'server-side' })[0]).toEqual([
      'immutable',
      'spec.containers[name=web].env lacks [name=B], [name=C] and 2 more',
    ])
    expect(seen(pod('env', env('A')), served(pod('env', [])), { applier: 'server-side' })).toEqual([
      ['immutable', 'spec.containers[name=web].env[name=A] is not there, deployed was {"name":"A","value":"1"}'],
    ])
  })
  test('in another order: it counts where the order is kept', () => {
    expect(seen(args('a', 'b'), args('b', 'a'))[0]).toEqual([
      'immutable',
      'The order of spec.containers[name=web].args differs from what was deployed',
    ])
    expect(seen(pod('env', env('A', 'B')), pod('env', env('B', 'A')))[0]).toEqual([
      'immutable',
      'The order of spec.containers[name=web].env differs from what was deployed',
    ])
  })
  test('in another order that says nothing: it is equivalent', () => {
    expect(seen(role(['a', 'b']), role(['b', 'a']))).toEqual(
      [0, 1].map(() => ['equivalent', 'rules has the same items in another order, which has no meaning there']),
    )
    expect(seen(finalizers('a/a', 'a/b'), finalizers('a/b', 'a/a'), { applier: 'server-side' })[0]).toEqual([
      'equivalent',
      'metadata.finalizers has the same items in another order, which has no meaning there',
    ])
    const answer = compareObject(finalizers('a/a', 'a/b'), finalizers('a/b', 'a/a'), { applier: 'server-side' })
    expect(answer).toMatchObject({ status: 'InSync', reapply: 'changed', reason: 'Equivalent', message: answer.differences[0]?.message })
  })
  test('of which one item differs inside: that place is named, whatever stands twice before it', () => {
    const twice = (value: string): KubeObject => pod('env', [...env('A', 'A'), { name: 'B', value }])
    expect(seen(twice('1'), twice('2'))[0]?.[1 as never]).toContain('env[name=B].value is "2", deployed was "1"')
    const rules = (verb: string): KubeObject => of('rbac.authorization.k8s.io/v1 Role', { rules: [{ verbs: ['get'] }, { verbs: [verb] }] })
    expect(seen(rules('list'), rules('watch'))).toEqual([['changed', 'rules[1].verbs[0] is "watch", deployed was "list"']])
  })
  test('an ignore rule hides it where it covers all that came', () => {
    const hidden = (...pointers: string[]): number =>
      compareObject(role(['a']), role(['a', 'b', 'c']), { ignore: pointers.map(pointer => ({ pointer })) }).suppressed.length
    expect(hidden('/rules/1')).toBe(0)
    expect(hidden('/rules')).toBeGreaterThan(0)
    expect(compareObject(role(['a']), role(['a', 'b']), { ignore: [{ pointer: '/rules/1' }] }).suppressed).toHaveLength(1)
    expect(compareObject(role(['a', 'b']), role(['a']), { ignore: [{ pointer: '/rules/1' }] }).suppressed).toHaveLength(1)
    expect(compareObject(role(['a', 'b']), role(['a']), { ignore: [{ pointer: '/rules/0' }] }).suppressed).toHaveLength(0)
  })
})

describe('another spelling by a controller', () => {
  const schemas = createSchemas({ customResourceDefinitions: [gadgetCrd()] })
  const meaning = (
    field: string,
    desired: unknown,
    live: unknown,
    manager = 'controller',
    options: CompareOptions = { schemas },
  ): unknown => {
    const fields = owned(manager, 'Update', { 'f:spec': { [`f:${field}`]: {} } })
    const gadget = (value: unknown, metadata: object = {}): KubeObject =>
      of('example.com/v1 Gadget', { spec: { [field]: value } }, metadata)
    const { differences } = compareObject(gadget(desired), gadget(live, fields), { applier: 'client-side', ...options })
    return differences
      .map(({ class: kind, message }) =>
        kind === 'equivalent' ? message.replace(`spec.${field} is the same `, '').replace(': controller', '') : kind,
      )
      .join()
  }
  test.each<[string, unknown, unknown, string]>([
    ['size', '1000m', '1', 'amount in another spelling'],
    ['size', '1.0', '1', 'amount in another spelling'],
    ['size', 1, '1', 'amount in another spelling'],
    ['mode', '1000m', '1', 'amount in another spelling'],
    ['mode', '1', '1000m', 'amount in another spelling'],
    ['mode', '1Gi', '1024Mi', 'amount in another spelling'],
    ['mode', '1.0', '1', 'changed'],
    ['mode', '1Gi', '1Mi', 'changed'],
    ['every', '1h', '60m0s', 'duration in another spelling'],
    ['every', '1h', '61m', 'changed'],
    ['every', '0s', '0m', 'changed'],
    ['every', 'x', 'y', 'changed'],
    ['tags', ['1h'], ['60m'], 'removed'],
  ])('%s %j as %j: %s', (field, desired, live, expected) => {
    expect(meaning(field, desired, live)).toBe(expected)
  })
  test('by the one who applies it is a change', () => {
    expect(meaning('mode', '1000m', '1', CSA)).not.toContain('another spelling')
    expect(meaning('every', '1h', '60m', CSA)).not.toContain('another spelling')
  })
  test('the rules that the server fills into a role that aggregates others', () => {
    const role = (rules: object[], aggregated = true): KubeObject =>
      of('rbac.authorization.k8s.io/v1 ClusterRole', { ...(aggregated && { aggregationRule: { clusterRoleSelectors: [{}] } }), rules })
    const filled = [{ verbs: ['get'], apiGroups: [''], resources: ['pods'] }]
    expect(seen(role([]), role(filled))).toEqual([['equivalent', expect.stringContaining('is filled in by a controller')]])
    expect(seen(role([], false), role(filled, false))).toEqual([['changed', expect.anything()]])
  })
})

describe('what is beside a change is not of its class', () => {
  test('a change that is refused, and one that is not', () => {
    const secret = (type: string, a: string): KubeObject => of('v1 Secret', { type, data: { a } })
    expect(
      compareObject(secret('a', 'YQ=='), secret('b', 'Yg==')).differences.map(({ path, class: kind, effect }) => [path, kind, effect]),
    ).toEqual([
      ['type', 'immutable', 'rejected'],
      ['data.a', 'changed', 'none'],
    ])
    const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } }
    const deployment = (spec: object): KubeObject => of('apps/v1 Deployment', { spec })
    expect(
      compareObject(deployment({ strategy: { type: 'Recreate' }, replicas: 2 }), deployment({ strategy, replicas: 1 }), {
        applier: 'server-side',
      }).differences.map(({ path, class: kind, effect }) => [path, kind, effect]),
    ).toEqual([
      ['spec.strategy.type', 'union-conflict', 'rejected'],
      ['spec.replicas', 'changed', 'none'],
    ])
  })
  test('an autoscaler is named for the replicas alone', () => {
    const related = [
      of('autoscaling/v2 HorizontalPodAutoscaler', {
        spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
      }),
    ]
    const deployment = (count: number): KubeObject =>
      of('apps/v1 Deployment', { spec: { replicas: count, minReadySeconds: count } }, { labels: { replicas: String(count) } })
    expect(seen(deployment(1), deployment(2), { related })).toEqual([
      ['changed', 'metadata.labels.replicas is "2", deployed was "1"'],
      ['changed', 'spec.replicas is 2, deployed was 1; HorizontalPodAutoscaler web scales it: leave replicas out of the manifest'],
      ['changed', 'spec.minReadySeconds is 2, deployed was 1'],
    ])
  })
})
