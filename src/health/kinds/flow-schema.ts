import type { KindRule } from '../verdict/kind-rule.ts'
import { isTrue, liveCondition } from '../../model/conditions.ts'
import { degraded, healthy } from '../verdict/verdicts.ts'

/** Rests on its one condition: Dangling means that the priority level that it names does not exist. */
export const flowSchema: KindRule = {
  for: ['flowcontrol.apiserver.k8s.io/FlowSchema'],
  healthyWhen: 'its priority level exists',
  assess: live => {
    const dangling = liveCondition(live, 'Dangling')
    if (isTrue(dangling)) return degraded('Dangling', dangling.message || 'The priority level that it names does not exist')
    return healthy('Attached', 'Is in force')
  },
}
