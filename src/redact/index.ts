export type { Redacted } from '../model/safe-content.ts'
export { createRedactor } from './create-redactor.ts'
export type { LogLine, RedactionSteps, Redactor, RedactorOptions } from './redactor.ts'
export { WithheldError } from './withheld-error.ts'
