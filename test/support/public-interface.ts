import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { posix } from 'node:path'
import ts from 'typescript'

/** One name that a door exports. */
export interface PublicName {
  readonly name: string
  /** The file that declares it. */
  readonly file: string
  /** As users see it in the .d.ts, without comments. */
  readonly declaration: string
  readonly kind: 'value' | 'type'
  readonly documented: boolean
  /** The doc comment. */
  readonly comment: string
  /** The doc comment of a value has an `@example`. */
  readonly exemplified: boolean
}

/** The doors: '.', and every folder with an index.ts. */
export const doorsOf = (): readonly string[] => [
  '.',
  ...readdirSync('src')
    .filter(folder => existsSync(`src/${folder}/index.ts`))
    .map(folder => `./${folder}`),
]

const printer = ts.createPrinter({ removeComments: true })
const parsed = (file: string, text: string): ts.SourceFile => ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)

interface Declared {
  readonly declaration: string
  readonly kind: PublicName['kind']
  readonly comment: string
}

const namesOf = (statement: ts.Statement): readonly string[] => {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map(({ name }) => name.getText())
  const named =
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isFunctionDeclaration(statement)
  return named && statement.name !== undefined ? [statement.name.text] : []
}

const files = new Map<string, ReadonlyMap<string, Declared>>()
/** What a file declares, by name; the declarations that `isolatedDeclarations` makes of it. */
const declaredIn = (file: string): ReadonlyMap<string, Declared> => {
  const known = files.get(file)
  if (known !== undefined) return known
  const { outputText } = ts.transpileDeclaration(readFileSync(file, 'utf8'), {
    fileName: file,
    compilerOptions: { target: ts.ScriptTarget.ES2023, isolatedDeclarations: true },
  })
  const source = parsed(file.replace(/ts$/, 'd.ts'), outputText)
  const declared = new Map<string, Declared>()
  for (const statement of source.statements)
    for (const name of namesOf(statement))
      declared.set(name, {
        declaration: printer.printNode(ts.EmitHint.Unspecified, statement, source),
        kind: ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement) ? 'type' : 'value',
        comment: commentOf(statement, source),
      })
  files.set(file, declared)
  return declared
}

const commentOf = (statement: ts.Statement, { text }: ts.SourceFile): string =>
  (ts.getLeadingCommentRanges(text, statement.pos) ?? [])
    .map(range => text.slice(range.pos, range.end))
    .findLast(comment => comment.startsWith('/**')) ?? ''

/** Follows `export { name } from` to where the name is declared. */
const resolved = (file: string, name: string): { file: string; declared: Declared } | undefined => {
  const declared = declaredIn(file).get(name)
  if (declared !== undefined) return { file, declared }
  for (const { from, original, exported } of reexports(file)) if (exported === name) return resolved(from, original)
  return undefined
}

interface Reexport {
  readonly from: string
  readonly original: string
  readonly exported: string
}

const reexports = (file: string): readonly Reexport[] =>
  parsed(file, readFileSync(file, 'utf8')).statements.flatMap(statement => {
    if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier === undefined || !ts.isStringLiteral(statement.moduleSpecifier))
      return []
    const from = posix.join(posix.dirname(file), statement.moduleSpecifier.text)
    const clause = statement.exportClause
    // `export * from` a list of names like this one.
    if (clause === undefined) return reexports(from)
    return !ts.isNamedExports(clause)
      ? []
      : clause.elements.map(({ name, propertyName }) => ({ from, original: (propertyName ?? name).text, exported: name.text }))
  })

/** Every name of a door, sorted. */
export const publicNames = (door: string): readonly PublicName[] => {
  const index = `src/${door.slice(1)}/index.ts`.replace('//', '/')
  return reexports(index)
    .map(({ from, original, exported }): PublicName => {
      const found = resolved(from, original)
      if (found === undefined) throw new Error(`${door}: ${exported} is declared nowhere`)
      const { declaration, kind, comment } = found.declared
      return {
        name: exported,
        file: found.file,
        declaration,
        kind,
        comment,
        documented: comment !== '',
        exemplified: comment.includes('@example'),
      }
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
