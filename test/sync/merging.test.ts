import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { createSchemas } from '../../src/schema/index.ts'
import { compareObject, predictApply, type CompareOptions } from '../../src/sync/index.ts'
import { gadgetCrd } from '../conformance/sync.ts'

/** What is merged and what is replaced, by each way of applying. */
const object = (kind: string, fields: object, metadata: object = {}): KubeObject => {
  const [apiVersion, name] = kind.split(' ')
  return { apiVersion, kind: name, metadata: { name: 'web', ...metadata }, ...fields }
}
const SERVER = { applier: 'server-side' } as const
const CLIENT = { applier: 'client-side' } as const
const spec = (desired: KubeObject, live: KubeObject, options: CompareOptions): unknown =>
  (predictApply(desired, live, options).object as { spec?: unknown }).spec
const served = (manifest: KubeObject): KubeObject => predictApply(manifest, undefined).object

describe('an object that somebody cut of its defaults', () => {
  test.each([
    ['discovery.k8s.io/v1 EndpointSlice', { addressType: 'IPv4', ports: [{ port: 80 }], endpoints: [{ addresses: ['10.0.0.1'] }] }],
    ['v1 Pod', { spec: { containers: [{ name: 'web', image: 'a' }], tolerations: [{ key: 'a' }] } }],
    ['apps/v1 Deployment', { spec: { template: { spec: { containers: [{ name: 'web', ports: [{ containerPort: 80 }] }] } } } }],
    ['v1 Service', { spec: { ports: [{ port: 80 }] } }],
    ['batch/v1 Job', { spec: { template: { spec: { containers: [{ name: 'web' }] } } } }],
  ])('a %s with the same manifest, or a part of it, finds nothing to change', (kind, fields) => {
    for (const options of [SERVER, CLIENT]) {
      const live = object(kind, fields)
      expect(predictApply(object(kind, structuredClone(fields)), live, options).object).toBe(live)
      expect(predictApply(object(kind, {}), live, options).object).toBe(live)
      expect(compareObject(object(kind, { ...fields, spec: undefined }), live, options).patch).toEqual([])
    }
  })
  test('nor does a null over what it does not have', () => {
    const live = object('v1 Pod', { spec: { containers: [{ name: 'web', image: 'a' }] } })
    for (const options of [SERVER, CLIENT])
      expect(
        predictApply(object('v1 Pod', { spec: { nodeName: null, containers: [{ name: 'web', command: null }] } }), live, options).object,
      ).toBe(live)
  })
})

describe('what is applied with nothing in it', () => {
  const pod = (context: object | undefined): KubeObject =>
    object('v1 Pod', { spec: { containers: [{ name: 'web', ...(context && { securityContext: context }) }] } })
  const context = (desired: KubeObject, previous: KubeObject, options: CompareOptions): unknown =>
    (spec(desired, served(pod({ runAsUser: 1 })), { ...options, previous }) as { containers: { securityContext?: unknown }[] })
      .containers[0]
  test('a struct stays where it is desired, but for server-side apply, and goes where it is not', () => {
    expect(context(pod({}), pod({ runAsUser: 1 }), CLIENT)).toHaveProperty('securityContext', {})
    expect(context(pod({}), pod({ runAsUser: 1 }), SERVER)).not.toHaveProperty('securityContext')
    expect(context(pod({}), pod({ runAsUser: 1 }), { ...SERVER, clusterVersion: '1.36.1' })).toHaveProperty('securityContext', {})
    expect(context(pod(undefined), pod({ runAsUser: 1 }), CLIENT)).not.toHaveProperty('securityContext')
  })
  test('a map goes with its last entry, but in a custom resource', () => {
    const configMap = (data: object | undefined): KubeObject => object('v1 ConfigMap', { ...(data && { data }) })
    const options: CompareOptions = { ...CLIENT, previous: configMap({ a: '1' }) }
    expect(predictApply(configMap({}), configMap({ a: '1' }), options).object).toEqual(configMap(undefined))
    const schemas = createSchemas({ customResourceDefinitions: [gadgetCrd()] })
    const gadget = (free: object): KubeObject => object('example.com/v1 Gadget', { spec: { mode: 'auto', free } })
    expect(spec(gadget({}), gadget({ a: 1 }), { ...CLIENT, previous: gadget({ a: 1 }), schemas })).toEqual({ mode: 'auto', free: {} })
  })
})

describe('nulls', () => {
  const deployment = (fields: object): KubeObject => object('apps/v1 Deployment', { spec: fields })
  const live = served(deployment({ replicas: 3, minReadySeconds: 5, template: { metadata: { labels: { a: '1' } } } }))
  test.each([
    ['client-side', CLIENT],
    ['server-side', SERVER],
  ])('take a field away, or bring its default back: %s', (_, options) => {
    const answer = spec(deployment({ replicas: null, minReadySeconds: null }), live, options)
    expect(answer).toHaveProperty('replicas', 1)
    expect(answer).not.toHaveProperty('minReadySeconds')
  })
  test('among labels are the empty text where Go reads them, and take one away in a patch', () => {
    const labelled = (labels: object): KubeObject => object('v1 ConfigMap', {}, { labels })
    const labels = (options: CompareOptions): unknown =>
      (predictApply(labelled({ a: null }), labelled({ a: '1', b: '1' }), options).object.metadata as { labels: unknown }).labels
    expect(labels(CLIENT)).toEqual({ b: '1' })
    expect(labels(SERVER)).toEqual({ a: '', b: '1' })
  })
})

describe('a custom resource', () => {
  const schemas = createSchemas({ customResourceDefinitions: [gadgetCrd()] })
  const gadget = (fields: object): KubeObject => object('example.com/v1 Gadget', { spec: fields })
  const left = (desired: object, live: object, options: CompareOptions): unknown =>
    spec(gadget(desired), gadget(live), { schemas, ...options })
  const live = { mode: 'auto', tags: ['a', 'b'], parts: [{ name: 'x', weight: 1 }], steps: [{ run: 'a', retries: 3 }] }
  test('has its lists replaced by a merge patch, with the defaults of their items', () => {
    expect(left({ tags: ['c'] }, live, CLIENT)).toEqual({ ...live, tags: ['c'] })
    expect(left({ parts: [{ name: 'y' }] }, live, CLIENT)).toEqual({ ...live, parts: [{ name: 'y', weight: 1 }] })
    expect(left({ steps: [{ run: 'a' }] }, live, CLIENT)).toEqual(live)
  })
  test('and merged by server-side apply, as its schema says', () => {
    expect(left({ tags: ['c'] }, live, SERVER)).toEqual({ ...live, tags: ['a', 'b', 'c'] })
    expect(left({ parts: [{ name: 'y' }] }, live, SERVER)).toEqual({ ...live, parts: [...live.parts, { name: 'y', weight: 1 }] })
    expect(left({ parts: [{ name: 'x', weight: 2 }] }, live, SERVER)).toEqual({ ...live, parts: [{ name: 'x', weight: 2 }] })
    expect(left({ steps: [{ run: 'b' }] }, live, SERVER)).toEqual({ ...live, steps: [{ run: 'b', retries: 3 }] })
  })
  test('that was cut of its defaults, with the same manifest, finds nothing to change', () => {
    const cut = gadget({ steps: [{ run: 'a' }], parts: [{ name: 'x' }], free: { l: [{ a: 1 }] } })
    for (const options of [SERVER, CLIENT]) expect(predictApply(structuredClone(cut), cut, { ...options, schemas }).object).toBe(cut)
  })
  test('with a value of another type stays as it is', () => {
    for (const options of [SERVER, CLIENT]) expect(left({ mode: 1 }, live, options)).toEqual(live)
  })
  test('has lists replaced as a whole where its schema keeps whatever is there', () => {
    for (const options of [SERVER, CLIENT])
      expect(left({ free: { l: [{ a: 1 }] } }, { free: { l: [{ a: 1, b: 2 }], m: 1 } }, options)).toEqual({ free: { l: [{ a: 1 }], m: 1 } })
  })
  test('a null takes away what is live unless it was applied before', () => {
    const { tags: _gone, ...rest } = live
    expect(left({ mode: 'auto', tags: null }, live, CLIENT)).toEqual(rest)
    expect(left({ mode: 'auto', tags: null }, live, { ...CLIENT, previous: gadget({ tags: ['a', 'b'] }) })).toEqual(rest)
    expect(left({ mode: 'auto', tags: null }, live, { ...CLIENT, previous: gadget({ mode: 'auto', tags: null }) })).toEqual(live)
  })
  test('what a merge patch makes has no nulls, nor a map of nothing else that was applied before', () => {
    const nulls = { free: { a: null, b: { c: null } } }
    expect(left(nulls, { mode: 'auto' }, CLIENT)).toEqual({ mode: 'auto', free: { b: {} } })
    expect(left(nulls, { mode: 'auto' }, { ...CLIENT, previous: gadget(nulls) })).toEqual({ mode: 'auto' })
    expect(left({ free: { l: [1, { a: null }] } }, { mode: 'auto', free: { l: [1] } }, CLIENT)).toEqual({
      mode: 'auto',
      free: { l: [1, {}] },
    })
    expect(left({ free: { a: null, b: { c: 1 } } }, { mode: 'auto' }, CLIENT)).toEqual({ mode: 'auto', free: { b: { c: 1 } } })
    expect(left({ free: {} }, { mode: 'auto' }, CLIENT)).toEqual({ mode: 'auto', free: {} })
  })
})

test('an object that is compared with itself is told of its duplicates', () => {
  const twice = object('v1 Service', {
    spec: {
      ports: [
        { port: 80, protocol: 'TCP' },
        { port: 80, protocol: 'TCP' },
      ],
    },
  })
  expect(compareObject(twice, twice, SERVER).rejections).toMatchObject([{ code: 'duplicate-key', pointer: '/spec/ports/1' }])
})
