import type { JsonRecord } from '../model/kube-object.ts'
import { findAppliers, type Applier } from './applier.ts'
import type { CompareOptions } from './comparison.ts'
import { predict } from './predict.ts'
import type { PreparedObject } from './prepare-desired.ts'
import { sameValue } from './same-value.ts'

/** The applier of a comparison. */
export interface Choice {
  readonly applier: Applier
  /** Nobody can tell which of several managers applies next, and it matters: their applies would leave different objects. */
  readonly ambiguous: boolean
}

/** Finds the applier; of several that it may as well be any one will do where all of them would leave the same. */
export const chooseApplier = (desired: PreparedObject, live: JsonRecord, options: CompareOptions): Choice => {
  const [applier, ...others] = findAppliers(desired, live, options)
  if (others.length === 0) return { applier, ambiguous: false }
  const { object } = predict(desired, live, applier)
  return { applier, ambiguous: others.some(other => !sameValue(predict(desired, live, other).object, object)) }
}
