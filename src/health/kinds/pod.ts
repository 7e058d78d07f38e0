import { recordOf } from '../../model/read.ts'
import type { KindRule } from '../verdict/kind-rule.ts'
import { podState } from '../pods/pod-state.ts'
import { deletionDue, terminating } from '../verdict/terminating.ts'
import { unknown } from '../verdict/verdicts.ts'

/** Rests on the Pod lifecycle; see pod-state.ts. Deletion is looked at here, because a lost node makes its pods unknown, not stuck. */
export const pod: KindRule = {
  for: ['Pod'],
  healthyWhen: 'its containers run and are ready, or have all ended well',
  deletion: 'own',
  assess: (live, context) => {
    if (deletionDue(live) === undefined) return podState(live, context)
    if (recordOf(live['status'])['reason'] === 'NodeLost') return unknown('NodeLost', 'Its node does not report any more')
    return terminating(live, context)
  },
}
