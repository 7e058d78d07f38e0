/* oxlint-disable max-lines -- a kind after the other */
import { expect, test } from 'vitest'
import type { JsonRecord, KubeObject } from '../../src/model/kube-object.ts'
import { kindKeyOf } from '../../src/model/identity.ts'
import { createRedactor, type Redactor } from '../../src/redact/index.ts'
import { hidesNoValue } from '../support/shown.ts'
import { describeObject } from '../../src/report/index.ts'
import type { DescribeOptions, ObjectDescription } from '../../src/report/index.ts'
import { podStatus } from '../../src/report/describe/pod-lines.ts'
import { assessApplication, assessObject } from '../../src/status/index.ts'
import { advance, deploymentsOf, inputOf, plainCluster } from '../support/cluster-events.ts'
import type { TimelineLine } from '../support/cluster-events.ts'
import { fixtureLines, fixtureText } from '../support/fixtures.ts'

const timeline = fixtureLines<TimelineLine>('storefront/timeline.jsonl.gz')

/** The storefront as it was when its stateful set ran out of memory. */
const cluster = plainCluster()
const deploymentOf = deploymentsOf()
for (const line of timeline.slice(0, 848)) advance(cluster, line, deploymentOf(line))
const NOW = '2026-11-22T08:47:58Z'
const objects = [...cluster.objects.values()]
const events = objects.filter(object => object['kind'] === 'Event')
const find = (kind: string, name: RegExp): JsonRecord =>
  objects.find(object => kindKeyOf(object) === kind && name.test((object['metadata'] as { name: string }).name))!

const describe = (
  live: JsonRecord,
  extra: object = {},
  { redactor = hidesNoValue, ...options }: Partial<DescribeOptions> & { readonly redactor?: Redactor } = {},
): ObjectDescription => {
  const described = describeObject({ assessment: assessObject({ live }, { redactor }), live, ...extra }, { now: NOW, ...options })
  return described.visible ? described.value : expect.fail(described.reason)
}
const summary = (live: JsonRecord): Record<string, string> =>
  Object.fromEntries(describe(live).summary.map(({ label, value }) => [label, value]))

test('a pod is described as kubectl does: status, containers with image, state, restarts and how they last ended', () => {
  const lines = summary(find('Pod', /^db-0$/))
  expect(lines).toMatchObject({ Namespace: 'storefront', 'Controlled By': 'StatefulSet/db', Status: 'CrashLoopBackOff', Ready: '0/1' })
  expect(lines['Restarts']).toMatch(/^3 \(\d+s ago\)$/)
  expect(lines['Container postgres']).toMatch(
    /^postgres:17, Waiting: CrashLoopBackOff.*, 3 restarts, last Terminated: OOMKilled \(exit code 137\)$/,
  )
})

test('a deployment is described with its replicas, strategy, selector, images and conditions', () => {
  const lines = summary(find('apps/Deployment', /^web$/))
  expect(lines).toMatchObject({
    Labels: 'app=web, owner=alex',
    Ready: '3/3',
    Replicas: '3 desired | 3 updated | 3 total | 3 available | 0 unavailable',
    Strategy: 'RollingUpdate',
    'Rolling Update': '25% max unavailable, 25% max surge',
    Selector: 'app=web',
  })
  expect(lines['Created']).toBe('2026-11-22T08:45:27Z (2m31s)')
  expect(lines['Condition Available']).toContain('True (MinimumReplicasAvailable)')
  expect(lines['Annotations']).not.toContain('last-applied')
})

test('every kind of the storefront has lines of its own', () => {
  const seen = new Set(objects.map(kindKeyOf))
  for (const kind of ['Event', 'ServiceAccount', 'apps/ControllerRevision']) seen.delete(kind)
  const common = new Set(['Name', 'Namespace', 'Labels', 'Annotations', 'Created', 'Controlled By'])
  for (const kind of seen) {
    const lines = describe(find(kind, /./)).summary.filter(({ label }) => !common.has(label) && !label.startsWith('Condition'))
    expect([kind, lines.length]).not.toEqual([kind, 0])
    expect(JSON.stringify([kind, lines])).not.toMatch(/undefined|NaN|\[object/)
  }
})

test('events are those about the object, the newest first, and logs are lines', () => {
  const pod = find('Pod', /^db-1$/)
  const { events: shown, logs } = describe(pod, { events, logs: fixtureText('storefront/logs/db-1.postgres.log') })
  expect(shown.length).toBeGreaterThan(2)
  expect(new Set(shown.map(({ object }) => object))).toEqual(new Set(['pod/db-1']))
  const times = shown.map(({ lastSeen }) => Date.parse(lastSeen ?? ''))
  expect(times).toEqual(times.toSorted((a, b) => b - a))
  expect(logs.length).toBeGreaterThan(0)
})

test('events of an earlier object of the same name are not its own', () => {
  const live = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'n', uid: 'new' } }
  const about = (uid: string) => ({
    apiVersion: 'v1',
    kind: 'Event',
    reason: uid,
    involvedObject: { kind: 'Pod', name: 'p', namespace: 'n', uid },
  })
  expect(describe(live, { events: [about('old'), about('new')] }).events.map(({ reason }) => reason)).toEqual(['new'])
})

test('the manifest is what is live, without managedFields and copies of what was applied', () => {
  const { manifest } = describe(find('apps/Deployment', /^web$/))
  expect(manifest).toContain('kind: Deployment')
  expect(manifest).toContain('readyReplicas: 3')
  expect(manifest).not.toMatch(/managedFields|last-applied/)
})

test('what differs comes with the comparison that was made', () => {
  const { objects: assessed } = assessApplication(inputOf(cluster), { now: NOW })
  const assessment = assessed.find(({ ref }) => ref.kind === 'StatefulSet')!
  const live = find('apps/StatefulSet', /^db$/)
  const drifted: JsonRecord = { ...live, spec: { ...(live['spec'] as JsonRecord), replicas: 7 } }
  const again = assessObject(
    {
      desired: (cluster.deployments.get('d4')!.desired as readonly KubeObject[]).find(({ kind }) => kind === 'StatefulSet')!,
      live: drifted,
    },
    { redactor: hidesNoValue },
  )
  const described = describeObject({ assessment: again, live: drifted }, { now: NOW })
  expect(described.visible && described.value.differences.map(({ path }) => path)).toContain('spec.replicas')
  expect(described.visible && described.value.ref).toEqual(assessment.ref)
})

const secret = find('Secret', /^db-credentials$/)

test('the values of a Secret are shown to nobody: hashed with a salt, withheld without one', () => {
  const bare = describe(secret)
  expect(bare).toMatchObject({ manifest: '', manifestWithheld: 'no-salt' })
  expect(bare.summary).toContainEqual({ label: 'Data', value: 'password, username' })
  const salted = describe(secret, {}, { redactor: createRedactor([], { secrets: { salt: 'Projects-1' } }) })
  expect(salted.manifest).toMatch(/^ {2}password: [A-Za-z0-9+/]{43}=$/m)
  expect(salted.manifestWithheld).toBeUndefined()
  const { password = '' } = secret['data'] as Record<string, string>
  for (const form of [password, Buffer.from(password, 'base64').toString()]) expect(JSON.stringify([bare, salted])).not.toContain(form)
})

test('sensitive values are hidden wherever they occur: names, labels, manifest, events, logs, differences', () => {
  const value = 'correct-horse-battery'
  const live = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: 'settings',
      namespace: 'shop',
      labels: { team: value },
      annotations: { note: `a ${value} b`, 'kubectl.kubernetes.io/last-applied-configuration': value },
    },
    data: { plain: value, encoded: Buffer.from(value).toString('base64'), [value]: 'x' },
  }
  const event = {
    apiVersion: 'v1',
    kind: 'Event',
    message: `bad ${value}`,
    involvedObject: { kind: 'ConfigMap', name: 'settings', namespace: 'shop' },
  }
  const desired = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings', namespace: 'shop' },
    data: { plain: `was ${value}` },
  }
  const input = (redactor: Redactor) => ({
    assessment: assessObject({ desired, live }, { redactor }),
    live,
    events: [event],
    logs: `2026-11-22T08:47:00Z token ${value}\n`,
  })
  const described = describeObject(input(createRedactor([value])), { now: NOW })
  expect(described.visible).toBe(true)
  expect(JSON.stringify(described)).not.toContain(value)
  expect(JSON.stringify(described)).not.toContain(Buffer.from(value).toString('base64'))
  expect(JSON.stringify(describeObject(input(hidesNoValue), { now: NOW }))).toContain(value)
})

test.each(['unknown', 'incomplete', 'stale'] as const)('a redactor whose values are %s shows nothing', reason => {
  const live = find('apps/Deployment', /^web$/)
  expect(describeObject({ assessment: assessObject({ live }, { redactor: createRedactor(reason) }), live }, { now: NOW })).toEqual({
    visible: false,
    reason,
  })
})

test('an object that is not there is described by what is known of it', () => {
  const described = describeObject({ assessment: assessObject({ desired: secret }, { redactor: hidesNoValue }) }, { now: NOW })
  expect(described).toMatchObject({ visible: true, value: { manifest: '', summary: [], ref: { name: 'db-credentials' } } })
})

test.each<[string, object]>([
  ['Running', { status: { phase: 'Running', containerStatuses: [{ ready: true, state: { running: {} } }] } }],
  [
    'Init:1/2',
    {
      spec: { initContainers: [{ name: 'a' }, { name: 'b' }] },
      status: {
        phase: 'Pending',
        initContainerStatuses: [
          { name: 'a', state: { terminated: { exitCode: 0 } } },
          { name: 'b', state: { running: {} } },
        ],
      },
    },
  ],
  [
    'Init:CrashLoopBackOff',
    {
      spec: { initContainers: [{ name: 'a' }] },
      status: { phase: 'Pending', initContainerStatuses: [{ name: 'a', state: { waiting: { reason: 'CrashLoopBackOff' } } }] },
    },
  ],
  [
    'Init:Signal:9',
    {
      spec: { initContainers: [{ name: 'a' }] },
      status: { phase: 'Pending', initContainerStatuses: [{ name: 'a', state: { terminated: { exitCode: 137, signal: 9 } } }] },
    },
  ],
  ['ExitCode:1', { status: { phase: 'Failed', containerStatuses: [{ state: { terminated: { exitCode: 1 } } }] } }],
  [
    'NotReady',
    {
      status: {
        phase: 'Running',
        containerStatuses: [{ ready: true, state: { running: {} } }, { state: { terminated: { exitCode: 0, reason: 'Completed' } } }],
      },
    },
  ],
  ['Completed', { status: { phase: 'Succeeded', containerStatuses: [{ state: { terminated: { exitCode: 0, reason: 'Completed' } } }] } }],
  ['Terminating', { metadata: { deletionTimestamp: NOW }, status: { phase: 'Running' } }],
  ['Evicted', { status: { phase: 'Failed', reason: 'Evicted' } }],
  ['SchedulingGated', { status: { phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' }] } }],
  [
    'Running',
    {
      spec: { initContainers: [{ name: 'a' }] },
      status: {
        phase: 'Running',
        conditions: [{ type: 'Initialized', status: 'True' }],
        initContainerStatuses: [{ name: 'a', state: { terminated: { exitCode: 1 } } }],
        containerStatuses: [{ ready: true, state: { running: {} } }],
      },
    },
  ],
  ['Unknown', {}],
])('the status of a pod reads %s as in its column of kubectl', (status, pod) => {
  expect(podStatus(pod as JsonRecord)).toBe(status)
})

test('sidecars count as containers of a pod, and while it initialises its init containers speak', () => {
  const container = (name: string, restartCount: number, ready: boolean) => ({
    name,
    restartCount,
    ready,
    state: ready ? { running: {} } : {},
  })
  const pod = (started: boolean) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', namespace: 'n' },
    spec: { initContainers: [{ name: 'proxy', restartPolicy: 'Always' }, { name: 'migrate' }], containers: [{ name: 'web' }] },
    status: {
      phase: started ? 'Running' : 'Pending',
      initContainerStatuses: [
        { ...container('proxy', 2, true), started: true },
        { ...container('migrate', 3, false), ...(started ? { state: { terminated: { exitCode: 0 } } } : undefined) },
      ],
      containerStatuses: [container('web', started ? 1 : 0, started)],
    },
  })
  expect(summary(pod(false))).toMatchObject({ Status: 'Init:1/2', Ready: '1/2', Restarts: '5' })
  expect(summary(pod(true))).toMatchObject({ Status: 'Running', Ready: '2/2', Restarts: '3' })
})

test('a custom resource is described with the printer columns of its definition, past the redactor', () => {
  const column = (name: string, jsonPath: string, type = 'string') => ({ name, jsonPath, type })
  const definition = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'gadgets.example.com' },
    spec: {
      group: 'example.com',
      names: { kind: 'Gadget' },
      versions: [
        { name: 'v2', additionalPrinterColumns: [column('Other', '.spec.size')] },
        {
          name: 'v1',
          additionalPrinterColumns: [
            column('Size', '.spec.size', 'integer'),
            column('Ready', '.status.conditions[?(@.type=="Ready")].status'),
            column('First', '.spec.hosts[0]'),
            column('All', '.spec.hosts[*]'),
            column('Team', ".metadata.labels['example.com/team']"),
            column('Zone', '.metadata.labels.example\\.com/zone'),
            column('Renewed', '.status.renewed', 'date'),
            column('Age', '.metadata.creationTimestamp', 'date'),
            column('None', '.status.nothing.here'),
            column('Whole', '.status.conditions'),
            column('Odd', '.spec..[(x'),
          ],
        },
      ],
    },
  }
  const live = {
    apiVersion: 'example.com/v1',
    kind: 'Gadget',
    metadata: { name: 'g', namespace: 'n', labels: { 'example.com/team': 'red', 'example.com/zone': 'a' } },
    spec: { size: 3, hosts: ['correct-horse-battery', 'b'] },
    status: {
      renewed: '2026-11-22T08:37:58Z',
      conditions: [
        { type: 'Synced', status: 'False' },
        { type: 'Ready', status: 'True' },
      ],
    },
  }
  const shown = (extra: Partial<DescribeOptions> & { readonly redactor?: Redactor }, kind = 'Gadget') =>
    describe({ ...live, kind }, { definition }, extra)
      .summary.filter(({ label }) => !/^(Name|Labels|Condition)/.test(label))
      .map(({ label, value }) => `${label}: ${value}`)
  const columns = [
    'Size: 3',
    'Ready: True',
    'First: correct-horse-battery',
    'All: correct-horse-battery',
    'Team: red',
    'Zone: a',
    'Renewed: 10m',
  ]
  expect(shown({})).toEqual(columns)
  expect(shown({ redactor: createRedactor(['correct-horse-battery']) }).slice(2, 4)).toEqual(['First: ********', 'All: ********'])
  expect(shown({}, 'Widget')).toEqual([])
})
