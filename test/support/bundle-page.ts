import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build, transform } from 'esbuild'
import { sha256 } from '../../src/model/digest.ts'
import { encodeBase64, utf8 } from '../../src/model/base64.ts'

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

/** The style of the page. */
export const bundleStyle = async (): Promise<string> => {
  const { code } = await transform(readFileSync(`${client}page.css`, 'utf8'), { loader: 'css', minify: true, target: 'chrome123' })
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

export const writtenAssets = (): string => readFileSync(generated, 'utf8')

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(generated, await pageAssets())
