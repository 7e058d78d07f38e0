import { expect, test } from 'vitest'
import { recordedApplications } from '../../src/sources/index.ts'
import { assessApplication } from '../../src/status/index.ts'

const manifest = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'shop' }, data: { colour: 'red' } }
const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(manifest) }
const applied = { ...manifest, metadata: { ...manifest.metadata, annotations } }

test.each<unknown>([
  null,
  7,
  'x',
  [],
  {},
  { kind: 'Secret' },
  { kind: 'Application', apiVersion: 'argoproj.io/v1alpha1', metadata: { name: 'a' }, spec: 7, status: { resources: 'x', history: {} } },
  {
    kind: 'Kustomization',
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    metadata: { name: 'a', labels: 7 },
    status: { inventory: { entries: [{ id: 7 }, null, { id: '____' }] } },
  },
  { kind: 'ConfigMap', apiVersion: 'v1', metadata: { name: 'a.apps.k14s.io', labels: { 'kapp.k14s.io/is-app': '' } }, data: { spec: '[' } },
  {
    kind: 'HelmRelease',
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    metadata: { name: 'a', annotations: [] },
    spec: null,
    status: { history: [7] },
  },
])('any JSON is answered, and costs nothing else: %j', hostile => {
  const applications = recordedApplications([hostile, applied] as never)
  expect(applications.flatMap(({ members }) => members.map(({ name }) => name))).toContain('a')
  for (const recorded of applications) expect(() => assessApplication({ recorded, live: [] })).not.toThrow()
})
