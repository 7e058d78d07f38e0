import { describe, expect, test } from 'vitest'
import { recordedApplications } from '../../src/sources/index.ts'
import { assessApplication } from '../../src/status/index.ts'

const object = (kind: string, name: string, rest: { readonly metadata?: object; readonly [field: string]: unknown } = {}) => ({
  apiVersion: 'v1',
  kind,
  ...rest,
  metadata: { name, namespace: 'shop', ...rest.metadata },
})
const LAST = 'kubectl.kubernetes.io/last-applied-configuration'
const applied = (
  name: string,
  annotation: string = LAST,
  extra: { readonly namespace?: string; readonly [field: string]: unknown } = {},
) => {
  const { namespace = 'shop' } = extra
  const manifest = object('ConfigMap', name, { data: { colour: 'red' }, metadata: { namespace } })
  return object('ConfigMap', name, {
    data: { colour: 'blue' },
    metadata: { annotations: { [annotation]: JSON.stringify(manifest) }, ...extra },
  })
}
const entry = (manager: string, operation: string, fieldsV1: object) => ({
  manager,
  operation,
  apiVersion: 'v1',
  fieldsType: 'FieldsV1',
  fieldsV1,
})
const read = (...live: object[]) => recordedApplications(live as never)
const first = (...live: object[]) => {
  const [application] = read(...live)
  if (application === undefined) throw new Error('nothing is recorded')
  return application
}

test.each([['kubectl', { metadata: { managedFields: [{ ...entry('kubectl', 'Apply', { 'f:data': {} }), time: 'soon' }] } }]])(
  'a time that %s wrote and that is none is not told, and the application can be assessed',
  (_, extra) => {
    const live = object('ConfigMap', 'a', extra)
    const recorded = first(live)
    expect(recorded.deployments.map(({ at }) => at)).toEqual([undefined])
    expect(assessApplication({ recorded, live: [live] as never }).status).toBe('Healthy')
  },
)

describe('kubectl', () => {
  test('what was applied is an application a namespace, and drift from it shows', () => {
    const live = [applied('a'), applied('b', LAST, { namespace: 'till' })]
    expect(read(...live).map(({ id }) => id)).toEqual(['kubectl/shop/applied', 'kubectl/till/applied'])
    expect(assessApplication({ recorded: first(...live), live: live as never }).status).toBe('Out of Sync')
  })
  test('an annotation that came from another object, is too long or is no JSON says nothing', () => {
    const copied = { ...applied('a'), metadata: { ...applied('a').metadata, name: 'b' } }
    const long = object('ConfigMap', 'c', { metadata: { annotations: { [LAST]: `"${'a'.repeat(300_000)}"` } } })
    const bad = object('ConfigMap', 'd', { metadata: { annotations: { [LAST]: '{' } } })
    expect(read(copied, long, bad).map(({ tool }) => tool)).toEqual(['none'])
  })
  test('what was applied server-side is known by name alone, and its drift would not show', () => {
    const live = object('ConfigMap', 'a', { metadata: { managedFields: [entry('kubectl', 'Apply', { 'f:data': { 'f:colour': {} } })] } })
    const recorded = first(live)
    expect(recorded).toMatchObject({
      tool: 'kubectl',
      exactness: 'names',
      appliers: [{ applier: { mode: 'server-side', manager: 'kubectl' } }],
    })
    const answer = assessApplication({ recorded, live: [live] as never })
    expect(answer).toMatchObject({ status: 'Healthy', message: expect.stringContaining('drift would not show') as string })
  })
  test('whoever applied server-side after client-side applies server-side, by whose entry the annotation is', () => {
    const fields = { 'f:metadata': { 'f:annotations': { [`f:${LAST}`]: {} } } }
    const live = applied('a', LAST, { managedFields: [entry('kubectl-last-applied', 'Apply', fields)] })
    expect(first(live).appliers).toMatchObject([
      { applier: { mode: 'server-side', manager: 'kubectl', takesOver: ['kubectl-client-side-apply'] } },
    ])
  })
})

describe('ApplySet', () => {
  const parent = object('Secret', 'till', {
    metadata: {
      labels: { 'applyset.kubernetes.io/id': 'applyset-x-v1' },
      annotations: { 'applyset.kubernetes.io/contains-group-kinds': 'ConfigMap,Deployment.apps' },
    },
  })
  const member = applied('a', LAST, { labels: { 'applyset.kubernetes.io/part-of': 'applyset-x-v1' } })
  test('members are found by their label, kinds to look at by the parent', () => {
    expect(first(parent, member)).toMatchObject({
      id: 'applyset/shop/till',
      exactness: 'manifest',
      members: [{ kind: 'ConfigMap', name: 'a' }],
      places: [
        { kind: 'ConfigMap', namespace: 'shop' },
        { kind: 'apps/Deployment', namespace: 'shop' },
      ],
      relations: [{ by: 'inventory', from: { name: 'till' }, to: { name: 'a' } }],
    })
  })
  test('without its parent, which may be elsewhere, it has no name and says so', () => {
    expect(first(member)).toMatchObject({ tool: 'applyset', problems: [{ code: 'record-not-seen' }], members: [{ name: 'a' }] })
  })
})

describe('Argo CD', () => {
  const owner = (spec: object = {}, status: object = {}) => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'till', namespace: 'argocd' },
    spec: { destination: { server: 'https://kubernetes.default.svc' }, ...spec },
    status: { resources: [{ version: 'v1', kind: 'ConfigMap', namespace: 'shop', name: 'a' }], ...status },
  })
  test('its resources are members, its ignore rules hold, its operations are the history', () => {
    const application = first(
      owner(
        { ignoreDifferences: [{ kind: 'ConfigMap', jsonPointers: ['/data/colour'] }] },
        {
          history: [{ id: 3, revision: 'abc', deployedAt: '2026-11-23T10:00:00Z' }],
          operationState: { phase: 'Failed', finishedAt: '2026-11-23T11:00:00Z', operation: { sync: { revision: 'def' } } },
        },
      ),
      applied('a'),
    )
    expect(application.deployments.map(({ id, state, recordedAs }) => [id, state, recordedAs])).toEqual([
      ['3', 'succeeded', undefined],
      ['def', 'failed', 'Failed'],
    ])
    expect(application.ignore).toMatchObject([{ ref: { name: 'a' }, rules: [{ pointer: '/data/colour' }] }])
  })
  test('an application of several sources has the revision of each, and what hooks of a sync made is its own', () => {
    const hook = { group: 'batch', version: 'v1', kind: 'Job', namespace: 'shop', name: 'migrate', hook: true }
    const live = [
      owner(
        {},
        {
          resources: [{ version: 'v1', kind: 'ConfigMap', namespace: 'shop', name: 'a' }, hook, { ...hook, name: 'gone' }],
          history: [{ id: 3, revision: '', revisions: ['abc', 'def'], deployedAt: '2026-11-23T10:00:00Z' }],
          operationState: {
            phase: 'Succeeded',
            finishedAt: '2026-11-23T11:00:00Z',
            syncResult: { revision: '', revisions: ['abc', 'ghi'] },
          },
        },
      ),
      applied('a'),
      { ...object('Job', 'migrate'), apiVersion: 'batch/v1' },
    ]
    const application = first(...live)
    expect(application.deployments.map(({ id, version }) => [id, version])).toEqual([
      ['3', 'abc, def'],
      ['abc, ghi', 'abc, ghi'],
    ])
    expect(application.exactness).toBe('manifest')
    expect(application.members.map(({ name }) => name)).toEqual(['a', 'migrate'])
    expect(read(...live).flatMap(({ tool, members }) => (tool === 'none' ? members.map(({ kind }) => kind) : []))).toEqual(['Application'])
    expect(assessApplication({ recorded: application, live: live as never }).objects.map(({ ref }) => ref.name)).toEqual(['a'])
  })
  test('drift shows of what it applied client-side, and not what it ignores', () => {
    const live = [owner(), applied('a')]
    expect(assessApplication({ recorded: first(...live), live: live as never }).status).toBe('Out of Sync')
    const ignoring = [owner({ ignoreDifferences: [{ kind: 'ConfigMap', jsonPointers: ['/data/colour'] }] }), applied('a')]
    expect(assessApplication({ recorded: first(...ignoring), live: ignoring as never }).objects[0]?.sync.status).toBe('InSync')
  })
  test('an ignore rule without a group is for the core group alone, and a name is no pattern: what Argo CD shows is not hidden', () => {
    const deployed = { group: 'apps', version: 'v1', kind: 'Deployment', namespace: 'shop', name: 'web' }
    const ignoring = (entry: object) =>
      first(owner({ ignoreDifferences: [{ jsonPointers: ['/spec'], ...entry }] }, { resources: [deployed] }), {
        ...object('Deployment', 'web'),
        apiVersion: 'apps/v1',
      }).ignore.length
    expect(ignoring({ kind: 'Deployment' })).toBe(0)
    expect(ignoring({ group: 'apps', kind: 'Deployment', name: 'w*' })).toBe(0)
    expect(ignoring({ group: '*', kind: '*' })).toBe(1)
    expect(ignoring({ group: 'apps', kind: 'Deployment', namespace: 'shop', name: 'web' })).toBe(1)
  })
  test('what it deploys to another cluster is not looked for here', () => {
    expect(first(owner({ destination: { name: 'eu' } }))).toMatchObject({ members: [], problems: [{ code: 'other-cluster' }] })
  })
  test('a tracking id leads to an application in a namespace that was not read; a copied one does not', () => {
    const tracked = (id: string) => object('ConfigMap', 'a', { metadata: { annotations: { 'argocd.argoproj.io/tracking-id': id } } })
    expect(first(tracked('argocd_till:/ConfigMap:shop/a'))).toMatchObject({
      id: 'argocd/argocd/till',
      owner: { seen: false },
      exactness: 'names',
    })
    expect(first(tracked('till:/ConfigMap:shop/other')).tool).toBe('none')
  })
})

describe('Flux', () => {
  const labels = { 'kustomize.toolkit.fluxcd.io/name': 'till', 'kustomize.toolkit.fluxcd.io/namespace': 'flux' }
  const owner = (spec: object = {}, status: object = {}) => ({
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: 'till', namespace: 'flux' },
    spec: { prune: true, ...spec },
    status: {
      inventory: {
        entries: [
          { id: 'shop_a__ConfigMap', v: 'v1' },
          { id: '_shop__reader_rbac.authorization.k8s.io_ClusterRole', v: 'v1' },
        ],
      },
      conditions: [{ type: 'Ready', status: 'True', reason: 'ReconciliationSucceeded' }],
      lastAppliedRevision: 'main@sha1:1',
      ...status,
    },
  })
  const live = object('ConfigMap', 'a', { metadata: { labels } })
  test('its inventory lists the members by name, with colons in the names of roles', () => {
    expect(first(owner(), live)).toMatchObject({
      id: 'flux/flux/till',
      exactness: 'names',
      members: [
        { name: 'a', mayBeAbsent: true },
        { kind: 'ClusterRole', namespace: '', name: 'shop:reader' },
      ],
      deployments: [{ id: 'main@sha1:1', state: 'succeeded', recordedAs: 'ReconciliationSucceeded' }],
    })
  })
  test('what is on the list and not there may never have been made, so it is not missing', () => {
    const recorded = first(owner())
    expect(assessApplication({ recorded, live: [] }).objects.map(({ status }) => status)).not.toContain('Missing')
  })
  test('what it was told to leave, and a suspension, say that nobody will mend', () => {
    const told = object('ConfigMap', 'a', { metadata: { labels, annotations: { 'kustomize.toolkit.fluxcd.io/ssa': 'Ignore' } } })
    expect(first(owner({ suspend: true }), told).unmended.map(({ reason }) => reason)).toEqual(['LeftAlone', 'Suspended', 'Suspended'])
  })
  test('marked objects off the list were left behind, and marks without an owner lead to it', () => {
    expect(first(owner({}, { inventory: { entries: [] } }), live).orphans).toMatchObject([{ name: 'a', why: 'Dropped' }])
    expect(first(owner({ prune: false }, { inventory: { entries: [] } }), live).orphans).toMatchObject([{ name: 'a', why: 'Kept' }])
    expect(first(live)).toMatchObject({ id: 'flux/flux/till', owner: { seen: false }, problems: [{ code: 'record-not-seen' }] })
  })
  test('a HelmRelease of which no revision may be read has the state that Flux says', () => {
    const release = {
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: { name: 'web', namespace: 'shop' },
      spec: {},
      status: { conditions: [{ type: 'Ready', status: 'False', reason: 'UpgradeFailed' }] },
    }
    expect(first(release)).toMatchObject({ id: 'helm/shop/web', deployments: [{ state: 'failed', recordedAs: 'UpgradeFailed' }] })
  })
})

test('kapp: a ConfigMap says the label, each object keeps its manifest', () => {
  const owner = object('ConfigMap', 'till.apps.k14s.io', {
    metadata: { labels: { 'kapp.k14s.io/is-app': '' } },
    data: {
      spec: JSON.stringify({
        labelKey: 'kapp.k14s.io/app',
        labelValue: '7',
        lastChange: { successful: false, startedAt: '2026-11-23T10:00:00Z' },
        usedGKs: [{ Group: '', Kind: 'ConfigMap' }],
      }),
    },
  })
  const member = applied('a', 'kapp.k14s.io/original', { labels: { 'kapp.k14s.io/app': '7' } })
  expect(first(owner, member)).toMatchObject({
    id: 'kapp/shop/till',
    exactness: 'manifest',
    members: [{ name: 'a' }],
    deployments: [{ state: 'failed' }],
    places: [{ kind: 'ConfigMap', namespace: 'shop' }],
  })
})

describe('what no record covers', () => {
  test('is one group of health without sync; what controllers made and what the cluster writes is not in it', () => {
    const owned = object('Pod', 'p', { metadata: { ownerReferences: [{ uid: 'u' }] } })
    const live = [
      object('ConfigMap', 'mine'),
      owned,
      object('Event', 'e'),
      object('ConfigMap', 'kube-root-ca.crt'),
      object('ServiceAccount', 'default'),
    ]
    const recorded = first(...live)
    expect(recorded).toMatchObject({ id: 'none/not-recorded', members: [{ name: 'mine' }] })
    const answer = assessApplication({ recorded, live: live as never })
    expect(answer.objects[0]?.sync).toMatchObject({ status: 'NotApplicable', reason: 'NotRecorded' })
  })
  test('of two clusters there are two groups, and each reference says its source', () => {
    const live = ['eu', 'us'].map(source => ({ source, object: object('ConfigMap', 'mine') }))
    expect(recordedApplications(live as never).map(({ id, members }) => [id, members[0]?.source])).toEqual([
      ['none/not-recorded/eu', 'eu'],
      ['none/not-recorded/us', 'us'],
    ])
  })
})
