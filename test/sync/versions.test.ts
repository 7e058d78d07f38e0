import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { recordOf } from '../../src/model/read.ts'
import { createSchemas } from '../../src/schema/index.ts'
import { compareObject, predictApply, type Comparison } from '../../src/sync/index.ts'

/** Fields by the version of the server, and by their place. */
const CLIENT = { applier: 'client-side' } as const
const deployment = (spec: object): KubeObject =>
  ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: { selector: {}, template: { spec } } }) as KubeObject
const container = (fields: object): object => ({ containers: [{ name: 'web', image: 'a', ...fields }] })
const asked = (spec: object, live: object, clusterVersion?: string): Comparison =>
  compareObject(deployment(spec), predictApply(deployment(live), undefined, { clusterVersion: '1.36' }).object, {
    ...CLIENT,
    ...(clusterVersion !== undefined && { clusterVersion }),
  })

describe('a field younger than the server', () => {
  const young = container({ restartPolicyRules: [{ action: 'Restart' }], restartPolicy: 'Always' })
  test('is dropped, and noted with the version that keeps it', () => {
    const { status, notes } = asked({ ...container({}), hostnameOverride: 'a' }, container({}), '1.34')
    expect(status).toBe('InSync')
    expect(notes.map(({ message }) => message)).toEqual(['hostnameOverride is kept since Kubernetes 1.35, and was dropped'])
  })
  test('is a difference where nobody says the version, with the version that keeps it', () => {
    const { differences } = asked({ ...container({}), hostnameOverride: 'a' }, container({}))
    expect(differences.map(({ message }) => message)).toEqual([
      'spec.template.spec.hostnameOverride is not there, deployed was "a"; kept since Kubernetes 1.35',
    ])
  })
  test('is kept where live has it already', () => {
    const both = { ...container({}), hostnameOverride: 'a' }
    for (const version of ['1.34', '1.36', undefined]) expect(asked(both, both, version).status).toBe('InSync')
  })
  test("the call's version goes before that of the schemas", () => {
    const options = { ...CLIENT, schemas: createSchemas({ kubernetes: '1.29' }) }
    const [desired, live] = [deployment(young), predictApply(deployment(container({})), undefined).object]
    expect(compareObject(desired, live, options).status).toBe('InSync')
    expect(compareObject(desired, live, { ...options, clusterVersion: '1.36' }).status).toBe('OutOfSync')
  })
})

test('an attributes class is dropped in a claim and kept in the templates of a StatefulSet', () => {
  const claim = (spec: object): KubeObject =>
    ({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'a' }, spec }) as KubeObject
  const set = (spec: object): KubeObject =>
    ({
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'a' },
      spec: { volumeClaimTemplates: [{ metadata: { name: 'a' }, spec }] },
    }) as KubeObject
  for (const [clusterVersion, kept] of [
    ['1.32', false],
    ['1.34', true],
  ] as const) {
    const made = (manifest: KubeObject): string => JSON.stringify(predictApply(manifest, undefined, { clusterVersion }).object)
    expect(made(claim({ volumeAttributesClassName: 'gold' })).includes('gold')).toBe(kept)
    expect(made(set({ volumeAttributesClassName: 'gold' }))).toContain('gold')
  }
})

test('a volume of an image goes with its mounts where its feature is off, and is empty where it is unknown', () => {
  const pod = deployment({
    ...container({ volumeMounts: [{ name: 'i', mountPath: '/i' }] }),
    volumes: [{ name: 'i', image: { reference: 'a' } }],
  })
  const made = (clusterVersion: string): string => JSON.stringify(predictApply(pod, undefined, { clusterVersion }).object)
  expect(made('1.36')).toContain('"reference":"a"')
  expect(made('1.33')).not.toMatch(/"volumes"|mountPath/)
  expect(made('1.30')).toContain('"emptyDir":{}')
})

test('procMount is Default on servers up to 1.32', () => {
  const made = (clusterVersion: string): string =>
    JSON.stringify(
      predictApply(deployment(container({ securityContext: { procMount: 'Unmasked' } })), undefined, { clusterVersion }).object,
    )
  expect(made('1.32')).toContain('"procMount":"Default"')
  expect(made('1.33')).toContain('"procMount":"Unmasked"')
})

test('an emptied map goes under server-side apply, but on 1.36.0 to 1.36.2', () => {
  const object = (data: object): KubeObject =>
    ({ apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'a' }, data }) as KubeObject
  const fieldsV1 = { 'f:data': { '.': {}, 'f:a': {} } }
  const managedFields = [{ manager: 'me', operation: 'Apply', fieldsV1 }]
  const live = { ...object({ a: '1' }), metadata: { name: 'a', managedFields } } as KubeObject
  const left = (clusterVersion?: string): unknown => {
    const options = { applier: 'server-side', fieldManager: 'me', ...(clusterVersion !== undefined && { clusterVersion }) } as const
    return recordOf(predictApply(object({}), live, options).object)['data']
  }
  expect([undefined, '1.35', '1.36.3', '1.37'].map(left)).toEqual([undefined, undefined, undefined, undefined])
  expect(left('1.36.1')).toEqual({})
})
