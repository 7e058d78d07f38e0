import { refOf } from '../../model/identity.ts'
import { recordOf } from '../../model/read.ts'
import type { KindRule, RuleContext, Verdict } from '../verdict/kind-rule.ts'
import { waiting } from '../verdict/lasting.ts'
import type { Condition } from '../../model/conditions.ts'
import { isFalse, liveCondition, transitionOf } from '../../model/conditions.ts'
import { healthy, progressing } from '../verdict/verdicts.ts'
import { readCount } from '../pods/workload.ts'

/**
 * Rests on the disruption controller: DisruptionAllowed=False with InsufficientPods is a budget that does its work; with SyncFailed it cannot
 * be computed. Advisory: a budget guards other objects and says nothing of them.
 */
export const podDisruptionBudget: KindRule = {
  for: ['policy/PodDisruptionBudget'],
  healthyWhen: 'its controller has computed it',
  assess: (live, context) => {
    const allowed = liveCondition(live, 'DisruptionAllowed')
    if (isFalse(allowed) && allowed.reason === 'SyncFailed') return notComputed(allowed, context)
    const status = recordOf(live['status'])
    const [current, wanted] = [readCount(status, 'currentHealthy'), readCount(status, 'desiredHealthy')]
    if (status['observedGeneration'] === undefined && allowed === undefined)
      return progressing('NotComputed', 'Has not been computed yet', { advisory: true })
    if (readCount(status, 'expectedPods') === 0) return note(live, 'SelectsNothing', 'Selects no pod')
    if (isFalse(allowed) || readCount(status, 'disruptionsAllowed') === 0)
      return note(live, 'NoDisruptionsAllowed', `Allows no eviction now: ${current} of at least ${wanted} pods are healthy`)
    const count = readCount(status, 'disruptionsAllowed')
    return healthy(
      'DisruptionsAllowed',
      `Allows ${count} ${count === 1 ? 'eviction' : 'evictions'}: ${current} pods are healthy, ${wanted} must be`,
    )
  },
}

const note = (live: Parameters<KindRule['assess']>[0], reason: string, message: string): Verdict =>
  healthy(reason, message, { causes: [{ ref: refOf(live), reason, message }] })

const notComputed = (allowed: Condition, context: RuleContext): Verdict => {
  const text = `Cannot be computed${allowed.message === '' ? '' : `: ${allowed.message}`}`
  return waiting(
    { since: transitionOf(allowed), after: context.thresholds.disruptionAfter, reason: 'SyncFailed', text, extras: { advisory: true } },
    context,
  )
}
