import { describe, expect, test } from 'vitest'
import { assessAll } from '../../src/cli/assess-all.ts'
import { diff } from '../../src/cli/commands/diff.ts'
import { explain } from '../../src/cli/commands/explain.ts'
import { status } from '../../src/cli/commands/status.ts'
import { STATUS_FORMATS } from '../../src/cli/command-spec.ts'
import { parseApiResources } from '../../src/cli/cluster/discover.ts'
import { readCluster } from '../../src/cli/cluster/read-cluster.ts'
import { createKubectl } from '../../src/cli/cluster/run-kubectl.ts'
import { createGuard } from '../../src/cli/output/guarded.ts'
import { NOW, PASSWORD, applied, inputOf, question, read, readingOf, secret, settings, text } from './support/ask-cluster.ts'
import { fakeCluster } from './support/fake-cluster.ts'
import { optionsOf, surroundings } from './run.ts'
import { hidesNoValue } from '../support/shown.ts'

describe('what is run', () => {
  test('only reads: other verbs, raw paths and raw views never start', () => {
    const kubectl = createKubectl({ path: '/nowhere', flags: [], mayAsk: false, tell: () => undefined })
    for (const args of [
      ['delete', 'pods'],
      ['apply'],
      ['config', 'view'],
      ['config', 'view', '--raw'],
      ['get', '--raw=/api'],
      ['get', '--raw', '/'],
      ['exec'],
      ['logs', 'pod/web'],
      [],
    ])
      expect(() => kubectl.run(args)).toThrow(TypeError)
  })

  test('is a list of arguments, with the flags of the caller, whatever manifests are called', async () => {
    const odd = [
      settings('$(touch x)'),
      settings('--raw=/api'),
      secret('--all'),
      secret('; rm'),
      { ...secret('fine'), metadata: { name: 'fine', namespace: '-A' } },
      secret('creds'),
    ]
    const { calls } = await read({ objects: [] }, { desired: [text(...odd)] }, ['--context=eu', '--as=me'])
    expect(calls().length).toBeGreaterThan(4)
    for (const args of calls()) {
      expect(['get', 'version', 'api-resources', 'config']).toContain(args[0])
      expect(args[0] === 'config' ? args.slice(1, 3) : ['view', '--minify']).toEqual(['view', '--minify'])
      expect(args.slice(-2)).toEqual(['--context=eu', '--as=me'])
      expect(args.join(' ')).not.toMatch(/--raw|touch|; rm|--all\b|-A/)
    }
    expect(
      calls()
        .filter(args => args[1] === 'secrets')
        .map(args => args[2]),
    ).toEqual(['creds'])
  })

  test('has managed fields where kubectl knows the flag', async () => {
    const flags = async (client: string) =>
      (await read({ objects: [], client }, { desired: [text(settings('a'))] }))
        .calls()
        .filter(args => args[0] === 'get')
        .map(args => args.includes('--show-managed-fields'))
    expect(new Set(await flags('21+'))).toEqual(new Set([true]))
    expect(new Set(await flags('20'))).toEqual(new Set([false]))
  })

  test('says at once what kubectl says, but for its verdicts', async () => {
    const { said } = await read(
      { objects: [], says: ['To sign in, use a web browser to open https://example.com and enter the code ABCD'] },
      { desired: [text(settings('a'))] },
    )
    expect(said[0]).toContain('enter the code ABCD')
    const failed = await read({ objects: [], down: 'Unable to connect to the server: dial tcp: i/o timeout' })
    expect(failed).toMatchObject({ said: [], reading: expect.stringContaining('does not answer') })
  })
})

describe('a sentence, where the cluster cannot be asked', () => {
  test.each([
    ['error: context "eu" does not exist', 'no such context'],
    ['error: auth info "deployer" does not exist', 'no such cluster or user'],
    ['error: the token of the plugin has expired', 'does not accept the credentials'],
    ['error: You must be logged in to the server (Unauthorized)', 'does not accept the credentials'],
    ['The connection to the server localhost:8080 was refused - did you specify the right host or port?', 'has no cluster to ask'],
    ['Unable to connect to the server: x509: certificate signed by unknown authority', 'is not trusted'],
    ['error: error loading config file "hunter2": json: cannot unmarshal bool', 'The kubeconfig cannot be read'],
    ['error: something with hunter2 in it', 'kubectl version tells why'],
  ])('%s', async (down, expected) => {
    const { reading } = await read({ objects: [], down })
    expect(reading).toContain(expected)
    expect(reading).not.toContain('hunter2')
  })

  test('also where kubectl is missing or hangs', async () => {
    const missing = createKubectl({ path: '/nowhere/kubectl', flags: [], mayAsk: false, tell: () => undefined })
    expect(await readCluster(question, missing)).toContain('install it')
    const { kubectl } = fakeCluster({ objects: [], hangs: true })
    expect(await readCluster(question, kubectl, 300)).toContain('did not end in time')
  })
})

describe('manifests against the cluster', () => {
  test('what is there is compared, what is not is missing, and the namespace is that of the context', async () => {
    const { metadata: _, ...bare } = settings('a')
    const desired = [text({ ...bare, metadata: { name: 'a' } }, settings('b'), settings('c'))]
    const { reading } = await read({ objects: [settings('a'), settings('b', 'debug')] }, { desired })
    const answer = status(inputOf(reading, desired), optionsOf('status'), surroundings(NOW))
    expect(answer.text).toMatch(/In Sync +ConfigMap a\n/)
    expect(answer.text).toMatch(/Out of Sync +ConfigMap b:/)
    expect(answer.text).toMatch(/Missing +ConfigMap c is/)
    expect(answer).toMatchObject({ notes: [], exitCode: 1 })
  })

  test('a kind that may not be read costs that kind', async () => {
    const desired = [text(settings('a'), { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'web', namespace: 'shop' } })]
    const { reading, calls } = await read({ objects: [settings('a')], forbidden: ['ServiceAccount', 'Node'] }, { desired })
    const answer = status(inputOf(reading, desired), optionsOf('status'), surroundings(NOW))
    expect(answer.text).toMatch(/^Unknown {2}1 object is well; permissions are missing to look at 1 kind: ServiceAccount \(1\)\n/)
    expect(answer.notes[0]).toBe('This user may not read ServiceAccount')
    expect(answer.exitCode).toBe(1)
    expect(calls().filter(args => args[0] === 'get').length).toBeLessThan(4)
  })

  test('a kind that discovery names and the server does not know costs no other', async () => {
    const desired = [
      text(settings('a'), { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata: { name: 'web', namespace: 'shop' } }),
    ]
    const { reading } = await read({ objects: [settings('a')], lies: ['applications.argoproj.io'] }, { desired })
    const [assessed] = assessAll(inputOf(reading, desired), optionsOf('status'), surroundings(NOW), () => hidesNoValue)
    expect(assessed?.application.objects.map(({ status: label }) => label)).toEqual(['In Sync', 'Missing'])
  })

  test('a version that the cluster does not prefer is asked for, and left where it is not served', async () => {
    const scaler = { apiVersion: 'autoscaling/v1', kind: 'HorizontalPodAutoscaler', metadata: { name: 'web', namespace: 'shop' } }
    const { calls } = await read({ objects: [], lies: ['horizontalpodautoscalers.v1.autoscaling'] }, { desired: [text(scaler)] })
    const types = calls().map(args => args[1] ?? '')
    expect(types).toContain('horizontalpodautoscalers.v1.autoscaling')
    expect(types.some(type => type.split(',').includes('horizontalpodautoscalers.autoscaling'))).toBe(true)
  })

  test('an owner that was not there yet when its kind was listed is looked for once more', async () => {
    const owned = {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name: 'web-1',
        namespace: 'shop',
        uid: 'r',
        ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', uid: 'd' }],
      },
    }
    const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop', uid: 'd' }, spec: {} }
    const { reading, calls } = await read({ objects: [deployment, owned], late: ['web'], lateUntil: 6 }, { desired: [text(deployment)] })
    expect(readingOf(reading).objects.map(({ kind }) => kind)).toContain('Deployment')
    expect(calls().at(-1)?.[1]).toBe('deployments.apps')
  })
})

describe('Secrets', () => {
  const desired = [text(secret('creds'), settings('a', `user:${PASSWORD}`))]

  test('are read by name where they are desired or named in a spec, never whole', async () => {
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p', namespace: 'shop' },
      spec: { containers: [{ name: 'c', envFrom: [{ secretRef: { name: 'named' } }] }] },
    }
    const { calls } = await read(
      { objects: [secret('creds'), secret('named'), secret('other')] },
      { desired: [text(secret('creds'), pod)] },
    )
    const asked = calls().filter(args => args[0] === 'get' && args[1]?.split(',').includes('secrets'))
    expect(asked.map(args => args.slice(1, 4))).toEqual([['secrets', 'creds', 'named']])
    const whole = await read({ objects: [secret('creds')] })
    for (const args of whole.calls().filter(each => each[1]?.split(',').includes('secrets')))
      expect(args).toContain('--selector=owner=helm')
  })

  test.each([
    ['status', status, ['-o', 'json']],
    ['status', status, []],
    ['diff', diff, []],
  ] as const)('are hashed and compared, and their strong values hidden wherever they are: %s', async (name, command, argv) => {
    const rotated = 'another-very-long-passphrase'
    const { reading } = await read({ objects: [secret('creds', rotated), settings('a', `user:${rotated}`)] }, { desired })
    const raw = JSON.stringify({ ...readingOf(reading), values: [] })
    expect(raw).not.toContain(btoa(rotated))
    const { text: shown, notes, exitCode } = command(inputOf(reading, desired), optionsOf(name, ...argv), surroundings(NOW))
    expect(exitCode).toBe(1)
    for (const value of [rotated, btoa(rotated), btoa(PASSWORD)]) expect(shown + notes.join()).not.toContain(value)
  })

  test('that are as deployed are in sync, also by the manifest that kubectl left on them', async () => {
    const { reading } = await read({ objects: [secret('creds')] }, { desired: [text(secret('creds'))] })
    expect(status(inputOf(reading, [text(secret('creds'))]), optionsOf('status'), surroundings(NOW)).exitCode).toBe(0)
    const user = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p', namespace: 'shop' },
      spec: { containers: [{ name: 'c', envFrom: [{ secretRef: { name: 'creds' } }] }] },
    }
    const recorded = await read({ objects: [applied(secret('creds')), applied(user)] })
    expect(JSON.stringify({ ...readingOf(recorded.reading), values: [] })).not.toContain(btoa(PASSWORD))
    const [first] = assessAll(inputOf(recorded.reading), optionsOf('status'), surroundings(NOW), () =>
      createGuard(undefined, surroundings(NOW)),
    )
    expect(first?.application.objects.find(({ ref }) => ref.kind === 'Secret')).toMatchObject({
      status: 'In Sync',
      sync: { status: 'InSync' },
    })
  })

  test('that may not be read: releases cannot be seen, and the rest is answered', async () => {
    const { reading } = await read({ objects: [applied(settings('a'))], forbidden: ['Secret'] })
    expect(readingOf(reading).notes).toEqual(['This user may not read Secret; Helm releases are stored in Secrets, so none can be seen'])
    expect(status(inputOf(reading), optionsOf('status'), surroundings(NOW)).text).toMatch(/^Healthy/)
  })
})

test('what tells applications from each other, and what is not there, shows no given value', async () => {
  const desired = [text(settings('a'))]
  const [eu, us, none] = [
    await read({ objects: [settings('a', 'debug')] }, { desired, context: 'eu-tall-giraffe' }),
    await read({ objects: [] }, { desired, context: 'us' }),
    await read({ objects: [], namespace: 'tall-giraffe' }),
  ]
  const values = { source: 'values.json', text: '["tall-giraffe"]' }
  const input = { desired, live: [], problems: [], clusters: [readingOf(eu.reading), readingOf(us.reading)], values }
  const answers = [
    ...STATUS_FORMATS.map(format => status(input, optionsOf('status', '-o', format), surroundings(NOW))),
    explain(input, 'cm/a', optionsOf('explain', 'cm/a'), surroundings(NOW)),
    status({ ...inputOf(none.reading), values }, optionsOf('status'), surroundings(NOW)),
  ]
  expect(JSON.stringify(answers)).not.toContain('giraffe')
  expect(answers[0]?.text).toContain('eu-********')
})

test('objects that are shown by one name show no text of each other', () => {
  const values = { source: 'values.json', text: '["tall-giraffe", "shy-elephant"]' }
  const desired = [text(settings('tall-giraffe'), settings('shy-elephant'))]
  const live = [text(settings('tall-giraffe', 'debug'), settings('shy-elephant'))]
  const answer = diff({ desired, live, problems: [], values }, optionsOf('diff'), surroundings(NOW))
  expect(answer.text).toContain('another object is shown by the same name')
  expect(answer.text).not.toMatch(/debug|giraffe|elephant/)
  expect(answer.exitCode).toBe(1)
})

test('discovery is read by its columns, also as an old kubectl prints them', () => {
  const old = [
    'NAME          SHORTNAMES   APIGROUP   NAMESPACED   KIND         VERBS',
    'bindings                                 true         Binding      [create]',
    'deployments   deploy       apps       true         Deployment   [create delete get list watch]',
  ].join('\n')
  expect(parseApiResources(old)).toEqual([
    { key: 'Binding', plural: 'bindings', group: '', version: '', isNamespaced: true, canList: false, canWatch: false },
    { key: 'apps/Deployment', plural: 'deployments', group: 'apps', version: '', isNamespaced: true, canList: true, canWatch: true },
  ])
})
