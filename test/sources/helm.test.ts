import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { recordedApplications } from '../../src/sources/index.ts'
import { assessApplication } from '../../src/status/index.ts'
import { releaseSecret } from '../support/helm-release.ts'
import type { StoredRelease } from '../support/helm-release.ts'

const MARKS = { annotations: { 'meta.helm.sh/release-name': 'shop', 'meta.helm.sh/release-namespace': 'shop' } }
const settings = (colour: string, metadata: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace: 'shop', ...metadata },
  data: { colour },
})
const yaml = (colour: string): string =>
  `---\n# Source: kiosk/templates/settings.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  colour: ${colour}\n`
const only = (...objects: object[]) => {
  const [application] = recordedApplications(objects as never)
  if (application === undefined) throw new Error('nothing is recorded')
  return application
}

test('a release is an application: what it sent with its marks and namespace, and every revision', () => {
  const revisions: StoredRelease[] = [
    { version: 1, status: 'superseded', manifest: yaml('red') },
    { version: 2, manifest: yaml('blue'), description: 'Upgrade complete' },
  ]
  const application = only(...revisions.map(release => releaseSecret(release)))
  expect(application).toMatchObject({ id: 'helm/shop/shop', tool: 'helm', exactness: 'manifest', problems: [] })
  expect(application.deployments.map(({ id, state, recordedAs, version }) => [id, state, recordedAs, version])).toEqual([
    ['1', 'succeeded', 'superseded', 'kiosk-0.1.0'],
    ['2', 'succeeded', 'deployed', 'kiosk-0.1.0'],
  ])
  expect(application.deployments[1]?.desired).toEqual([settings('blue', { labels: { 'app.kubernetes.io/managed-by': 'Helm' }, ...MARKS })])
  expect(application.appliers).toMatchObject([{ applier: { mode: 'server-side', manager: 'helm', force: false } }])
})

test('how far a failed upgrade got decides what should be there', () => {
  const first = releaseSecret({ version: 1, manifest: yaml('red') })
  const failed = (description: string) =>
    only(first, releaseSecret({ version: 2, status: 'failed', manifest: yaml('blue'), description })).deployments[1]
  expect(failed('Upgrade "shop" failed: pre-upgrade hooks failed: job failed')).toMatchObject({ state: 'failed', reached: 'nothing' })
  expect(failed('Upgrade "shop" failed: cannot patch "settings"')).toMatchObject({ state: 'failed', reached: 'partly' })
  expect(failed('Upgrade "shop" failed: post-upgrade hooks failed: job failed')).toMatchObject({ state: 'failed', reached: 'all' })
})

test('a release whose run was cut off says so, and that nothing else can begin', () => {
  const { problems, deployments } = only(releaseSecret({ status: 'pending-install', manifest: yaml('red') }))
  expect(problems).toMatchObject([{ code: 'release-pending' }])
  expect(deployments[0]?.state).toBe('running')
})

test('a release that lies in a ConfigMap is read alike', () => {
  const { metadata, data } = releaseSecret({ manifest: yaml('red') }) as { metadata: object; data: { release: string } }
  const stored = { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { release: Buffer.from(data.release, 'base64').toString('utf8') } }
  expect(only(stored)).toMatchObject({ tool: 'helm', exactness: 'manifest', members: [{ kind: 'ConfigMap', name: 'settings' }] })
})

test('objects with the marks of a release that nobody may read are known by name, have health, and no drift', () => {
  const live = [settings('pink', MARKS)]
  const recorded = only(...live)
  expect(recorded).toMatchObject({ tool: 'helm', exactness: 'names', problems: [{ code: 'record-not-seen' }] })
  expect(assessApplication({ recorded, live }).objects[0]?.sync).toMatchObject({ status: 'NotApplicable', reason: 'RecordedByName' })
})

test('where all Secrets and ConfigMaps were read, marks without a release are what an uninstallation left behind', () => {
  const live = [settings('pink', { annotations: { ...MARKS.annotations, 'helm.sh/resource-policy': 'keep' } })]
  const [application] = recordedApplications(live, { complete: ['Secret', 'ConfigMap'] })
  expect(application?.orphans).toMatchObject([{ name: 'settings', why: 'Kept' }])
})

const whole = releaseSecret({ manifest: yaml('red'), config: { password: 'hunter2-hunter2' }, notes: 'hunter2-hunter2' })
const bytesOf = (secret: object): Buffer =>
  Buffer.from(Buffer.from((secret as { data: { release: string } }).data.release, 'base64').toString('utf8'), 'base64')
const json = (value: unknown): Buffer => gzipSync(JSON.stringify(value))

test.each<[string, Uint8Array, string]>([
  ['half of one', bytesOf(whole).subarray(0, bytesOf(whole).length >> 1), 'record-unreadable'],
  ['all but the last byte', bytesOf(whole).subarray(0, -9), 'record-unreadable'],
  ['no bytes', new Uint8Array(), 'record-unreadable'],
  ['only the head of gzip', new Uint8Array([0x1f, 0x8b]), 'record-unreadable'],
  ['gzip of nothing', gzipSync(''), 'record-unreadable'],
  ['a bomb of 64 MiB', gzipSync(Buffer.alloc(64 * 1024 * 1024)), 'record-too-large'],
  ['bytes that are no text', gzipSync(Buffer.from([0xff, 0xfe, 0xfd])), 'record-unreadable'],
  ['a list', json([1, 2]), 'record-unreadable'],
  ['another release', json({ name: 'other', version: 1, info: { status: 'deployed' } }), 'record-unreadable'],
  ['another revision', json({ name: 'shop', version: 7, info: { status: 'deployed' } }), 'record-unreadable'],
  ['no state', json({ name: 'shop', version: 1 }), 'record-unreadable'],
  ['deep JSON', gzipSync(`${'['.repeat(200_000)}${']'.repeat(200_000)}`), 'record-unreadable'],
])('a record that holds %s is a problem, shows nothing of itself and costs no other', (_, bytes, code) => {
  const other = releaseSecret({ name: 'till', manifest: yaml('red') })
  const applications = recordedApplications([releaseSecret({}, bytes), other, settings('red', MARKS)] as never)
  const bad = applications.find(({ name }) => name === 'shop')
  expect(bad).toMatchObject({ exactness: 'names', problems: [{ code, pointer: '/data/release' }], members: [{ name: 'settings' }] })
  expect(applications.find(({ name }) => name === 'till')).toMatchObject({ exactness: 'manifest', problems: [] })
  expect(JSON.stringify(bad)).not.toContain('hunter2')
})

test.each([7, null, {}, [], 'not base64 !', '%%%', 'AAAA'])('a record whose release is %j is a problem', release => {
  const secret = { ...releaseSecret(), data: { release } }
  expect(only(secret).problems).toMatchObject([{ code: 'record-unreadable' }])
})

test('a manifest that is no YAML as kubectl reads it is a problem of its release, without its text', () => {
  const { problems, exactness } = only(releaseSecret({ manifest: 'kind: [hunter2-hunter2' }))
  expect([problems.length > 0, exactness]).toEqual([true, 'names'])
  expect(JSON.stringify(problems)).not.toContain('hunter2')
})

test('bombs in every revision together cost no more than a few seconds', () => {
  const bomb = gzipSync(Buffer.alloc(48 * 1024 * 1024))
  const began = performance.now()
  const applications = recordedApplications(Array.from({ length: 20 }, (_, index) => releaseSecret({ version: index + 1 }, bomb)) as never)
  expect(applications[0]?.problems.filter(({ code }) => code === 'record-too-large')).toHaveLength(20)
  expect(performance.now() - began).toBeLessThan(20_000)
})

test('a release of the largest size that a cluster stores is read', () => {
  const manifest = Array.from({ length: 1200 }, (_, index) => yaml(`c${index}`).replace('name: settings', `name: settings-${index}`)).join(
    '',
  )
  const padded = `${manifest}---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: large\ndata:\n  text: ${'a'.repeat(700_000)}\n`
  expect(only(releaseSecret({ manifest: padded })).members).toHaveLength(1201)
})

test('hooks that ran and stay are members; tests and hooks that delete themselves are not expected', () => {
  const hook = (name: string, events: string[], policies: string[] = []) => ({
    name,
    manifest: `apiVersion: v1\nkind: Secret\nmetadata:\n  name: ${name}\n`,
    events,
    delete_policies: policies,
    last_run: { started_at: '2026-11-23T10:01:30Z', phase: 'Succeeded' },
  })
  const hooks = [hook('stays', ['pre-install']), hook('goes', ['post-install'], ['hook-succeeded']), hook('tries', ['test'])]
  const application = only(releaseSecret({ manifest: yaml('red'), hooks }))
  expect(application.members.map(({ name }) => name)).toEqual(['settings', 'stays'])
  expect(application.unmended).toMatchObject([
    { reason: 'RunsOnce', ref: { name: 'stays' } },
    { ref: { name: 'goes' } },
    { ref: { name: 'tries' } },
  ])
})

test('a key that is written twice, and a file of crds/ that is no manifest, cost no manifest: drift shows', () => {
  const files = [{ name: 'crds/README.md', data: Buffer.from('# Heading\n- *see [\n').toString('base64') }]
  const twice = yaml('red').replace('\ndata:', '\ndata:\n  colour: first')
  const release = releaseSecret({ manifest: twice, files })
  const live = [release, settings('pink', { labels: { 'app.kubernetes.io/managed-by': 'Helm' }, ...MARKS })]
  const recorded = only(...live)
  expect(recorded).toMatchObject({ exactness: 'manifest', problems: [{ code: 'duplicate-key' }] })
  expect(assessApplication({ recorded, live: live as never }).objects[0]?.sync.status).toBe('OutOfSync')
})

test('a document that cannot be read costs the manifests of no other object', () => {
  const live = [releaseSecret({ manifest: `${yaml('red')}---\n# Source: kiosk/templates/b.yaml\nkind: [\n` }), settings('pink', MARKS)]
  const recorded = only(...live)
  expect(recorded).toMatchObject({ exactness: 'names', members: [{ name: 'settings', exactness: 'manifest' }] })
  expect(assessApplication({ recorded, live: live as never }).objects[0]?.sync.status).toBe('OutOfSync')
})

test('of a cluster-scoped object the namespace in its manifest goes, as Helm sends none', () => {
  const role = 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: reader\n  namespace: shop\nrules: []\n'
  const { members, deployments } = only(releaseSecret({ manifest: role }))
  expect(members).toMatchObject([{ kind: 'ClusterRole', namespace: '' }])
  expect(deployments[0]?.desired?.[Symbol.iterator]().next().value).not.toHaveProperty('metadata.namespace')
})

test('a definition in crds/ that is not there was perhaps never installed: nothing says Missing', () => {
  const definition = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'gadgets.odd.example' },
    spec: { group: 'odd.example', names: { kind: 'Gadget', plural: 'gadgets' }, scope: 'Namespaced', versions: [] },
  }
  const files = [{ name: 'crds/gadget.json', data: Buffer.from(JSON.stringify(definition)).toString('base64') }]
  const release = releaseSecret({ files })
  const answer = assessApplication({ recorded: only(release), live: [release] as never }, { complete: [CRD] })
  expect(answer.objects).toMatchObject([{ ref: { name: 'gadgets.odd.example' }, sync: { status: 'Unknown', reason: 'MayBeLeftOut' } }])
})

const CRD = 'apiextensions.k8s.io/CustomResourceDefinition'

test('what a hook made stays with its release when the revision that ran it is stored no more', () => {
  const manifest = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: prepared\n  annotations:\n    helm.sh/hook: pre-install\n'
  const hooks = [{ name: 'prepared', manifest, events: ['pre-install'], last_run: { phase: '' } }]
  const made = settings('red', { name: 'prepared', annotations: { 'helm.sh/hook': 'pre-install' } })
  const applications = recordedApplications([releaseSecret({ version: 12, hooks, manifest: yaml('red') }), made] as never)
  expect(applications.map(({ members }) => members.map(({ name, exactness }) => [name, exactness]))).toEqual([
    [
      ['settings', 'manifest'],
      ['prepared', 'names'],
    ],
  ])
})

test('a custom resource that a failed upgrade did not reach is sent by the next one; drift between equal releases is not mended', () => {
  const gadget = (colour: string) =>
    `---\n# Source: kiosk/templates/g.yaml\napiVersion: odd.example/v1\nkind: Gadget\nmetadata:\n  name: g\n  namespace: shop\nspec:\n  colour: ${colour}\n`
  const first = releaseSecret({ version: 1, method: 'csa', manifest: gadget('blue') })
  const failed = (colour: string) =>
    only(
      first,
      releaseSecret({
        version: 2,
        method: 'csa',
        status: 'failed',
        manifest: gadget(colour),
        description: 'Upgrade "shop" failed: refused',
      }),
    ).unmended.map(({ reason }) => reason)
  expect(failed('green')).toEqual([])
  expect(failed('blue')).toEqual(['ReleaseToRelease'])
})
