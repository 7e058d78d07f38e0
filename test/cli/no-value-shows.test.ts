import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CLUSTER_OPTIONS } from '../../src/cli/cluster-options.ts'
import { COMMANDS, GLOBAL_OPTIONS } from '../../src/cli/command-table.ts'
import type { CommandSpec, OptionSpec } from '../../src/cli/command-spec.ts'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { releaseSecret } from '../support/helm-release.ts'
import { saltObject, WAYS } from '../support/salted-objects.ts'
import { FAKE_KUBECTL, fakeCluster } from './support/fake-cluster.ts'

/**
 * Every command in every format, as the table of commands has them, over files and over a cluster that hold a value wherever one may stand: no six
 * characters of it come out, on either stream. A command, a format or an option that is added is in here without a word, or is missing in GIVEN.
 */
const VALUE = 'cAnary-5up3r-s3cr3t-v4lue-QZX7'
const NOW = '2026-11-29T10:00:00Z'

const needles: readonly string[] = [
  ...piecesOf(VALUE, 6),
  ...[VALUE, `u:${VALUE}`, btoa(VALUE)].flatMap(text => [...piecesOf(btoa(text), 12)]),
  Buffer.from(VALUE).toString('hex'),
]
function piecesOf(text: string, size: number): readonly string[] {
  return Array.from({ length: text.length - size + 1 }, (_, at) => text.slice(at, at + size))
}

const at = (kind: string, name: string, rest: object, apiVersion = 'v1'): KubeObject =>
  ({ apiVersion, kind, metadata: { name, namespace: 'shop', uid: `${kind}-${name}`, creationTimestamp: NOW }, ...rest }) as KubeObject
const container = { name: 'web', image: 'registry.example.com/web:1', args: ['--level', 'info'], env: [{ name: 'LEVEL', value: 'info' }] }
const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [container] } }
const deployment = at('Deployment', 'web', { spec: { replicas: 1, selector: { matchLabels: { app: 'web' } }, template } }, 'apps/v1')
const settings = at('ConfigMap', 'settings', { data: { level: 'info', url: 'https://db.example.com/shop' } })
const condition = { type: 'Ready', status: 'False', reason: 'Failed', message: 'cannot connect', lastTransitionTime: NOW }
const pod = at('Pod', 'web-1', {
  spec: { containers: [container] },
  status: {
    phase: 'Running',
    message: 'is ill',
    conditions: [{ ...condition, reason: 'ContainersNotReady' }],
    containerStatuses: [
      {
        name: 'web',
        ready: false,
        restartCount: 4,
        state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 5m restarting' } },
        lastState: { terminated: { exitCode: 1, reason: 'Error' } },
      },
    ],
  },
})
const event = at('Event', 'web-1.1', {
  involvedObject: { kind: 'Pod', name: 'web-1', namespace: 'shop', uid: 'Pod-web-1' },
  type: 'Warning',
  reason: 'Failed',
  message: 'Error: cannot start',
  note: 'cannot start',
  action: 'Starting',
  reportingComponent: 'kubelet',
  series: { count: 3, lastObservedTime: NOW },
  lastTimestamp: NOW,
  count: 3,
})
const thing = at('Thing', 'thing', { spec: { size: 1, names: ['a', 'b'] }, status: { conditions: [condition] } }, 'x.example/v1')

/** Secrets in all shapes: by themselves, nested, echoed by a controller, stored by Helm, copied into annotations. */
const secret = (password: string): KubeObject => {
  const plain = at('Secret', 'creds', { data: { password: btoa(password) }, type: 'Opaque' })
  const copies = {
    'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({ ...plain, stringData: { password } }),
    note: password,
  }
  return { ...plain, metadata: { ...plain.metadata, annotations: copies } } as KubeObject
}
const bundle = (password: string): KubeObject =>
  at(
    'Object',
    'nested',
    { spec: { forProvider: { manifest: { apiVersion: 'v1', kind: 'Secret', stringData: { password } } } } },
    'x.example/v1',
  )
const echoing = at(
  'Kustomization',
  'echo',
  {
    status: {
      conditions: [
        { ...condition, message: `apply failed: Invalid value: "map[data:map[password:${btoa(VALUE)}] stringData:map[p:${VALUE}]]": no` },
        { ...condition, type: 'Other', message: `{"data":{"p":"${btoa(VALUE)}"},"kind":"Secret"} ${'x'.repeat(500)}` },
      ],
    },
  },
  'kustomize.toolkit.fluxcd.io/v1',
)
const stored = releaseSecret({ notes: VALUE, description: VALUE, config: { password: VALUE }, manifest: JSON.stringify(secret(VALUE)) })
const secrets = {
  desired: [secret('other-value-of-it'), bundle('other-value-of-it')],
  live: [secret(VALUE), bundle(VALUE), echoing, stored as KubeObject],
}

/** The value in every text in turn, so that each way of putting one somewhere is used. */
const salted = (objects: readonly KubeObject[], from: number): readonly KubeObject[] =>
  objects.map((object, index) => {
    let count = from + index
    return saltObject(object, VALUE, () => count++ % WAYS.length)
  })
const everywhere = {
  desired: [deployment, settings, thing, ...salted([deployment, settings, pod], 3), ...secrets.desired],
  live: [
    settings,
    pod,
    thing,
    ...[0, 1, 2, 4].flatMap(from => salted([pod, event, settings, thing, deployment], from)),
    event,
    ...secrets.live,
  ],
}

const folder = mkdtempSync(join(tmpdir(), 'live-object-status-'))
const write = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const list = (items: readonly unknown[]): string => JSON.stringify({ apiVersion: 'v1', kind: 'List', items })
const lines = (items: readonly unknown[]): string => items.map(item => `${JSON.stringify(item)}\n`).join('')

interface Input {
  readonly desired: readonly KubeObject[]
  readonly live: readonly KubeObject[]
}

/** What each option is given, by its longest name; null for what says nothing of content or chooses less. */
const givenFor = (name: string, { desired, live }: Input): Readonly<Record<string, readonly string[] | null>> => {
  const logs = join(folder, `${name}-logs`)
  mkdirSync(logs)
  for (const file of ['web-1.web.log', `${VALUE}.web.log`])
    writeFileSync(join(logs, file), `${NOW} a ${VALUE}\n${NOW} ${VALUE.slice(0, 9)}\n${VALUE.slice(9)}\n`)
  const policy = name === 'everywhere' ? VALUE : 'none'
  return {
    desired: [write(`${name}-desired.json`, list(desired))],
    live: [write(`${name}-live.json`, list(live))],
    previous: [write(`${name}-previous.json`, list([...desired, ...live.slice(0, 3)]))],
    values: [write(`${name}-values.json`, JSON.stringify({ DB_PASSWORD: VALUE }))],
    filename: [write(`${name}-secrets.json`, list(secrets.live.filter(({ kind }) => kind === 'Secret')))],
    'salt-file': [write(`${name}-salt`, 'salt-of-sixteen-bytes-and-more')],
    logs: [logs],
    config: [
      write(
        `${name}-policy.yaml`,
        JSON.stringify({
          apiVersion: 'live-object-status/v1',
          kind: 'Policy',
          ignore: [{ name: policy, pointer: `/data/${policy}`, because: policy }],
        }),
      ),
    ],
    timeline: [
      write(
        `${name}-timeline.jsonl`,
        lines([
          { at: NOW, step: `deploy ${policy}`, phase: 'deployed', desired },
          ...live.map(object => ({ at: NOW, type: 'ADDED', object })),
          { at: '2026-11-29T10:01:00Z', step: `edit ${policy}` },
          ...live.slice(0, 3).map(object => ({ at: '2026-11-29T10:01:00Z', type: 'DELETED', object })),
        ]),
      ),
    ],
    title: [policy],
    'field-manager': [policy],
    now: [NOW],
    ...Object.fromEntries(
      'namespace complete only-given applier deployer cluster-version force strict ignore roll-up no-config only kind selector container-logs for timeout until-settled line-prefix mask ignore-case scheme'
        .split(' ')
        .map(option => [option, null]),
    ),
    all: [],
    tree: [],
    verbose: [],
  }
}

const nameOf = ({ flags }: OptionSpec): string =>
  Array.from(flags.matchAll(/--([\w-]+)/g), ([, name = '']) => name).toSorted((a, b) => b.length - a.length)[0] ?? ''
const formatsOf = ({ options }: CommandSpec): readonly (string | undefined)[] => [
  undefined,
  ...(options.find(option => /--output\b/.test(option.flags))?.values ?? []),
]

const bundled = fileURLToPath(new URL('../../node_modules/.cache/no-value-shows', import.meta.url))
beforeAll(async () => {
  await build({
    entryPoints: [fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))],
    outdir: bundled,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    alias: { '#yaml': 'yaml' },
    external: ['yaml'],
    define: { __VERSION__: '"0"' },
    logLevel: 'error',
  })
})
afterAll(() => rmSync(bundled, { recursive: true, force: true }))

interface Ran {
  readonly text: string
  readonly code: number
}

const run = (argv: readonly string[], input: string, env: Readonly<Record<string, string>> = {}): Promise<Ran> =>
  new Promise(done => {
    const child = execFile(
      process.execPath,
      [join(bundled, 'main.mjs'), ...argv],
      { env: { ...process.env, ...env }, maxBuffer: 1 << 28, cwd: folder },
      (error, out, errors) => done({ text: `${out}\n${errors}`, code: typeof error?.code === 'number' ? error.code : 0 }),
    )
    child.stdin?.end(input)
  })

/** What of the value an output shows, and what stands around it. */
const leakIn = (text: string): string => {
  const found = needles.map(needle => text.indexOf(needle)).find(place => place >= 0)
  return found === undefined ? '' : text.slice(Math.max(0, found - 160), found + 40)
}

/** The arguments of a command in a format. */
const argvFor = (
  command: CommandSpec,
  format: string | undefined,
  given: ReturnType<typeof givenFor>,
  leaveOut: readonly string[],
): readonly string[] => {
  const options = command.options.flatMap(option => {
    const values = given[nameOf(option)]
    return values === undefined || values === null || leaveOut.includes(nameOf(option)) ? [] : [`--${nameOf(option)}`, ...values]
  })
  const [argument] = command.argValues ?? (command.argFiles === true ? (given['timeline'] ?? []) : ['configmap/settings'])
  return [
    command.name,
    ...(command.args?.startsWith('<') === true && argument !== undefined ? [argument] : []),
    ...options,
    ...(format === undefined ? [] : ['--output', format]),
  ]
}

const cases = COMMANDS.flatMap(command =>
  formatsOf(command).map(format => [`${command.name} ${format ?? ''}`.trim(), command, format] as const),
)
const given = { everywhere: givenFor('everywhere', everywhere), secrets: givenFor('secrets', secrets) }

describe('the value', () => {
  test.concurrent.each(cases)('shows nowhere, %s with --values', async (_, command, format) => {
    // What is not told with --values are the values themselves, and what hides structure alone.
    const hides = command.options.some(option => nameOf(option) === 'values')
    const files = given[hides ? 'everywhere' : 'secrets']
    const excluded = command.name === 'report' ? ['timeline'] : []
    const argv = argvFor(command, format, files, excluded)
    const { text } = await run(argv, JSON.stringify(everywhere.live))
    expect(leakIn(text)).toBe('')
    expect(text).not.toMatch(/^\s*(?:Nothing more is shown|Unknown option|live-object-status)/)
    expect(text.length).toBeGreaterThan(40)
  })

  test.concurrent.each(cases)('of a Secret shows nowhere, %s without --values', async (_, command, format) => {
    const excluded = ['values', ...(command.name === 'report' ? ['timeline'] : [])]
    const { text } = await run(argvFor(command, format, given.secrets, excluded), '')
    expect(leakIn(text)).toBe('')
  })

  test('shows on no page of a timeline', async () => {
    for (const [name, files] of Object.entries(given)) {
      const values = name === 'everywhere' ? ['--values', ...(files['values'] ?? [])] : []
      const { text, code } = await run(
        ['report', '--timeline', ...(files['timeline'] ?? []), '--title', ...(files['title'] ?? []), ...values],
        '',
      )
      expect(leakIn(text)).toBe('')
      expect(code).toBe(0)
    }
  })

  const readers = COMMANDS.filter(({ readsCluster }) => readsCluster === true).flatMap(command =>
    formatsOf(command).map(format => [`${command.name} ${format ?? ''}`.trim(), command, format] as const),
  )
  test.concurrent.each(readers)('of a Secret of the cluster shows nowhere, %s, where the cluster is read', async (_, command, format) => {
    const world = fakeCluster({
      objects: [...everywhere.live.filter(({ kind }) => kind !== 'Event'), deployment].map(object => ({ ...object })),
      logs: { 'web-1/web': `starting\nno login with ${VALUE}\n` },
      says: [`Warning: ${VALUE} is deprecated`],
    })
    const files = { ...given.everywhere, 'container-logs': [], timeout: ['1s'] }
    const argv = [
      ...argvFor(command, format, files, ['live', 'values', 'timeline', 'now', 'title', 'config', 'field-manager', 'previous']),
      '--kubectl',
      FAKE_KUBECTL,
    ]
    const { text } = await run(argv, '', { FAKE_KUBECTL: world.path })
    expect(leakIn(text)).toBe('')
  })

  test('and the test would see it', async () => {
    const { text } = await run(
      ['hash-secrets', '--salt-file', ...(given.secrets['salt-file'] ?? []), '-o', 'json'],
      JSON.stringify(settings),
    )
    expect(leakIn(`${text}${VALUE.slice(3, 9)}`)).not.toBe('')
    expect(leakIn(btoa(`u:${VALUE}`))).not.toBe('')
  })

  test('every option is given, or it is said that it tells nothing', () => {
    const known = given.everywhere
    const options = COMMANDS.flatMap(command => command.options).filter(option => !/--output\b/.test(option.flags))
    const unknown = options.map(nameOf).filter(name => !Object.hasOwn(known, name))
    expect([...new Set(unknown)]).toEqual([])
    expect(GLOBAL_OPTIONS.map(nameOf)).toEqual(['color'])
    expect(CLUSTER_OPTIONS.length).toBeGreaterThan(0)
  })
})
