import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { createSchemas } from '../../src/schema/index.ts'
import { compareObject, predictApply, type CompareOptions } from '../../src/sync/index.ts'

const text = { type: 'string' }
const crd = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'gardens.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { kind: 'Garden', plural: 'gardens' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                properties: {
                  ids: { type: 'array', 'x-kubernetes-list-type': 'set', items: { type: 'integer' } },
                  beds: {
                    type: 'array',
                    'x-kubernetes-list-type': 'map',
                    'x-kubernetes-list-map-keys': ['port', 'protocol'],
                    items: { type: 'object', properties: { port: { type: 'integer' }, protocol: { ...text, default: 'TCP' } } },
                  },
                  rows: { type: 'array', items: text },
                  maybe: { type: 'array', items: { ...text, nullable: true } },
                },
              },
            },
          },
        },
      },
    ],
  },
} as unknown as KubeObject
const schemas = createSchemas({ customResourceDefinitions: [crd] })
const garden = (spec: object): KubeObject =>
  ({ apiVersion: 'example.com/v1', kind: 'Garden', metadata: { name: 'a', namespace: 'b' }, spec }) as KubeObject
const refused = (desired: KubeObject, live: KubeObject, options: CompareOptions): readonly string[] =>
  compareObject(desired, live, { schemas, ...options }).rejections.map(({ code, pointer }) => `${code} ${pointer ?? ''}`)

describe.each(['client-side', 'server-side'] as const)('of a custom resource that is applied %s', applier => {
  const live = garden({ ids: [1], beds: [{ port: 80, protocol: 'TCP' }], rows: ['a'], maybe: ['a'] })
  test('nothing stands twice in a set or under one key, a default among the keys included', () => {
    expect(refused(garden({ ids: [1, 2, 1] }), live, { applier })).toEqual(['duplicate-key /spec/ids/2'])
    expect(refused(garden({ beds: [{ port: 80 }, { port: 80, protocol: 'TCP' }] }), live, { applier })).toEqual([
      'duplicate-key /spec/beds/1',
    ])
    expect(refused(garden({ beds: [{ port: 80 }, { port: 80, protocol: 'UDP' }] }), live, { applier })).toEqual([])
    expect(refused(garden({ rows: ['a', 'a'] }), live, { applier })).toEqual([])
    expect(predictApply(garden({ ids: [1, 1] }), undefined, { schemas, applier }).rejections).toMatchObject([{ code: 'duplicate-key' }])
  })
  test('no item is null where its type does not say so', () => {
    expect(refused(garden({ rows: ['a', null] }), live, { applier })).toEqual(['schema-mismatch /spec/rows/1'])
    expect(refused(garden({ maybe: ['a', null] }), live, { applier })).toEqual([])
    expect(refused(garden({ ids: [1, null] }), live, { applier })).not.toEqual([])
    expect(refused(garden({ beds: [null] }), live, { applier })).not.toEqual([])
  })
})

describe('what tells the items of a list apart has its zero where it is left out, and is asked for by validation', () => {
  const workload = (kind: string, spec: object): KubeObject =>
    ({ apiVersion: 'apps/v1', kind, metadata: { name: 'a', namespace: 'b' }, spec: { selector: {}, template: { spec } } }) as KubeObject
  const containers = (...fields: object[]): object => ({ containers: fields.map(field => ({ image: 'a', ...field })) })
  const nameless = (kind: string, clusterVersion: string): readonly string[] =>
    refused(workload(kind, containers({})), workload(kind, containers({ name: 'a' })), { applier: 'server-side', clusterVersion })
  test('of a container its name, but not in the template of a StatefulSet before 1.34', () => {
    expect(nameless('Deployment', '1.32')).toEqual(['required /spec/template/spec/containers/1/name'])
    expect(nameless('StatefulSet', '1.34')).toEqual(['required /spec/template/spec/containers/1/name'])
    expect(nameless('StatefulSet', '1.32')).toEqual([])
  })
  test('of a port its number', () => {
    const service = (ports: object[]): KubeObject =>
      ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec: { ports } }) as KubeObject
    expect(refused(service([{ name: 'b' }]), service([{ port: 80, name: 'a' }]), { applier: 'server-side' })).toContain(
      'required /spec/ports/1/port',
    )
  })
  test('a reference to a Secret may do without its name', () => {
    const pulling = (imagePullSecrets: object[]): KubeObject => workload('Deployment', { ...containers({ name: 'a' }), imagePullSecrets })
    expect(refused(pulling([{}]), pulling([]), { applier: 'server-side' })).toEqual([])
  })
})
