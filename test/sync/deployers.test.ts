import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { recordOf } from '../../src/model/read.ts'
import { createSchemas } from '../../src/schema/index.ts'
import { compareObject, type Comparison, type CompareOptions } from '../../src/sync/index.ts'
import type { Deployer } from '../../src/sync/deployers/deployer.ts'
import { DEPLOYERS } from '../../src/sync/deployers/deployers.ts'
import { deployedObjects, gaugeCrd, rawManifest, type DeployedObject } from '../conformance/deployments.ts'

/** Who left the objects of each tool in fixtures/sync/deployments.jsonl.gz. */
const RECORDED: Readonly<Record<string, string>> = {
  applyset: 'applyset-client-side',
  'applyset-server-side': 'applyset-server-side',
  'argocd-client-side': 'argocd-client-side',
  'argocd-server-side': 'argocd-server-side',
  'flux-kustomize-controller': 'flux',
  'helm h3': 'helm-3',
  'helm h4': 'helm-4',
  'kubectl-apply': 'kubectl-client-side',
  'kubectl-apply-server-side': 'kubectl-server-side',
}
const schemas = createSchemas({ customResourceDefinitions: [gaugeCrd()] })

const tree = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [`f:${key}`, tree(inner)]))
    : {}

const manifests = [
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } }, data: { colour: 'blue' } },
  { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'web', namespace: 'shop' }, spec: { schedule: '@daily', suspend: true } },
] as unknown as readonly KubeObject[]

/** An object as a deployer leaves it, by its data: with its marks, under its name. */
const leftBy = (manifest: KubeObject, { marks, managers, mode }: Deployer): KubeObject => {
  const metadata: Record<string, Record<string, unknown>> = { labels: {}, annotations: {} }
  for (const { key, at, value } of marks) {
    const field = at[0]?.at(-1) ?? ''
    Object.assign(metadata[field]!, { [key.replace('*', 'x')]: value ?? 'web' })
  }
  Object.assign(metadata['labels']!, recordOf(recordOf(manifest.metadata)['labels']))
  const { name, namespace } = recordOf(manifest.metadata)
  const { apiVersion, kind, metadata: _metadata, ...rest } = manifest
  const used = Object.fromEntries(Object.entries(metadata).filter(([, map]) => Object.keys(map).length > 0))
  const written = { metadata: used, ...rest }
  const entry = {
    manager: managers[0].replace('*', '-a1b2'),
    operation: mode === 'server-side' ? 'Apply' : 'Update',
    apiVersion,
    fieldsType: 'FieldsV1',
    fieldsV1: tree(written),
  }
  return { apiVersion, kind, ...rest, metadata: { name, namespace, ...written.metadata, managedFields: [entry] } } as KubeObject
}

const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(Object.freeze(value))) frozen(inner)
  return value
}

describe.each(DEPLOYERS.map(deployer => [deployer.name, deployer] as const))('%s', (name, deployer) => {
  const identifying = deployer.marks.find(({ identifies, key }) => identifies && !key.endsWith('*'))
  test.each(manifests.map(manifest => [manifest.kind, manifest] as const))('as it left a %s, is nothing to change', (_, manifest) => {
    const live = leftBy(manifest, deployer)
    const answer = compareObject(frozen(structuredClone(manifest)), frozen(live), { deployer: name })
    expect(answer.deployer).toMatchObject({ name, by: 'option', mode: deployer.mode })
    expect(answer.differences.filter(({ path }) => !path.startsWith('spec'))).toEqual([])
  })
  test.runIf(deployer.marks.some(({ identifies }) => identifies))('is recognised by its mark, whoever wrote since', () => {
    const [manifest = {}] = manifests
    const live = leftBy(manifest, deployer)
    const edit = { manager: 'kubectl-edit', operation: 'Update', fieldsV1: { 'f:data': { 'f:colour': {} } } }
    const metadata = { ...live.metadata, managedFields: [edit, ...(live.metadata as { managedFields: object[] }).managedFields] }
    const answer = compareObject(manifest, { ...live, metadata, data: { colour: 'red' } })
    // Argo CD, Helm and ApplySet write the same marks in both of their ways: who owns them tells which.
    expect(answer.deployer).toMatchObject({ name, by: 'mark', manager: deployer.managers[0].replace('*', '-a1b2') })
    expect(answer.deployer?.evidence).toMatch(/ owns metadata\./)
    expect(answer.deployer?.unrecorded).toBe(deployer.unrecorded)
    expect(answer).toMatchObject({ status: 'OutOfSync', differences: [{ path: 'data.colour', by: { manager: 'kubectl-edit' } }] })
  })
  test.runIf(identifying !== undefined)('a mark that the manifest has, too, is compared as anything else', () => {
    const [manifest = {}] = manifests
    const field = identifying?.at[0]?.at(-1) ?? ''
    const marked = {
      ...manifest,
      metadata: { ...manifest.metadata, [field]: { app: 'web', [identifying?.key ?? '']: 'other' } },
    } as KubeObject
    const live = leftBy(manifest, deployer)
    const paths = compareObject(marked, live).differences.map(({ pointer }) => pointer)
    expect(paths).toContain(`/metadata/${field}/${(identifying?.key ?? '').replaceAll('/', '~1')}`)
  })
})

const objects = deployedObjects()
describe.each(Object.entries(RECORDED))('what %s left', (tool, name) => {
  // Where somebody else applied the object since, it is his.
  const own = objects.filter(({ id, tool: by }) => by === tool && !/replaced-by-kubectl|by-hand/.test(id))
  test('is recognised without an option, and no mark of its is drift', () => {
    expect(own.length).toBeGreaterThan(10)
    for (const object of own) {
      const raw = rawManifest(object)
      const answer = compareObject(raw, object.live, { schemas })
      expect([object.id, answer.deployer?.name]).toEqual([object.id, name])
      const drifted = object.verdict === 'unchanged' ? markPaths(answer) : []
      expect([object.id, ...drifted]).toEqual([object.id])
    }
  })
  test('is the same answer for the manifest with and without marks', () => {
    for (const object of own.slice(0, 12)) {
      const [raw, marked] = [rawManifest(object), object.desired].map(desired => compareObject(desired, object.live, { schemas }))
      expect([object.id, raw?.status, raw?.reapply]).toEqual([object.id, marked?.status, marked?.reapply])
    }
  })
})

const markPaths = ({ differences }: Comparison): string[] =>
  differences.map(({ path }) => path).filter(path => /meta\.helm\.sh|tracking-id|toolkit\.fluxcd|applyset/.test(path))

test('a mark that somebody changed or took away comes back', () => {
  const object = objects.find(
    ({ tool, verdict, desired }) => tool === 'flux-kustomize-controller' && verdict === 'unchanged' && desired.kind === 'Deployment',
  )
  const { live, ...rest } = object as DeployedObject
  const { 'kustomize.toolkit.fluxcd.io/name': _name, ...labels } = recordOf(recordOf(live.metadata)['labels'])
  const without = { ...live, metadata: { ...live.metadata, labels } } as KubeObject
  expect(compareObject(rawManifest({ ...rest, live }), without)).toMatchObject({
    status: 'OutOfSync',
    reapply: 'changed',
    differences: [{ path: 'metadata.labels["kustomize.toolkit.fluxcd.io/name"]', class: 'removed' }],
  })
})

describe('who is no deployer', () => {
  const data = (keys: readonly string[]): object => ({ 'f:data': Object.fromEntries(keys.map(key => [`f:${key}`, {}])) })
  const configMap = (fields: object, managedFields: readonly object[] = []): KubeObject =>
    ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'b', managedFields }, data: fields }) as KubeObject
  const asked = (live: KubeObject, options: CompareOptions = {}): Comparison =>
    compareObject(configMap({ a: '1', b: '1', c: '1' }), live, options)
  test('an injector, whose only field the manifest does not have', () => {
    const injector = { manager: 'cert-manager-cainjector', operation: 'Apply', fieldsV1: data(['ca']) }
    const writer = { manager: 'installer', operation: 'Update', fieldsV1: data(['a', 'b', 'c']) }
    const answer = asked(configMap({ a: '1', b: '1', c: '1', ca: 'x' }, [injector, writer]))
    expect(answer).toMatchObject({ status: 'InSync', reapply: 'unchanged' })
    expect(answer.deployer).toBeUndefined()
  })
  test('an operator with one field of many', () => {
    const operator = { manager: 'operator', operation: 'Apply', fieldsV1: data(['a', 'own']) }
    const writer = { manager: 'installer', operation: 'Update', fieldsV1: data(['a', 'b', 'c']) }
    expect(asked(configMap({ a: '1', b: '1', c: '1', own: 'x' }, [operator, writer])).status).toBe('InSync')
  })
  test('an entry kubectl-last-applied means that kubectl moved to server-side apply', () => {
    const kept = { manager: 'kubectl-last-applied', operation: 'Apply', fieldsV1: { 'f:metadata': {} } }
    const writer = { manager: 'kubectl', operation: 'Apply', fieldsV1: data(['a', 'b', 'c', 'old']) }
    const answer = asked(configMap({ a: '1', b: '1', c: '1', old: 'x' }, [kept, writer]))
    expect(answer.deployer).toMatchObject({ name: 'kubectl-server-side', manager: 'kubectl' })
    expect(answer.differences).toMatchObject([{ path: 'data.old', class: 'removed-from-desired' }])
  })
})

describe('an applier of the caller', () => {
  const data = (...keys: readonly string[]): object => ({ 'f:data': Object.fromEntries(keys.map(key => [`f:${key}`, {}])) })
  const desired = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'b' }, data: { a: '1' } }
  const live = (managedFields: readonly object[], fields: object): KubeObject =>
    ({ ...desired, metadata: { ...desired.metadata, managedFields }, data: fields }) as KubeObject
  const mine = { manager: 'me', operation: 'Apply', fieldsV1: data('a', 'old') }
  test('given as an object or by a function, owns what its manager owns', () => {
    const applier = { mode: 'server-side', manager: 'me', force: true } as const
    const there = live([mine, { manager: 'you', operation: 'Apply', fieldsV1: data('a', 'x') }], { a: '1', old: '1', x: '1' })
    expect(compareObject(desired, there, { applier }).differences).toMatchObject([{ path: 'data.old' }])
    expect(compareObject(desired, there, { applier: ref => (ref.name === 'a' ? applier : undefined) }).differences).toMatchObject([
      { path: 'data.old' },
    ])
    expect(compareObject(desired, there, { applier: () => undefined }).reason).toBe(compareObject(desired, there).reason)
  })
  test('takes over what the managers it names added', () => {
    const there = live([mine, { manager: 'kubectl-edit', operation: 'Update', fieldsV1: data('hand') }], { a: '1', hand: '1' })
    const applier = { mode: 'server-side', manager: 'me', force: true } as const
    expect(compareObject(desired, there, { applier }).differences).toEqual([])
    expect(compareObject(desired, there, { applier: { ...applier, takesOver: ['kubectl*'] } }).differences).toMatchObject([
      { path: 'data.hand' },
    ])
  })
  test('without force is refused by its own name through another subresource', () => {
    const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a', namespace: 'b' }, spec: { replicas: 2 } }
    const replicas = { 'f:spec': { 'f:replicas': {} } }
    const managedFields = [
      { manager: 'kubectl', operation: 'Apply', fieldsV1: { 'f:spec': { 'f:paused': {} } } },
      { manager: 'kubectl', operation: 'Update', subresource: 'scale', fieldsV1: replicas },
    ]
    const scaled = { ...deployment, metadata: { ...deployment.metadata, managedFields }, spec: { replicas: 7 } }
    const { rejections, reapply } = compareObject(deployment, scaled, { deployer: 'kubectl-server-side' })
    expect(reapply).toBe('rejected')
    expect(rejections).toMatchObject([
      {
        code: 'conflict',
        pointer: '/spec/replicas',
        message: expect.stringMatching(/^kubectl \(through scale\) owns spec\.replicas/) as string,
      },
    ])
  })
  test('may let pass what was rewritten while it was applied', () => {
    const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(desired) }
    const managedFields = [{ manager: 'kubectl-client-side-apply', operation: 'Update', fieldsV1: data('a') }]
    const there = { ...desired, metadata: { ...desired.metadata, annotations, managedFields }, data: { a: 'rewritten' } }
    expect(compareObject(desired, there)).toMatchObject({ status: 'OutOfSync', reason: 'ChangedInAdmission' })
    expect(compareObject(desired, there, { acceptAdmission: true })).toMatchObject({
      status: 'InSync',
      reapply: 'unchanged',
      message: '1 difference does not count',
      suppressed: [{ class: 'changed-in-admission' }],
      patch: [],
    })
  })
  test('globs name owners whose extra fields count', () => {
    const there = live([mine, { manager: 'kubectl-edit', operation: 'Update', fieldsV1: data('hand') }], { a: '1', hand: '1' })
    const strictly = (strict: readonly string[]): string =>
      compareObject(desired, there, { applier: 'server-side', fieldManager: 'me', strict }).status
    expect([strictly(['kubectl-*']), strictly(['helm*'])]).toEqual(['OutOfSync', 'InSync'])
  })
})
