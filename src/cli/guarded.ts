import type { Problem, Redactor } from '../index.ts'
import type { Answer, SourceText } from './answer.ts'
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

const refused = (problem: Problem): Answer => ({ text: '', notes: [problemText(problem)], exitCode: TROUBLE })

const passed = ({ text, notes, exitCode }: Answer, redactor: Redactor): Answer => {
  const [shown, told] = [redactor.text(text), redactor.text(notes.join('\n'))]
  if (!shown.visible) return { text: '', notes: [`Nothing is shown: ${shown.reason}`], exitCode: TROUBLE }
  return { text: shown.value, notes: told.visible && notes.length > 0 ? told.value.split('\n') : [], exitCode }
}
