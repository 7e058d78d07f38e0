import { Buffer } from 'node:buffer'
import { describe, expect, test } from 'vitest'
import * as cel from '../src/cel/index.ts'
import * as contracts from '../src/contract/index.ts'
import * as health from '../src/health/index.ts'
import * as library from '../src/index.ts'
import * as parse from '../src/parse/index.ts'
import * as policies from '../src/policy/index.ts'
import * as reports from '../src/report/index.ts'
import * as schema from '../src/schema/index.ts'
import * as secretsDoor from '../src/secrets/index.ts'
import * as sourcesDoor from '../src/sources/index.ts'
import * as statuses from '../src/status/index.ts'
import * as trees from '../src/tree/index.ts'
import * as watches from '../src/watch/index.ts'
import type { KubeObject } from '../src/index.ts'
import { doorsOf } from './support/public-interface.ts'

/** Every function that the library exports says here that it was called: a new one is missing below until it is looked at. */
const called = new Set<string>()
const watched = <T extends object>(exports: T): T =>
  Object.fromEntries(
    Object.entries(exports).map(([name, value]: [string, unknown]) => [
      name,
      typeof value !== 'function' || name === 'WithheldError'
        ? value
        : (...given: unknown[]): unknown => {
            called.add(name)
            return (value as (...given: unknown[]) => unknown)(...given)
          },
    ]),
  ) as T
const everyExport = {
  ...cel,
  ...contracts,
  ...health,
  ...parse,
  ...policies,
  ...schema,
  ...secretsDoor,
  ...sourcesDoor,
  ...statuses,
  ...trees,
  ...watches,
  ...library,
  ...reports,
}
const {
  assessApplication,
  assessHealth,
  assessObject,
  compareObject,
  createRedactor,
  createTracker,
  describeObject,
  digest,
  hashSecret,
  lintPolicy,
  parseLogLines,
  parseManifests,
  parseYaml,
  preparePage,
  presentEvents,
  readPolicy,
  readTimelineLine,
  renderGithub,
  renderJunit,
  renderMarkdown,
  renderOpenMetrics,
  renderPage,
  renderTable,
  toLiveStatus,
} = watched(everyExport)

/** The functions that were not called here. */
const forgotten = (exports: object): readonly string[] =>
  Object.entries(exports)
    .flatMap(([name, value]) => (typeof value === 'function' && !called.has(name) ? [name] : []))
    .sort()

/** What gives back what it was given, as it must, and what says nothing of any content. */
const RAW: Readonly<Record<string, readonly string[]>> = {
  'raw by nature, and says so': [
    'predictApply',
    'prepareDesired',
    'plainObject',
    'printYaml',
    'servedSecretData',
    'buildTree',
    'findOwner',
    'indexRelated',
    'fromLiveStatus',
    'printerColumns',
    'evaluateCel',
    'recordedApplications',
    'planObservation',
  ],
  'no content': [
    'catalogueKinds',
    'celRules',
    'checkRule',
    'createSchemas',
    'hashValue',
    'hashInfo',
    'isNamespaced',
    'hasStatus',
    'isSecret',
    'objectStatus',
    'trustAsShown',
    'WithheldError',
    'refText',
    'createFeeder',
  ],
}

/** One value, put wherever the research found leaks, and looked for in everything that the library returns for people to see. */
const VALUE = 'canary-5up3r-s3cr3t-v4lue'
const forms = [VALUE, btoa(VALUE), btoa(btoa(VALUE)), Buffer.from(VALUE).toString('hex')]
const leaks = (shown: unknown): string[] => forms.filter(form => JSON.stringify(shown).includes(form))

const secrets = { salt: 'Projects-1/Environments-1' }
const redactor = createRedactor([{ name: 'DB_PASSWORD', value: VALUE }], { secrets })
const metadata = (kind: string, more: object = {}) => ({
  name: 'db',
  namespace: 'shop',
  uid: `uid-${kind}`,
  creationTimestamp: '2026-11-23T10:00:00Z',
  ...more,
})

const secret = (password: string, note = `the password is ${password}`): KubeObject => {
  const plain = { apiVersion: 'v1', kind: 'Secret', metadata: metadata('Secret'), data: { password: btoa(password) }, type: 'Opaque' }
  const annotations = {
    'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({ ...plain, stringData: { password } }),
    'kapp.k14s.io/original': JSON.stringify(plain),
    note,
  }
  const fieldsV1 = {
    'f:metadata': { 'f:annotations': { '.': {}, 'f:note': {}, 'f:kapp.k14s.io/original': {} } },
    'f:data': { 'f:password': {} },
    'f:set': { [`v:${JSON.stringify(password)}`]: {} },
  }
  const managedFields = [{ manager: 'other', operation: 'Update', apiVersion: 'v1', time: '2026-11-23T10:00:00Z', fieldsV1 }]
  return { ...plain, metadata: { ...plain.metadata, annotations, managedFields } } as KubeObject
}

const pod: KubeObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: metadata('Pod', { labels: { [VALUE]: 'x' }, annotations: { dsn: `postgres://u:${VALUE}@h/db` } }),
  spec: {
    restartPolicy: 'Always',
    containers: [
      {
        name: 'app',
        image: `registry.example.com/${VALUE}:1`,
        args: ['--password', VALUE],
        env: [
          { name: 'P', value: VALUE },
          { name: VALUE, value: '1' },
        ],
      },
    ],
  },
  status: {
    phase: 'Pending',
    message: `cannot start with ${VALUE}`,
    containerStatuses: [
      { name: 'app', ready: false, restartCount: 3, state: { waiting: { reason: 'CreateContainerError', message: `bad ${VALUE}` } } },
    ],
  },
} as KubeObject

const event: KubeObject = {
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name: 'e', namespace: 'shop' },
  involvedObject: { kind: 'Pod', name: 'db', namespace: 'shop', uid: 'uid-Pod' },
  type: 'Warning',
  reason: 'Failed',
  message: `Get "http://x?password=${VALUE}": refused`,
  lastTimestamp: '2026-11-23T10:01:00Z',
} as KubeObject

const now = '2026-11-23T10:05:00Z'
const options = { redactor, now }

describe('one value, nowhere in', () => {
  const comparison = compareObject(secret('other-value-of-it'), secret(VALUE), { redactor })
  const drifted = { ...pod, spec: { restartPolicy: 'Never' } } as KubeObject
  const podComparison = compareObject(drifted, pod, { redactor, strict: true })
  const tracker = createTracker(options)
  tracker.recordDeployment({ id: '1', state: 'succeeded', desired: [secret('other-value-of-it'), drifted] })
  for (const object of [secret(VALUE), pod, event]) tracker.observeEvent({ type: 'ADDED', object }, now)

  const withoutPatch = (shown: unknown): unknown =>
    JSON.parse(JSON.stringify(shown, (key, value: unknown) => (key === 'patch' ? undefined : value)))
  const everything: readonly (readonly [string, unknown])[] = [
    ['a comparison of Secrets', comparison],
    ['a comparison of Secrets without salt or redactor', withoutPatch(compareObject(secret('x', ''), secret(VALUE, '')))],
    ['a comparison of Pods', podComparison],
    ['a hashed Secret', hashSecret(secret(VALUE), secrets)],
    ['a redacted object', redactor.object(pod)],
    ['a redacted Secret', redactor.object(secret(VALUE))],
    ['a redacted event', redactor.event(event)],
    ['redacted text', redactor.text(`password=${VALUE} ${btoa(VALUE)}`)],
    ['log lines', parseLogLines(`2026-11-23T10:00:00Z ${VALUE}\n2026-11-23T10:00:01Z {"p":"${VALUE}"}`, { redactor })],
    ['presented events', presentEvents([event], { now, redactor })],
    [
      'an object’s assessment',
      withoutPatch(assessObject({ desired: drifted, live: pod, observedAt: now }, { ...options, related: [event] })),
    ],
    [
      'an application’s assessment',
      withoutPatch(assessApplication({ desired: [secret('x'), drifted], live: [secret(VALUE), pod], events: [event] }, options)),
    ],
    ['a tracker’s answer', withoutPatch(tracker.assess(now))],
    ...Object.entries({ digest, renderGithub, renderJunit, renderMarkdown, renderOpenMetrics, renderTable }).map(
      ([name, render]) => [`an application, ${name}`, render(tracker.assess(now))] as const,
    ),
    ['an application, with live objects and events', renderTable(tracker.assess(now), { now, live: [pod, event], all: true, tree: true })],
    ['a digest with them', digest(tracker.assess(now), { now, live: [pod, event] })],
    ['metrics with them', renderOpenMetrics(tracker.assess(now), { now, live: [pod, event], title: VALUE })],
    ['a page', renderPage(preparePage({ title: VALUE, moments: [{ at: now, assessment: tracker.assess(now) }] }))],
    ['what a tracker says changed', tracker.changes(now)],
    ['an application, as a server of the product answers it', toLiveStatus(tracker.assess(now))],
    ...[pod, secret(VALUE)].map(
      live =>
        [
          `the description of a ${live.kind ?? ''}`,
          describeObject(
            { assessment: assessObject({ desired: live, live, observedAt: now }, options), live, events: [event], logs: VALUE },
            { now },
          ),
        ] as const,
    ),
    [
      'the problems of a broken manifest',
      [parseManifests(`apiVersion: v1\nkind: Secret\n  bad: ${VALUE}\n`).problems, parseYaml(`a: "${VALUE}\n`).problems],
    ],
    ...[`ignore: ${VALUE}`, `apiVersion: ${VALUE}\nkind: Policy\nignore:\n  - name: ${VALUE}\n    because: [${VALUE}]\n`].map(
      text => ['the problems of a policy', [readPolicy(text).problems, lintPolicy(readPolicy(text), []).problems]] as const,
    ),
    ['the problem of a line of a timeline', readTimelineLine(`{"at":"${VALUE}","frame":"${VALUE}"}`, { source: 'a', line: 1 })],
    ...Object.entries(contracts).map(
      ([name, contract]) => [`what ${name} refuses`, contract.parse({ apiVersion: VALUE, objects: VALUE, list: [VALUE] })] as const,
    ),
  ]

  test.each(everything)('%s', (_, shown) => expect(leaks(shown)).toEqual([]))

  test('and the test would see it', () => expect(leaks(assessHealth(pod).message)).toEqual([VALUE]))

  test('no exported function was forgotten', () => expect(forgotten(everyExport)).toEqual(Object.values(RAW).flat().sort()))

  test('and one that is added is noticed until it is looked at, and found out where it shows a value', () => {
    const added = { showEverything: (object: KubeObject): string => JSON.stringify(object) }
    const { showEverything } = watched(added)
    expect(forgotten({ ...everyExport, ...added })).toContain('showEverything')
    expect(leaks(showEverything(pod))).toContain(VALUE)
    expect(forgotten({ ...everyExport, ...added })).not.toContain('showEverything')
  })

  test('every door is looked through', async () => {
    const doors = doorsOf().filter(door => door !== '.')
    const names = await Promise.all(doors.map(async door => Object.keys((await import(`../src/${door.slice(2)}/index.ts`)) as object)))
    expect(names.flat().filter(name => !(name in everyExport))).toEqual([])
  })
})
