import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import process from 'node:process'

/** The package as it would be published, unpacked beside its dependencies in a folder outside the repository. */
export interface Packed {
  /** The folder of a project that has the package installed. */
  readonly folder: string
  /** '.', './health', … */
  readonly subpaths: readonly string[]
}

interface Manifest {
  readonly name: string
  readonly version: string
  readonly exports: Readonly<Record<string, unknown>>
  readonly dependencies: Readonly<Record<string, string>>
}

/** Packs what `npm run build` made and installs it without asking a registry: dependencies are those of this checkout. */
export const packedPackage = (): Packed => {
  if (!existsSync('dist/index.js')) throw new Error('dist is not there: run npm run build first')
  const folder = mkdtempSync(join(tmpdir(), 'packed-'))
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { stdio: 'ignore' })
  execFileSync('tar', ['xzf', `${manifest.name}-${manifest.version}.tgz`], { cwd: folder })
  const installed = join(folder, 'node_modules')
  mkdirSync(installed)
  cpSync(join(folder, 'package'), join(installed, manifest.name), { recursive: true })
  for (const name of Object.keys(manifest.dependencies)) {
    mkdirSync(dirname(join(installed, name)), { recursive: true })
    symlinkSync(resolve('node_modules', name), join(installed, name))
  }
  return { folder, subpaths: Object.keys(manifest.exports).filter(path => !path.endsWith('.json')) }
}

/** Runs a program text in a project folder and gives what it prints, as JSON. */
export const runIn = (folder: string, kind: 'module' | 'commonjs', program: string): unknown =>
  JSON.parse(execFileSync(process.execPath, [`--input-type=${kind}`, '-e', program], { cwd: folder, encoding: 'utf8' }))
