import { describe, expect, test } from 'vitest'
import { explain } from '../../src/cli/commands/explain.ts'
import { status } from '../../src/cli/commands/status.ts'
import { hasShared, sharedText } from '../support/fixtures.ts'
import { listText, storefrontBefore } from '../support/storefront-moment.ts'
import { optionsOf, surroundings } from './run.ts'

const drift = storefrontBefore('deploy release 1 again')
const input = { desired: [drift.desired], live: [drift.live], problems: [] }
const run = (...argv: readonly string[]) => status(input, optionsOf('status', ...argv), surroundings(drift.at))

describe('options that choose what is told', () => {
  test.each([
    [
      ['--only', 'out-of-sync'],
      ['Secret db-credentials', 'Deployment web', 'Deployment api'],
    ],
    [
      ['--only', 'Out of Sync,missing', '--kind', 'cm,secrets'],
      ['ConfigMap web-config', 'Secret db-credentials'],
    ],
    [
      ['--kind', 'deploy', '--kind', 'statefulset.apps'],
      ['Deployment web', 'Deployment api', 'StatefulSet db'],
    ],
    [['--kind', 'deploy', '--only', 'degraded'], []],
  ])('%j', (argv, names) => {
    const { text, exitCode } = run(...argv)
    const all = run()
    expect(text.split('\n')[0]).toBe(all.text.split('\n')[0])
    expect(exitCode).toBe(all.exitCode)
    const told = text.split('\n').slice(1).join('\n')
    for (const name of names) expect(told).toContain(name)
    expect(told).toContain(`${22 - names.length} more objects are not asked for`)
    expect(JSON.parse(run(...argv, '-o', 'json').text)).toMatchObject({ status: 'Missing', counts: { 'Out of Sync': 3 } })
    expect((JSON.parse(run(...argv, '-o', 'json').text) as { objects: unknown[] }).objects).toHaveLength(names.length)
  })

  test('by the labels of Kubernetes, of the live object or of the manifest of what is not there', () => {
    const map = (name: string, app: string) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace: 'shop', labels: { app } },
    })
    const desired = [map('there', 'web'), map('gone', 'web'), map('other', 'db')]
    const { text } = status(
      { desired: [listText('a.json', desired)], live: [listText('live.json', [map('there', 'web'), map('other', 'db')])], problems: [] },
      optionsOf('status', '--selector', 'app=web', '--all'),
      surroundings(drift.at),
    )
    expect(text).toMatch(/^Missing +ConfigMap gone is not in the cluster$/m)
    expect(text).toMatch(/^In Sync +ConfigMap there/m)
    expect(text).not.toContain('ConfigMap other')
  })

  test('are refused where they choose nothing that there is', () => {
    expect(run('--only', 'broken')).toMatchObject({
      text: '',
      exitCode: 2,
      notes: [expect.stringMatching(/^--only is a list of .*out-of-sync/)],
    })
    expect(run('--selector', 'app in')).toMatchObject({ text: '', exitCode: 2 })
  })
})

describe('what was said last', () => {
  const NOW = '2026-11-22T10:10:00Z'
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'shop', uid: 'u' },
    spec: { containers: [{ name: 'a', image: 'a' }] },
  }
  const ended = { exitCode: 1, reason: 'Error', message: 'starting\ncannot reach db with hunter2-hunter2\n' }
  const live = {
    ...pod,
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'False' }],
      containerStatuses: [
        { name: 'a', ready: false, restartCount: 7, state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState: { terminated: ended } },
      ],
    },
  }
  const event = (reason: string, message: string, lastTimestamp: string, uid = 'u') => ({
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: reason, namespace: 'shop' },
    involvedObject: { kind: 'Pod', namespace: 'shop', name: 'web', uid },
    type: 'Warning',
    reason,
    message,
    count: 3,
    firstTimestamp: '2026-11-22T10:00:00Z',
    lastTimestamp,
  })
  const events = [
    event('FailedMount', 'older', '2026-11-22T10:01:00Z'),
    event('Unhealthy', 'Liveness probe failed: no route to hunter2-hunter2', '2026-11-22T10:09:00Z'),
    event('Evicted', 'of the pod that had the name before', '2026-11-22T10:09:30Z', 'another'),
  ]
  const values = { source: 'values.json', text: '["hunter2-hunter2"]' }
  const around = { desired: [listText('a.json', [pod])], live: [listText('live.json', [live, ...events])], problems: [] }

  test('stands below what is wrong: the last line of a container, the newest Warning, and the command', () => {
    const { text } = status({ ...around, values }, optionsOf('status'), surroundings(NOW))
    // The sentence ends with it here, and nothing is said twice.
    expect(text.match(/cannot reach db with \*{8}/g)).toHaveLength(1)
    expect(text).toMatch(/\n {4}Warning Unhealthy 60s \(x3 over 10m\): Liveness probe failed: no route to \*{8}\n/)
    expect(text).toContain('\n    $ kubectl logs web -c a --previous -n shop\n')
    expect(text).not.toMatch(/older|before|starting|hunter2/)
  })

  test('is the last line of what a container wrote where the sentence says something else', () => {
    const killed = JSON.stringify(live).replace('"exitCode":1,"reason":"Error"', '"exitCode":137,"reason":"OOMKilled"')
    const dump = { source: 'live.json', text: JSON.stringify({ kind: 'List', apiVersion: 'v1', items: [JSON.parse(killed)] }) }
    const { text } = status({ ...around, live: [dump], values }, optionsOf('status'), surroundings(NOW))
    expect(text).toContain('\n    last line: cannot reach db with ********\n')
    expect(text).not.toContain('starting')
  })

  test('stands in an explanation, with the command at its end', () => {
    const { text } = explain({ ...around, values }, 'pod/web', optionsOf('explain', 'x'), surroundings(NOW))
    expect(text).toMatch(/\nLast line +cannot reach db with \*{8}\n/)
    expect(text).toMatch(/\nEvents +Warning Unhealthy 60s \(x3 over 10m\), pod\/web: /)
    expect(text.trimEnd().split('\n').at(-1)).toBe('$ kubectl logs web -c a --previous -n shop')
    expect(text).not.toMatch(/Fields|Thresholds|hunter2/)
    expect(explain({ ...around, values }, 'pod/web', optionsOf('explain', 'x', '--verbose'), surroundings(NOW)).text).toMatch(
      /\nFields .*[^]*\nThresholds /,
    )
  })
})

test('an explanation of nothing says what there is of the kind', () => {
  const { notes, exitCode } = explain(input, 'deploy/nope', optionsOf('explain', 'x'), surroundings(drift.at))
  expect(notes).toEqual(['There is no such object; there are Deployment storefront/web, Deployment storefront/api'])
  expect(exitCode).toBe(2)
})

describe.skipIf(!hasShared)('a shop with five faults, an object that is gone and two that were edited', () => {
  const text = (path: string) => ({ source: path, text: sharedText(`applications/boutique/${path}`) ?? '' })
  const shop = {
    desired: [text('manifests/config.yaml'), text('manifests/kubernetes-manifests.yaml')],
    live: [text('live-full.json.gz')],
    problems: [],
  }
  const screen = (...argv: readonly string[]) =>
    status(shop, optionsOf('status', ...argv), { ...surroundings('2026-11-28T08:30:00Z'), columns: 80, rows: 24 })
      .text.trimEnd()
      .split('\n')

  test('fit one screen of 24 lines and 80 columns, outages first', () => {
    const lines = screen()
    // The prompt takes a line as well.
    expect(lines.length).toBeLessThanOrEqual(23)
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(80)
    expect(lines[0]).toBe('Degraded  6 problems, 3 of them outages; 2 objects drifted')
    expect(lines.filter(line => /^(?:Outage|Degraded|Missing) {3,}/.test(line))).toHaveLength(6)
    expect(lines.filter(line => line.startsWith('    $ kubectl '))).toHaveLength(5)
    expect(lines.slice(1, 7).filter(line => line.startsWith('Outage'))).toHaveLength(2)
    expect(lines.at(-1)).toMatch(/^In Sync +12 objects: /)
  })
})
