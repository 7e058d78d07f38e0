import { WORST_HEALTH_FIRST } from '../../model/statuses.ts'
import type { HealthStatus } from '../../model/statuses.ts'
import type { Verdict } from './kind-rule.ts'

/** The parts that a verdict may carry beside status, reason and message. */
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

/** The verdict on a kind that has no status, or one that says nothing of how it is. */
export const noHealth: Verdict = Object.freeze(notApplicable('NoHealth', 'This kind reports no health'))

/** The worst of several verdicts, of equals the first. */
export const worst = (
  verdicts: readonly (Verdict | undefined)[],
  order: readonly HealthStatus[] = WORST_HEALTH_FIRST,
): Verdict | undefined => {
  let found: Verdict | undefined
  let rank = order.length
  for (const verdict of verdicts) {
    const at = verdict === undefined ? -1 : order.indexOf(verdict.status)
    if (at >= 0 && at < rank) [found, rank] = [verdict, at]
  }
  return found
}
