import { createRedactor, trustAsShown } from '../../src/redact/index.ts'
import type { Redactor, Shown } from '../../src/redact/index.ts'

/** A redactor that knows no value: it hides what is structurally a Secret. */
export const hidesNoValue: Redactor = createRedactor([])

/** An answer as presenters take it, for tests of what they make of one. */
export const shown = <Answer extends object>(answer: Answer, redactor: Redactor = hidesNoValue): Shown<Answer> =>
  trustAsShown(answer, redactor)
