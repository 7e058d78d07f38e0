import type { HealthStatus } from '../model/vocabulary.ts'
import type { Verdict } from './health-rule.ts'

/** What a verdict may carry beside status, reason and message. */
export type Extras = Omit<Verdict, 'status' | 'reason' | 'message'>

const verdict =
  (status: HealthStatus) =>
  (reason: string, message: string, extras?: Extras): Verdict =>
    extras === undefined ? { status, reason, message } : { status, reason, message, ...extras }

export const healthy: (reason: string, message: string, extras?: Extras) => Verdict = verdict('Healthy')
export const progressing: (reason: string, message: string, extras?: Extras) => Verdict = verdict('Progressing')
export const degraded: (reason: string, message: string, extras?: Extras) => Verdict = verdict('Degraded')
export const suspended: (reason: string, message: string, extras?: Extras) => Verdict = verdict('Suspended')
export const unknown: (reason: string, message: string, extras?: Extras) => Verdict = verdict('Unknown')
export const notApplicable: (reason: string, message: string, extras?: Extras) => Verdict = verdict('NotApplicable')

/** Of a kind that has no status, or one that says nothing of how it is. */
export const noHealth: Verdict = Object.freeze(notApplicable('NoHealth', 'This kind reports no health'))
