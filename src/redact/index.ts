export type { Redacted } from '../model/redacted.ts'
export type { LogLine, Redactor } from './redactor.ts'
