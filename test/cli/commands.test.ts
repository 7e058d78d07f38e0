import { describe, expect, test } from 'vitest'
import { diff } from '../../src/cli/commands/diff.ts'
import { explain } from '../../src/cli/commands/explain.ts'
import { hashSecrets } from '../../src/cli/commands/hash-secrets.ts'
import { redact } from '../../src/cli/commands/redact.ts'
import { report } from '../../src/cli/commands/report.ts'
import { STATUS_FORMATS } from '../../src/cli/command-spec.ts'
import { status } from '../../src/cli/commands/status.ts'
import { hashValue } from '../../src/secrets/index.ts'
import { fixtureText } from '../support/fixtures.ts'
import { listText, storefrontBefore } from '../support/storefront-moment.ts'
import type { StorefrontMoment } from '../support/storefront-moment.ts'
import { storefrontValues } from '../support/storefront-page.ts'
import { chunksOf, drained, optionsOf, surroundings } from './run.ts'

const healthy = storefrontBefore('someone scales')
const drift = storefrontBefore('deploy release 1 again')
const broken = storefrontBefore('deploy release 3')
const inputOf = ({ desired, live }: StorefrontMoment) => ({ desired: [desired], live: [live], problems: [] })

describe('diff', () => {
  const run = (moment: StorefrontMoment) => diff(inputOf(moment), optionsOf('diff'), surroundings(moment.at))

  test('shows what differs, who did it and when, then both sides', async () => {
    const { text, exitCode } = run(drift)
    expect(exitCode).toBe(1)
    await expect(text).toMatchFileSnapshot('../../fixtures/cli/diff-drift.txt')
  })

  test('shows of a Secret that it changed, and hashes', () => {
    const { text } = run(drift)
    expect(text).toMatch(/data\.password: changed, kubectl-patch, since 2026-11-22T08:46:21Z/)
    for (const value of storefrontValues) expect([text.includes(value), text.includes(btoa(value))]).toEqual([false, false])
  })

  test('shows that a Secret changed also where values are hidden', () => {
    const values = { source: 'values.json', text: JSON.stringify(storefrontValues) }
    const { text } = diff({ ...inputOf(drift), values }, optionsOf('diff'), surroundings(drift.at))
    expect(text).toMatch(/^-  password: .*=\n\+  password: .*=$/m)
  })

  test('says nothing where all is the same', () => {
    expect(run(healthy)).toEqual({ text: '', notes: [], exitCode: 0 })
  })

  test('cannot say that all is the same where not all was seen', () => {
    const live = listText(
      'live.json',
      healthy.objects.filter(({ kind }) => kind !== 'Role'),
    )
    expect(run({ ...healthy, live })).toMatchObject({ text: '', exitCode: 2 })
  })
})

describe('explain', () => {
  const run = (moment: StorefrontMoment, name: string, ...argv: readonly string[]) =>
    explain(inputOf(moment), name, optionsOf('explain', 'x', ...argv), surroundings(moment.at))

  test('says why an object is broken: rule, causes, fields, children, what would make it well', async () => {
    const { text, exitCode } = run(broken, 'deploy/api')
    expect(exitCode).toBe(1)
    await expect(text).toMatchFileSnapshot('../../fixtures/cli/explain-release-2-api.txt')
  })

  test('says what drifted, what others added, and what to do', async () => {
    await expect(run(drift, 'deployments.apps/web').text).toMatchFileSnapshot('../../fixtures/cli/explain-drift-web.txt')
  })

  test.each([
    'deployment/web',
    'Deployment/web',
    'deploy/web',
    'deployments/web',
    'deployment.apps/web',
    'deployment/storefront/web',
    'nightly-report',
  ])('finds %s', name => expect(run(healthy, name).exitCode).toBe(0))

  test('finds what an object owns', () => {
    const pod = broken.objects.find(({ kind, metadata }) => kind === 'Pod' && metadata?.name?.startsWith('api-') === true)
    expect(run(broken, `pod/${pod?.metadata?.name ?? ''}`).text).toContain(`Pod storefront/${pod?.metadata?.name ?? ''} is `)
  })

  test('asks where a name fits several, and says where it fits none', () => {
    expect(run(healthy, 'api')).toMatchObject({ text: '', exitCode: 2, notes: [expect.stringContaining('Service storefront/api')] })
    expect(run(healthy, 'nobody')).toMatchObject({ text: '', exitCode: 2, notes: ['There is no such object'] })
    expect(run(healthy, 'deploy/web', '-n', 'other').exitCode).toBe(2)
  })

  test('shows no value of a Secret', () => {
    const { text } = run(drift, 'secret/db-credentials')
    for (const value of storefrontValues) expect([text.includes(value), text.includes(btoa(value))]).toEqual([false, false])
  })
})

describe('redact', () => {
  const values = { source: 'values.json', text: '{"DB_PASSWORD": "correct-horse-battery-staple"}' }

  test.each([1, 7, 4096])('hides values in a log, in pieces of %i', async size => {
    const log = fixtureText('storefront/logs/api-86867d6599-m626c.api.log')
    const { texts, ending } = await drained(redact(values, chunksOf(log, size)))
    expect(texts.join('')).not.toMatch(/correct-horse-battery-staple|Y29ycmVjdC1ob3JzZS1iYXR0ZXJ5LXN0YXBsZ/)
    expect(texts.join('').split('\n')).toHaveLength(log.split('\n').length)
    expect(ending).toEqual({ notes: [], exitCode: 0 })
  })

  test.each([
    ['a list', '- correct-horse\n'],
    ['names and values', '[{"name": "A", "value": "correct-horse"}]'],
    ['a map', 'A: correct-horse\n'],
    [
      'Secrets of kubectl',
      JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'Secret', data: { a: btoa('correct-horse') } }] }),
    ],
  ])('reads values as %s', async (_, text) => {
    const { texts } = await drained(redact({ source: 'v', text }, chunksOf('a correct-horse b')))
    expect(texts.join('')).toBe('a ******** b')
  })

  test('shows nothing where the values cannot be read', async () => {
    const { texts, ending } = await drained(redact({ source: 'v.json', text: '[1]' }, chunksOf('a correct-horse b')))
    expect(texts).toEqual([])
    expect(ending.exitCode).toBe(2)
  })
})

describe('hash-secrets', () => {
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, stringData: { password: 'correct-horse' } }
  const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'b' }, data: { level: 'info' } }
  const texts = [listText('live.json', [secret, settings])]
  const salt = { source: 'salt.txt', text: 'Projects-123/Environments-45/Tenants-6\n' }

  test('hashes the values of Secrets with the text of the salt file, and passes the rest', () => {
    const { text, exitCode } = hashSecrets(texts, salt, { format: 'json' })
    const [hashed, other] = JSON.parse(text).items
    expect(exitCode).toBe(0)
    expect(hashed.data.password).toBe(hashValue(btoa('correct-horse'), { salt: 'Projects-123/Environments-45/Tenants-6' }))
    expect(other).toEqual(settings)
  })

  test('prints what it can read, and says what it cannot', () => {
    const { text, notes, exitCode } = hashSecrets([...texts, { source: 'b.yaml', text: 'kind: [' }], salt)
    expect(text.split('---\n')).toHaveLength(2)
    expect(notes).toEqual([expect.stringMatching(/^b\.yaml, document 1, line 1: /)])
    expect(exitCode).toBe(2)
  })

  test('an empty salt is none', () => {
    expect(hashSecrets(texts, { source: 'salt.txt', text: '\n' })).toEqual({
      text: '',
      notes: ['salt.txt: The salt is empty'],
      exitCode: 2,
    })
  })
})

describe('report', () => {
  const beginning = fixtureText('storefront/timeline.jsonl.gz').split('\n').slice(0, 300).join('\n')
  const logs = [{ source: 'logs/api-86867d6599-m626c.api.log', text: fixtureText('storefront/logs/api-86867d6599-m626c.api.log') }]

  test.each([
    ['a moment', { ...inputOf(healthy), logs }],
    ['a timeline', { desired: [], live: [], problems: [], logs, timeline: { source: 't', text: beginning } }],
  ])('of %s is a page without a value of a Secret, also in logs', (_, input) => {
    const { text, notes, exitCode } = report(input, optionsOf('report'), surroundings(drift.at))
    expect({ notes, exitCode }).toEqual({ notes: [], exitCode: 0 })
    expect(text).toMatch(/^<!doctype html>/)
    expect(text).toContain('pool: retrying')
    for (const value of storefrontValues) expect(text).not.toContain(value)
  })

  test('of a timeline ends at --now, is called after the namespace, and deployments by what they deploy', () => {
    const timeline = { source: 't', text: fixtureText('storefront/timeline.jsonl.gz') }
    const input = { desired: [], live: [], problems: [], logs, timeline }
    const at = '2026-11-22T08:47:30Z'
    const { text, exitCode } = report(input, optionsOf('report', '--now', at), surroundings(at))
    const { title, moments, marks } = JSON.parse(/<script type="application\/json" id="data">(.*)<\/script>/.exec(text)?.[1] ?? '')
    expect(exitCode).toBe(0)
    expect(title).toBe('storefront')
    expect(moments.at(-1)).toMatchObject({ at, status: 'Degraded', deployment: { name: 'release 2' } })
    expect(marks.filter(({ kind }: { kind: string }) => kind === 'deployment').map((mark: { title: string }) => mark.title)).toEqual([
      'release 1',
      'release 1 again',
      'release 2',
    ])
    const named = report({ ...inputOf(drift), logs }, optionsOf('report', '--title', 'Shop'), surroundings(drift.at)).text
    expect(named).toContain('<title>Missing · Shop</title>')
  })

  test('of a timeline of nothing is none', () => {
    const timeline = { source: 't.jsonl', text: '' }
    expect(report({ desired: [], live: [], problems: [], logs: [], timeline }, optionsOf('report'), surroundings(drift.at))).toEqual({
      text: '',
      notes: ['t.jsonl: Nothing was deployed in it'],
      exitCode: 2,
    })
  })
})

describe('given values', () => {
  const secret = 'correct horse_battery|staple'
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { containers: [{ name: 'a', image: 'a' }] },
  }
  const evicted = { ...pod, status: { phase: 'Failed', reason: 'Evicted', message: `${'word '.repeat(14)}password ${secret} is wrong` } }
  const input = { desired: [listText('a.json', [pod])], live: [listText('live.json', [evicted])], problems: [] }
  const values = { source: 'values.json', text: JSON.stringify([secret]) }
  /** Text as it would read without line breaks, escapes and quotes. */
  const plain = (text: string): string => text.replaceAll(/\\|&[a-z]+;/g, '').replaceAll(/\s+/g, ' ')

  // Metrics hold names and no message: test/report/render-open-metrics.test.ts.
  test.each(STATUS_FORMATS.filter(format => format !== 'openmetrics'))('are hidden before anything is laid out, as %s', format => {
    const around = { ...surroundings(drift.at), columns: 90 }
    const open = status(input, optionsOf('status', '-o', format), around).text
    const closed = status({ ...input, values }, optionsOf('status', '-o', format), around).text
    expect(plain(open)).toContain(secret)
    expect(plain(closed)).not.toMatch(/horse|battery/)
    expect(plain(closed)).toContain('********')
  })

  test('are hidden in an explanation and in a diff', () => {
    const settings = (level: string) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a', namespace: 'shop' },
      data: { level },
    })
    const both = {
      desired: [listText('a.json', [settings('info')])],
      live: [listText('live.json', [settings(`a\n${secret}\nb`)])],
      problems: [],
      values,
    }
    expect(diff(both, optionsOf('diff'), surroundings(drift.at)).text).toMatch(/-.*\*{8}/)
    expect(diff(both, optionsOf('diff'), surroundings(drift.at)).text).not.toMatch(/horse/)
    expect(explain({ ...input, values }, 'web', optionsOf('explain', 'web'), surroundings(drift.at)).text).not.toMatch(/horse/)
  })
})
