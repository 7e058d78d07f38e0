import { type Check, aWord, either } from '../model/expect.ts'
import { createRedactor } from '../redact/index.ts'
import type { Redactor } from '../redact/index.ts'
import { aRedactor } from '../redact/internal.ts'

/** What everything that is presented passes. */
export interface RedactorChoice {
  /** What everything passes before it is shown; 'none' where there is nothing sensitive to hide. Values of Secrets never pass, either way. */
  readonly redactor: Redactor | 'none'
}

export const aRedactorOrNone: Check = either("a redactor or 'none'", aRedactor, aWord('none'))

/** The redactor that was asked for: one of no values still removes those of Secrets. */
export const redactorOf = ({ redactor }: RedactorChoice): Redactor => (redactor === 'none' ? createRedactor([]) : redactor)
