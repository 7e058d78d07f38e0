import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { build, type BuildOptions, type Metafile } from 'esbuild'
import { afterAll, describe, expect, test } from 'vitest'
import { examples } from './support/examples.ts'
import { packedPackage, runIn } from './support/packed.ts'

/** `npm run test:package`, after `npm run build`: what is published, as those meet it who install it. */
const { folder, subpaths } = packedPackage()
afterAll(() => rmSync(folder, { recursive: true }))

const nameOf = (subpath: string): string => `live-object-status${subpath.slice(1)}`
const names = subpaths.map(nameOf)
type Names = Readonly<Record<string, readonly string[]>>

describe('every subpath is imported', () => {
  const list = JSON.stringify(names)
  const asModules = runIn(
    folder,
    'module',
    `const all = {}; for (const name of ${list}) all[name] = Object.keys(await import(name)).sort(); console.log(JSON.stringify(all))`,
  ) as Names
  const asCommonJs = runIn(
    folder,
    'commonjs',
    `const all = {}; for (const name of ${list}) all[name] = Object.keys(require(name)).sort(); console.log(JSON.stringify(all))`,
  ) as Names

  test('as a module and by require, with the same names', () => {
    expect(asCommonJs).toEqual(asModules)
    for (const exported of Object.values(asModules)) expect(exported.length).toBeGreaterThan(0)
  })

  const same = (load: string): string => `
    const doors = new Map(); for (const name of ${list}) doors.set(name, ${load})
    const whole = doors.get('live-object-status'), copies = []
    for (const [door, exported] of doors) for (const [name, value] of Object.entries(exported))
      if (name in whole && whole[name] !== value) copies.push(door + ' ' + name)
    console.log(JSON.stringify(copies))`
  test('and holds no second copy of what another one exports', () => {
    expect(runIn(folder, 'module', same('await import(name)'))).toEqual([])
    expect(runIn(folder, 'commonjs', same('require(name)'))).toEqual([])
  })
})

test('the executable says the version that was installed', () => {
  const { version, bin } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string; bin: Record<string, string> }
  const program = join(folder, 'node_modules/live-object-status', bin['live-object-status'] ?? '')
  expect(execFileSync(process.execPath, [program, '--version'], { encoding: 'utf8' })).toBe(`${version}\n`)
})

/** A program that uses each door, as strict as a program can be. */
const CONSUMER = `
import { assessApplication, compareObject, createTracker, parseManifests, type ApplicationAssessment, type KubeObject } from 'live-object-status'
import { assessHealth, checkRule, type Health } from 'live-object-status/health'
import { prepareDesired, type Comparison } from 'live-object-status/sync'
import { objectStatus, objectStatuses } from 'live-object-status/status'
import { type Tracker } from 'live-object-status/watch'
import { parseYaml, plainObject } from 'live-object-status/parse'
import { createSchemas } from 'live-object-status/schema'
import { indexRelated } from 'live-object-status/tree'
import { hashSecret, hashValue } from 'live-object-status/secrets'
import { createRedactor, WithheldError, type Redacted, type Shown } from 'live-object-status/redact'
import { parseLogLines, presentEvents } from 'live-object-status/activity'
import { describeObject } from 'live-object-status/report'
import { celRules } from 'live-object-status/cel'
import { lintPolicy, readPolicy, type Policy } from 'live-object-status/policy'
import { assessmentContract, type ApplicationDocument, type Contract } from 'live-object-status/contract'

const { objects, problems } = parseManifests('a: 1')
const live: KubeObject[] = objects.map(({ object }) => object)
const raw: Record<string, unknown> = {}
const health: Health = assessHealth(raw, { related: indexRelated(live), rules: [...celRules([]).rules, checkRule({ for: ['a/B'], rules: [], else: { status: 'Healthy', reason: 'A' } })] })
const comparison: Comparison = compareObject(prepareDesired(raw), raw, { schemas: createSchemas({}) })
const assessment: ApplicationAssessment = assessApplication({ desired: live, live })
const policy: Policy = readPolicy('')
const contract: Contract<ApplicationDocument> = assessmentContract
export const judged = [lintPolicy(policy, [assessApplication({ live }, policy.options)]), contract]
const tracker: Tracker = createTracker()
const redacted: Redacted<string> = createRedactor(['value']).text('text')
const shown: string = redacted.visible ? redacted.value : redacted.reason
const seen: Shown<ApplicationAssessment> = assessApplication({ desired: live, live }, { redactor: createRedactor([]) })
const described = describeObject({ assessment: seen.objects[0]! }, { now: 0 })
export const all = [problems, health, comparison, tracker, shown, described, WithheldError, objectStatus, objectStatuses, parseYaml, plainObject, hashSecret, hashValue, parseLogLines, presentEvents]
// @ts-expect-error a status that is none
export const wrong: Health['status'] = 'Fine'
`

describe('types are understood by', () => {
  writeFileSync(join(folder, 'consumer.mts'), CONSUMER)
  writeFileSync(join(folder, 'consumer.cts'), CONSUMER)
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  const pasted = examples().map(({ code }, index) => {
    writeFileSync(join(folder, `example-${index}.mts`), code)
    return `example-${index}.mts`
  })
  const config = (module: string, moduleResolution: string, files: readonly string[], lib = ['es2022', 'dom']): string =>
    JSON.stringify({
      compilerOptions: {
        target: 'es2022',
        lib,
        module,
        moduleResolution,
        strict: true,
        exactOptionalPropertyTypes: true,
        skipLibCheck: false,
        noEmit: true,
        types: [],
      },
      files,
    })
  writeFileSync(join(folder, 'tsconfig.node16.json'), config('node16', 'node16', ['consumer.mts', 'consumer.cts']))
  writeFileSync(join(folder, 'tsconfig.bundler.json'), config('esnext', 'bundler', ['consumer.mts']))
  writeFileSync(join(folder, 'tsconfig.examples.json'), config('node16', 'node16', pasted, ['esnext', 'dom']))

  const complaints = (compiler: string, project: string): string => {
    try {
      execFileSync(process.execPath, [resolve('node_modules', compiler, 'bin/tsc'), '-p', project], {
        cwd: folder,
        encoding: 'utf8',
        stdio: 'pipe',
      })
      return ''
    } catch (error) {
      return (error as { stdout: string }).stdout
    }
  }

  test.each(['typescript54', 'typescript59', 'typescript', 'typescript7'])('%s', compiler => {
    for (const project of ['tsconfig.node16.json', 'tsconfig.bundler.json']) expect(complaints(compiler, project)).toBe('')
  })
  test('whoever pastes an example', () => expect(complaints('typescript', 'tsconfig.examples.json')).toBe(''))
})

/** Texts by which the large parts are known in a bundle. */
const MARKS = {
  facts: 'admissionregistration/v1.MutatingAdmissionPolicy ',
  catalogue: 'cert-manager.io/Certificate',
  page: '<!doctype html>',
}
type Part = keyof typeof MARKS

/** What a subpath brings when it is bundled alone: these packages, and these large parts, and none of the others. */
const CONTENTS: Readonly<Record<string, { readonly packages: readonly string[]; readonly parts: readonly Part[] }>> = {
  '.': { packages: ['@noble/hashes', 'fast-deep-equal', 'yaml'], parts: ['facts', 'catalogue'] },
  './health': { packages: [], parts: ['catalogue'] },
  './sync': { packages: [], parts: ['facts'] },
  './status': { packages: ['@noble/hashes', 'fast-deep-equal'], parts: ['facts', 'catalogue'] },
  './watch': { packages: ['@noble/hashes', 'fast-deep-equal'], parts: ['facts', 'catalogue'] },
  './parse': { packages: ['yaml'], parts: [] },
  './schema': { packages: [], parts: ['facts'] },
  './tree': { packages: [], parts: [] },
  './secrets': { packages: ['@noble/hashes'], parts: [] },
  './redact': { packages: ['@noble/hashes'], parts: [] },
  './activity': { packages: [], parts: [] },
  './report': { packages: ['@noble/hashes', 'yaml'], parts: ['page'] },
  './sources': { packages: ['fflate', 'yaml'], parts: ['facts'] },
  './cel': { packages: ['@marcbachmann/cel-js'], parts: [] },
  // zod is in them: it is bundled when the package is built.
  './policy': { packages: ['@marcbachmann/cel-js', 'yaml'], parts: [] },
  './contract': { packages: [], parts: [] },
}

const bundled = async (
  program: string,
  options: Pick<BuildOptions, 'external' | 'define'> = {},
): Promise<{ text: string; metafile: Metafile }> => {
  const { outputFiles, metafile } = await build({
    stdin: { contents: program, resolveDir: folder },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    write: false,
    metafile: true,
    logLevel: 'error',
    ...options,
  })
  return { text: outputFiles[0]?.text ?? '', metafile }
}

const packagesIn = (metafile: Metafile): string[] => {
  const inputs = Object.values(metafile.outputs).flatMap(output => Object.entries(output.inputs))
  const packages = inputs
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(path)?.[1] ?? '')
  return Array.from(new Set(packages))
    .filter(name => name !== '' && name !== 'live-object-status')
    .sort()
}

describe('a bundle holds only what is used', () => {
  test('every subpath is measured', () => expect(Object.keys(CONTENTS).sort()).toEqual(subpaths.toSorted()))
  test.each(Object.entries(CONTENTS))('%s', async (subpath, { packages, parts }) => {
    const { text, metafile } = await bundled(`export * from '${nameOf(subpath)}'`)
    const found = (Object.keys(MARKS) as Part[]).filter(part => text.includes(MARKS[part]))
    expect({ packages: packagesIn(metafile), parts: found }).toEqual({ packages, parts })
  })
  test('an import of which nothing is used leaves nothing', async () => {
    for (const subpath of subpaths) expect((await bundled(`import * as all from '${nameOf(subpath)}'`)).text.trim()).toBe('')
  })
  test('one table of the whole brings that table', async () => {
    const { text, metafile } = await bundled(`export { objectStatuses } from 'live-object-status'`)
    expect(packagesIn(metafile)).toEqual([])
    expect(text.length).toBeLessThan(4000)
  })
  test('nothing outside the executable asks for what only Node.js has', async () => {
    const { text, metafile } = await bundled(`export * from 'live-object-status'; export * as cel from 'live-object-status/cel'`, {
      external: ['#yaml', 'yaml', '@noble/hashes', '@marcbachmann/cel-js'],
      define: { Buffer: 'ONLY_NODE', process: 'ONLY_NODE', require: 'ONLY_NODE', __dirname: 'ONLY_NODE' },
    })
    expect(text.includes('ONLY_NODE')).toBe(false)
    const imported = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path))
    expect(imported.filter(path => path.startsWith('node:'))).toEqual([])
  })
})
