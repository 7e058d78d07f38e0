import { expect, test } from 'vitest'
import { assessHealth } from '../../src/health/index.ts'
import type { KubeObjectLike } from '../../src/model/kube-object.ts'
import { parseManifests } from '../../src/parse/index.ts'
import { assessApplication } from '../../src/status/index.ts'
import { compareObject } from '../../src/sync/index.ts'

const TEXT = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings, namespace: shop, labels: {app: shop}}\ndata: {level: info}\n'
const live = [
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings', namespace: 'shop', labels: { app: 'shop' } },
    data: { level: 'info' },
  },
]
const labels = (desired: Parameters<typeof assessApplication>[0]['desired']): readonly string[] =>
  assessApplication({ ...(desired === undefined ? undefined : { desired }), live }).objects.map(
    ({ ref, status }) => `${ref.kind} ${ref.name} ${status}`,
  )

test('what parseManifests gives is taken as it is', () =>
  expect(labels(parseManifests(TEXT).objects)).toEqual(['ConfigMap settings In Sync']))

test('a List among the manifests stands for its items, and items of a typed list need no kind', () => {
  expect(labels([{ apiVersion: 'v1', kind: 'List', items: live }])).toEqual(['ConfigMap settings In Sync'])
  const { kind: _kind, apiVersion: _apiVersion, ...bare } = live[0]!
  expect(labels([{ apiVersion: 'v1', kind: 'ConfigMapList', items: [bare] }])).toEqual(['ConfigMap settings In Sync'])
})

test('literals with spec, data and labels compile, and so does a variable of the type', () => {
  const settings: KubeObjectLike = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'a', labels: { app: 'shop' } },
    data: { a: 'b' },
  }
  expect(assessHealth({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', annotations: {} }, data: {} }).status).toBe(
    'NotApplicable',
  )
  expect(
    compareObject(settings, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', labels: { app: 'shop' } }, data: { a: 'b' } })
      .status,
  ).toBe('InSync')
})

test('the first level of a manifest that was read needs no cast', () => {
  const object = parseManifests(TEXT).objects[0]?.object
  expect(object?.metadata?.labels?.['app']).toBe('shop')
  expect(object?.['data']).toEqual({ level: 'info' })
})

test('what has no kind is no manifest: it is missing, not passed over', () => {
  expect(assessApplication({ desired: [{ data: { a: 'b' } }], live }).gate).toBe('wait')
  expect(labels([{ data: { a: 'b' } }])).toHaveLength(1)
})
