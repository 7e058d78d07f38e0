import { ObjectSerializer as SerializerOf2 } from '@kubernetes/client-node/dist/serializer.js'
import { V1MicroTime as MicroTimeOf2 } from '@kubernetes/client-node/dist/types.js'
import { ObjectSerializer as SerializerOf1 } from 'client-node-1/dist/serializer.js'
import { V1MicroTime as MicroTimeOf1 } from 'client-node-1/dist/types.js'
import { describe, expect, test } from 'vitest'
import { plainObject } from '../../src/parse/index.ts'
import { deepFreeze } from '../support/deep-freeze.ts'
import { fixtureLines } from '../support/fixtures.ts'

const CLIENTS = [
  { version: '1.4.0', serializer: SerializerOf1, MicroTime: MicroTimeOf1 },
  { version: '2.0.1', serializer: SerializerOf2, MicroTime: MicroTimeOf2 },
] as const

describe.each(CLIENTS)('objects of @kubernetes/client-node $version', ({ serializer, MicroTime }) => {
  const typed = (json: object, type: string): object => serializer.deserialize(json, type, '') as object
  const codes = (object: object): string[] => plainObject(object).problems.map(problem => problem.code)

  test('fields get back the names that the API has for them', () => {
    const crd = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'gadgets.example.com', creationTimestamp: '2026-11-22T10:00:00Z', labels: { _from: 'kept' } },
      spec: {
        group: 'example.com',
        names: { kind: 'Gadget', plural: 'gadgets' },
        scope: 'Namespaced',
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            schema: {
              openAPIV3Schema: {
                type: 'object',
                properties: { a: { _default: 1 }, b: { default: 1, enum: [1], 'x-kubernetes-int-or-string': true, $ref: '#/x', not: {} } },
              },
            },
          },
        ],
      },
    }
    const { a: _, ...properties } = crd.spec.versions[0]!.schema.openAPIV3Schema.properties
    crd.spec.versions[0]!.schema.openAPIV3Schema.properties = properties as never
    expect(plainObject(typed(crd, 'V1CustomResourceDefinition')).object).toEqual(crd)
  })

  test('a reserved word in a network policy comes back', () => {
    const policy = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'a' },
      spec: { podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: { a: 'b' } } }], ports: [{ port: 80 }] }] },
    }
    expect(plainObject(typed(policy, 'V1NetworkPolicy')).object).toEqual(policy)
  })

  test('times come back as the API writes them, microseconds too', () => {
    const lease = {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { name: 'a', creationTimestamp: '2026-11-22T10:00:00Z' },
      spec: { renewTime: '2026-11-22T10:00:00.123000Z' },
    }
    expect(plainObject(typed(lease, 'V1Lease')).object).toEqual(lease)
    expect(plainObject({ at: new MicroTime('2026-11-22T10:00:00.5Z') }).object).toEqual({ at: '2026-11-22T10:00:00.500000Z' })
  })

  test('recorded objects survive the client, but for what it drops', () => {
    const types: Record<string, string> = {
      Deployment: 'V1Deployment',
      Service: 'V1Service',
      ConfigMap: 'V1ConfigMap',
      StatefulSet: 'V1StatefulSet',
      Job: 'V1Job',
    }
    const recorded = fixtureLines<{ live: { kind: string; spec?: object } }>('sync/generated.jsonl.gz').filter(
      ({ live }) => live.kind in types,
    )
    expect(recorded.length).toBeGreaterThan(50)
    for (const { live } of recorded) expect(plainObject(typed(live, types[live.kind]!)).object).toEqual(live)
  })

  test('a custom resource keeps all but what its metadata drops', () => {
    const gadget = {
      apiVersion: 'example.com/v1',
      kind: 'Gadget',
      metadata: { name: 'a', creationTimestamp: '2026-11-22T10:00:00Z' },
      spec: { _from: 1, at: '2026-11-22T10:00:00.000Z' },
    }
    const { object, problems } = plainObject(typed(gadget, 'Gadget'))
    expect(object).toEqual(gadget)
    expect(problems.map(problem => problem.code)).toEqual(['typed-object'])
  })

  test('plain JSON comes back as it is, not copied', () => {
    const object = deepFreeze({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { containers: [{ name: 'a' }] } })
    expect(plainObject(object)).toEqual({ object, problems: [] })
    expect(plainObject(object).object).toBe(object)
  })

  test('what cannot be undone is told of', () => {
    class Foreign {
      readonly name = 'a'
    }
    expect(plainObject({ kind: 'X', spec: new Foreign(), at: [new Date(Number.NaN)] })).toEqual({
      object: { kind: 'X', spec: { name: 'a' }, at: [undefined] },
      problems: [
        expect.objectContaining({ code: 'unknown-class', pointer: '/spec' }),
        expect.objectContaining({ code: 'invalid-date', pointer: '/at/0' }),
      ],
    })
    expect(codes(typed({ kind: 'Pod' }, 'V1Pod'))).toEqual(['typed-object'])
  })

  test('what cannot be walked is told of', () => {
    const cycle: Record<string, unknown> = {}
    cycle['self'] = cycle
    expect(codes(cycle)).toEqual(['unreadable-object'])
    expect(
      codes(
        new Proxy(
          {},
          {
            getPrototypeOf: () => {
              throw new Error('no')
            },
          },
        ),
      ),
    ).toEqual(['unreadable-object'])
  })
})
