import { WithheldError } from '../../index.ts'
import type { RedactorOptions } from '../../index.ts'
import type { CommandEnding, SourceText } from '../answer.ts'
import { TROUBLE, problemText } from '../answer.ts'
import { readValues } from '../input/read-values.ts'
import { insideOf } from '../../redact/internal.ts'
import { weakNotes, withheldNote } from '../output/guarded.ts'

/**
 * A filter: the text that comes in goes out with the values hidden, also where one is cut in two between pieces. Where nothing more may
 * be shown, it ends, and says why.
 */
export const redact = async function* (
  values: SourceText,
  chunks: AsyncIterable<string>,
  options: RedactorOptions = {},
): AsyncGenerator<string, CommandEnding, undefined> {
  const redactor = readValues(values, options)
  if ('code' in redactor) return { notes: [problemText(redactor)], exitCode: TROUBLE }
  const steps = redactor.steps()
  try {
    for await (const chunk of chunks) yield steps.push(chunk)
    yield steps.end()
  } catch (error) {
    if (!(error instanceof WithheldError)) throw error
    return { notes: [withheldNote(error)], exitCode: TROUBLE }
  }
  return { notes: weakNotes(insideOf(redactor).weak), exitCode: 0 }
}
