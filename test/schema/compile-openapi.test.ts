import { describe, expect, test } from 'vitest'
import { createSchemas, hasStatus, isNamespaced } from '../../src/schema/index.ts'
import { findKindSchema, parseClusterVersion } from '../../src/schema/internal.ts'
import { compareObject } from '../../src/sync/index.ts'
import { compareRecord, disagreement, everyKindCrds, gadgetCrd, isCounted, samePlaces, type SyncRecord } from '../conformance/sync.ts'
import { fixtureLines, fixtureText } from '../support/fixtures.ts'

/** Documents of `/openapi/v3` as a real API server prints them, for the custom resources of the corpora. */
const openapi = JSON.parse(fixtureText('sync/openapi.json')) as readonly unknown[]
const schemas = createSchemas({ openapi })
const definitions = createSchemas({ customResourceDefinitions: [gadgetCrd(), ...everyKindCrds()] })

describe('documents of /openapi/v3', () => {
  test('are read without a problem, and say of a kind what its definition says', () => {
    expect(schemas.problems).toEqual([])
    for (const [apiVersion, kind] of [
      ['example.com/v1', 'Gadget'],
      ['every.example.com/v1', 'Blob'],
      ['every.example.com/v1', 'Widget'],
      ['every.example.com/v1beta1', 'Widget'],
    ] as const) {
      const [read, defined] = [schemas, definitions].map(set => findKindSchema(apiVersion, kind, set))
      expect([kind, read?.namespaced, read?.status, read?.scale, read?.patch]).toEqual([
        kind,
        defined?.namespaced,
        defined?.status,
        defined?.scale,
        defined?.patch,
      ])
      expect(read?.root.struct?.fields.get('spec')).toEqual(defined?.root.struct?.fields.get('spec'))
    }
    expect(isNamespaced('example.com/Gadget', schemas)).toBe(true)
    expect(hasStatus('example.com/v1', 'Gadget', schemas)).toBe(hasStatus('example.com/v1', 'Gadget', definitions))
  })
  test.each(['classes', 'generated', 'every-kind'])('answer %s as the definitions do', corpus => {
    const custom = fixtureLines<SyncRecord>(`sync/${corpus}.jsonl.gz`).filter(
      ({ desired }) => findKindSchema(desired.apiVersion ?? '', desired.kind ?? '') === undefined,
    )
    const records = custom.filter(isCounted)
    expect(records.length).toBeGreaterThan(10)
    const wrong = records.filter(record => {
      const answer = compareRecord(record, schemas, '1.36.1')
      return disagreement(record, answer) !== undefined || (record.inSync === false && !samePlaces(record, answer))
    })
    expect(wrong.map(({ id }) => id)).toEqual([])
  })
  test('follow references of an aggregated API, whose types are those of Go', () => {
    const gvk = { 'x-kubernetes-group-version-kind': [{ group: 'metrics.example.com', version: 'v1', kind: 'Meter' }] }
    const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` })
    const document = {
      components: {
        schemas: {
          Meter: {
            type: 'object',
            properties: { apiVersion: { type: 'string' }, kind: { type: 'string' }, spec: { default: {}, allOf: [ref('Spec')] } },
            ...gvk,
          },
          Spec: {
            type: 'object',
            properties: {
              limit: ref('io.k8s.apimachinery.pkg.api.resource.Quantity'),
              next: ref('Spec'),
              name: { type: 'string', default: '' },
            },
          },
          'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: 'string' },
        },
      },
      paths: {
        '/apis/metrics.example.com/v1/meters/{name}': {
          get: { 'x-kubernetes-group-version-kind': gvk['x-kubernetes-group-version-kind'][0] },
        },
      },
    }
    const aggregated = createSchemas({ openapi: [document] })
    expect(isNamespaced('metrics.example.com/Meter', aggregated)).toBe(false)
    const spec = findKindSchema('metrics.example.com/v1', 'Meter', aggregated)?.root.struct?.fields.get('spec')
    expect(spec?.struct?.fields.get('limit')?.type).toBe('quantity')
    expect(spec?.struct?.fields.get('next')?.type).toBe('any')
    const meter = (limit: string): object => ({
      apiVersion: 'metrics.example.com/v1',
      kind: 'Meter',
      metadata: { name: 'a' },
      spec: { limit },
    })
    expect(compareObject(meter('1024Mi'), meter('1Gi'), { schemas: aggregated })).toMatchObject({ status: 'InSync' })
  })
  test('that cannot be read are a problem each, and the others work', () => {
    for (const broken of [null, 7, 'text', [], {}, { paths: {} }, { components: { schemas: {} } }]) {
      const { problems } = createSchemas({ openapi: [broken, ...openapi] })
      expect(problems).toMatchObject([{ code: 'not-openapi', document: 0 }])
    }
  })
  test('say less than a definition, which is taken where both are given', () => {
    const both = createSchemas({ openapi, customResourceDefinitions: [gadgetCrd()] })
    expect(findKindSchema('example.com/v1', 'Gadget', both)).toEqual(findKindSchema('example.com/v1', 'Gadget', definitions))
  })
})

describe('a version', () => {
  test.each([
    ['1.31', 31, undefined],
    ['v1.36.2', 36, 2],
    ['1.29+', 29, undefined],
    ['v1.33.4-gke.100', 33, 4],
    ['2.0', Infinity, undefined],
  ])('%s is read', (text, minor, patch) => expect(parseClusterVersion(text)).toEqual({ minor, patch }))
  test.each([undefined, '', 'latest', 'v1', '1.x'])('%s is none', text => expect(parseClusterVersion(text)).toBeUndefined())
  test('that cannot be read is a problem', () => {
    expect(createSchemas({ kubernetes: 'latest' }).problems).toMatchObject([{ code: 'not-a-version' }])
    expect(createSchemas({ kubernetes: 'v1.31.2' })).toMatchObject({ kubernetes: 'v1.31.2', problems: [] })
  })
})
