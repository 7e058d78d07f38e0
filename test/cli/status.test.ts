import { describe, expect, test } from 'vitest'
import { STATUS_FORMATS } from '../../src/cli/command-spec.ts'
import { statusPage } from '../../src/cli/commands/status-page.ts'
import { status } from '../../src/cli/commands/status.ts'
import { at, recordOf } from '../../src/model/read.ts'
import { listText, storefrontBefore } from '../support/storefront-moment.ts'
import type { StorefrontMoment } from '../support/storefront-moment.ts'
import { storefrontValues } from '../support/storefront-page.ts'
import { optionsOf, surroundings } from './run.ts'

const run = (moment: StorefrontMoment, ...argv: readonly string[]) =>
  status({ desired: [moment.desired], live: [moment.live], problems: [] }, optionsOf('status', ...argv), surroundings(moment.at))

const healthy = storefrontBefore('someone scales')
const drift = storefrontBefore('deploy release 1 again')
const broken = storefrontBefore('deploy release 3')

describe('the storefront', () => {
  test('is healthy after the first deployment', () => {
    expect(run(healthy)).toMatchObject({ exitCode: 0, notes: [] })
  })

  test.each([
    ['table', 'txt'],
    ['wide', 'txt'],
    ['markdown', 'md'],
    ['junit', 'xml'],
    ['github', 'txt'],
  ])('before the second deployment, as %s', async (format, extension) => {
    const { text, exitCode } = run(drift, '-o', format)
    expect(exitCode).toBe(1)
    await expect(text).toMatchFileSnapshot(`../../fixtures/cli/status-drift-${format}.${extension}`)
  })

  test('after release 2, with what each object owns', async () => {
    await expect(run(broken, '--tree').text).toMatchFileSnapshot('../../fixtures/cli/status-release-2-tree.txt')
  })

  test('as HTML is the page', () => {
    const { text, exitCode } = statusPage(
      { desired: [drift.desired], live: [drift.live], problems: [] },
      optionsOf('status', '-o', 'html'),
      surroundings(drift.at),
    )
    expect(text).toMatch(/^<!doctype html>/)
    expect(exitCode).toBe(1)
  })

  test('as JSON is the assessment itself', () => {
    const application = JSON.parse(run(drift, '-o', 'json').text)
    expect(application).toMatchObject({ status: 'Missing', counts: { Missing: 1, 'Out of Sync': 3 }, problems: [] })
    const lines = run(drift, '-o', 'ndjson')
      .text.trim()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(lines.filter(({ type }) => type === 'object')).toHaveLength(22)
    expect(lines.at(-1)).toMatchObject({ type: 'application', status: 'Missing' })
  })

  test.each(STATUS_FORMATS)('shows no value of a Secret, as %s', format => {
    const { text, notes } = run(drift, '-o', format)
    const shown = text + notes.join('\n')
    // Also the rotated password, which only the live object has.
    const live = drift.objects.filter(({ kind }) => kind === 'Secret').flatMap(secret => Object.values(recordOf(at(secret, 'data'))))
    for (const value of [...storefrontValues, ...storefrontValues.map(btoa), ...live]) expect(shown).not.toContain(value)
  })
})

describe('a dump of some kinds', () => {
  const partial = {
    ...healthy,
    live: listText(
      'live.json',
      healthy.objects.filter(({ kind }) => kind !== 'Role' && kind !== 'RoleBinding'),
    ),
  }

  test('says nothing of the others, and how to make it', () => {
    const { text, notes, exitCode } = run(partial)
    expect(text.split('\n')[0]).toMatch(/^Unknown {2}20 objects are well; 2 kinds were not looked at: Role \(1\), RoleBinding \(1\)$/)
    expect(text).toMatch(/\n {2}rbac\.authorization\.k8s\.io\/Role \(1\): not looked at\n/)
    expect(text).not.toContain('Role storefront/api')
    expect(notes.join()).toContain('rbac.authorization.k8s.io/Role, rbac.authorization.k8s.io/RoleBinding (2 Unknown)')
    expect(exitCode).toBe(1)
  })

  test('is missing them where it is complete', () => {
    expect(run(partial, '--complete').text).toMatch(/^Missing/)
  })

  test('is missing one object of a kind that it has', () => {
    const live = listText(
      'live.json',
      healthy.objects.filter(({ kind, metadata }) => kind !== 'Deployment' || metadata?.name !== 'web'),
    )
    expect(run({ ...healthy, live }).text).toMatch(/Missing +Deployment web is not in the cluster/)
  })

  test('has none of a kind where the API server lists none', () => {
    const empty = { source: 'roles.json', text: '{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleList","items":[]}' }
    const { text } = status(
      { desired: [partial.desired], live: [partial.live, empty], problems: [] },
      optionsOf('status'),
      surroundings(partial.at),
    )
    expect(text).toMatch(/Missing +Role api is not in the cluster/)
    expect(text).toContain('RoleBinding (1): not looked at')
  })

  test('says nothing of another namespace', () => {
    const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'other' } }
    const { text } = status(
      { desired: [listText('a.json', [settings])], live: [healthy.live], problems: [] },
      optionsOf('status'),
      surroundings(healthy.at),
    )
    expect(text).toContain('ConfigMap (1): not looked at')
  })
})

test('manifests without a namespace are those of the only one in the dump', () => {
  const live = [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' } }]
  const desired = { source: 'a.yaml', text: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n' }
  const answer = (...argv: readonly string[]) =>
    status(
      { desired: [desired], live: [listText('live.json', live)], problems: [] },
      optionsOf('status', ...argv),
      surroundings(healthy.at),
    )
  expect(answer().exitCode).toBe(0)
  expect(answer('-n', 'other').exitCode).toBe(1)
})

test('who and when is missing: the note says how to get it', () => {
  const plain = drift.objects.map(object => ({ ...object, metadata: { ...object.metadata, managedFields: undefined } }))
  expect(run({ ...drift, live: listText('live.json', plain) }).notes.join()).toContain('--show-managed-fields')
  expect(run(drift).notes.join()).not.toContain('--show-managed-fields')
})

test('given values are hidden', () => {
  const values = { source: 'values.json', text: '["debug"]' }
  const answer = status({ desired: [drift.desired], live: [drift.live], problems: [], values }, optionsOf('status'), surroundings(drift.at))
  expect(answer.text).toContain('is "********", deployed was "info"')
})
