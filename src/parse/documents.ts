import type { Problem, TextProblemCode } from '../model/problem.ts'
import { messageOf } from './problem-code.ts'

/** Something to tell about a place in a text; `at` is an offset. */
export interface ParseFinding {
  readonly code: TextProblemCode
  readonly at: number
}

/** One document of a text, read. */
export interface ReadDocument {
  /** null where the document is empty or could not be read. */
  readonly value: unknown
  /** The place at which the value begins, as an offset into the text. */
  readonly at: number
  /** The place at which each object or list in the top level's `items` begins. */
  readonly items: readonly number[]
  readonly findings: readonly ParseFinding[]
}

/** A document that could not be read, and why. */
export const unreadable = (code: TextProblemCode, at: number): ReadDocument => ({ value: null, at, items: [], findings: [{ code, at }] })

/** More say nothing that the first do not, and a hostile text could have millions. */
const MAX_PROBLEMS = 100

/** Turns findings into problems: with a line, a column and a sentence, without any text of the document. */
export const createReport = (text: string, source: string | undefined): ParseReport => {
  const problems: Problem[] = []
  const placeOf = placesIn(text)
  const add = ({ code, at }: ParseFinding, document: number): void => {
    if (problems.length > MAX_PROBLEMS) return
    const shown = problems.length === MAX_PROBLEMS ? 'too-many-problems' : code
    problems.push({ code: shown, message: messageOf(shown), ...(source === undefined ? {} : { source }), document, ...placeOf(at) })
  }
  return { add, placeOf, problems }
}

/** Collects problems while a text is read. */
export interface ParseReport {
  readonly add: (finding: ParseFinding, document: number) => void
  readonly placeOf: (at: number) => Position
  readonly problems: Problem[]
}

/** A place in a text, both from 1; columns count UTF-16 units, as editors do. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** A function from offsets to places, by binary search over the line starts. */
const placesIn = (text: string): ((at: number) => Position) => {
  let starts: readonly number[] | undefined
  return at => {
    starts ??= lineStarts(text)
    let [low, high] = [0, starts.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= at) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: at - (starts[low] ?? 0) + 1 }
  }
}

const lineStarts = (text: string): readonly number[] => {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}
