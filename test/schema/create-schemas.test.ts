import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { createSchemas, isNamespaced } from '../../src/schema/index.ts'
import { findKindSchema } from '../../src/schema/internal.ts'
import { gadgetCrd } from '../conformance/sync.ts'

describe('schemas', () => {
  test('of the built-in kinds come with the package', () => {
    const deployment = findKindSchema('apps/v1', 'Deployment')
    expect(deployment).toMatchObject({ namespaced: true, status: true, scale: true, patch: 'strategic', custom: false })
    const containers = deployment?.root.struct?.fields
      .get('spec')
      ?.struct?.fields.get('template')
      ?.struct?.fields.get('spec')
      ?.struct?.fields.get('containers')
    expect(containers).toMatchObject({ type: 'list', keys: ['name'], patch: 'merge', patchKey: 'name', atomic: false })
    expect(containers?.values?.struct?.fields.get('ports')).toMatchObject({
      keys: ['containerPort', 'protocol'],
      patchKey: 'containerPort',
    })
  })
  test('of a CRD have the same shape', () => {
    const schemas = createSchemas({ customResourceDefinitions: [gadgetCrd()] })
    expect(schemas.problems).toEqual([])
    const gadget = findKindSchema('example.com/v1', 'Gadget', schemas)
    expect(gadget).toMatchObject({ patch: 'json-merge', custom: true, namespaced: true })
    expect(gadget?.root.struct?.fields.get('metadata')?.struct?.fields.has('labels')).toBe(true)
    expect(findKindSchema('example.com/v1', 'Gadget')).toBeUndefined()
  })
  test('tell which kinds have a namespace: built in, from CRDs, from discovery', () => {
    const schemas = createSchemas({
      customResourceDefinitions: [gadgetCrd()],
      apiResources: [
        {
          kind: 'APIResourceList',
          groupVersion: 'example.org/v1',
          resources: [
            { name: 'things', kind: 'Thing', namespaced: false },
            { name: 'things/status', kind: 'Status', namespaced: true },
          ],
        },
      ],
    })
    expect(isNamespaced('Namespace')).toBe(false)
    expect(isNamespaced('apps/Deployment')).toBe(true)
    expect(isNamespaced('example.com/Gadget', schemas)).toBe(true)
    expect(isNamespaced('example.org/Thing', schemas)).toBe(false)
    expect(isNamespaced('example.org/Status', schemas)).toBeUndefined()
    expect(isNamespaced('example.org/Thing')).toBeUndefined()
  })
  test('take what they can of bad input, and say where the rest was', () => {
    const hostile = [
      null,
      7,
      'x',
      [],
      { spec: 1 },
      {
        spec: {
          group: 'g',
          names: { kind: 'K' },
          versions: [{ name: 'v1', schema: { openAPIV3Schema: { type: 'object', properties: 'x' } } }, 3],
        },
      },
      gadgetCrd(),
    ]
    const schemas = createSchemas({ customResourceDefinitions: hostile as KubeObject[], apiResources: [null, { resources: [1] }] })
    expect(schemas.problems.map(problem => problem.document)).toEqual([0, 1, 2, 3, 4])
    expect(findKindSchema('example.com/v1', 'Gadget', schemas)).toBeDefined()
    expect(findKindSchema('g/v1', 'K', schemas)).toBeDefined()
  })
})
