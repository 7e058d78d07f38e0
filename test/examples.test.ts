import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { transformSync } from 'esbuild'
import { expect, test } from 'vitest'

/**
 * Runs every example: the `ts` blocks of README.md, docs/ and of the doc comments in src/. A line `expression // => value` is an
 * assertion; imports are of the package by its name, as a user writes them.
 */
interface Example {
  readonly name: string
  readonly code: string
}

const blocks = (text: string): string[] => Array.from(text.matchAll(/```ts\n([\s\S]*?)```/g), ([, code = '']) => code)
const inComments = (text: string): string =>
  Array.from(text.matchAll(/\/\*\*[\s\S]*?\*\//g), ([comment]) => comment.replaceAll(/^[ \t]*(\/\*\*|\*\/|\*) ?/gm, '')).join('\n')

const filesIn = (folder: string, ending: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter(file => file.endsWith(ending))
        .map(file => `${folder}/${file}`)
    : []
const examplesOf = (file: string, text: string): Example[] => blocks(text).map((code, index) => ({ name: `${file} #${index + 1}`, code }))

const examples: Example[] = [
  ...['README.md', ...filesIn('docs', '.md')].filter(existsSync).flatMap(file => examplesOf(file, readFileSync(file, 'utf8'))),
  ...filesIn('src', '.ts').flatMap(file => examplesOf(file, inComments(readFileSync(file, 'utf8')))),
]

/** Imports become dynamic ones, and `expression // => value` becomes an assertion. */
const runnable = (code: string): string =>
  transformSync(
    `(async () => { ${code
      .replaceAll(
        /^import \{([^}]*)\} from '([^']+)'$/gm,
        (_, names: string, from: string) => `const {${names.replaceAll(' as ', ': ')}} = await load('${from}')`,
      )
      .replaceAll(
        /^(?!\s*\/\/)(.*?)\s*\/\/ => (.*)$/gm,
        (_, expression: string, value: string) => `expect(${expression.trim()}).toEqual(${value})`,
      )} })()`,
    { loader: 'ts', target: 'es2022' },
  ).code

/** The package by its name is the sources of this checkout; anything else is what is installed. */
const load = (name: string): Promise<unknown> => {
  const [, feature] = /^live-object-status(\/.+)?$/.exec(name) ?? [undefined, undefined]
  const door = name.startsWith('live-object-status') ? resolve(`src${feature ?? ''}/index.ts`) : name
  return import(/* @vite-ignore */ door)
}

test.each(examples)('the example $name runs', async ({ code }) => {
  // An example is code by nature; it comes from this repository.
  // oxlint-disable-next-line typescript/no-implied-eval
  const run = new Function('expect', 'load', `return ${runnable(code)}`) as (...given: unknown[]) => Promise<void>
  await expect(run(expect, load)).resolves.toBeUndefined()
})
