import { WithheldError } from '../../index.ts'
import type { Problem, Redacted, Redactor, Tracker } from '../../index.ts'
import type { CommandAnswer, CommandEnding, SourceText } from '../answer.ts'
import { TROUBLE, problemText } from '../answer.ts'
import { readValues, redactorFor } from '../input/read-values.ts'
import type { SecretValue } from '../input/secret-values.ts'

/** What hides the given values; 'none' where none were given. */
export type Guard = Redactor | 'none'

/** What may be shown of a redacted content; an error, which ends in an answer without text, where it is withheld. */
export const opened = <T>(content: Redacted<T>): T => {
  if (!content.visible) throw new WithheldError(content.reason)
  return content.value
}

/**
 * Hides the given values in whatever is about to be laid out as text. It comes first, as a line break or an escape within a value would
 * keep it from being found afterwards.
 */
export const clean = <T>(guard: Guard, content: T): T => (guard === 'none' ? content : opened(guard.object(content)))

/**
 * An answer without the given values: `answer` cleans what it prints, and its text and notes pass the redactor once more. Where the values
 * cannot be read, or the redactor withholds, there is no text, and the exit code says so. `beside` are values that were found on the way.
 */
export const guarded = (
  values: SourceText | undefined,
  answer: (guard: Guard) => CommandAnswer,
  beside: readonly SecretValue[] = [],
): CommandAnswer => {
  const guard = guardOf(values, beside)
  if (isProblem(guard)) return refused(guard)
  try {
    return passed(answer(guard), guard)
  } catch (error) {
    return { text: '', ...withheldEnding(error) }
  }
}

/** The same for what streams: every piece passes by itself. */
export const guardedStream = async function* (
  values: SourceText | undefined,
  answer: (guard: Guard) => AsyncGenerator<string, CommandEnding, undefined>,
  beside: readonly SecretValue[] = [],
): AsyncGenerator<string, CommandEnding, undefined> {
  const guard = guardOf(values, beside)
  if (isProblem(guard)) return refused(guard)
  const pieces = answer(guard)
  try {
    for (;;) {
      const next = await pieces.next()
      if (next.done === true) return passed({ text: '', ...next.value }, guard)
      yield passed({ text: next.value, notes: [], exitCode: 0 }, guard).text
    }
  } catch (error) {
    return withheldEnding(error)
  }
}

/** A tracker of which whatever it tells is clean. */
export const cleanTracker = (tracker: Tracker, guard: Guard): Tracker => {
  let [raw, cleaned]: [unknown, ReturnType<Tracker['assess']> | undefined] = [undefined, undefined]
  return {
    ...tracker,
    assess(now) {
      const application = tracker.assess(now)
      // What did not change is the same object as before.
      if (cleaned === undefined || raw !== application) [raw, cleaned] = [application, clean(guard, application)]
      return cleaned
    },
    changes: now => clean(guard, tracker.changes(now)),
  }
}

const guardOf = (values: SourceText | undefined, beside: readonly SecretValue[] = []): Guard | Problem => {
  if (values !== undefined) return readValues(values, { beside })
  return beside.length === 0 ? 'none' : redactorFor(beside)
}
const isProblem = (guard: Guard | Problem): guard is Problem => typeof guard === 'object' && 'code' in guard

const refused = (problem: Problem): CommandAnswer => ({ text: '', notes: [problemText(problem)], exitCode: TROUBLE })

const passed = (answer: CommandAnswer, guard: Guard): CommandAnswer => {
  if (guard === 'none') return answer
  const { text, notes, exitCode } = answer
  const told = guard.text(notes.join('\n'))
  return { text: opened(guard.text(text)), notes: told.visible && notes.length > 0 ? told.value.split('\n') : [], exitCode }
}

const withheldEnding = (error: unknown): CommandEnding => {
  if (!(error instanceof WithheldError)) throw error
  return { notes: [`Nothing more is shown: ${error.reason}`], exitCode: TROUBLE }
}
