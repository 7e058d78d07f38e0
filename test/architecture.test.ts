import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { expect, test } from 'vitest'

/** The folders of src/ from the bottom up. A file imports only folders on a lower line. */
const LAYERS = [
  ['model'],
  ['secrets'],
  ['schema', 'tree', 'parse', 'redact'],
  ['health', 'sync', 'activity'],
  ['incidents'],
  ['status'],
  ['watch', 'report', 'cel', 'sources'],
  ['policy'],
  ['contract'],
  ['index.ts'],
  ['cli'],
]

/**
 * The rooms of a feature from the bottom up: folders, and files at its door that rooms build on. A file of a room imports only rooms on a lower line
 * and its own; every other file of the folder is part of the door, which imports them all.
 */
const ROOMS: Record<string, readonly (readonly string[])[]> = {
  model: [
    ['scalars'],
    ['kube-object.ts', 'nearest-name.ts', 'total.ts', 'glob.ts'],
    ['read.ts'],
    ['expect.ts'],
    ['identity.ts'],
    ['selectors', 'texts'],
  ],
  status: [
    ['deployment.ts', 'policy/counting.ts'],
    ['recorded'],
    ['object-assessment.ts'],
    ['policy'],
    ['application-assessment.ts'],
    ['shown'],
    ['causes'],
    ['observation'],
  ],
  contract: [['contract.ts', 'timeline-record.ts'], ['schemas']],
  policy: [['policy-document.ts'], ['schema', 'wait']],
  parse: [['problem-code.ts'], ['documents.ts'], ['json', 'yaml']],
  redact: [['search'], ['mask'], ['forms']],
  secrets: [['served-secret-data.ts'], ['reading']],
  health: [['verdict'], ['convention'], ['events'], ['pods'], ['network'], ['rules'], ['kinds/gateway'], ['kinds'], ['catalogue']],
  sync: [
    ['deployer-names.ts'],
    ['comparison.ts'],
    ['deployers'],
    ['fields'],
    ['sides'],
    ['server'],
    ['apply/guess'],
    ['apply'],
    ['rejections'],
    ['difference', 'ignore/budget.ts'],
    ['ignore/regexp'],
    ['ignore/jq'],
    ['ignore'],
  ],
  incidents: [['incident.ts'], ['graph'], ['trace-incidents.ts'], ['sentences'], ['references', 'troubles'], ['say']],
  watch: [['dependency-cache.ts'], ['timeline', 'causes']],
  sources: [['helm/gunzip.ts'], ['live'], ['helm', 'tools']],
  report: [['line-hunks.ts', 'shown-arguments.ts'], ['order'], ['describe', 'text'], ['page']],
  'report/page/client': [['parts'], ['grid'], ['drawer']],
  cli: [
    ['answer.ts', 'command-spec.ts', 'stop.ts'],
    ['command-table.ts'],
    ['cluster-options.ts'],
    ['args.ts'],
    ['input'],
    ['cluster'],
    ['chosen-options.ts', 'find-object.ts', 'gate.ts', 'same-object.ts'],
    ['assess-texts.ts', 'choose-rows.ts'],
    ['output/guarded.ts'],
    ['assess-clusters.ts', 'join-assessed.ts'],
    ['assess-all.ts', 'read-clusters.ts'],
    ['output'],
    ['commands'],
  ],
}

/** Folders that hold one file for each of many things of a kind. */
const LISTS = new Set(['health/kinds', 'health/catalogue', 'sync/deployers'])

/**
 * What may only become less: type names that two files declare, functions named after what they read (`xOf`) in place of a verb, and comments that put
 * off what they are about ("What is known of …" in place of "Facts about …").
 */
const DEBTS = { types: 0, functions: 51, comments: 54 }

/** Each package enters the code base through these files alone. */
const GATES: Record<string, readonly string[]> = {
  '#yaml': ['parse/parse-yaml.ts'],
  zod: ['policy/schema/schema.ts'],
  'fast-deep-equal': ['model/same-plain.ts'],
  '@noble/hashes': ['model/scalars/digest.ts'],
  fflate: ['sources/helm/gunzip.ts'],
  '@marcbachmann/cel-js': ['cel/cel-rules.ts'],
  'node:fs': ['cli/input/inputs.ts', 'cli/input/policy-file.ts'],
  'node:path': ['cli/input/inputs.ts', 'cli/input/policy-file.ts'],
  'node:zlib': ['cli/input/inputs.ts'],
  'node:module': ['cli/input/inputs.ts'],
  'node:util': ['cli/args.ts'],
  'node:child_process': ['cli/cluster/run-kubectl.ts'],
  diff: ['report/line-hunks.ts'],
  picocolors: ['cli/output/colours.ts'],
  preact: ['report/page/client/parts/dom.ts'],
}

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map(file => file.replaceAll('\\', '/'))
  .filter(file => /\.tsx?$/.test(file))
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
const isDoor = (to: string): boolean => folder(to) === 'model' || /^([^/]+\/)?(?:index|internal|presenting)\.ts$/.test(to)

/** Every "file -> import" that breaks a rule; an empty list is a pass, and a failure names each culprit. */
const breaking = (imports: (file: string) => string[], breaks: (file: string, to: string) => boolean): string[] =>
  files.flatMap(file =>
    imports(file)
      .filter(to => breaks(file, to))
      .map(to => `${file} -> ${to}`),
  )

/** How deep in a feature's {@link ROOMS} a file stands; those of the door stand on top. */
const floor = (feature: string, file: string): number => {
  const rooms = ROOMS[feature] ?? []
  const inside = file.slice(feature.length + 1)
  const found = rooms.findIndex(names => names.includes(inside) || names.includes(posix.dirname(inside)))
  return found < 0 ? rooms.length : found
}
const roomOf = (feature: string, file: string): string =>
  floor(feature, file) === ROOMS[feature]?.length ? feature : posix.dirname(file) === feature ? file : posix.dirname(file)
const within = (feature: string): string[] => files.filter(file => file.startsWith(`${feature}/`))

test('every file belongs to a layer', () => expect(files.filter(file => layer(file) < 0)).toEqual([]))
test('imports point to lower layers', () => expect(breaking(abroad, (file, to) => layer(to) >= layer(file))).toEqual([]))
test('other folders are entered by their index.ts, or by internal.ts or presenting.ts from a neighbour; model/ is open', () =>
  expect(breaking(abroad, (_, to) => !isDoor(to))).toEqual([]))
test('no file imports the index.ts of its own folder', () =>
  expect(breaking(relative, (file, to) => to === `${folder(file)}/index.ts`)).toEqual([]))
test('packages enter through their gate', () => expect(breaking(packages, (file, name) => !GATES[name]?.includes(file))).toEqual([]))

test.each(Object.keys(ROOMS))('in %s imports point to lower rooms', feature => {
  const culprits = within(feature).flatMap(file =>
    relative(file)
      .filter(
        to => to.startsWith(`${feature}/`) && roomOf(feature, to) !== roomOf(feature, file) && floor(feature, to) >= floor(feature, file),
      )
      .map(to => `${file} -> ${to}`),
  )
  expect(culprits).toEqual([])
})
test('every room of every feature is named', () => {
  const rooms = new Set(Object.entries(ROOMS).flatMap(([feature, names]) => names.flat().map(name => `${feature}/${name}`)))
  const folders = new Set(files.map(file => posix.dirname(file)).filter(name => name.includes('/') && ROOMS[name] === undefined))
  expect([...folders].filter(name => !rooms.has(name))).toEqual([])
})
test('no folder holds more than twenty files beside its doors', () => {
  const counts = new Map<string, number>()
  for (const file of files.filter(each => !isDoor(each) || folder(each) === 'model'))
    counts.set(posix.dirname(file), (counts.get(posix.dirname(file)) ?? 0) + 1)
  expect([...counts].filter(([name, count]) => count > 20 && !LISTS.has(name))).toEqual([])
})

const declared = (pattern: RegExp): [name: string, file: string][] =>
  files.flatMap(file => Array.from(text(file).matchAll(pattern), ([, name = '']): [string, string] => [name, file]))
const places = new Map<string, string[]>()
for (const [name, file] of declared(/^(?:export )?(?:interface|type) (\w+)/gm)) places.set(name, [...(places.get(name) ?? []), file])
const twice = [...places].filter(([, list]) => list.length > 1)
const nouns = declared(/^(?:export )?const (\w+Of)(?:: [^=]+)? =\s*(?:<[^>]*>)?\(/gm).map(([name, file]) => `${name} (${file})`)

/** The comments of a file by their first words. */
const openings = (file: string): string[] =>
  Array.from(
    readFileSync(`src/${file}`, 'utf8').matchAll(/\/\*\*\s+(?:\* )?(\w+)|(?<!\/\/ .*\n\s*)\/\/ (\w+)/g),
    ([, doc, line]) => doc ?? line ?? '',
  )
const riddles = files
  .filter(file => !file.includes('.generated.'))
  .flatMap(file => openings(file).flatMap(word => (/^(?:What|Where|Whether|Of)$/.test(word) ? [`${file}: ${word} …`] : [])))

test(`${twice.length} type names are declared twice, and no more`, () =>
  expect(twice.slice(DEBTS.types).map(([name, list]) => `${name}: ${list.join(', ')}`)).toEqual([]))
test(`${nouns.length} functions are named after what they read (xOf), and no more`, () => expect(nouns.slice(DEBTS.functions)).toEqual([]))
test(`${riddles.length} comments begin with What, Where, Whether or Of, and no more`, () =>
  expect(riddles.slice(DEBTS.comments)).toEqual([]))
