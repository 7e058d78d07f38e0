export type { LogLine, Redacted, Redactor } from './redactor.ts'
