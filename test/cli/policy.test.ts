import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { diff } from '../../src/cli/commands/diff.ts'
import { explain } from '../../src/cli/commands/explain.ts'
import { lint } from '../../src/cli/commands/lint.ts'
import { report } from '../../src/cli/commands/report.ts'
import { status } from '../../src/cli/commands/status.ts'
import { STATUS_FORMATS } from '../../src/cli/command-spec.ts'
import { findPolicyFile, policyInput } from '../../src/cli/input/policy-file.ts'
import { parseArgs } from '../../src/cli/args.ts'
import { readPolicy } from '../../src/policy/index.ts'
import { listText } from '../support/storefront-moment.ts'
import { optionsOf, surroundings } from './run.ts'

const NOW = '2026-11-23T10:00:00Z'
const settings = (name: string, level: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'shop', managedFields: [{ manager: 'helm', operation: 'Apply', fieldsV1: {} }] },
  data: { level },
})
const manifest = (name: string): object => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'shop' },
  data: { level: 'info' },
})
const input = {
  desired: [listText('a.json', [manifest('a'), manifest('notes'), manifest('gone')])],
  live: [listText('live.json', [settings('a', 'debug'), settings('notes', 'info')])],
  problems: [],
}
const policy = readPolicy(`apiVersion: live-object-status/v1
kind: Policy
ignore:
- { path: data.level, for: { kind: ConfigMap, name: a } }
counting:
- { for: { kind: ConfigMap, name: gone }, countsAs: nothing, because: it comes later }
`)
const SAYS = 'live-status.yaml: 1 object counts as nothing; 1 difference in 1 object is ignored'

describe('the answer of a policy', () => {
  test.each(STATUS_FORMATS)('names the file and counts what it silenced, as %s', format => {
    const { text, exitCode } = status({ ...input, policy }, optionsOf('status', '-o', format), surroundings(NOW))
    // Markup may escape a character of it.
    expect(text.replaceAll('\\', '')).toContain(SAYS)
    expect(exitCode).toBe(0)
    expect(status(input, optionsOf('status', '-o', format), surroundings(NOW))).toMatchObject({ exitCode: 1 })
  })

  test('holds back no pipeline for what counts as nothing', () => {
    const as = (format: string): string => status({ ...input, policy }, optionsOf('status', '-o', format), surroundings(NOW)).text
    expect(as('junit')).toContain('failures="0" errors="0" skipped="1"')
    expect(as('github')).not.toContain('::error')
    expect(as('table')).toMatch(/Missing +ConfigMap gone is not in the cluster \(counts as nothing by /)
  })

  test('is on standard error of what is about objects alone', () => {
    expect(diff({ ...input, policy }, optionsOf('diff'), surroundings(NOW)).notes).toContain(SAYS)
    const explained = explain({ ...input, policy }, 'configmap/gone', optionsOf('explain', 'x'), surroundings(NOW))
    expect(explained.notes).toContain(SAYS)
    expect(explained.text).toContain('nothing, by live-status.yaml:6:3: it comes later')
    expect(report({ ...input, policy, logs: [] }, optionsOf('report'), surroundings(NOW)).text).toContain(SAYS)
  })

  test('is trouble where the file has a problem, and names its line', () => {
    const bad = readPolicy('apiVersion: live-object-status/v1\nkind: Policy\nignore:\n- { pth: a }\n')
    const { notes, exitCode } = status({ ...input, policy: bad }, optionsOf('status'), surroundings(NOW))
    expect(exitCode).toBe(2)
    expect(notes[0]).toMatch(/^live-status\.yaml, line 4: ignore\[0\]: expected only /)
  })
})

describe('lint', () => {
  test('tells what never matched and how often the rest did', () => {
    const used = { ...input, desired: [listText('a.json', [manifest('a')])] }
    const { text, exitCode } = lint({ policy, used }, optionsOf('lint'), surroundings(NOW))
    expect(text.split('\n')).toEqual([
      'live-status.yaml:6:3: The entry of counting matched nothing',
      expect.stringMatching(/^live-status\.yaml:4:\d+: ignore, 1 matched$/),
      'live-status.yaml: 2 entries, 1 problems',
      '',
    ])
    expect(exitCode).toBe(1)
  })

  test('says nothing of what matched where nothing was named', () => {
    expect(lint({ policy }, optionsOf('lint'), surroundings(NOW))).toMatchObject({
      text: 'live-status.yaml: 2 entries, 0 problems\n',
      exitCode: 0,
    })
  })
})

describe('the file', () => {
  const among =
    (...paths: readonly string[]) =>
    (path: string): boolean =>
      paths.includes(path.replaceAll('\\', '/'))

  test('is looked for in the folder and above, not above the one that holds .git', () => {
    expect(findPolicyFile('/a/b/c', among('/a/.git', '/a/live-status.yaml'))).toBe('/a/live-status.yaml')
    expect(findPolicyFile('/a/b/c', among('/a/.git', '/a/live-status.yaml', '/a/b/live-status.yaml'))).toBe('/a/b/live-status.yaml')
    expect(findPolicyFile('/a/b/c', among('/a/b/.git', '/a/live-status.yaml'))).toBeUndefined()
    expect(findPolicyFile('/a/b/.git', among('/a/live-status.yaml'))).toBeUndefined()
  })

  test('outside a repository is that of the folder alone', () => {
    expect(findPolicyFile('/a/b', among('/live-status.yaml', '/a/live-status.yaml'))).toBeUndefined()
    expect(findPolicyFile('/a/b', among('/a/b/live-status.yaml'))).toBe('/a/b/live-status.yaml')
  })

  test('is the one that was named, none where none is wanted, and called as from the folder', async () => {
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'policy-')))
    mkdirSync(join(root, '.git'))
    mkdirSync(join(root, 'deploy'))
    writeFileSync(join(root, 'live-status.yaml'), 'apiVersion: live-object-status/v1\nkind: Policy\n')
    const named: string[] = []
    const read = (path: string) => {
      named.push(path)
      return Promise.resolve({ source: path, text: 'apiVersion: live-object-status/v1\nkind: Policy\n' })
    }
    const around = { folder: join(root, 'deploy'), read }
    const { policy: found } = await policyInput(optionsOf('status'), around)
    expect(found?.options.policy?.source).toBe(join('..', 'live-status.yaml'))
    expect((await policyInput(optionsOf('status', '--config', 'main.yaml'), around)).policy?.options.policy?.source).toBe('main.yaml')
    expect(await policyInput(optionsOf('status', '--no-config'), around)).toEqual({})
    expect(named).toEqual([join('..', 'live-status.yaml'), 'main.yaml'])
  })

  test('cannot be named without its name', () => {
    expect(parseArgs(['status', '--config']).kind).toBe('misuse')
    expect(parseArgs(['redact', '--values', 'a', '--no-config']).kind).toBe('misuse')
  })
})
