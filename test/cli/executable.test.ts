import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { FAKE_KUBECTL, fakeCluster } from './support/fake-cluster.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Runs the executable as a shell does. */
const run = (
  argv: readonly string[],
  { input = '', env = {} }: { readonly input?: string; readonly env?: Record<string, string> } = {},
) => {
  // What decides about colours is said by the test, not by the machine that it runs on.
  const { NO_COLOR: _, FORCE_COLOR: __, CI: ___, ...rest } = process.env
  const result = spawnSync(process.execPath, ['--import', 'tsx', join(root, 'src/cli/main.ts'), ...argv], {
    cwd: root,
    input,
    encoding: 'utf8',
    env: { ...rest, ...env },
  })
  return { text: result.stdout, errors: result.stderr, code: result.status }
}

const folder = mkdtempSync(join(tmpdir(), 'live-object-status-'))
const settings = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'shop' }, data: { level: 'info' } })
writeFileSync(join(folder, 'a.json'), JSON.stringify(settings('a')))
writeFileSync(join(folder, 'b.yaml.gz'), gzipSync(JSON.stringify(settings('b'))))
writeFileSync(join(folder, 'readme.md'), 'no manifest')
const live = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [settings('a'), settings('b')] })

test('a pipe from kubectl is compared with the manifests of a directory, in colour where that is asked for', () => {
  const { text, errors, code } = run(['status', '-d', folder], { input: live, env: { FORCE_COLOR: '1' } })
  expect(text).toContain('\u001B[32mHealthy\u001B[39m  All 2 objects are as deployed')
  expect({ errors, code }).toEqual({ errors: '', code: 0 })
})

test('the cluster is read where it is named, with the flags of kubectl, and the word of the command left out', () => {
  const world = fakeCluster({ objects: [settings('a'), settings('b')] })
  const { text, errors, code } = run(['-d', folder, '--kubectl', FAKE_KUBECTL, '--context', 'eu', '--request-timeout=5s'], {
    env: { FAKE_KUBECTL: world.path },
  })
  expect(text).toMatch(/^Healthy {2}All 2 objects are as deployed\n/)
  expect({ errors, code }).toEqual({ errors: '', code: 0 })
  expect(world.calls().every(args => args.at(-1) === '--context=eu' && args.at(-2) === '--request-timeout=5s')).toBe(true)
})

test('a cluster that cannot be asked is one sentence and exit code 2', () => {
  const { text, errors, code } = run(['wait', '-d', folder, '--kubectl', join(folder, 'nowhere')])
  expect({ text, code }).toEqual({ text: '', code: 2 })
  expect(errors).toBe('kubectl cannot be run: install it, name it with --kubectl, or hand in live objects with -l\n')
})

test('nothing on standard input is told as what it is', () => {
  expect(run(['status', '-d', folder])).toEqual({
    text: '',
    errors: 'Nothing came in on standard input: did kubectl fail? Without a pipe, or with </dev/null, the cluster itself is read\n',
    code: 2,
  })
})

test('what is not healthy exits with 1, plain where that is asked for', () => {
  const { text, code } = run(['status', '-d', folder, '-l', '-', '--complete', '--color', 'never'], {
    input: JSON.stringify(settings('a')),
  })
  expect(text).toMatch(/^Missing {2}1 problem\nMissing {2}ConfigMap b is not in the cluster\n/)
  expect(code).toBe(1)
})

test('files that are not there are named on standard error, with exit code 2', () => {
  const { text, errors, code } = run(['diff', '-d', join(folder, 'nowhere.yaml'), '-d', folder], { input: live })
  expect({ text, code }).toEqual({ text: '', code: 2 })
  expect(errors).toBe(`${join(folder, 'nowhere.yaml')}: There is no such file or directory\n`)
})

test('values come from a file and go nowhere', () => {
  const values = join(folder, 'values.txt')
  writeFileSync(values, '["correct-horse"]')
  expect(run(['redact', '--values', values], { input: 'a correct-horse b\n' })).toEqual({ text: 'a ******** b\n', errors: '', code: 0 })
})

test('a value that is given where its file belongs is not repeated', () => {
  const told = 'There is no such file or directory'
  expect(run(['status', '--values', 'hunter2'], { input: live }).errors).toBe(`--values: ${told}. See live-object-status status --help.\n`)
  expect(run(['hash-secrets', '--salt-file', 'hunter2']).errors).toBe(`--salt-file: ${told}. See live-object-status hash-secrets --help.\n`)
})

test('watch reads what kubectl get -w prints, tells what changes, and goes on without a stream that cannot be read', () => {
  const frame = (type: string, object: object): string => `${JSON.stringify({ type, object }, undefined, 4)}\n`
  const input =
    frame('ADDED', settings('a')) + frame('ADDED', settings('b')) + frame('MODIFIED', { ...settings('b'), data: { level: 'debug' } })
  const { text, errors, code } = run(['watch', '-d', folder, '-l', '-', '-l', folder, '-l', join(folder, 'nowhere'), '-o', 'ndjson'], {
    input,
  })
  const last = text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
    .at(-1)
  expect(last).toMatchObject({ to: 'Out of Sync', message: expect.stringContaining('data.level is "debug", deployed was "info"') })
  expect({ errors, code }).toEqual({
    errors: `${folder}: This is a directory\n${join(folder, 'nowhere')}: There is no such file or directory\n`,
    code: 2,
  })
})

/** Runs it on a terminal, where that can be made. */
const hasTerminal = spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0
const onTerminal = (command: string): string =>
  spawnSync('script', ['-qec', `"${process.execPath}" --import tsx "${join(root, 'src/cli/main.ts')}" ${command}`, '/dev/null'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '', FORCE_COLOR: '', TERM: 'xterm' },
  }).stdout

describe.skipIf(!hasTerminal)('on a terminal', () => {
  const file = join(folder, 'live.txt')
  writeFileSync(file, live)

  test('it is coloured', () => expect(onTerminal(`status -d ${folder} -l ${file}`)).toContain('\u001B[32mHealthy\u001B[39m'))

  test('watch draws a table from the top of the screen', () => {
    expect(onTerminal(`watch -d ${folder} -l ${file}`)).toContain('\u001B[H\u001B[J\u001B[32mHealthy')
  })

  test('work that takes long says what it does, and clears that away', () => {
    const many = Array.from({ length: 100_000 }, (_, index) => settings(`c${index}`))
    const big = join(folder, 'many.txt')
    writeFileSync(big, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: many }))
    expect(onTerminal(`status -d ${big} -l ${big} -o junit`)).toContain('\r\u001B[Kassessing 100000 of 100000 objects …\r\u001B[K<?xml')
  })

  test('a page does not fill it', () => {
    expect(onTerminal(`report -d ${folder} -l ${file}`)).toContain('The page is for a file: live-object-status report … > status.html.')
  })
})

test('wrong usage is told in a line, with where to read on', () => {
  expect(run(['status', '--bogus=1'])).toEqual({
    text: '',
    errors: 'Unknown option --bogus. See live-object-status status --help.\n',
    code: 2,
  })
})

test.skipIf(process.platform === 'win32')('a reader that closes the pipe early is no error', () => {
  const command = `"${process.execPath}" --import tsx src/cli/main.ts replay fixtures/storefront/timeline.jsonl.gz | head -1; exit \${PIPESTATUS[0]}`
  const { stdout, stderr, status } = spawnSync('bash', ['-c', command], { cwd: root, encoding: 'utf8' })
  expect(stdout.split('\n')).toHaveLength(2)
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
})
