import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import process from 'node:process'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import type { Row } from './measure.ts'

/** Import time, each in a process of its own, and size in a bundle; after `npm run build`. */
const ROUNDS = 7
const OURS = ['.', './health', './redact']
const PEERS = ['yaml', 'zod', 'client-node-1']

const fileOf = (subpath: string): string => `${process.cwd()}/dist/${subpath === '.' ? '' : `${subpath.slice(2)}/`}index.js`
const importTime = (specifier: string): number =>
  Number(
    execFileSync(
      process.execPath,
      ['--input-type=module', '-e', `const t = performance.now(); await import('${specifier}'); console.log(performance.now() - t)`],
      { encoding: 'utf8' },
    ),
  )

const bundle = async (specifier: string): Promise<number> => {
  const { outputFiles } = await build({
    stdin: { contents: `export * from '${specifier}'`, resolveDir: process.cwd() },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    write: false,
    logLevel: 'silent',
  })
  return gzipSync(outputFiles[0]?.contents ?? '').length / 1000
}

/** The rows of the table; none without a build. */
export const againstLoading = async (): Promise<readonly Row[]> => {
  if (!existsSync('dist/index.js')) {
    console.error('import time and size: skipped, run npm run build first')
    return []
  }
  const specifiers = new Map([...OURS.map(subpath => [subpath, fileOf(subpath)] as const), ...PEERS.map(name => [name, name] as const)])
  const times = new Map<string, number[]>(Array.from(specifiers.keys(), name => [name, []]))
  for (let round = 0; round < ROUNDS; round++) for (const [name, specifier] of specifiers) times.get(name)?.push(importTime(specifier))
  const sizes = new Map<string, number>()
  for (const [name, specifier] of specifiers) sizes.set(name, await bundle(specifier))
  const each = (unit: string, of: (name: string) => readonly number[]): readonly Row[] =>
    OURS.flatMap(subpath => PEERS.map(peer => ({ what: `import ${subpath}`, unit, ours: of(subpath), peer, theirs: of(peer) })))
  return [
    ...each('ms', name => times.get(name) ?? []),
    ...each('kB gzipped', name => [sizes.get(name) ?? Number.NaN]).map(row => ({ ...row, what: row.what.replace('import', 'bundle of') })),
  ]
}
