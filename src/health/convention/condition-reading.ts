import type { Condition } from '../../model/conditions.ts'
import type { TypeClass } from './condition-types.ts'

/**
 * The meaning of one condition for the object, by its type, status, reason and message:
 * - failed: something went wrong; `hint` where the type itself says nothing, so that a `Ready` which sums up outweighs it
 * - unmet: what should be True is False, without a word of failure
 * - open: not decided yet
 * - busy: work goes on; undecided: whether it does is not known
 * - paused, good
 */
export type ConditionReading = 'failed' | 'hint' | 'unmet' | 'open' | 'busy' | 'undecided' | 'paused' | 'good'

/** A condition with the class of its type and what it says; undefined: nothing. */
export interface ReadCondition extends Condition {
  readonly kind: TypeClass
  readonly says: ConditionReading | undefined
}
