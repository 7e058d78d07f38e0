import { describe, expect, test } from 'vitest'
import { assessAll } from '../../src/cli/assess-all.ts'
import { diff } from '../../src/cli/commands/diff.ts'
import { explain } from '../../src/cli/commands/explain.ts'
import { status } from '../../src/cli/commands/status.ts'
import { parseTarget } from '../../src/cli/cluster/targets.ts'
import { fixtureLines } from '../support/fixtures.ts'
import { NOW, applied, inputOf, read, readingOf, settings } from './support/ask-cluster.ts'
import { KINDS } from './support/fake-cluster.ts'
import { optionsOf, surroundings } from './run.ts'
import { hidesNoValue } from '../support/shown.ts'

interface RecordedStep {
  readonly scenario: string
  readonly step: string
  readonly objects: readonly { readonly apiVersion: string; readonly kind: string; readonly metadata: { readonly namespace?: string } }[]
}

/** The kinds that a server with these objects serves. */
const kindsOf = (objects: RecordedStep['objects']): readonly object[] => [
  ...KINDS,
  ...objects.map(({ apiVersion, kind, metadata }) => {
    const [group = '', version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion]
    return { plural: `${kind.toLowerCase()}s`, kind, group, version, cluster: metadata.namespace === undefined }
  }),
]

describe('what is recorded', () => {
  test('all of a namespace, several applications in one list, the worst first', async () => {
    const { reading } = await read({ objects: [applied(settings('a'), { data: { level: 'debug' } }), settings('b')] })
    const answer = status(inputOf(reading), optionsOf('status'), surroundings(NOW))
    expect(answer.text).toMatch(
      /^Out of Sync {2}2 applications: 1 Out of Sync, 1 Healthy\n\nkubectl shop\/applied\nOut of Sync {2}1 object drifted\nOut of Sync {2}ConfigMap a: .*[\s\S]*\nnot recorded\nHealthy/,
    )
    expect(answer.exitCode).toBe(1)
    const { applications } = JSON.parse(status(inputOf(reading), optionsOf('status', '-o', 'json'), surroundings(NOW)).text)
    expect(applications.map(({ title }: { title: string }) => title)).toEqual(['kubectl shop/applied', 'not recorded'])
    expect(explain(inputOf(reading), 'cm/a', optionsOf('explain', 'cm/a'), surroundings(NOW)).text).toContain('is Out of Sync')
    expect(diff(inputOf(reading), optionsOf('diff'), surroundings(NOW)).text).toMatch(/^-\s+level: debug\n\+\s+level: info$/m)
  })

  test.each([
    ['app/shop', 'argocd-client-side', 'argocd/argocd-client-side/shop'],
    ['ks/till', 'flux-kustomize-controller', 'flux/flux-kustomize-controller/till'],
    ['ks/flux-kustomize-controller/till', 'flux-kustomize-controller', 'flux/flux-kustomize-controller/till'],
    ['applyset/till', 'applyset', 'applyset/applyset/till'],
  ])('%s: its members are found by its record', async (name, scenario, id) => {
    const record = fixtureLines<RecordedStep>('sources/recorded.jsonl.gz').find(each => each.scenario === scenario && each.step === 'first')
    const target = parseTarget(name)
    if (record === undefined || target === undefined) throw new Error('the recording is gone')
    const { reading } = await read({ objects: record.objects, namespace: scenario, kinds: kindsOf(record.objects) }, { target })
    const { recorded = [] } = readingOf(reading)
    expect(recorded.map(each => each.id)).toEqual([id])
    expect(recorded[0]?.members.length).toBeGreaterThan(6)
    const [assessed] = assessAll(inputOf(reading), optionsOf('status'), surroundings(NOW), () => hidesNoValue)
    expect(assessed?.application.objects.filter(({ health }) => health.status === 'Missing')).toEqual([])
  })

  test('what kubectl applied, by itself', async () => {
    const target = parseTarget('kubectl/applied')
    if (target === undefined) throw new Error('no target')
    const { reading } = await read({ objects: [applied(settings('a')), settings('b')] }, { target })
    expect(readingOf(reading).recorded?.map(({ id }) => id)).toEqual(['kubectl/shop/applied'])
  })

  test('nothing at all is said, with what to do', async () => {
    const { reading } = await read({ objects: [] })
    const answer = status(inputOf(reading), optionsOf('status'), surroundings(NOW))
    expect(answer.text).toContain('Nothing is recorded in namespace shop')
    expect(answer.exitCode).toBe(2)
  })

  test('a target of which nothing is recorded, with those that are', async () => {
    const record = fixtureLines<{ scenario: string; step: string; namespace: string; objects: object[] }>('sources/recorded.jsonl.gz').find(
      ({ scenario, step }) => scenario === 'h4-drift' && step === 'scaled',
    )
    if (record === undefined) throw new Error('the recording is gone')
    const say = async (name: string, objects: readonly object[] = record.objects) => {
      const target = parseTarget(name)
      if (target === undefined) throw new Error('no target')
      const { reading } = await read({ objects, namespace: 'h4-drift' }, { target })
      const { text, exitCode } = status(inputOf(reading), optionsOf('status'), surroundings(NOW))
      expect(exitCode).toBe(2)
      return text
    }
    expect(await say('release/web')).toContain('release/web is not recorded in namespace h4-drift; recorded there are release/shop')
    expect(await say('release/web', [])).toContain(
      'release/web is not recorded in namespace h4-drift, nor is any other of its kind: -n names another namespace',
    )
    expect(await say('release/other/web')).toContain('release/other/web is not recorded in namespace other, nor is any')
    expect(await say('app/web')).toContain('app/web is not recorded in any namespace, nor is any other of its kind')
  })

  test('--force takes the fields of others also where the record names the tool', async () => {
    const record = fixtureLines<{ scenario: string; step: string; namespace: string; objects: object[] }>('sources/recorded.jsonl.gz').find(
      ({ scenario, step }) => scenario === 'h4-drift' && step === 'scaled',
    )
    const target = parseTarget('release/shop')
    if (record === undefined || target === undefined) throw new Error('the recording is gone')
    const { reading } = await read({ objects: record.objects, namespace: 'h4-drift' }, { target })
    const say = (...argv: readonly string[]) =>
      JSON.stringify(JSON.parse(status(inputOf(reading), optionsOf('status', '-o', 'json', ...argv), surroundings(NOW)).text).objects)
    expect(say()).toContain('takes none from others')
    expect(say('--force')).not.toContain('takes none from others')
  })

  test.each(['release/shop', 'helm/h4-drift/shop'])('a Helm release by its name, with what drifted: %s', async name => {
    const record = fixtureLines<{ scenario: string; step: string; namespace: string; objects: object[] }>('sources/recorded.jsonl.gz').find(
      ({ scenario, step }) => scenario === 'h4-drift' && step === 'scaled',
    )
    const target = parseTarget(name)
    if (record === undefined || target === undefined) throw new Error('the recording is gone')
    const { reading, calls } = await read({ objects: record.objects, namespace: 'h4-drift' }, { target })
    const answer = diff(inputOf(reading), optionsOf('diff'), surroundings(NOW))
    expect(answer.text).toMatch(/^Deployment h4-drift\/\S+ {2}helm\/h4-drift\/shop\n {2}spec\.replicas/m)
    expect(calls().filter(args => args.includes('--selector=owner=helm,name=shop'))).toHaveLength(2)
    expect(JSON.stringify({ ...readingOf(reading), values: [] })).not.toMatch(/H4sI/)
  })

  test.each(['release', 'release/', 'web', 'deploy/web', 'ks/a/b/c'])('%s is no target', name => expect(parseTarget(name)).toBeUndefined())
})
