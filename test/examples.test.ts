import { resolve } from 'node:path'
import { transformSync } from 'esbuild'
import { expect, test } from 'vitest'
import { examples } from './support/examples.ts'

/**
 * Runs every example: the `ts` blocks of README.md, docs/ and of the doc comments in src/. A line `expression // => value` is an
 * assertion; imports are of the package by its name, as a user writes them. `npm run test:package` checks their types.
 */
/** Imports become dynamic ones, those of types go, and `expression // => value` becomes an assertion. */
const runnable = (code: string): string =>
  transformSync(
    `(async () => { ${code
      .replaceAll(/^import type .*$/gm, '')
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

test.each(examples())('the example $name runs', async ({ code }) => {
  // An example is code by nature; it comes from this repository.
  // oxlint-disable-next-line typescript/no-implied-eval
  const run = new Function('expect', 'load', `return ${runnable(code)}`) as (...given: unknown[]) => Promise<void>
  await expect(run(expect, load)).resolves.toBeUndefined()
})
