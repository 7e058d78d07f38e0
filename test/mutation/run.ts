import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'

/**
 * `npm run mutation -- secrets model`, or a part of a folder: `sync/place.ts health/kinds`. Stryker changes the code of a folder one place at a time, and the tests of that folder have to notice. By hand,
 * since it takes minutes to hours. Stryker and its seventy packages stay in a folder beside other temporary files, next to a copy of the
 * sources and of what the lock file names; nothing of it enters the dependencies. Reports lie in reports/mutation.
 */
const STRYKER = ['@stryker-mutator/core@9.6.1', '@stryker-mutator/vitest-runner@9.6.1']
/** The share of mutants that have to be noticed. Redaction and comparison filter before they decide: to leave a filter out changes no answer. */
const AIMS: Readonly<Record<string, number>> = { model: 90, secrets: 90, status: 90, health: 90, redact: 80, sync: 80 }

/** `health` of `health/kinds`. */
const folderOf = (part: string): string => part.split('/')[0] ?? ''
const parts = process.argv.slice(2).filter(argument => folderOf(argument) in AIMS)
if (parts.length === 0) throw new RangeError(`name folders: ${Object.keys(AIMS).join(' ')}`)

const work = join(tmpdir(), 'live-object-status-mutation')
const lock = readFileSync('package-lock.json', 'utf8')
const marker = join(work, 'node_modules/.installed')
mkdirSync(work, { recursive: true })
if (!existsSync(marker) || readFileSync(marker, 'utf8') !== lock) {
  for (const file of ['package.json', 'package-lock.json']) cpSync(file, join(work, file))
  const npm = (...arguments_: string[]): unknown =>
    execFileSync('npm', [...arguments_, '--ignore-scripts', '--no-audit', '--no-fund', '--silent'], { cwd: work, stdio: 'inherit' })
  npm('ci')
  npm('install', '--no-save', ...STRYKER)
  writeFileSync(marker, lock)
}
/** A copy of the project as it is now; what it imports is found in the folder above. */
const copied = (folder: string): string => {
  const copy = join(work, `${folder}-${process.pid}`)
  rmSync(copy, { recursive: true, force: true })
  for (const name of [
    'src',
    'test',
    'fixtures',
    'docs',
    'README.md',
    'package.json',
    'vitest.config.ts',
    'vitest.mutation.config.ts',
    'tsconfig.json',
    'stryker.config.json',
  ])
    cpSync(name, join(copy, name), { recursive: true })
  return copy
}

interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>
}

/** Killed, timed out, survived and met by no test. Mutants that run once, as a module is loaded, are not counted. */
const summary = (part: string, report: Report): { readonly line: string; readonly share: number } => {
  const all = Object.values(report.files).flatMap(({ mutants }) => mutants)
  const count = (...statuses: string[]): number => all.filter(({ status }) => statuses.includes(status)).length
  const [noticed, missed] = [count('Killed', 'Timeout'), count('Survived', 'NoCoverage')]
  const share = (100 * noticed) / Math.max(1, noticed + missed)
  const aim = AIMS[folderOf(part)] ?? 0
  return {
    share,
    line: `${part.padEnd(8)} ${share.toFixed(2)} % of ${noticed + missed} noticed (${count('Timeout')} by time), ${count('NoCoverage')} in code that no test of the folder runs; aim ${aim} %`,
  }
}

/** The files of a part. The catalogue is data, judged by its own recorded cases. */
const filesOf = (part: string): readonly string[] =>
  part.endsWith('.ts')
    ? [`src/${part}`]
    : readdirSync(`src/${part}`, { recursive: true, encoding: 'utf8' })
        .map(file => `src/${part}/${file.replaceAll('\\', '/')}`)
        .filter(file => file.endsWith('.ts') && !/\.generated\.ts$|\/index\.ts$|^src\/health\/catalogue\//.test(file))
        .sort()

/** `SAMPLE=2/4`: the second of four samples, blocks of eight lines all over the files; hours become minutes, and four samples are all of it. */
const [sample = 1, samples = 1] = (process.env['SAMPLE'] ?? '1/1').split('/').map(Number)
const BLOCK = 8
const sampled = (file: string, number: number): readonly string[] => {
  if (samples === 1) return [file]
  const blocks = Math.ceil(readFileSync(file, 'utf8').split('\n').length / BLOCK)
  return Array.from({ length: blocks }, (_, index) => index)
    .filter(index => (index + number) % samples === sample - 1)
    .map(index => `${file}:${index * BLOCK + 1}-${(index + 1) * BLOCK}`)
}

mkdirSync('reports/mutation', { recursive: true })
let failed = 0
for (const part of parts) {
  const folder = folderOf(part)
  const copy = copied(folder)
  const mutate = filesOf(part).flatMap(sampled).join(',')
  const { status } = spawnSync(process.execPath, ['../node_modules/@stryker-mutator/core/bin/stryker.js', 'run', '--mutate', mutate], {
    cwd: copy,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { FC_SEED: '20261123', FC_RUNS: '10', ...process.env, MUTATED: folder },
  })
  if (status !== 0) throw new Error(`Stryker did not complete on ${part}`)
  const kept = `reports/mutation/${part.replaceAll('/', '-')}`
  const made = join(copy, 'reports/mutation')
  cpSync(join(made, 'mutation.json'), `${kept}.json`)
  // Without a survivor there is no list.
  rmSync(`${kept}.txt`, { force: true })
  if (existsSync(join(made, 'survivors.txt'))) cpSync(join(made, 'survivors.txt'), `${kept}.txt`)
  rmSync(copy, { recursive: true, force: true })
  const { line, share } = summary(part, JSON.parse(readFileSync(`${kept}.json`, 'utf8')) as Report)
  console.log(line)
  if (share < (AIMS[folder] ?? 0)) failed++
}
process.exitCode = failed > 0 ? 1 : 0
