import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { compareObject, type Comparison, type CompareOptions } from '../../src/sync/index.ts'

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration'
const owning = (keys: readonly string[], annotations: readonly string[] = [], labels: readonly string[] = []): object => ({
  'f:data': tree(keys),
  'f:metadata': { 'f:annotations': tree(annotations), 'f:labels': tree(labels) },
})
const tree = (keys: readonly string[]): object => Object.fromEntries(keys.map(key => [`f:${key}`, {}]))

interface Live {
  readonly data: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly labels?: Readonly<Record<string, string>>
  readonly managedFields?: readonly object[]
}
const manifest = (data: Readonly<Record<string, string>>, metadata: object = {}): KubeObject =>
  ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web', namespace: 'shop', ...metadata }, data }) as KubeObject
const alive = ({ data, ...metadata }: Live): KubeObject => manifest(data, metadata)

/** What the keys `old` of the object's other writers come to when `key` is applied again. */
const gone = (answer: Comparison): readonly string[] => answer.differences.map(({ path }) => path)

describe('what others wrote goes with the next apply where a tool makes it its own', () => {
  const entry = (manager: string, operation: string, ...keys: string[]): object => ({ manager, operation, fieldsV1: owning(keys) })
  const asked = (deployer: CompareOptions['deployer'], own: string, other: object, options: CompareOptions = {}): readonly string[] =>
    gone(
      compareObject(
        manifest({ key: '1' }),
        alive({ data: { key: '1', old: '1' }, managedFields: [entry(own, 'Apply', 'key'), other] }),
        deployer === undefined ? options : { deployer, ...options },
      ),
    )
  test.each<[CompareOptions['deployer'] & string, string, string, string, boolean]>([
    // PatchReplaceFieldsManagers in fluxcd/pkg/ssa takes names by their start, and each list says of which operation.
    ['flux', 'kustomize-controller', 'kubectl', 'Apply', true],
    ['flux', 'kustomize-controller', 'kubectl-edit', 'Update', true],
    ['flux', 'kustomize-controller', 'before-first-apply', 'Update', true],
    ['flux', 'kustomize-controller', 'before-first-apply', 'Apply', false],
    ['flux', 'kustomize-controller', 'kustomize-controller', 'Update', true],
    ['flux', 'kustomize-controller', 'helm', 'Update', false],
    ['pulumi', 'pulumi-kubernetes-1a2b', 'kubectl-patch', 'Update', true],
    ['pulumi', 'pulumi-kubernetes-1a2b', 'kubectl', 'Apply', true],
    ['pulumi', 'pulumi-kubernetes-1a2b', 'pulumi-kubernetes', 'Update', true],
    ['pulumi', 'pulumi-kubernetes-1a2b', 'pulumi-kubernetes-3c4d', 'Apply', false],
    ['timoni', 'timoni', 'helm', 'Apply', true],
    ['timoni', 'timoni', 'helm', 'Update', true],
    ['timoni', 'timoni', 'helm-controller', 'Apply', false],
    ['timoni', 'timoni', 'kubectl-edit', 'Update', true],
    ['werf', 'helm', 'kubectl-edit', 'Update', true],
    ['werf', 'helm', 'kubectl-patch', 'Update', false],
    ['werf', 'helm', 'werf', 'Update', true],
    // upgradeClientSideFieldManager turns the entry of its own name, whatever that is.
    ['helm-4', 'helm', 'helm', 'Update', true],
    ['flux-helm', 'helm-controller', 'helm-controller', 'Update', true],
    ['fleet-server-side', 'fleetagent', 'fleetagent', 'Update', true],
    ['helm-4', 'terraform-provider-helm_v3', 'helm', 'Update', false],
    ['argocd-server-side', 'argocd-controller', 'kubectl-client-side-apply', 'Update', true],
    ['argocd-server-side', 'argocd-controller', 'kubectl-edit', 'Update', false],
    ['crossplane', 'provider-kubernetes/web', 'crossplane-kubernetes-provider', 'Update', true],
    ['kluctl', 'kluctl', 'kubectl', 'Apply', false],
  ])('%s (%s) and %s/%s: %s', (deployer, own, manager, operation, goes) => {
    const options = own.startsWith('terraform') ? { fieldManager: own } : {}
    expect(asked(deployer, own, entry(manager, operation, 'old'), options)).toEqual(goes ? ['data.old'] : [])
  })
  test('but not through a subresource, which is none of its own', () => {
    const scaled = { ...entry('kubectl-edit', 'Update', 'old'), subresource: 'scale' }
    expect(asked('flux', 'kustomize-controller', scaled)).toEqual([])
  })
  test.each<CompareOptions['deployer'] & string>(['kubectl-server-side', 'argocd-server-side', 'config-sync', 'tanka-server-side'])(
    '%s goes on from whoever owns the last-applied annotation, whatever it is called',
    deployer => {
      const annotations = { [LAST_APPLIED]: '{}' }
      const other = (annotated: readonly string[]): object => ({
        manager: 'robot',
        operation: 'Update',
        fieldsV1: owning(['old'], annotated),
      })
      const live = (annotated: readonly string[]): KubeObject =>
        alive({ data: { key: '1', old: '1' }, annotations, managedFields: [other(annotated)] })
      expect(gone(compareObject(manifest({ key: '1' }), live([LAST_APPLIED]), { deployer }))).toEqual(['data.old'])
      expect(gone(compareObject(manifest({ key: '1' }), live([]), { deployer }))).toEqual([])
    },
  )
  test('kubectl moves after it applied, so that without force it is refused by whom it would take over, where its annotation does not say the same', () => {
    const annotations = { [LAST_APPLIED]: '{}' }
    const before = { manager: 'kubectl-client-side-apply', operation: 'Update', fieldsV1: owning(['key'], [LAST_APPLIED]) }
    const live = alive({ data: { key: '1' }, annotations, managedFields: [before] })
    const moved = (options: CompareOptions): Comparison =>
      compareObject(manifest({ key: '2' }), live, { deployer: 'kubectl-server-side', ...options })
    expect(moved({})).toMatchObject({ reapply: 'rejected', rejections: [{ code: 'conflict', pointer: '/data/key' }] })
    expect(moved({ force: true })).toMatchObject({ reapply: 'changed', differences: [{ path: 'data.key' }] })
  })
})

describe('an object with the marks of two tools is of the one that writes both', () => {
  const HELM = { 'meta.helm.sh/release-name': 'web', 'meta.helm.sh/release-namespace': 'shop' }
  const MANAGED = { 'app.kubernetes.io/managed-by': 'Helm' }
  const marked = (manager: string, operation: string, more: Live): KubeObject =>
    alive({
      ...more,
      managedFields: [
        {
          manager,
          operation,
          fieldsV1: owning(Object.keys(more.data), Object.keys(more.annotations ?? {}), Object.keys(more.labels ?? {})),
        },
      ],
    })
  const fleet = {
    data: { key: '1' },
    annotations: { ...HELM, 'objectset.rio.cattle.io/id': 'default-web' },
    labels: { ...MANAGED, 'objectset.rio.cattle.io/hash': '9f86d081' },
  }
  const flux = {
    data: { key: '1' },
    annotations: HELM,
    labels: { ...MANAGED, 'helm.toolkit.fluxcd.io/name': 'web', 'helm.toolkit.fluxcd.io/namespace': 'shop' },
  }
  const werf = { data: { key: '1' }, annotations: { ...HELM, 'project.werf.io/name': 'web', 'werf.io/version': 'v2' }, labels: MANAGED }
  const k3s = {
    data: { key: '1' },
    annotations: {
      'objectset.rio.cattle.io/applied': 'H4sI',
      'objectset.rio.cattle.io/id': '',
      'objectset.rio.cattle.io/owner-name': 'web',
    },
    labels: { 'objectset.rio.cattle.io/hash': '9f86d081' },
  }
  test.each<[name: string, manager: string, operation: string, live: Live]>([
    ['fleet', 'fleetagent', 'Update', fleet],
    ['fleet-server-side', 'fleetagent', 'Apply', fleet],
    ['flux-helm', 'helm-controller', 'Apply', flux],
    ['helm-3', 'helm-controller', 'Update', flux],
    ['werf', 'helm', 'Apply', werf],
    ['helm-4', 'helm', 'Apply', { data: { key: '1' }, annotations: HELM, labels: MANAGED }],
    ['helm-4', 'terraform-provider-helm_v3.0.2_x5', 'Apply', { data: { key: '1' }, annotations: HELM, labels: MANAGED }],
    ['wrangler', 'deploy@node-1', 'Update', k3s],
    ['tanka-client-side', 'kubectl-client-side-apply', 'Update', { data: { key: '1' }, labels: { 'tanka.dev/environment': 'a1' } }],
    ['skaffold', 'kubectl-client-side-apply', 'Update', { data: { key: '1' }, labels: { 'skaffold.dev/run-id': 'a1' } }],
    ['argocd-server-side', 'argocd-controller', 'Apply', { data: { key: '1' }, labels: { 'argocd.argoproj.io/instance': 'web' } }],
    [
      'config-sync',
      'configsync.gke.io',
      'Apply',
      { data: { key: '1' }, annotations: { 'configsync.gke.io/resource-id': '_configmap_shop_web' } },
    ],
  ])('%s by %s/%s, and nothing is to change', (name, manager, operation, live) => {
    const answer = compareObject(manifest({ key: '1' }), marked(manager, operation, live))
    expect(answer.deployer).toMatchObject({ name, manager, by: 'mark' })
    expect([answer.status, answer.differences]).toEqual(['InSync', []])
  })
  test.each<[name: string, live: Live]>([
    ['fleet-server-side', fleet],
    ['flux-helm', flux],
    ['werf', werf],
    ['wrangler', k3s],
  ])('%s, where managedFields were taken away', (name, live) => {
    const answer = compareObject(manifest({ key: '1' }), alive(live))
    expect(answer.deployer).toMatchObject({ name, by: 'mark' })
    expect(answer.differences).toEqual([])
  })
})

describe('a tool that keeps its last set in an annotation of its own', () => {
  test.each([
    ['kapp', 'kapp', 'kapp.k14s.io/original', 'kapp.k14s.io/identity'],
    ['kubevela', 'kubevela', 'app.oam.dev/last-applied-configuration', 'app.oam.dev/last-applied-time'],
  ])('%s takes away what left the manifest', (name, manager, annotation, mark) => {
    const annotations = { [annotation]: JSON.stringify(manifest({ key: '1', old: '1' })), [mark]: 'x' }
    const entry = { manager, operation: 'Update', fieldsV1: owning(['key', 'old'], Object.keys(annotations)) }
    const live = alive({ data: { key: '1', old: '1', foreign: '1' }, annotations, managedFields: [entry] })
    for (const there of [live, alive({ data: { key: '1', old: '1', foreign: '1' }, annotations })]) {
      const answer = compareObject(manifest({ key: '1' }), there)
      expect(answer.deployer).toMatchObject({ name, by: 'mark', unrecorded: true })
      expect(answer.differences).toMatchObject([{ path: 'data.old', class: 'removed-from-desired' }])
    }
  })
})

test('an instruction is read in letters of either case, as Flux reads it', () => {
  const labels = { 'kustomize.toolkit.fluxcd.io/name': 'a', 'kustomize.toolkit.fluxcd.io/namespace': 'b' }
  const entry = { manager: 'kustomize-controller', operation: 'Apply', fieldsV1: owning(['key'], [], Object.keys(labels)) }
  const live = alive({
    data: { key: '1' },
    labels,
    annotations: { 'kustomize.toolkit.fluxcd.io/reconcile': 'Disabled' },
    managedFields: [entry],
  })
  expect(compareObject(manifest({ key: '2' }), live)).toMatchObject({ reapply: 'unchanged', reason: 'LeftAlone' })
})
test('what a tool was told to create once is left alone, as Timoni and Config Sync do', () => {
  const live = alive({ data: { key: '1' } })
  const told = (annotations: object, deployer: CompareOptions['deployer'] & string): Comparison =>
    compareObject(manifest({ key: '2' }, { annotations }), live, { deployer })
  expect(told({ 'action.timoni.sh/one-off': 'enabled' }, 'timoni').reapply).toBe('unchanged')
  expect(told({ 'client.lifecycle.config.k8s.io/mutation': 'ignore' }, 'config-sync').reapply).toBe('unchanged')
  expect(told({}, 'timoni').reapply).toBe('changed')
})
