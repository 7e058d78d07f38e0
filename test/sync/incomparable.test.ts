import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { createSchemas, type SchemaSet } from '../../src/schema/index.ts'
import { compareObject, predictApply, prepareDesired } from '../../src/sync/index.ts'

/** Which pairs are one object in one version. */
const of = (kind: string, metadata: object = { name: 'a' }, fields: object = {}): KubeObject => {
  const [apiVersion, name] = kind.split(' ')
  return { apiVersion, kind: name, metadata, ...fields }
}
const reason = (desired: unknown, live: unknown, schemas?: SchemaSet): string | undefined => {
  const options = schemas === undefined ? {} : { schemas }
  const answer = compareObject(desired as KubeObject, live as KubeObject, options)
  // A prediction without a manifest is that of an empty one.
  if (typeof desired !== 'object' || desired === null || Array.isArray(desired)) return answer.reason
  const { unknown } = predictApply(desired, live as KubeObject, options)
  const found = answer.status === 'Unknown' ? answer.reason : undefined
  expect(unknown.filter(text => text !== 'schema')).toEqual(found === undefined ? [] : [found])
  return found
}

test.each<[string, unknown, unknown, string | undefined]>([
  ['themselves', of('v1 ConfigMap'), of('v1 ConfigMap'), undefined],
  ['a name and another', of('v1 ConfigMap'), of('v1 ConfigMap', { name: 'b' }), 'DifferentObject'],
  [
    'a namespace and another',
    of('v1 ConfigMap', { name: 'a', namespace: 'x' }),
    of('v1 ConfigMap', { name: 'a', namespace: 'y' }),
    'DifferentObject',
  ],
  ['a namespace and none', of('v1 ConfigMap', { name: 'a' }), of('v1 ConfigMap', { name: 'a', namespace: 'y' }), undefined],
  ['a namespace that live does not say', of('v1 ConfigMap', { name: 'a', namespace: 'x' }), of('v1 ConfigMap'), undefined],
  ['a kind and another', of('v1 ConfigMap'), of('v1 Secret'), 'DifferentObject'],
  ['a group and another', of('apps/v1 Deployment'), of('extensions/v1 Deployment'), 'DifferentObject'],
  ['a group and the core group', of('apps/v1 Pod'), of('v1 Pod'), 'DifferentObject'],
  ['a name to be made', of('v1 ConfigMap', { generateName: 'a-' }), of('v1 ConfigMap'), 'GenerateName'],
  ['a name beside one to be made', of('v1 ConfigMap', { name: 'a', generateName: 'a-' }), of('v1 ConfigMap'), undefined],
  ['no name at all', of('v1 ConfigMap', {}), of('v1 ConfigMap'), undefined],
  ['an item of a typed list', of('v1 ConfigMap'), { metadata: { name: 'a' } }, undefined],
  ['an item of a typed list of another name', of('v1 ConfigMap'), { metadata: { name: 'b' } }, 'DifferentObject'],
  ['text', 'a', of('v1 ConfigMap'), 'NotAnObject'],
  ['against text', of('v1 ConfigMap'), 'a', 'NotAnObject'],
  ['a list', [], of('v1 ConfigMap'), 'NotAnObject'],
  ['nothing', null, of('v1 ConfigMap'), 'NotAnObject'],
  ['a typed object', of('v1 ConfigMap', { name: 'a', creationTimestamp: new Date(0) }), of('v1 ConfigMap'), 'TypedInput'],
  [
    'versions whose fields differ',
    of('autoscaling/v1 HorizontalPodAutoscaler'),
    of('autoscaling/v2 HorizontalPodAutoscaler'),
    'VersionMismatch',
  ],
  ['a retired version', of('apps/v1beta2 Deployment'), of('apps/v1 Deployment'), undefined],
  ['a live object in a retired version', of('apps/v1 Deployment'), of('apps/v1beta2 Deployment'), undefined],
  ['a retired version whose fields were others', of('apps/v1beta1 Deployment'), of('apps/v1 Deployment'), 'VersionMismatch'],
  ['a live object in one', of('apps/v1 Deployment'), of('apps/v1beta1 Deployment'), 'VersionMismatch'],
  ['two retired versions', of('apps/v1beta2 Deployment'), of('apps/v1beta1 Deployment'), 'VersionMismatch'],
  ['two versions that nobody described', of('example.com/v1 Thing'), of('example.com/v2 Thing'), 'VersionMismatch'],
  [
    'a live object without a kind in a version whose fields differ',
    of('autoscaling/v1 HorizontalPodAutoscaler'),
    { apiVersion: 'autoscaling/v2', metadata: { name: 'a' } },
    'VersionMismatch',
  ],
])('%s: %s', (_, desired, live, expected) => {
  expect(reason(desired, live)).toBe(expected)
})

test('an object of a class of a typed client', () => {
  class V1ConfigMap {
    static getAttributeTypeMap(): unknown[] {
      return []
    }
    readonly apiVersion = 'v1'
    readonly kind = 'ConfigMap'
    readonly metadata = { name: 'a' }
  }
  expect(reason(new V1ConfigMap(), of('v1 ConfigMap'))).toBe('TypedInput')
  expect(reason(of('v1 ConfigMap'), new V1ConfigMap())).toBe('TypedInput')
})

test('an unknown answer says why and nothing else, but for the two versions', () => {
  const nothing = { differences: [], notes: [], suppressed: [], rejections: [], problems: [], patch: [], reapply: 'unknown' }
  const answers = [
    compareObject(of('v1 ConfigMap'), of('v1 Secret')),
    compareObject({}, 'a' as unknown as KubeObject),
    compareObject(of('v1 ConfigMap', { generateName: 'a' }), of('v1 ConfigMap')),
  ]
  for (const answer of answers) {
    expect(answer).toMatchObject(nothing)
    expect(answer.message).toMatch(/^[A-Z].{20,}/)
  }
  const scaler = (version: string): KubeObject => of(`autoscaling/${version} HorizontalPodAutoscaler`)
  expect(compareObject(scaler('v1'), scaler('v2'))).toMatchObject({
    ...nothing,
    message: 'The two are in different API versions, and nothing says that their fields are the same',
    differences: [
      {
        path: 'apiVersion',
        pointer: '/apiVersion',
        class: 'version-mismatch',
        desired: 'autoscaling/v1',
        live: 'autoscaling/v2',
        effect: 'none',
        message: 'apiVersion is "autoscaling/v2", the manifest is in "autoscaling/v1"',
      },
    ],
  })
})

describe('two versions of a custom resource', () => {
  const schemasOf = (second: object, first: object = {}): SchemaSet => {
    const version = (name: string, properties: object): object => ({
      name,
      served: true,
      storage: name === 'v1',
      schema: {
        openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object', properties: { a: { type: 'string' }, ...properties } } } },
      },
    })
    const crd = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'things.example.com' },
      spec: {
        group: 'example.com',
        names: { kind: 'Thing', plural: 'things' },
        scope: 'Namespaced',
        versions: [version('v1', first), version('v2', second)],
      },
    } as KubeObject
    return createSchemas({ customResourceDefinitions: [crd] })
  }
  const list = (more: object, items: object = { type: 'string' }): object => ({ l: { type: 'array', items, ...more } })
  const keyed = (...keys: string[]): object =>
    list(
      { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': keys },
      { type: 'object', properties: { a: { type: 'string' }, b: { type: 'string' } } },
    )
  test.each<[string, object, object, string | undefined]>([
    ['with the same fields', {}, {}, undefined],
    ['with a field more', { b: { type: 'string' } }, {}, 'VersionMismatch'],
    ['with a field less', {}, { b: { type: 'string' } }, 'VersionMismatch'],
    ['with a field of another name', { b: { type: 'string' } }, { c: { type: 'string' } }, 'VersionMismatch'],
    ['with a field of another type', { b: { type: 'string' } }, { b: { type: 'integer' } }, 'VersionMismatch'],
    ['with the same list', list({}), list({}), undefined],
    ['with a list of others', list({}), list({}, { type: 'integer' }), 'VersionMismatch'],
    ['with a list that is a set', list({ 'x-kubernetes-list-type': 'set' }), list({}), 'VersionMismatch'],
    ['with a list of other keys', keyed('a'), keyed('b'), 'VersionMismatch'],
    ['with a list of the same keys', keyed('a'), keyed('a'), undefined],
    [
      'with a map that is atomic',
      { m: { type: 'object', properties: { a: { type: 'string' } }, 'x-kubernetes-map-type': 'atomic' } },
      { m: { type: 'object', properties: { a: { type: 'string' } } } },
      'VersionMismatch',
    ],
  ])('%s', (_, first, second, expected) => {
    const schemas = schemasOf(second, first)
    expect(reason(of('example.com/v1 Thing'), of('example.com/v2 Thing'), schemas)).toBe(expected)
    expect(reason(of('example.com/v2 Thing'), of('example.com/v1 Thing'), schemas)).toBe(expected)
  })
})

test('what was prepared says the same as the manifest, and what cannot be read compares as no object', () => {
  expect(compareObject(prepareDesired(of('v1 ConfigMap')), of('v1 Secret')).reason).toBe('DifferentObject')
  expect(predictApply(prepareDesired(of('v1 ConfigMap')), of('v1 ConfigMap', { name: 'b' })).unknown).toEqual(['DifferentObject'])
  expect(predictApply(of('example.com/v1 Thing'), undefined).unknown).toEqual(['schema'])
  expect(predictApply(of('example.com/v1 Thing'), of('example.com/v1 Thing', { name: 'b' })).unknown).toEqual(['schema', 'DifferentObject'])
  expect(predictApply(of('v1 ConfigMap'), 'text' as unknown as KubeObject)).toEqual({
    object: {},
    rejections: [],
    unknown: ['NotAnObject'],
  })
  const unreadable = new Proxy(
    {},
    {
      has: () => {
        throw new Error('no')
      },
      get: () => {
        throw new Error('no')
      },
      ownKeys: () => {
        throw new Error('no')
      },
    },
  )
  expect(compareObject(prepareDesired(unreadable as KubeObject), of('v1 ConfigMap')).status).toBe('Unknown')
  expect(predictApply(unreadable as KubeObject, undefined)).toEqual({ object: {}, rejections: [], unknown: ['Unreadable'] })
})
