import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { compareObject, predictApply, prepareDesired } from '../../src/sync/index.ts'
import { appliedBy, configMap } from '../support/class-records.ts'

describe('who applies', () => {
  const removed = (desired: Record<string, string>, live: KubeObject) =>
    compareObject(configMap(desired), live).differences.map(difference => difference.path)
  test('of two managers that are as much like the manifest nobody can say which', () => {
    expect(compareObject(configMap({ a: '1' }), appliedBy({ x: ['a'], y: ['a'] }))).toMatchObject({
      status: 'Unknown',
      reapply: 'unknown',
      reason: 'AmbiguousManager',
      message: expect.stringMatching(/^Two managers apply this object.*: name one in fieldManager$/) as string,
    })
    expect(compareObject(configMap({ a: '1' }), appliedBy({ x: ['a'], y: ['a'] }), { fieldManager: 'y' }).status).toBe('InSync')
    expect(predictApply(configMap({ a: '1' }), appliedBy({ x: ['a', 'b'], y: ['a', 'c'] })).unknown).toEqual(['AmbiguousManager'])
  })
  test('the manager that has what the manifest has, not one that has more or a part', () => {
    const live = appliedBy({ exporter: ['a', 'b', 'c', 'd', 'old'], deployer: ['a', 'b', 'old'], partial: ['a'] })
    expect(removed({ a: '1', b: '1' }, live)).toEqual([])
    expect(removed({ a: '1', b: '1' }, appliedBy({ deployer: ['a', 'b', 'old'], partial: ['a'] }))).toEqual(['data.old'])
  })
  test('kubectl where its annotation says what the manifest says, beside a manager that applied all that is live', () => {
    const text = JSON.stringify(configMap({ a: '1', old: '1' }))
    const live = appliedBy({ exporter: ['a', 'old', 'x', 'y'] })
    const annotated = { ...live, metadata: { ...live.metadata, annotations: { 'kubectl.kubernetes.io/last-applied-configuration': text } } }
    expect(removed({ a: '1' }, annotated as KubeObject)).toEqual(['data.old'])
    expect(removed({ a: '1', x: '1' }, live)).toEqual(['data.old', 'data.y'])
  })
  const ANNOTATION = 'kubectl.kubernetes.io/last-applied-configuration'
  const withAnnotation = (live: KubeObject, text: string): KubeObject =>
    ({ ...live, metadata: { ...live.metadata, annotations: { [ANNOTATION]: text } } }) as KubeObject
  test('the one that is named, even where another is more like the manifest', () => {
    const live = appliedBy({ deployer: ['a', 'b'], other: ['a', 'old'] })
    const paths = (fieldManager: string): readonly string[] =>
      compareObject(configMap({ a: '1', b: '1' }), live, { fieldManager }).differences.map(({ path }) => path)
    expect(paths('deployer')).toEqual([])
    expect(paths('other')).toEqual(['data.old'])
    expect(paths('nobody')).toEqual([])
  })
  test('the only one that applies, however unlike', () => {
    expect(removed({ z: '1' }, appliedBy({ deployer: ['a'] }))).toEqual(['data.a', 'data.z'])
  })
  test('not a manager that applies the status alone', () => {
    const live = appliedBy({ deployer: ['a', 'old'], controller: ['a'] })
    const managedFields = (live.metadata as { managedFields: { manager: string }[] }).managedFields.map(entry =>
      entry.manager === 'controller' ? { ...entry, subresource: 'status' } : entry,
    )
    const marked = { ...live, metadata: { ...live.metadata, managedFields } } as KubeObject
    expect(compareObject(configMap({ a: '1' }), marked).differences.map(({ path }) => path)).toEqual(['data.old'])
  })
  test('kubectl where nobody applies server-side and its annotation is there, if that can be read', () => {
    const live = configMap({ a: '1', old: '1' })
    const applied = JSON.stringify(configMap({ a: '1', old: '1' }))
    expect(removed({ a: '1' }, withAnnotation(live, applied))).toEqual(['data.old'])
    for (const text of ['{', '[]', '"x"', 'null', '']) expect(removed({ a: '1' }, withAnnotation(live, text))).toEqual([])
    expect(compareObject(configMap({ a: '1' }), withAnnotation(live, applied), { applier: 'server-side' }).differences).toEqual([])
    expect(compareObject(configMap({ a: '1' }), live, { applier: 'client-side' }).differences).toEqual([])
  })
  test('a previous release stands in for the annotation, and counts only where there is none', () => {
    const live = withAnnotation(configMap({ a: '1', b: '1', c: '1' }), JSON.stringify(configMap({ a: '1', b: '1' })))
    const paths = (previous?: KubeObject): readonly string[] =>
      compareObject(configMap({ a: '1' }), live, previous === undefined ? {} : { previous }).differences.map(({ path }) => path)
    expect(paths()).toEqual(['data.b'])
    expect(paths(configMap({ a: '1', c: '1' }))).toEqual(['data.b'])
    const { differences } = compareObject(configMap({ a: '1' }), configMap({ a: '1', c: '1' }), { previous: configMap({ a: '1', c: '1' }) })
    expect(differences.map(({ path }) => path)).toEqual(['data.c'])
  })
  test('of kubectl and a manager that are as much like the manifest the manager, which came later', () => {
    const live = withAnnotation(appliedBy({ deployer: ['a', 'old'] }), JSON.stringify(configMap({ a: '1', mine: '1' })))
    const fieldsV1 = { 'f:metadata': {}, 'f:data': { 'f:a': {}, 'f:old': {} } }
    const metadata = { ...live.metadata, managedFields: [{ manager: 'deployer', operation: 'Apply', apiVersion: 'v1', fieldsV1 }] }
    const both = { ...live, metadata, data: { a: '1', old: '1', mine: '1' } } as KubeObject
    expect(compareObject(configMap({ a: '1' }), both).differences.map(({ path }) => path)).toEqual(['data.old'])
  })
  test('live objects that say different things of one prepared manifest', () => {
    const prepared = prepareDesired(configMap({ a: '1' }))
    const live = (old: string): KubeObject =>
      withAnnotation(configMap({ a: '1', x: '1', y: '1' }), JSON.stringify(configMap({ a: '1', [old]: '1' })))
    for (const old of ['x', 'y', 'x'])
      expect(compareObject(prepared, live(old)).differences.map(({ path }) => path)).toEqual([`data.${old}`])
  })
})

describe('a previous release under server-side apply', () => {
  const object = (kind: string, spec: object): KubeObject => {
    const [apiVersion, name] = kind.split(' ')
    return { apiVersion, kind: name, metadata: { name: 'web' }, spec } as KubeObject
  }
  const left = (desired: KubeObject, live: KubeObject, previous: KubeObject): unknown =>
    (predictApply(desired, live, { applier: 'server-side', previous }).object as { spec: unknown }).spec
  test('counts what is replaced whole as one, and items by their keys', () => {
    const service = (spec: object): KubeObject => object('v1 Service', spec)
    const [a, b] = [80, 81].map(port => ({ name: `p${port}`, port, protocol: 'TCP', targetPort: port }))
    const base = { sessionAffinity: 'None', type: 'ClusterIP', internalTrafficPolicy: 'Cluster' }
    const live = service({ ...base, externalTrafficPolicy: 'Cluster', ports: [a, b], selector: { x: '1' }, externalIPs: ['1.2.3.4'] })
    expect(left(service({ ports: [a] }), live, service({ ports: [a, b], selector: { x: '1' } }))).toEqual({
      ...base,
      ports: [a],
      externalTrafficPolicy: 'Cluster',
      externalIPs: ['1.2.3.4'],
    })
    expect(left(service({ ports: [a] }), live, service({ ports: [a], externalIPs: ['1.2.3.4'] }))).toEqual({
      ...base,
      ports: [a, b],
      selector: { x: '1' },
    })
  })
})
