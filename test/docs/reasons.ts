import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import ts from 'typescript'
import { writePage } from '../support/write-page.ts'

/**
 * `npm run docs:reasons` writes docs/reasons.md: every reason and every class of difference that the sources can give, and where they come from;
 * and the type HealthReason, so that a misspelt reason in a caller's switch does not compile.
 */
const FOLDERS = ['health', 'sync', 'status', 'incidents', 'sources', 'redact', 'secrets', 'report', 'parse', 'watch', 'schema'] as const
/** What makes a verdict with its reason as a text among its first arguments, and what withholds with a code. */
const MAKERS = new Set(['healthy', 'progressing', 'degraded', 'suspended', 'unknown', 'notApplicable', 'note', 'verdict', 'wait', 'failed'])
const isReason = (text: string): boolean => /^[A-Z][A-Za-z]{2,60}$/.test(text)
const isCode = (text: string): boolean => /^[a-z]+(?:-[a-z]+)+$/.test(text)

const filesOf = (folder: string): readonly string[] =>
  readdirSync(`src/${folder}`, { recursive: true, encoding: 'utf8' })
    .map(file => `${folder}/${file.replaceAll('\\', '/')}`)
    .filter(file => file.endsWith('.ts') && !file.includes('generated') && !file.includes('/client/'))

const parseFile = (file: string): ts.SourceFile =>
  ts.createSourceFile(file, readFileSync(`src/${file}`, 'utf8'), ts.ScriptTarget.Latest, true)

/** The texts of an expression, also both sides of a condition. */
const textsIn = (node: ts.Expression): readonly string[] => {
  if (ts.isStringLiteralLike(node)) return [node.text]
  if (ts.isConditionalExpression(node)) return [...textsIn(node.whenTrue), ...textsIn(node.whenFalse)]
  return ts.isParenthesizedExpression(node) ? textsIn(node.expression) : []
}

/** The words of the closed sets that types called `…Reason` list. */
const declaredWords = (source: ts.SourceFile): readonly string[] =>
  source.statements
    .filter(ts.isTypeAliasDeclaration)
    .filter(({ name }) => name.text.endsWith('Reason'))
    .flatMap(({ type }) => Array.from(type.getText().matchAll(/'([A-Z]\w+)'/g), ([, word = '']) => word))

/** The words of a folder's own sets; what records say is declared where applications take it. Rules of health give reasons that no type lists. */
const declaredIn = (folder: string): ReadonlySet<string> => {
  if (folder === 'health') return new Set()
  const room = 'status/recorded/'
  const files =
    folder === 'sources' ? filesOf('status').filter(file => file.startsWith(room)) : filesOf(folder).filter(file => !file.startsWith(room))
  return new Set(files.flatMap(file => declaredWords(parseFile(file))))
}

/** A word of a closed set, wherever it is written but in a type: by itself, or as the key of a table of sentences. */
const wordIn = (node: ts.Node, words: ReadonlySet<string>): readonly string[] => {
  const isKey = ts.isIdentifier(node) && ts.isPropertyAssignment(node.parent) && node.parent.name === node
  if (!isKey && (!ts.isStringLiteralLike(node) || ts.isLiteralTypeNode(node.parent))) return []
  return words.has(node.text) ? [node.text] : []
}

const textsOf = (node: ts.Node, words: ReadonlySet<string>): readonly string[] => {
  const named = wordIn(node, words)
  if (named.length > 0) return named
  if (ts.isPropertyAssignment(node) && ['reason', 'late'].includes(node.name.getText())) return textsIn(node.initializer)
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return []
  const { text } = node.expression
  if (text === 'withheld') return node.arguments.slice(0, 1).flatMap(textsIn)
  // Before the reason of a `verdict` stands its status.
  return MAKERS.has(text) ? node.arguments.slice(text === 'verdict' ? 1 : 0, 2).flatMap(textsIn) : []
}

/** Reasons by name, each with the files that give it. */
export const reasonsIn = (folder: string, fits: (text: string) => boolean): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, Set<string>>()
  const words = declaredIn(folder)
  for (const file of filesOf(folder)) {
    const visit = (node: ts.Node): void => {
      for (const text of textsOf(node, words).filter(fits))
        found.set(text, (found.get(text) ?? new Set()).add(file.slice(folder.length + 1, -3)))
      ts.forEachChild(node, visit)
    }
    visit(parseFile(file))
  }
  return new Map(Array.from(found, ([reason, files]) => [reason, Array.from(files).sort()] as const).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The classes of difference, as the type lists them. */
export const differenceClasses = (): readonly string[] => {
  const [, list = ''] = /export type DifferenceClass =([\s\S]*?)\n\n/.exec(readFileSync('src/sync/comparison.ts', 'utf8')) ?? []
  return Array.from(list.matchAll(/'([a-z-]+)'/g), ([, name = '']) => name)
}

const shortened = (files: readonly string[]): string =>
  files.length > 4 ? `${files.slice(0, 4).join(', ')} and ${files.length - 4} more` : files.join(', ')
const table = (head: string, entries: ReadonlyMap<string, readonly string[]>): readonly string[] => [
  `| ${head} | given by |`,
  '| --- | --- |',
  ...Array.from(entries, ([name, files]) => `| \`${name}\` | ${shortened(files)} |`),
]

export const reasonsPage = (): string =>
  [
    '# Every reason',
    '',
    'Written by `npm run docs:reasons`, never by hand: what the sources can give as `reason`, by feature, with the files that give it. What each means: [health.md](health.md),',
    '[health-rules.md](health-rules.md), [differences.md](differences.md), [statuses.md](statuses.md), [redaction.md](redaction.md). Reasons that a custom resource brings',
    'itself (the name of a condition or the word of a phase) are passed on as they are. Codes of problems are in [problems.md](problems.md).',
    '',
    '## Classes of difference',
    '',
    ...differenceClasses().map(name => `- \`${name}\``),
    ...FOLDERS.flatMap(folder => {
      const [reasons, codes] = [reasonsIn(folder, isReason), reasonsIn(folder, isCode)]
      const parts = [
        ...(reasons.size > 0 ? table('reason', reasons) : []),
        ...(codes.size > 0 ? ['', ...table('withheld because of', codes)] : []),
      ]
      return parts.length === 0 ? [] : ['', `## ${folder}`, '', ...parts]
    }),
    '',
  ].join('\n')

export const HEALTH_REASON_FILE = 'src/health/health-reason.generated.ts'
export const healthReasonType = (): string =>
  [
    '/** The reasons that rules of this library give, written by `npm run docs:reasons`. What a custom resource says itself is passed on beside them. */',
    'export type HealthReason =',
    ...Array.from(reasonsIn('health', isReason).keys(), reason => `  | '${reason}'`),
    '',
  ].join('\n')

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writePage('docs/reasons.md', reasonsPage())
  writeFileSync(HEALTH_REASON_FILE, healthReasonType())
}
