import type { KindRule, RuleContext, Verdict } from '../verdict/kind-rule.ts'
import { waiting } from '../verdict/lasting.ts'
import type { Condition } from '../../model/conditions.ts'
import { isTrue, liveCondition, transitionOf } from '../../model/conditions.ts'
import { degraded, healthy, progressing } from '../verdict/verdicts.ts'

/** Rests on the aggregator's Available condition (kube-aggregator, available_controller). */
export const apiService: KindRule = {
  for: ['apiregistration.k8s.io/APIService'],
  assess: (live, context) => {
    const available = liveCondition(live, 'Available')
    if (available === undefined) return progressing('NotReported', 'The API server has not looked at it yet')
    if (isTrue(available)) return healthy('Available', available.reason === 'Local' ? 'Is served by the API server itself' : 'Answers')
    return unavailable(available, context)
  },
}

/** What does not pass by waiting: there is no Service, or no such port. */
const FATAL: ReadonlySet<string> = new Set(['ServiceNotFound', 'ServicePortError', 'ServiceAccessError'])

const unavailable = (available: Condition, context: RuleContext): Verdict => {
  const text = available.message || 'Does not answer'
  if (FATAL.has(available.reason)) return degraded(available.reason, text)
  const reason = available.reason || 'NotAvailable'
  return waiting({ since: transitionOf(available), after: context.thresholds.apiServiceAfter, reason, text }, context)
}
