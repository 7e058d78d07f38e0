import { refOf } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { parseQuantity } from '../../model/scalars/quantity.ts'
import { at, own, recordOf } from '../../model/read.ts'
import type { KindRule } from '../verdict/kind-rule.ts'
import { healthy, progressing } from '../verdict/verdicts.ts'

/** Rests on the quota controller, which copies spec.hard to status.hard once it counts by it. A quota that is used up does its work. */
export const resourceQuota: KindRule = {
  for: ['ResourceQuota'],
  healthyWhen: 'its use has been counted',
  assess: live => {
    const wanted = recordOf(at(live, 'spec', 'hard'))
    const counted = recordOf(at(live, 'status', 'hard'))
    if (!sameQuantities(wanted, counted)) return progressing('NotCounted', 'The quota controller does not count by it yet')
    const full = Object.keys(counted)
      .filter(name => isUsedUp(own(counted, name), own(recordOf(at(live, 'status', 'used')), name)))
      .sort()
    if (full.length === 0) return healthy('Counted', 'Is in force')
    const message = `${full.join(', ')} ${full.length === 1 ? 'is' : 'are'} used up`
    return healthy('Exhausted', `Is in force; ${message}`, { causes: [{ ref: refOf(live), reason: 'Exhausted', message }] })
  },
}

const sameQuantities = (a: JsonRecord, b: JsonRecord): boolean => {
  const names = Object.keys(a)
  return (
    names.length === Object.keys(b).length && names.every(name => parseQuantity(own(a, name))?.nano === parseQuantity(own(b, name))?.nano)
  )
}

const isUsedUp = (hard: unknown, used: unknown): boolean => {
  const [limit, taken] = [parseQuantity(hard), parseQuantity(used)]
  return limit !== undefined && taken !== undefined && limit.nano > 0n && taken.nano >= limit.nano
}
