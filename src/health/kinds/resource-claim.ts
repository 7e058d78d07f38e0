import { at, isRecord, listOf, recordsOf, textOf } from '../../model/read.ts'
import type { KindRule } from '../verdict/kind-rule.ts'
import { conditionIn, isFalse } from '../../model/conditions.ts'
import { degraded, healthy, progressing } from '../verdict/verdicts.ts'

/** Rests on the allocation that the scheduler writes, and on what drivers say of the devices (KEP-4381, KEP-4817). */
export const resourceClaim: KindRule = {
  for: ['resource.k8s.io/ResourceClaim'],
  healthyWhen: 'devices are allocated to it, and they are ready',
  assess: live => {
    if (!isRecord(at(live, 'status', 'allocation'))) return progressing('NotAllocated', 'Is allocated once a pod that uses it is scheduled')
    for (const device of recordsOf(at(live, 'status', 'devices'))) {
      const ready = conditionIn(device['conditions'], 'Ready')
      if (isFalse(ready))
        return degraded(
          'DeviceNotReady',
          `The device ${textOf(device['device']) ?? ''} is not ready${ready.message === '' ? '' : `: ${ready.message}`}`,
        )
    }
    const users = listOf(at(live, 'status', 'reservedFor')).length
    return healthy(
      'Allocated',
      users === 0 ? 'Is allocated' : `Is allocated, and in use by ${users} ${users === 1 ? 'consumer' : 'consumers'}`,
    )
  },
}
