import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { compareObject, type CompareOptions, type Difference } from '../../src/sync/index.ts'

/** What others have in the object beside the manifest. */
const object = (kind: string, fields: object, metadata: object = {}): KubeObject => {
  const [apiVersion, name] = kind.split(' ')
  return { apiVersion, kind: name, metadata: { name: 'web', ...metadata }, ...fields }
}
const entry = (manager: string, fieldsV1: object, more: object = {}): object => ({
  manager,
  operation: 'Update',
  apiVersion: 'v1',
  fieldsV1,
  ...more,
})
const notes = (desired: KubeObject, live: KubeObject, entries: readonly object[], options: CompareOptions = {}): readonly Difference[] =>
  compareObject(
    desired,
    { ...live, metadata: { ...live.metadata, managedFields: entries } },
    {
      fieldManager: 'me',
      ...options,
    },
  ).notes
const said = (...given: Parameters<typeof notes>): string[] => notes(...given).map(({ message }) => message)
const configMap = (data: object, metadata: object = {}): KubeObject => object('v1 ConfigMap', { data }, metadata)
const pod = (...containers: object[]): KubeObject => object('v1 Pod', { spec: { containers } })
const LABEL = { 'f:metadata': { 'f:labels': { 'f:x': {} } } }

describe('a note says', () => {
  const [mine, theirs] = [{ y: '1' }, { x: '1', y: '1' }].map(labels => configMap({ a: '1' }, { labels }))
  test.each<[string, object]>([
    ['metadata.labels.x is "1", set by hand with kubectl-edit, 2026; an apply leaves it', entry('kubectl-edit', LABEL, { time: '2026' })],
    ['metadata.labels.x is "1", set by controller; an apply leaves it', entry('controller', LABEL)],
    ['metadata.labels.x is "1", set by kubectl-client-side-apply; an apply leaves it', entry('kubectl-client-side-apply', LABEL)],
  ])('%s', (message, owner) => {
    expect(said(mine!, theirs!, [owner])).toEqual([message])
  })
  test('where it is, what is there, and who put it there', () => {
    const owner = entry('kubectl-edit', LABEL, { time: '2026', subresource: 'scale' })
    expect(notes(mine!, theirs!, [owner])).toEqual([
      {
        path: 'metadata.labels.x',
        pointer: '/metadata/labels/x',
        class: 'added-by-other',
        live: '1',
        by: { manager: 'kubectl-edit', operation: 'Update', subresource: 'scale', since: '2026' },
        effect: 'none',
        message: 'metadata.labels.x is "1", set by hand with kubectl-edit, 2026; an apply leaves it',
      },
    ])
  })
  test('once what was added as a whole, and what is below', () => {
    for (const labels of [{}, { '.': {}, 'f:x': {} }, { 'f:x': {}, 'f:y': {} }])
      expect(said(configMap({ a: '1' }), theirs!, [entry('controller', { 'f:metadata': { 'f:labels': labels } })])).toEqual([
        'metadata.labels was added by controller; an apply leaves it',
      ])
  })
  test('nothing of the value of a Secret', () => {
    const secret = (data: object): KubeObject => object('v1 Secret', { data })
    const [note] = notes(secret({ y: 'eQ==' }), secret({ x: 'eA==', y: 'eQ==' }), [entry('controller', { 'f:data': { 'f:x': {} } })])
    expect(note?.message).toBe('data.x was added by controller; an apply leaves it')
    expect(note).not.toHaveProperty('live')
  })
})

describe('there is none of', () => {
  const desired = configMap({ a: '1' }, { labels: { x: '1' } })
  test.each<[string, KubeObject, KubeObject, object]>([
    ['what the manifest has', desired, desired, entry('controller', LABEL)],
    ['what is not there', configMap({}), configMap({}), entry('controller', LABEL)],
    ['the status', configMap({}), object('v1 ConfigMap', { status: { a: 1 } }), entry('controller', { 'f:status': { 'f:a': {} } })],
    ['what a subresource owns', configMap({}), configMap({ a: '1' }), entry('c', { 'f:data': { 'f:a': {} } }, { subresource: 'status' })],
    ['what is our own', configMap({}), configMap({ a: '1' }), entry('me', { 'f:data': { 'f:b': {} } }, { operation: 'Apply' })],
    [
      'what kubectl records',
      configMap({}),
      configMap({}, { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': 'x' } }),
      entry('c', { 'f:metadata': { 'f:annotations': { 'f:kubectl.kubernetes.io/last-applied-configuration': {} } } }),
    ],
    ['what is no field', configMap({}), configMap({ a: '1' }), entry('controller', { 'f:data': { '.': {}, 'k:{"a":1}': {}, 'f:a': 'x' } })],
    ['what differs anyway', configMap({ a: '1' }), configMap({ a: '2' }), entry('controller', { 'f:data': { 'f:a': {} } })],
  ])('%s', (_, wanted, live, owner) => {
    const found = said(wanted, live, [owner]).filter(message => !message.startsWith('data was added'))
    expect(found).toEqual([])
  })
})

describe('in lists', () => {
  const web = (env: readonly object[]): object => ({ name: 'web', env })
  const inEnv = (fields: object): object =>
    entry('kubectl-edit', { 'f:spec': { 'f:containers': { 'k:{"name":"web"}': { 'f:env': fields } } } })
  const of = (...names: string[]): object[] => names.map(name => ({ name, value: '1' }))
  test('an item is found by its keys, in whatever place', () => {
    const live = pod({ name: 'side' }, web(of('A', 'HAND')))
    const item = { '.': {}, 'f:name': {}, 'f:value': {} }
    expect(notes(pod(web(of('A'))), live, [inEnv({ 'k:{"name":"HAND"}': item })])).toMatchObject([
      {
        path: 'spec.containers[name=web].env[name=HAND]',
        pointer: '/spec/containers/1/env/1',
        live: { name: 'HAND', value: '1' },
        message: 'spec.containers[name=web].env[name=HAND] was added by hand with kubectl-edit; an apply leaves it',
      },
    ])
    expect(notes(pod(web(of('A', 'HAND'))), live, [inEnv({ 'k:{"name":"HAND"}': item })])).toEqual([])
    expect(notes(pod(web(of('A'))), pod(web(of('A'))), [inEnv({ 'k:{"name":"HAND"}': item })])).toEqual([])
  })
  test('of one that the manifest has, its other fields', () => {
    const live = pod({ ...web(of('A')), workingDir: '/x' })
    const owner = entry('c', { 'f:spec': { 'f:containers': { 'k:{"name":"web"}': { '.': {}, 'f:workingDir': {} } } } })
    expect(said(pod(web(of('A'))), live, [owner])).toEqual(['spec.containers[name=web].workingDir is "/x", set by c; an apply leaves it'])
  })
  test('as Go writes a key', () => {
    const item = { '.': {}, 'f:name': {} }
    expect(said(pod(web([])), pod(web(of('a&b'))), [inEnv({ 'k:{"name":"a\\u0026b"}': item })])).toHaveLength(1)
  })
  test('an element of a set', () => {
    const having = (...finalizers: string[]): KubeObject => configMap({}, { finalizers })
    const owner = entry('c', { 'f:metadata': { 'f:finalizers': { '.': {}, 'v:"a/b"': {}, 'v:"a/c"': {} } } })
    expect(said(having('a/c'), having('a/b', 'a/c'), [owner])).toEqual([
      'metadata.finalizers[value=a/b] is "a/b", set by c; an apply leaves it',
    ])
  })
})

describe('of what is left behind', () => {
  test('that another manager owns it, too', () => {
    const shared = { 'f:data': { 'f:b': {} } }
    const owners = [entry('me', shared, { operation: 'Apply' }), entry('other', shared, { operation: 'Apply' })]
    expect(notes(configMap({ a: '1' }), configMap({ a: '1', b: '1' }), owners)).toMatchObject([
      { class: 'left-behind', message: 'data.b is no longer in the manifest, but stays because other owns it too' },
    ])
  })
})

describe('of what the server drops', () => {
  const service = (fields: object): KubeObject => object('v1 Service', { spec: fields })
  const dropped = (desired: KubeObject, live: KubeObject, options: CompareOptions): unknown[] =>
    compareObject(desired, live, options).notes.map(({ class: kind, pointer, path, message }) => [kind, pointer, path, message])
  test('the name that was meant, where one is near', () => {
    expect(dropped(service({ selectr: 1 }), service({ type: 'ClusterIP' }), { applier: 'client-side' })).toEqual([
      [
        'dropped-unknown-field',
        '/spec/selectr',
        'spec.selectr',
        'selectr is not a field of ServiceSpec and was dropped (did you mean selector?)',
      ],
    ])
    expect(dropped(service({ zzz: 1 }), service({}), { applier: 'client-side' })[0]).toContain(
      'zzz is not a field of ServiceSpec and was dropped',
    )
    expect(dropped(service({ selectr: 1 }), service({}), { applier: 'server-side' })).toEqual([])
  })
  test('values of a wrong type are no note, but a rejection', () => {
    for (const applier of ['client-side', 'server-side'] as const)
      expect(dropped(service({ type: 3 }), service({}), { applier })).toEqual([])
  })
})
