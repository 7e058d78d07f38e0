import type { Paint, Problem, Time } from '../index.ts'

/** A text and where it is from, as it was read: a file, or `stdin`. */
export interface SourceText {
  readonly source: string
  readonly text: string
}

/** The most bytes that are read, as many as text can be: memory is the caller's own. */
export const MAX_BYTES: number = 2 ** 30

/** The world as a command knows it beside its inputs; nothing else of it reaches one. */
export interface Terminal {
  readonly now: Time
  readonly paint: Paint
  /** Columns and rows of the terminal; absent where there is none. */
  readonly columns?: number
  readonly rows?: number
  /** The salt with which values of Secrets are hashed, so that both sides can be compared; new in every run. Absent: they are left out. */
  readonly salt?: string
  /** Says what is being done, for work that takes long. */
  readonly progress: (text: string) => void
}

/** The answer of a command. */
export interface CommandAnswer {
  /** For standard output. */
  readonly text: string
  /** For standard error, a line each. */
  readonly notes: readonly string[]
  readonly exitCode: number
}

/** How a command that streams ends. */
export type CommandEnding = Omit<CommandAnswer, 'text'>

/** Wrong usage, or input that could not be read in full. */
export const TROUBLE = 2

/** The commonest accident of a pipe. */
export const NOTHING_CAME =
  'Nothing came in on standard input: did kubectl fail? Without a pipe, or with </dev/null, the cluster itself is read'

/** A gate whose time ran out. */
export const TIMED_OUT = 3

/** Problems that cost nothing: the answer is whole, so they do not change the exit code. */
const HARMLESS = new Set([
  'cel-vacuous-all',
  'duplicate-key',
  'integer-precision',
  'unread-document',
  'null-item',
  'too-many-problems',
  'ignore-rule-unused',
])

/** True where part of the input was lost. */
export const isTrouble = ({ code }: Problem): boolean => !HARMLESS.has(code)

/** More of them hide what is above them. */
const MOST_NOTES = 20

/** Problems as notes. */
export const problemNotes = (problems: readonly Problem[]): readonly string[] => {
  const rest = problems.length - MOST_NOTES
  return rest < 2 ? problems.map(problemText) : [...problems.slice(0, MOST_NOTES).map(problemText), `and ${rest} more problems`]
}

/** `web.yaml, document 2, line 7: The key is written twice`: a problem on one line, documents counted from 1 as lines are. */
export const problemText = ({ source, document, line, message }: Problem): string => {
  const place = [
    source,
    document === undefined ? undefined : `document ${document + 1}`,
    line === undefined ? undefined : `line ${line}`,
  ].filter(part => part !== undefined)
  return place.length === 0 ? message : `${place.join(', ')}: ${message}`
}
