import type { Problem, Redactor } from '../index.ts'
import type { Answer, Ending, SourceText } from './answer.ts'
import { TROUBLE, problemText } from './answer.ts'
import { readValues } from './read-values.ts'

/**
 * An answer that has passed the redactor of the given values: its text and its notes. Where the values cannot be read, or the redactor
 * withholds, there is no text, and the exit code says so.
 */
export const guarded = (values: SourceText | undefined, answer: () => Answer): Answer => {
  if (values === undefined) return answer()
  const redactor = readValues(values)
  return 'code' in redactor ? refused(redactor) : passed(answer(), redactor)
}

/** The same for what streams: every piece passes the redactor by itself. */
export const guardedStream = async function* (
  values: SourceText | undefined,
  pieces: AsyncGenerator<string, Ending, undefined>,
): AsyncGenerator<string, Ending, undefined> {
  const redactor = values === undefined ? undefined : readValues(values)
  if (redactor === undefined) return yield* pieces
  if ('code' in redactor) return refused(redactor)
  for (;;) {
    const next = await pieces.next()
    if (next.done === true) return passed({ text: '', ...next.value }, redactor)
    const shown = redactor.text(next.value)
    if (!shown.visible) return { notes: [`Nothing more is shown: ${shown.reason}`], exitCode: TROUBLE }
    yield shown.value
  }
}

const refused = (problem: Problem): Answer => ({ text: '', notes: [problemText(problem)], exitCode: TROUBLE })

const passed = ({ text, notes, exitCode }: Answer, redactor: Redactor): Answer => {
  const [shown, told] = [redactor.text(text), redactor.text(notes.join('\n'))]
  if (!shown.visible) return { text: '', notes: [`Nothing is shown: ${shown.reason}`], exitCode: TROUBLE }
  return { text: shown.value, notes: told.visible && notes.length > 0 ? told.value.split('\n') : [], exitCode }
}
