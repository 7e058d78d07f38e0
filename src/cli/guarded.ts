import { WithheldError } from '../index.ts'
import type { Problem, Redactor, Tracker } from '../index.ts'
import type { Answer, Ending, SourceText } from './answer.ts'
import { TROUBLE, problemText } from './answer.ts'
import { readValues } from './read-values.ts'

/**
 * Hides the given values in whatever is about to be laid out as text. It comes first, as a line break or an escape within a value would
 * keep it from being found afterwards.
 */
export type Clean = <T>(content: T) => T

/**
 * An answer without the given values: `answer` cleans what it prints, and its text and notes pass the redactor once more. Where the values
 * cannot be read, or the redactor withholds, there is no text, and the exit code says so.
 */
export const guarded = (values: SourceText | undefined, answer: (clean: Clean) => Answer): Answer => {
  if (values === undefined) return answer(content => content)
  const redactor = readValues(values)
  if ('code' in redactor) return refused(redactor)
  try {
    return passed(answer(cleanBy(redactor)), redactor)
  } catch (error) {
    return { text: '', ...withheldEnding(error) }
  }
}

/** The same for what streams: every piece passes by itself. */
export const guardedStream = async function* (
  values: SourceText | undefined,
  answer: (clean: Clean) => AsyncGenerator<string, Ending, undefined>,
): AsyncGenerator<string, Ending, undefined> {
  if (values === undefined) return yield* answer(content => content)
  const redactor = readValues(values)
  if ('code' in redactor) return refused(redactor)
  const pieces = answer(cleanBy(redactor))
  try {
    for (;;) {
      const next = await pieces.next()
      if (next.done === true) return passed({ text: '', ...next.value }, redactor)
      yield passed({ text: next.value, notes: [], exitCode: 0 }, redactor).text
    }
  } catch (error) {
    return withheldEnding(error)
  }
}

/** A tracker of which whatever it tells is clean. */
export const cleanTracker = (tracker: Tracker, clean: Clean): Tracker => {
  let [raw, cleaned]: [unknown, ReturnType<Tracker['assess']> | undefined] = [undefined, undefined]
  return {
    ...tracker,
    assess(now) {
      const application = tracker.assess(now)
      // What did not change is the same object as before.
      if (cleaned === undefined || raw !== application) [raw, cleaned] = [application, clean(application)]
      return cleaned
    },
    changes: now => clean(tracker.changes(now)),
  }
}

const cleanBy =
  (redactor: Redactor): Clean =>
  content => {
    const shown = redactor.object(content)
    if (!shown.visible) throw new WithheldError(shown.reason)
    return shown.value
  }

const refused = (problem: Problem): Answer => ({ text: '', notes: [problemText(problem)], exitCode: TROUBLE })

const passed = ({ text, notes, exitCode }: Answer, redactor: Redactor): Answer => {
  const [shown, told] = [redactor.text(text), redactor.text(notes.join('\n'))]
  if (!shown.visible) throw new WithheldError(shown.reason)
  return { text: shown.value, notes: told.visible && notes.length > 0 ? told.value.split('\n') : [], exitCode }
}

const withheldEnding = (error: unknown): Ending => {
  if (!(error instanceof WithheldError)) throw error
  return { notes: [`Nothing more is shown: ${error.reason}`], exitCode: TROUBLE }
}
