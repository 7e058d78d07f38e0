import { describe, expect, test } from 'vitest'
import { assessApplication } from '../../src/status/index.ts'
import type { ApplicationInput, AssessOptions, Deployment, DeploymentStep, ObjectAssessment, Source } from '../../src/status/index.ts'

/** Which objects an application has, where each of them is looked for, and what is said of the rest. */
const config = (name: string, metadata: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'shop', ...metadata },
})
const release = (id: string, ...steps: readonly Partial<DeploymentStep>[]): Deployment => ({
  id,
  state: 'succeeded',
  steps: steps.map((step, index) => ({ id: `${index}`, state: 'applied', ...step })),
})
const place = ({ ref, reason }: ObjectAssessment) => `${ref.source ?? ''}:${ref.namespace}/${ref.name} ${reason}`
const places = (input: Partial<ApplicationInput>, options: AssessOptions = {}) =>
  assessApplication({ live: [], ...input }, options).objects.map(place)

describe('where an object is looked for', () => {
  test('in the only source without a name, whatever its step says, and then without a source', () => {
    expect(places({ deployments: [release('1', { source: 'west', desired: [config('a')] })] })).toEqual([':shop/a NotInCluster'])
    const [object] = assessApplication({ desired: [config('a')], live: [config('a')] }).objects
    expect(object?.ref).toEqual({ group: '', version: 'v1', kind: 'ConfigMap', namespace: 'shop', name: 'a' })
    expect(object?.ref).not.toHaveProperty('source')
  })
  test('in the source that its step names, where there are others or the only one has a name', () => {
    const deployments = [release('1', { source: 'west', desired: [config('a')] })]
    expect(places({ deployments, sources: { east: {} } })).toEqual(['west:shop/a NotObserved'])
    expect(places({ deployments, sources: { '': {}, east: {} } })).toEqual(['west:shop/a NotObserved'])
    expect(places({ deployments, sources: { east: {}, west: {} } })).toEqual(['west:shop/a NotInCluster'])
  })
  test('in the first source by name where none watches its place', () => {
    const elsewhere: Source = { namespaces: ['other'] }
    expect(places({ desired: [config('a')], sources: { west: elsewhere, east: elsewhere } })).toEqual(['east:shop/a NamespaceNotWatched'])
  })
  test('everywhere where its step names no source, or an empty one', () => {
    for (const step of [{}, { source: '' }])
      expect(places({ deployments: [release('1', { ...step, desired: [config('a')] })], sources: { west: {}, east: {} } })).toEqual([
        'east:shop/a NotInCluster',
        'west:shop/a NotInCluster',
      ])
  })
  test('in its own namespace alone, where its kind is known', () => {
    const { namespace: _, ...nowhere } = config('a').metadata
    expect(places({ desired: [config('a')], live: [{ ...config('a'), metadata: nowhere }] })).toEqual([':shop/a NotInCluster'])
  })
  test('in its own namespace first, where nobody says whether its kind has any', () => {
    const gadget = { apiVersion: 'example.com/v1', kind: 'Gadget', metadata: { name: 'g', namespace: 'shop' } }
    const live = [gadget, { ...gadget, metadata: { name: 'g' } }]
    expect(assessApplication({ desired: [gadget], live }).objects[0]?.ref.namespace).toBe('shop')
  })
  test.each<readonly [string | undefined, string | undefined, string]>([
    [' step ', 'caller', 'step'],
    ['', ' caller ', 'caller'],
    [undefined, '', 'default'],
  ])('with the namespace of its step %j or of the caller %j without spaces: %s', (namespace, caller, expected) => {
    const desired = [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }]
    const deployments = [release('1', { desired, ...(namespace === undefined ? undefined : { namespace }) })]
    expect(places({ deployments }, caller === undefined ? {} : { namespace: caller })).toEqual([`:${expected}/a NotInCluster`])
  })
})

describe('what is seen', () => {
  test('counts once by its last frame, with what it owns', () => {
    const owned = (uid: string) => config('owned', { ownerReferences: [{ uid }] })
    const top = config('top', { uid: 'u' })
    const children = (...live: object[]) =>
      assessApplication({ desired: [config('top')], live }).objects[0]?.children.map(({ ref }) => ref.name)
    expect(children(top, owned('u'))).toEqual(['owned'])
    expect(children(top, owned('u'), owned('u'))).toEqual(['owned'])
    expect(children(top, owned('u'), owned('other'))).toEqual([])
  })
  test('may come in lists, with or without its source, and what is no object is passed over', () => {
    const list = { apiVersion: 'v1', kind: 'ConfigMapList', items: [config('a'), config('b')] }
    const desired = [config('a'), config('b')]
    for (const live of [[list], [{ object: list }], [null, 7, list]] as never[])
      expect(places({ desired, live })).toEqual([':shop/a Unchanged', ':shop/b Unchanged'])
    expect(places({ desired, live: [{ object: list, source: 'east' }] })).toEqual(['east:shop/a Unchanged', 'east:shop/b Unchanged'])
  })
  test('is what it is although it has a field named object', () => {
    const odd = { ...config('a'), object: config('b') }
    expect(places({ desired: [config('b')], live: [odd] })).toEqual([':shop/b NotInCluster'])
    const { kind: _, ...kindless } = odd
    expect(places({ desired: [config('b')], live: [kindless] })).toEqual([':shop/b NotInCluster'])
    const { metadata: __, ...nameless } = odd
    expect(places({ desired: [config('b')], live: [nameless] })).toEqual([':shop/b NotInCluster'])
  })
  test('keeps its source alive: the newest sign counts, of an object or of the source itself', () => {
    const now = 3_600_000
    const reason = (times: readonly number[], source: Source = {}) =>
      places(
        {
          desired: [config('z')],
          live: times.map((observedAt, index) => ({ object: config(`${index}`), observedAt })),
          sources: { '': source },
        },
        { now },
      )[0]
    expect(reason([0])).toBe(':shop/z Stale')
    expect(reason([0, now])).toBe(':shop/z NotInCluster')
    expect(reason([now, 0])).toBe(':shop/z NotInCluster')
    expect(reason([now], { observedAt: 0 })).toBe(':shop/z NotInCluster')
    expect(reason([0], { observedAt: now })).toBe(':shop/z NotInCluster')
    expect(reason([], { observedAt: 0 })).toBe(':shop/z Stale')
    expect(reason([])).toBe(':shop/z NotInCluster')
  })
  test('hangs below its owner, each once, and not deeper than 32', () => {
    const chain = Array.from({ length: 40 }, (_, index) =>
      config(`c${index}`, { uid: `u${index}`, ownerReferences: index === 0 ? [] : [{ uid: `u${index - 1}` }] }),
    )
    const depth = ({ children }: ObjectAssessment): number => 1 + Math.max(0, ...children.map(depth))
    expect(depth(assessApplication({ desired: [config('c0')], live: chain }).objects[0]!)).toBe(32)
  })
  test('is shown at the top alone where it is an orphan as well as owned', () => {
    const deployments = [release('1', { desired: [config('top'), config('old')] }), release('2', { desired: [config('top')] })]
    const live = [config('top', { uid: 'u' }), config('old', { ownerReferences: [{ uid: 'u' }] })]
    const answer = assessApplication({ deployments, live })
    expect([answer.objects[0]?.children, answer.orphans.map(({ ref }) => ref.name)]).toEqual([[], ['old']])
  })
  test('is none of what was removed while it is there', () => {
    const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'j', namespace: 'shop' }, spec: { ttlSecondsAfterFinished: 1 } }
    const complete = { ...job, status: { conditions: [{ type: 'Complete', status: 'True' }] } }
    const of = (live: readonly object[], source?: string) =>
      places({ desired: [job], live, removed: [source === undefined ? complete : { object: complete, source }] })[0]
    expect(of([])).toBe(':shop/j CompletedAndRemoved')
    expect(of([], 'east')).toBe(':shop/j NotInCluster')
    expect(of([{ ...job, status: { active: 1 } }])).not.toBe(':shop/j CompletedAndRemoved')
  })
})

describe('what a source does not see', () => {
  const seen = (source: Source, namespace = 'shop') => {
    const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'a' } }
    return places({ desired: [namespace === '' ? role : config('a')], sources: { '': source } })[0]?.split(' ')[1]
  }
  test.each<readonly [Source, string, string]>([
    [{ kinds: ['Secret', 'ConfigMap'] }, 'shop', 'NotInCluster'],
    [{ forbidden: ['Secret', 'ConfigMap'] }, 'shop', 'Forbidden'],
    [{ forbidden: ['Secret'] }, 'shop', 'NotInCluster'],
    [{ forbidden: [] }, 'shop', 'NotInCluster'],
    [{ served: ['ConfigMap'], discovery: 'partial' }, 'shop', 'NotInCluster'],
    [{ served: ['ConfigMap'], synced: false }, 'shop', 'NotObserved'],
    [{ discovery: 'partial' }, 'shop', 'NotInCluster'],
    [{ clusterScoped: false }, 'shop', 'NotInCluster'],
    [{ clusterScoped: true }, '', 'NotInCluster'],
    [{ namespaces: ['other'] }, '', 'NotInCluster'],
    [{ namespaces: ['other', 'shop'] }, 'shop', 'NotInCluster'],
    [{ listed: ['rbac.authorization.k8s.io/ClusterRole'] }, '', 'NotInCluster'],
    [{ listed: ['rbac.authorization.k8s.io/ClusterRole@'] }, '', 'NotObserved'],
    [{ listed: ['*'] }, '', 'NotInCluster'],
    [{ listed: ['ConfigMap@shop', 'Secret'], synced: false }, 'shop', 'NotObserved'],
  ])('by %j in namespace %j is %s', (source, namespace, reason) => expect(seen(source, namespace)).toBe(reason))
})

describe('what a deployment holds', () => {
  const told = (...steps: readonly Partial<DeploymentStep>[]) => assessApplication({ deployments: [release('1', ...steps)], live: [] })
  test('twice is said, of one step or of two, and the later one takes its place at the end', () => {
    const message = (where: string) => `ConfigMap a is applied twice, in ${where}: the later one counts`
    const twice = told({ desired: [config('a'), config('b'), config('a')] })
    expect(twice.objects.map(({ ref }) => ref.name)).toEqual(['b', 'a'])
    expect(twice.problems).toEqual([{ code: 'duplicate-object', message: message('one step') }])
    expect(told({ desired: [config('a')] }, { desired: [config('a')] }).problems).toEqual([
      { code: 'duplicate-object', message: message('two steps') },
    ])
  })
  test('is its list and its steps together', () => {
    const deployment: Deployment = { ...release('1', { desired: [config('b')] }), desired: [config('a')] }
    expect(places({ deployments: [deployment] })).toEqual([':shop/a NotInCluster', ':shop/b NotInCluster'])
  })
  test('without a name is listed as such where it asks for one, and as it is where it has one', () => {
    const pod = (metadata: object) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'shop', ...metadata } })
    const answer = told({ desired: [pod({ generateName: 'p-' }), pod({ name: 'p', generateName: 'p-' }), pod({ generateName: 'q-' })] })
    expect(answer.objects.map(({ ref }) => ref.name)).toEqual(['p'])
    expect(answer.notMonitored).toMatchObject([{ step: '0', reason: 'GenerateName', objects: [{ kind: 'Pod' }, { kind: 'Pod' }] }])
    expect(answer.problems.map(({ code }) => code)).toEqual(['generate-name', 'generate-name'])
    expect(told({ desired: [pod({})] })).toMatchObject({ notMonitored: [], problems: [], objects: [{ ref: { name: '' } }] })
  })
  test('for another time is listed without a problem', () => {
    const answer = told({ desired: [config('a', { annotations: { 'helm.sh/hook': 'test' } })] })
    expect(answer).toMatchObject({ notMonitored: [{ step: '0', reason: 'HookNotRun' }], problems: [] })
  })
  test('is nothing where its list is empty, and that is said of steps that have an id', () => {
    expect(told({ id: 'script', desired: [] }).notMonitored).toEqual([{ step: 'script', reason: 'NoManifests', objects: [] }])
    expect(told({ id: '', desired: [] }).notMonitored).toEqual([])
    expect(told({ id: 'script', desired: [null, 7, 'x'] as never }).notMonitored).toEqual([
      { step: 'script', reason: 'NoManifests', objects: [] },
    ])
    expect(assessApplication({ desired: [], live: [] }).notMonitored).toEqual([])
  })
  test('stays listed as not monitored while the next deployment has applied nothing yet', () => {
    const skipped = release('1', { id: 'one', desired: [config('a')] }, { id: 'two', state: 'skipped', desired: [config('b')] })
    const next: Deployment = { ...release('2'), state: 'running' }
    const steps = (...deployments: Deployment[]) => assessApplication({ deployments, live: [] }).notMonitored.map(({ step }) => step)
    expect(steps(skipped)).toEqual(['two'])
    expect(steps(skipped, next)).toEqual(['two'])
    expect(steps(skipped, { ...release('2', { id: 'three', state: 'failed', desired: [] }), state: 'failed' })).toEqual(['three'])
    expect(steps(skipped, { ...release('2', { id: 'one', desired: [config('a')] }), state: 'running' })).toEqual([])
    expect(steps(skipped, release('2'))).toEqual([])
  })
  test('before in a step that did not run this time is expected no more and listed once', () => {
    const before = release('1', { id: 'one', desired: [config('a'), config('b')] })
    const after: Deployment = { ...release('2', { id: 'one', state: 'failed', desired: [config('a'), config('c')] }), state: 'failed' }
    const answer = assessApplication({ deployments: [before, after], live: [] })
    expect(answer.objects.map(({ ref }) => ref.name)).toEqual(['a', 'b'])
    expect(answer.notMonitored.flatMap(({ objects }) => objects.map(({ name }) => name))).toEqual(['c'])
  })
})

test.each<readonly [Record<string, string>, string | undefined]>([
  [{ 'argocd.argoproj.io/hook': 'Skip' }, 'HookNotRun'],
  [{ 'argocd.argoproj.io/hook': 'PreSync' }, undefined],
  [{ 'helm.sh/hook': 'test,post-install' }, undefined],
  [{ 'helm.sh/hook': 'pre-delete, test' }, 'HookNotRun'],
  [{ 'helm.sh/hook-delete-policy': 'hook-succeeded' }, undefined],
  [{ 'argocd.argoproj.io/hook-delete-policy': 'HookSucceeded' }, undefined],
  [{ 'helm.sh/hook': 'post-install', 'helm.sh/hook-delete-policy': 'before-hook-creation' }, undefined],
  [{ 'helm.sh/hook': 'post-install', 'helm.sh/hook-delete-policy': 'hook-failed' }, 'SelfDeletingHook'],
  [{ 'argocd.argoproj.io/hook': 'Sync', 'argocd.argoproj.io/hook-delete-policy': 'HookFailed' }, 'SelfDeletingHook'],
  [{ 'helm.sh/hook': ' , ' }, undefined],
])('an object with %j is not expected because of %s', (annotations, reason) => {
  const answer = assessApplication({ desired: [config('a', { annotations })], live: [] })
  expect(answer.notMonitored.map(each => each.reason)).toEqual(reason === undefined ? [] : [reason])
  expect(answer.objects.length).toBe(reason === undefined ? 1 : 0)
})
