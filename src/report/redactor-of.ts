import { isRecord } from '../model/read.ts'
import { createRedactor } from '../redact/index.ts'
import type { Redactor } from '../redact/index.ts'

/** What everything that is presented passes. */
export interface RedactorChoice {
  /** What everything passes before it is shown; 'none' where there is nothing sensitive to hide. Values of Secrets never pass, either way. */
  readonly redactor: Redactor | 'none'
}

/** The redactor that was asked for: one of no values still removes those of Secrets. A TypeError where it is neither. */
export const redactorOf = (options: unknown): Redactor => {
  const redactor = isRecord(options) ? options['redactor'] : undefined
  if (redactor === 'none') return createRedactor([])
  if (isRecord(redactor) && typeof redactor['object'] === 'function') return redactor as unknown as Redactor
  throw new TypeError(`redactor: expected a redactor or 'none', got ${redactor === null ? 'null' : typeof redactor}`)
}
