import type { KindRule, RuleScope, Verdict } from '../../health/index.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { meetsWaitCondition, type WaitCondition } from './wait-condition.ts'

/**
 * A health rule from conditions of `kubectl wait`: Healthy where all are met, else Progressing. With `delete` an object that is not in the
 * cluster is Healthy.
 *
 * As for every rule, an object that is being deleted, or whose spec its controller has not seen, is answered before the rule is asked.
 */
export const waitRule = (scope: RuleScope, conditions: readonly WaitCondition[]): KindRule => {
  const waitsForDeletion = conditions.some(({ kind }) => kind === 'delete')
  return {
    ...scope,
    assess: live => assess(live, conditions),
    ...(waitsForDeletion ? { absence: { status: 'Healthy', reason: 'Deleted', message: 'Is gone, as it should be' } } : undefined),
  }
}

const assess = (live: JsonRecord, conditions: readonly WaitCondition[]): Verdict => {
  for (const condition of conditions) {
    const met = meets(condition, live)
    if (met === undefined)
      return { status: 'Unknown', reason: 'EvaluationFailed', message: `${wish(condition)}, which cannot be told of this object` }
    if (!met) return { status: 'Progressing', reason: 'WaitsFor', message: wish(condition) }
  }
  return { status: 'Healthy', reason: 'ConditionMet', message: conditions.map(fact).join(', ') }
}

/** Undefined where it cannot be told. */
const meets = (condition: WaitCondition, live: JsonRecord): boolean | undefined => {
  try {
    return meetsWaitCondition(condition, live)
  } catch (error) {
    // A list that has no such item yet, as the addresses of a load balancer.
    return error instanceof RangeError && error.message === 'is out of bounds' ? false : undefined
  }
}

/** No value of the object is told: a path may lead into a Secret. */
const wish = (condition: WaitCondition): string => {
  if (condition.kind === 'condition') return `Waits for the condition ${condition.type} to be ${condition.status}`
  if (condition.kind === 'jsonpath')
    return `Waits for ${condition.text} to be ${condition.value === undefined ? 'there' : JSON.stringify(condition.value)}`
  return 'Waits to be deleted'
}

const fact = (condition: WaitCondition): string => {
  if (condition.kind === 'condition') return `Condition ${condition.type} is ${condition.status}`
  if (condition.kind === 'jsonpath')
    return `${condition.text} is ${condition.value === undefined ? 'there' : JSON.stringify(condition.value)}`
  return 'Is in the cluster'
}
