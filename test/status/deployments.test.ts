import { expect, test } from 'vitest'
import { createSchemas } from '../../src/schema/index.ts'
import { assessApplication } from '../../src/status/index.ts'
import type { Deployment, DeploymentState } from '../../src/status/index.ts'
import { NO_HISTORY, afterDeployment, makePlan } from '../../src/status/internal.ts'

const configMap = (name: string, metadata: Record<string, unknown> = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, ...metadata },
})
const live = (name: string) => configMap(name, { namespace: 'default' })
const succeeded = (id: string, ...names: string[]): Deployment => ({ id, state: 'succeeded', desired: names.map(name => configMap(name)) })
const names = (objects: readonly { readonly ref: { readonly name: string } }[]): string[] => objects.map(({ ref }) => ref.name)

test.each<[DeploymentState, string | null]>([
  ['queued', 'Waiting'],
  ['waiting', 'Waiting'],
  ['running', 'Waiting'],
  ['cancelling', 'Waiting'],
  ['failed', 'Unavailable'],
  ['cancelled', 'Unavailable'],
  ['timed-out', 'Unavailable'],
])('while the latest deployment is %s the application is %s, and its objects stay visible', (state, status) => {
  const answer = assessApplication({ deployments: [succeeded('1', 'a', 'b'), { id: '2', state }], live: [live('a')] })
  expect(answer.status).toBe(status)
  expect(names(answer.objects)).toEqual(['a', 'b'])
  expect(answer.objects.map(object => object.status)).toContain('Missing')
  expect(answer.gate).toBe(status === 'Waiting' ? 'wait' : 'fail')
})

test('a deployment that is queued expects nothing new yet, one that runs does', () => {
  const next = (state: DeploymentState) =>
    names(assessApplication({ deployments: [succeeded('1', 'a'), { ...succeeded('2', 'b'), state }], live: [] }).objects)
  expect(next('queued')).toEqual(['a'])
  expect(next('waiting')).toEqual(['a'])
  expect(next('running')).toEqual(['a', 'b'])
  expect(next('succeeded')).toEqual(['b'])
})

test('where nothing was deployed or nothing can be monitored there is no label, and a reason', () => {
  expect(assessApplication({ live: [] })).toMatchObject({
    status: null,
    reason: 'NoDeployment',
    health: 'NotApplicable',
    sync: 'NotApplicable',
  })
  expect(assessApplication({ desired: [], live: [] })).toMatchObject({ status: null, reason: 'NothingToMonitor' })
  const script: Deployment = { id: '1', state: 'succeeded', steps: [{ id: 's', kind: 'script', state: 'applied' }] }
  expect(assessApplication({ deployments: [script], live: [] })).toMatchObject({
    status: null,
    notMonitored: [{ step: 's', reason: 'NoManifests', objects: [] }],
  })
})

test('a script step that reports manifests is monitored', () => {
  const script: Deployment = {
    id: '1',
    state: 'succeeded',
    steps: [{ id: 's', kind: 'script', state: 'applied', desired: [configMap('a')] }],
  }
  expect(names(assessApplication({ deployments: [script], live: [] }).objects)).toEqual(['a'])
})

test.each(['skipped', 'excluded', 'disabled', 'failed'] as const)(
  'objects of a step that is %s have no live status and are listed as such',
  state => {
    const deployment: Deployment = {
      id: '1',
      state: 'succeeded',
      steps: [
        { id: 'one', state: 'applied', desired: [configMap('a')] },
        { id: 'two', state, desired: [configMap('b')] },
      ],
    }
    const answer = assessApplication({ deployments: [deployment], live: [live('a'), live('b')] })
    expect(names(answer.objects)).toEqual(['a'])
    expect(
      answer.notMonitored.map(({ step, reason, objects }) => [step, reason.toLowerCase(), names(objects.map(ref => ({ ref })))]),
    ).toEqual([['two', state, ['b']]])
  },
)

test('of an object in two steps the later one counts, and that is said', () => {
  const deployment: Deployment = {
    id: '1',
    state: 'succeeded',
    steps: [
      { id: 'one', state: 'applied', desired: [configMap('a', { labels: { from: 'one' } })] },
      { id: 'two', state: 'applied', desired: [configMap('a', { labels: { from: 'two' } })] },
    ],
  }
  const plan = makePlan([deployment], NO_HISTORY, {})
  expect(plan.expected.map(({ step }) => step)).toEqual(['two'])
  expect(plan.problems.map(({ code }) => code)).toEqual(['duplicate-object'])
})

test('the namespace is that of the manifest, then of the step, then of the options, then default; cluster-scoped kinds have none', () => {
  const namespaceOf = (metadata: Record<string, unknown>, step: string | undefined, namespace: string | undefined, kind = 'ConfigMap') => {
    const desired = [{ apiVersion: 'v1', kind, metadata: { name: 'x', ...metadata } }]
    const steps = [{ id: 's', state: 'applied' as const, desired, ...(step === undefined ? undefined : { namespace: step }) }]
    return makePlan([{ id: '1', state: 'succeeded', steps }], NO_HISTORY, namespace === undefined ? {} : { namespace }).expected[0]?.ref
      .namespace
  }
  expect(namespaceOf({ namespace: 'own' }, 'step', 'option')).toBe('own')
  expect(namespaceOf({ namespace: ' ' }, 'step', 'option')).toBe('step')
  expect(namespaceOf({}, 'step', 'option')).toBe('step')
  expect(namespaceOf({}, undefined, 'option')).toBe('option')
  expect(namespaceOf({}, undefined, undefined)).toBe('default')
  expect(namespaceOf({ namespace: 'own' }, 'step', 'option', 'Namespace')).toBe('')
})

test('a definition or discovery says which kinds have no namespace', () => {
  const gadget = { apiVersion: 'example.com/v1', kind: 'Gadget', metadata: { name: 'g' } }
  const discovery = { groupVersion: 'example.com/v1', resources: [{ name: 'gadgets', kind: 'Gadget', namespaced: false }] }
  const definition = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'gadgets.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Cluster',
      names: { kind: 'Gadget', plural: 'gadgets' },
      versions: [{ name: 'v1', served: true, storage: true }],
    },
  }
  for (const schemas of [createSchemas({ apiResources: [discovery] }), createSchemas({ customResourceDefinitions: [definition] })])
    expect(assessApplication({ desired: [gadget], live: [] }, { schemas }).objects[0]?.ref.namespace).toBe('')
})

test('an object of a kind that nobody described is found in its namespace or in none', () => {
  const gadget = { apiVersion: 'example.com/v1', kind: 'Gadget', metadata: { name: 'g' } }
  const refOf = (live: object[]) => assessApplication({ desired: [gadget], live }).objects[0]?.ref.namespace
  expect(refOf([gadget])).toBe('')
  expect(refOf([{ ...gadget, metadata: { name: 'g', namespace: 'default' } }])).toBe('default')
  expect(refOf([])).toBe('default')
})

test('what an earlier release applied and the latest successful one did not is an orphan, until it is deleted or deployed again', () => {
  const two = [succeeded('1', 'a', 'b'), succeeded('2', 'a')]
  const answer = assessApplication({ deployments: two, live: [live('a'), live('b')] })
  expect(answer.orphans).toMatchObject([{ ref: { name: 'b' }, status: 'Out of Sync', orphaned: true, sync: { status: 'Orphaned' } }])
  expect(answer.counts['Out of Sync']).toBe(0)
  expect(assessApplication({ deployments: two, live: [live('a')] }).orphans).toEqual([])
  expect(assessApplication({ deployments: [...two, succeeded('3', 'a', 'b')], live: [live('a'), live('b')] }).orphans).toEqual([])
})

test('a release that did not succeed makes no orphans', () => {
  for (const state of ['running', 'failed', 'cancelled', 'timed-out', 'queued'] as const)
    expect(makePlan([succeeded('1', 'a', 'b'), { ...succeeded('2', 'a'), state }], NO_HISTORY, {}).orphans).toEqual([])
  expect(
    names(makePlan([{ ...succeeded('1', 'b'), state: 'failed' }, succeeded('2', 'a')], NO_HISTORY, {}).orphans.map(ref => ({ ref }))),
  ).toEqual([])
})

test.each(['skipped', 'disabled', 'excluded'] as const)(
  'a step that is %s orphans nothing; a step that is gone does, also later',
  state => {
    const steps = (id: string, two: 'applied' | typeof state | undefined): Deployment => ({
      id,
      state: 'succeeded',
      steps: [
        { id: 'one', state: 'applied', desired: [configMap('a')] },
        ...(two === undefined ? [] : [{ id: 'two', state: two, desired: two === 'applied' ? [configMap('b')] : [] }]),
      ],
    })
    const orphansOf = (...deployments: Deployment[]) => names(makePlan(deployments, NO_HISTORY, {}).orphans.map(ref => ({ ref })))
    expect(orphansOf(steps('1', 'applied'), steps('2', state))).toEqual([])
    expect(orphansOf(steps('1', 'applied'), steps('2', undefined))).toEqual(['b'])
    expect(orphansOf(steps('1', 'applied'), steps('2', state), steps('3', undefined))).toEqual(['b'])
    expect(orphansOf(steps('1', 'applied'), steps('2', undefined), steps('3', state))).toEqual(['b'])
    expect(orphansOf(steps('1', 'applied'), steps('2', state), steps('3', 'applied'))).toEqual([])
  },
)

test('history closed early says the same as history kept', () => {
  const all = [
    succeeded('1', 'a', 'b'),
    succeeded('2', 'a', 'c'),
    succeeded('3', 'a'),
    { ...succeeded('4', 'd'), state: 'failed' as const },
    succeeded('5', 'b'),
  ]
  for (let closed = 0; closed < all.length; closed++) {
    const history = all.slice(0, closed).reduce((before, deployment) => afterDeployment(before, deployment, {}), NO_HISTORY)
    expect(makePlan(all.slice(closed), history, {})).toEqual(makePlan(all, NO_HISTORY, {}))
  }
})

test('hooks that delete themselves, and hooks of another time, are not expected', () => {
  const hook = (name: string, annotations: Record<string, string>) => configMap(name, { annotations })
  const desired = [
    hook('kept', { 'helm.sh/hook': 'post-install' }),
    hook('gone', { 'helm.sh/hook': 'pre-install,pre-upgrade', 'helm.sh/hook-delete-policy': 'before-hook-creation, hook-succeeded' }),
    hook('test', { 'helm.sh/hook': 'test' }),
    hook('argo', { 'argocd.argoproj.io/hook': 'Sync', 'argocd.argoproj.io/hook-delete-policy': 'HookSucceeded' }),
  ]
  const answer = assessApplication({ desired, live: [] })
  expect(names(answer.objects)).toEqual(['kept'])
  expect(answer.notMonitored.map(({ reason, objects }) => [reason, objects.map(({ name }) => name)])).toEqual([
    ['SelfDeletingHook', ['gone', 'argo']],
    ['HookNotRun', ['test']],
  ])
})

test('generateName is a problem, and said so', () => {
  const answer = assessApplication({ desired: [{ apiVersion: 'v1', kind: 'Pod', metadata: { generateName: 'p-' } }], live: [] })
  expect(answer.problems).toMatchObject([{ code: 'generate-name', pointer: '/metadata/generateName' }])
  expect(answer.objects).toEqual([])
})

test('of an object that two steps bring to one place by different words the later one counts, and that is said', () => {
  const step = (id: string, source?: string) => ({
    id,
    state: 'applied' as const,
    desired: [configMap('a')],
    ...(source === undefined ? undefined : { source }),
  })
  const answer = (steps: readonly object[], ...sources: string[]) =>
    assessApplication({
      deployments: [{ id: '1', state: 'succeeded', steps } as Deployment],
      live: sources.map(source => ({ object: live('a'), source })),
    })
  const everywhere = answer([step('one'), step('two', 'west')], 'east', 'west')
  expect(everywhere.objects.map(({ ref }) => ref.source)).toEqual(['east', 'west'])
  expect(everywhere.problems.map(({ code }) => code)).toEqual(['duplicate-object'])
  const alone = answer([step('one', 'east'), step('two', 'west')], '')
  expect([alone.objects.length, alone.problems.length]).toEqual([1, 1])
  expect(answer([step('one', 'east'), step('two', 'west')], 'east', 'west')).toMatchObject({ problems: [], counts: { 'In Sync': 2 } })
})

test('an object that is deployed by other words than before is no orphan where it is expected', () => {
  const release = (id: string, source?: string): Deployment => ({
    id,
    state: 'succeeded',
    steps: [{ id: 's', state: 'applied', desired: [configMap('a')], ...(source === undefined ? undefined : { source }) }],
  })
  const seen = ['east', 'west'].map(source => ({ object: live('a'), source }))
  const answer = assessApplication({ deployments: [release('1'), release('2', 'west')], live: seen })
  expect(answer.objects.map(({ ref }) => ref.source)).toEqual(['west'])
  expect(answer.orphans.map(({ ref }) => ref.source)).toEqual(['east'])
})

test('an orphan of a kind that nobody described is found in its namespace or in none', () => {
  const gadget = { apiVersion: 'example.com/v1', kind: 'Gadget', metadata: { name: 'g' } }
  const deployments: Deployment[] = [{ id: '1', state: 'succeeded', desired: [gadget, configMap('a')] }, succeeded('2', 'a')]
  for (const object of [gadget, { ...gadget, metadata: { name: 'g', namespace: 'default' } }])
    expect(names(assessApplication({ deployments, live: [object] }).orphans)).toEqual(['g'])
})

test('an orphan in a cluster that is not heard of any more is Unknown, and makes nothing else so', () => {
  const release = (id: string, name: string, source: string): Deployment => ({
    id,
    state: 'succeeded',
    steps: [{ id: source, state: 'applied', source, desired: [configMap(name)] }],
  })
  const now = 3_600_000
  const seen = [
    { object: live('a'), source: 'east', observedAt: 0 },
    { object: live('b'), source: 'west', observedAt: now },
  ]
  const answer = assessApplication({ deployments: [release('1', 'a', 'east'), release('2', 'b', 'west')], live: seen }, { now })
  expect(answer).toMatchObject({ status: 'Healthy', orphans: [{ ref: { name: 'a' }, status: 'Unknown', reason: 'Stale' }] })
})
