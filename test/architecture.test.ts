import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { expect, test } from 'vitest'

/** The folders of src/ from the bottom up. A file imports only folders on a lower line. */
const LAYERS = [
  ['model'],
  ['schema', 'tree', 'parse', 'secrets', 'redact'],
  ['health', 'sync', 'activity'],
  ['status'],
  ['watch', 'report', 'cel'],
  ['index.ts'],
  ['cli'],
]

/** Each package enters the code base through these files alone. */
const GATES: Record<string, readonly string[]> = {
  '#yaml': ['parse/parse-yaml.ts'],
  zod: ['model/validate.ts'],
  '@noble/hashes': ['model/digest.ts'],
  '@marcbachmann/cel-js': ['cel/cel-rules.ts'],
  'node:fs': ['cli/inputs.ts'],
  'node:path': ['cli/inputs.ts'],
  'node:zlib': ['cli/inputs.ts'],
  cac: ['cli/args.ts'],
  picocolors: ['cli/colours.ts'],
  preact: ['report/page/client/dom.ts'],
}

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map(file => file.replaceAll('\\', '/'))
  .filter(file => file.endsWith('.ts'))
/** Source without its comments: an example in a doc comment imports the package itself. */
const text = (file: string): string =>
  readFileSync(`src/${file}`, 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/^\s*\/\/.*$/gm, '')
const specifiers = (file: string): string[] =>
  Array.from(text(file).matchAll(/(?:from |import |import\()'([^']+)'/g), ([, name = '']) => name)
const relative = (file: string): string[] =>
  specifiers(file)
    .filter(name => name.startsWith('.'))
    .map(name => posix.join(posix.dirname(file), name))
const packages = (file: string): string[] =>
  specifiers(file)
    .filter(name => !name.startsWith('.'))
    .map(name =>
      name.startsWith('node:')
        ? name
        : name
            .split('/')
            .slice(0, name.startsWith('@') ? 2 : 1)
            .join('/'),
    )
const folder = (file: string): string => file.split('/')[0] ?? file
const layer = (file: string): number => LAYERS.findIndex(names => names.includes(folder(file)))

const abroad = (file: string): string[] => relative(file).filter(to => folder(to) !== folder(file))
const isDoor = (to: string): boolean => folder(to) === 'model' || /^([^/]+\/)?index\.ts$/.test(to)

/** Every "file -> import" that breaks a rule; an empty list is a pass, and a failure names each culprit. */
const breaking = (imports: (file: string) => string[], breaks: (file: string, to: string) => boolean): string[] =>
  files.flatMap(file =>
    imports(file)
      .filter(to => breaks(file, to))
      .map(to => `${file} -> ${to}`),
  )

test('every file belongs to a layer', () => expect(files.filter(file => layer(file) < 0)).toEqual([]))
test('imports point to lower layers', () => expect(breaking(abroad, (file, to) => layer(to) >= layer(file))).toEqual([]))
test('other folders are entered by their index.ts; model/ is open', () => expect(breaking(abroad, (_, to) => !isDoor(to))).toEqual([]))
test('no file imports the index.ts of its own folder', () =>
  expect(breaking(relative, (file, to) => to === `${folder(file)}/index.ts`)).toEqual([]))
test('packages enter through their gate', () => expect(breaking(packages, (file, name) => !GATES[name]?.includes(file))).toEqual([]))
