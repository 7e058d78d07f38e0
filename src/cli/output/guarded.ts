import { WithheldError } from '../../index.ts'
import type { ApplicationAssessment, Problem, Redacted, Redactor, Shown } from '../../index.ts'
import type { CommandAnswer, CommandEnding, SourceText } from '../answer.ts'
import { TROUBLE, problemText } from '../answer.ts'
import { readValues, redactorFor } from '../input/read-values.ts'
import type { SecretValue } from '../input/secret-values.ts'

/** Further inputs of a redactor, beside the values of a file. */
export interface GuardOptions {
  /** The salt with which values of Secrets are hashed; absent: they are left out. */
  readonly salt?: string | undefined
  /** Values to hide beside those of the file. */
  readonly beside?: readonly SecretValue[]
}

/** The values of a file that cannot be read: nothing is shown without them. */
class UnreadableValues extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.message)
    this.problem = problem
  }
}

/** Makes what everything passes: without given values it still hides what is structurally a Secret. */
export const createGuard = (values: SourceText | undefined, { salt, beside = [] }: GuardOptions): Redactor => {
  const secrets = salt === undefined ? {} : { secrets: { salt } }
  const redactor = values === undefined ? redactorFor(beside, secrets) : readValues(values, { beside, ...secrets })
  if ('code' in redactor) throw new UnreadableValues(redactor)
  return redactor
}

/** Opens redacted content; where it is withheld an error, which ends in an answer without text. */
export const opened = <T>(content: Redacted<T>): T => {
  if (!content.visible) throw new WithheldError(content.reason, content.weak)
  return content.value
}

/**
 * Hides the given values in whatever is about to be laid out as text. It comes first, as a line break or an escape within a value would
 * keep it from being found afterwards.
 */
export const clean = <T>(guard: Redactor, content: T): T => opened(guard.object(content))

/** An error, as of `opened`, where one of the answers is withheld. */
export const refuseWithheld = (all: readonly { readonly application: Shown<ApplicationAssessment> }[]): void => {
  for (const { application } of all) if (application.withheld !== undefined) throw new WithheldError(application.withheld, application.weak)
}

/**
 * An answer without the given values: `answer` prints what was made with the redactor, and its text and notes pass it once more. Where the
 * values cannot be read, or the redactor withholds, there is no text, and the exit code says so.
 */
export const guarded = (answer: (useGuard: (guard: Redactor) => Redactor) => CommandAnswer): CommandAnswer => {
  let used: Redactor | undefined
  try {
    const given = answer(guard => (used = guard))
    return used === undefined ? given : passed(given, used)
  } catch (error) {
    return { text: '', ...faultyEnding(error) }
  }
}

/** The same for what streams: every piece passes by itself. `made`: what else the redactor is made from. */
export const guardedStream = async function* (
  values: SourceText | undefined,
  answer: (guard: Redactor) => AsyncGenerator<string, CommandEnding, undefined>,
  made: GuardOptions = {},
): AsyncGenerator<string, CommandEnding, undefined> {
  try {
    const guard = createGuard(values, made)
    const pieces = answer(guard)
    for (;;) {
      const next = await pieces.next()
      if (next.done === true) return passed({ text: '', ...next.value }, guard)
      yield passed({ text: next.value, notes: [], exitCode: 0 }, guard).text
    }
  } catch (error) {
    return faultyEnding(error)
  }
}

const passed = ({ text, notes, exitCode }: CommandAnswer, guard: Redactor): CommandAnswer => {
  const told = guard.text(notes.join('\n'))
  const weak = told.visible ? (told.weak ?? []) : []
  return { text: passedText(text, guard), notes: [...passedNotes(notes, guard), ...weakNotes(weak)], exitCode }
}

/** Notes without the given values; none where they cannot be shown. */
export const passedNotes = (notes: readonly string[], guard: Redactor): readonly string[] => {
  const told = guard.text(notes.join('\n'))
  return told.visible && notes.length > 0 ? told.value.split('\n') : []
}

/** In steps, which have no limit of length: what is printed here was whole and redacted before. */
const passedText = (text: string, guard: Redactor): string => {
  const steps = guard.steps()
  return steps.push(text) + steps.end()
}

/** More names say no more. */
const MOST_NAMES = 5

/** Which values are hidden only where they stand alone, and why. */
export const weakNotes = (weak: readonly string[]): readonly string[] =>
  weak.length === 0
    ? []
    : [
        `Hidden only where they stand alone, since they are short or common: ${weak.slice(0, MOST_NAMES).join(', ')}${weak.length > MOST_NAMES ? ` and ${weak.length - MOST_NAMES} more` : ''}. Longer values are hidden everywhere.`,
      ]

const faultyEnding = (error: unknown): CommandEnding => {
  if (error instanceof UnreadableValues) return { notes: [problemText(error.problem)], exitCode: TROUBLE }
  if (!(error instanceof WithheldError)) throw error
  return { notes: [withheldNote(error)], exitCode: TROUBLE }
}

/** Why nothing more is shown, which values are at fault, and what to do. */
export const withheldNote = ({ reason, weak }: WithheldError): string =>
  weak.length === 0
    ? `Nothing more is shown: ${reason}`
    : `Nothing more is shown: ${reason}, because of ${weak.join(', ')}. Leave what is no secret out of the values, or choose a longer one.`
