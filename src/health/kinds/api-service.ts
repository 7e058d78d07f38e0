import { at } from '../../model/read.ts'
import { assessServiceReference } from '../network/assess-backends.ts'
import type { KindRule, RuleContext, Verdict } from '../verdict/kind-rule.ts'
import { waiting } from '../verdict/lasting.ts'
import type { Condition } from '../../model/conditions.ts'
import { isTrue, liveCondition, transitionOf } from '../../model/conditions.ts'
import { degraded, healthy, progressing } from '../verdict/verdicts.ts'

/** Rests on the aggregator's Available condition (kube-aggregator, available_controller), and on the Service that it asks. */
export const apiService: KindRule = {
  for: ['apiregistration.k8s.io/APIService'],
  healthyWhen: 'its condition Available is True, and something behind its Service is ready',
  assess: (live, context) => {
    const available = liveCondition(live, 'Available')
    const behind = assessServiceReference(at(live, 'spec', 'service'), context)
    // An API that answers is there, whether or not its Service is among what is known.
    if (isTrue(available) && behind?.reason !== 'BackendNotFound')
      return behind ?? healthy('Available', available.reason === 'Local' ? 'Is served by the API server itself' : 'Answers')
    if (isTrue(available)) return healthy('Available', 'Answers')
    // The API server looks every few seconds; what stands behind the Service tells more than that it did not answer.
    if (behind?.status === 'Degraded') return behind
    return available === undefined ? progressing('NotReported', 'The API server has not looked at it yet') : unavailable(available, context)
  },
}

/** Reasons that do not pass by waiting: there is no Service, or no such port. */
const FATAL: ReadonlySet<string> = new Set(['ServiceNotFound', 'ServicePortError', 'ServiceAccessError'])

const unavailable = (available: Condition, context: RuleContext): Verdict => {
  const text = available.message || 'Does not answer'
  if (FATAL.has(available.reason)) return degraded(available.reason, text)
  const reason = available.reason || 'NotAvailable'
  return waiting({ since: transitionOf(available), after: context.thresholds.apiServiceAfter, reason, text }, context)
}
