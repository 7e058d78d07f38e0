import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { RECORDED_TOOLS } from '../../src/status/recorded/recorded-application.ts'
import { DEPLOYER_NAMES } from '../../src/sync/deployer-names.ts'
import { doorsOf, publicNames } from '../support/public-interface.ts'
import { HEALTH_REASON_FILE, differenceClasses, healthReasonType, reasonsPage } from './reasons.ts'

/** `npm run docs` makes a site of the doc comments; here they are held to what a reader needs of each. */
const cells = (text: string): readonly string[] =>
  text
    .split('\n')
    .map(line =>
      line
        .replaceAll(/\s*\|\s*/g, '|')
        .replaceAll(/-{3,}/g, '---')
        .trim(),
    )
    .filter(line => line !== '')

test('docs/reasons.md names every reason: `npm run docs:reasons` where it does not', () =>
  expect(cells(readFileSync('docs/reasons.md', 'utf8'))).toEqual(cells(reasonsPage())))
test('the type HealthReason knows every reason: `npm run docs:reasons` where it does not', () =>
  expect(readFileSync(HEALTH_REASON_FILE, 'utf8')).toBe(healthReasonType()))

test('docs/differences.md has a row for every class', () => {
  const page = readFileSync('docs/differences.md', 'utf8')
  expect(differenceClasses().length).toBeGreaterThan(10)
  expect(differenceClasses().filter(name => !new RegExp(`^\\| \`${name}\``, 'm').test(page))).toEqual([])
})

test('docs/ has a row for every code of a problem', () => {
  const pages = readdirSync('docs', 'utf8').flatMap(file => (file.endsWith('.md') ? readFileSync(`docs/${file}`, 'utf8') : []))
  const codes = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .flatMap(file => Array.from(readFileSync(`src/${file}`, 'utf8').matchAll(/\bcode: '([a-z][a-z-]*)'/g), ([, code = '']) => code))
  expect(codes.length).toBeGreaterThan(40)
  expect([...new Set(codes)].filter(code => !pages.some(page => page.includes(`\`${code}\``)))).toEqual([])
})

test('docs/deployers.md has a row for every deployer', () => {
  const page = readFileSync('docs/deployers.md', 'utf8')
  expect(DEPLOYER_NAMES.filter(name => !new RegExp(`^\\| \`${name}\``, 'm').test(page))).toEqual([])
})

test('docs/sources.md has a row for every tool whose records are read', () => {
  const rows = cells(readFileSync('docs/sources.md', 'utf8')).flatMap(line => (line.startsWith('|') ? (line.split('|')[1] ?? '') : []))
  const tools = new Set(rows.map(title => title.toLowerCase().replaceAll(' ', '')))
  expect(RECORDED_TOOLS.filter(tool => tool !== 'none' && !tools.has(tool))).toEqual([])
})

test('every file of ours that a page names is there', () => {
  const named = ['CONTRIBUTING.md', 'SECURITY.md', ...readdirSync('docs', 'utf8').map(file => `docs/${file}`)]
    .filter(page => page.endsWith('.md') && page !== 'docs/reasons.md')
    .flatMap(page =>
      Array.from(readFileSync(page, 'utf8').matchAll(/`([\w/.-]+\.ts)`/g), ([, file = '']): readonly [string, string] => [page, file]),
    )
  const inFolders = ['src', 'test', 'examples'].flatMap(folder =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(file => `/${folder}/${file.replaceAll('\\', '/')}`),
  )
  const ours = [...readdirSync('.', 'utf8').map(file => `/${file}`), ...inFolders]
  expect(named.length).toBeGreaterThan(30)
  expect(named.filter(([, file]) => !ours.some(path => path.endsWith(`/${file}`)))).toEqual([])
})

/** Functions that users call. */
const functions = doorsOf()
  .flatMap(door => publicNames(door).map(name => ({ door, ...name })))
  .filter(({ kind, declaration }) => kind === 'value' && declaration.includes('=>'))

const takesNothing = ({ declaration }: (typeof functions)[number]): boolean => /^export declare const \w+: \(\)/.test(declaration)

describe('every function that users call says', () => {
  const without = (tag: string, applies: (entry: (typeof functions)[number]) => boolean = () => true): string[] =>
    functions.filter(entry => applies(entry) && !entry.comment.includes(tag)).map(({ door, name }) => `${door} ${name}`)
  test('in a sentence what it does', () =>
    expect(functions.filter(({ comment }) => !/\*\s+[A-Z].{20,}/.test(comment)).map(({ door, name }) => `${door} ${name}`)).toEqual([]))
  test('by an example how it is used', () => expect(without('@example')).toEqual([]))
  test('what it takes', () => expect(without('@param', entry => !takesNothing(entry))).toEqual([]))
  test('what it gives', () => expect(without('@returns')).toEqual([]))
  test('where its rules come from', () => expect(without('Source:')).toEqual([]))
  test('what it throws, where it throws', () => {
    const throwing = ({ file, name }: (typeof functions)[number]): boolean => {
      const text = readFileSync(file, 'utf8')
      const from = text.indexOf(`export const ${name}`)
      const [body = ''] = text.slice(from).split(/\n\n(?=\/\*\*|const |export )/)
      return /throw new (?:Type|Range)Error/.test(body)
    }
    expect(without('@throws', throwing)).toEqual([])
  })
})
