import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { deflateRawSync } from 'node:zlib'
import { build, transform } from 'esbuild'
import { sha256 } from '../../src/model/scalars/digest.ts'
import { pageDocument } from '../../src/report/page/page-document.ts'
import { encodeBase64, utf8 } from '../../src/model/scalars/base64.ts'

/**
 * Bundles the script and the style that pages carry. `npm run build:page` writes them to src/report/page/page-assets.generated.ts, since
 * the library itself reads no files; a test tells when that is out of date.
 */
const client = fileURLToPath(new URL('../../src/report/page/client/', import.meta.url))
const generated = new URL('../../src/report/page/page-assets.generated.ts', import.meta.url)

/** One script of the page, with preact, as text that may stand in a script element. */
export const bundleScript = async (entry: string): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [`${client}${entry}`],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2022',
    legalComments: 'none',
    tsconfigRaw: {},
  })
  const text = (outputFiles[0]?.text ?? '').trim()
  if (/<\/script|<!--|\r/i.test(text)) throw new Error('the script would end its own element')
  return text
}

/** In this order: what comes later may override. */
const STYLES = ['base.css', 'layout.css', 'list.css', 'drawer.css', 'timeline.css', 'phone.css']

/** The style of the page, and of what else it is given. */
export const bundleStyle = async (...files: readonly string[]): Promise<string> => {
  const text = [...STYLES, ...files].map(file => readFileSync(`${client}${file}`, 'utf8')).join('')
  const { code } = await transform(text, { loader: 'css', minify: true, target: 'chrome123' })
  return code.trim()
}

/** How a content security policy names a text. */
export const policyHash = (text: string): string => `sha256-${encodeBase64(sha256(utf8(text)))}`

/** The generated module as it should be. */
export const pageAssets = async (): Promise<string> => {
  const [script, style] = await Promise.all([bundleScript('main.ts'), bundleStyle()])
  return [
    '/* Written by `npm run build:page` from client/. */',
    `export const script: string = ${JSON.stringify(script)}`,
    `export const scriptHash = '${policyHash(script)}'`,
    `export const style: string = ${JSON.stringify(style)}`,
    `export const styleHash = '${policyHash(style)}'`,
    '',
  ].join('\n')
}

/**
 * The playground: the page without data, with the library itself in it, which runs in a worker. It is the same for everybody and needs nobody's data, so it is
 * a file of its own (`dist/playground.html`) and no module of the library.
 */
export const playground = async (): Promise<string> => {
  const [script, worker, style] = await Promise.all([
    bundleScript('playground.ts'),
    bundleScript('playground-worker.ts'),
    bundleStyle('playground.css'),
  ])
  return pageDocument({
    title: 'Live object status',
    fallback: 'This page works in the browser by itself, with a script.',
    script: { text: script, hash: policyHash(script) },
    style: { text: style, hash: policyHash(style) },
    data: [{ id: 'worker', text: encodeBase64(deflateRawSync(utf8(worker), { level: 9 })), type: 'text/plain' }],
    allow: ['worker-src blob:', 'trusted-types worker'],
  })
}

export const writtenAssets = (): string => readFileSync(generated, 'utf8')

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , target] = process.argv
  if (target === undefined) writeFileSync(generated, await pageAssets())
  else writeFileSync(target, await playground())
}
