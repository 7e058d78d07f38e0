import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Runs the executable as a shell does. */
const run = (
  argv: readonly string[],
  { input = '', env = {} }: { readonly input?: string; readonly env?: Record<string, string> } = {},
) => {
  const { NO_COLOR: _, FORCE_COLOR: __, ...rest } = process.env
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

test('what is not healthy exits with 1, plain where that is asked for', () => {
  const { text, code } = run(['status', '-d', folder, '-l', '-', '--complete', '--color', 'never'], {
    input: JSON.stringify(settings('a')),
  })
  expect(text).toMatch(/^Missing {2}ConfigMap shop\/b is not in the cluster\n/)
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
