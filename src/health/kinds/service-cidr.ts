import type { KindRule } from '../verdict/kind-rule.ts'
import { isFalse, isTrue, liveCondition } from '../../model/conditions.ts'
import { degraded, healthy, progressing } from '../verdict/verdicts.ts'

/** Rests on the condition Ready of KEP-1880. */
export const serviceCidr: KindRule = {
  for: ['networking.k8s.io/ServiceCIDR'],
  healthyWhen: 'its condition Ready is True',
  assess: live => {
    const ready = liveCondition(live, 'Ready')
    if (isTrue(ready)) return healthy('Ready', 'Addresses are allocated from it')
    if (isFalse(ready) && ready.reason !== 'Terminating') return degraded('NotReady', ready.message || 'No addresses are allocated from it')
    return progressing(isFalse(ready) ? 'Terminating' : 'NotReported', ready?.message || 'Is not in use yet')
  },
}
