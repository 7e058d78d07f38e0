import { expect, test } from 'vitest'
import { listWithin } from '../../src/cli/cluster/list-within.ts'
import { recordedApplications } from '../../src/sources/index.ts'
import { releaseSecret } from '../support/helm-release.ts'

const marks = (name: string, namespace: string) => ({
  annotations: { 'meta.helm.sh/release-name': name, 'meta.helm.sh/release-namespace': namespace },
})
const role = (name: string, metadata: object = {}) => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name, ...metadata },
  rules: [],
})

test('of a namespace its own applications are listed, and not those of others whose cluster-scoped objects were read beside', () => {
  const all = recordedApplications([
    releaseSecret({ name: 'web', namespace: 'shop' }),
    role('web', marks('web', 'shop')),
    role('other', marks('other', 'bank')),
    role('nobody'),
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'mine', namespace: 'shop' } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'theirs', namespace: 'bank' } },
  ] as never)
  expect(all.map(({ id }) => id)).toEqual(['helm/shop/web', 'helm/bank/other', 'none/not-recorded'])
  const within = listWithin(all, 'shop')
  expect(within.map(({ id, members }) => [id, members.map(({ name }) => name)])).toEqual([
    ['helm/shop/web', []],
    ['none/not-recorded', ['mine']],
  ])
  expect(within[1]?.deployments.flatMap(({ desired }) => Array.from(desired ?? []))).toHaveLength(1)
})
