import { pathText } from '../model/field-path.ts'
import type { Problem, ProblemCode } from '../model/problem.ts'
import { placeInTree } from '../parse/internal.ts'
import type { TreeDocument } from '../parse/internal.ts'
import type { PolicyEntry } from './policy.ts'
import type { PlacedMisfit } from './schema/schema.ts'

/** Names of fields and places in lists, from the top of the file. */
export type PolicyPath = readonly (string | number)[]

/** Everything that is gathered while a policy is read. */
export interface PolicyReader {
  readonly source: string
  readonly document: TreeDocument
  readonly placeOf: (at: number) => { readonly line: number; readonly column: number }
  readonly problems: Problem[]
  readonly entries: PolicyEntry[]
}

/** More tell nothing that the first do not. */
const MOST_PROBLEMS = 100

/** Notes a problem at the value under a path, or at its key. */
export const tell = (
  reader: PolicyReader,
  code: ProblemCode,
  path: PolicyPath,
  sentence: string,
  part: 'key' | 'value' = 'value',
): void => {
  const { problems, source } = reader
  if (problems.length > MOST_PROBLEMS) return
  const isLast = problems.length === MOST_PROBLEMS
  problems.push({
    code: isLast ? 'too-many-problems' : code,
    message: isLast ? 'There are more problems than are listed here' : sentence,
    source,
    ...place(reader, path, part),
  })
}

/** Notes what does not fit, under the path of what was looked at. */
export const tellMisfit = (reader: PolicyReader, above: PolicyPath, { path, expected, got, isName }: PlacedMisfit): void => {
  const whole = [...above, ...path]
  // A name that is none is not repeated: it may be what a slip of the keyboard put there.
  const named = pathText(isName === true ? whole.slice(0, -1) : whole)
  tell(
    reader,
    'invalid-policy',
    whole,
    `${named === '' ? '' : `${named}: `}expected ${expected}, got ${got}`,
    isName === true ? 'key' : 'value',
  )
}

/** Notes what cannot be used of what fits. */
export const tellFault = (reader: PolicyReader, path: PolicyPath, message: string, code: ProblemCode = 'invalid-expression'): void =>
  tell(reader, code, path, `${pathText(path)}: ${message}`)

/** Adds an entry, and gives what answers call it. */
export const addEntry = (reader: PolicyReader, kind: PolicyEntry['list'], path: PolicyPath): string => {
  const name = nameAt(reader, path)
  reader.entries.push({ list: kind, name, ...place(reader, path, 'value') })
  return name
}

/** Names the rule at a path as answers call it, in the form in which editors and terminals find it. */
export const nameAt = (reader: PolicyReader, path: PolicyPath): string => {
  const { line, column } = place(reader, path, 'value')
  return `${reader.source}:${line}:${column}`
}

const place = ({ document, placeOf }: PolicyReader, path: PolicyPath, part: 'key' | 'value') =>
  placeOf(document.root === undefined ? document.at : placeInTree(document.root, path, part))
