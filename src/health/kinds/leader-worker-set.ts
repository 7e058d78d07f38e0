import { at, integerOf, recordOf } from '../../model/read.ts'
import type { KindRule } from '../verdict/kind-rule.ts'
import { waiting } from '../verdict/lasting.ts'
import { isFalse, isTrue, liveCondition, transitionOf } from '../../model/conditions.ts'
import { healthy, progressing } from '../verdict/verdicts.ts'
import { readCount, readDesired } from '../pods/workload.ts'

/** Rests on the LeaderWorkerSet API: Available, Progressing and UpdateInProgress, and counts of groups, partitioned as a StatefulSet's. */
export const leaderWorkerSet: KindRule = {
  for: ['leaderworkerset.x-k8s.io/LeaderWorkerSet'],
  healthyWhen: 'all its groups run the newest revision and are ready',
  assess: (live, context) => {
    const status = recordOf(live['status'])
    const desired = readDesired(live)
    const [ready, updated] = [readCount(status, 'readyReplicas'), readCount(status, 'updatedReplicas')]
    const partition = Math.max(0, integerOf(at(live, 'spec', 'rolloutStrategy', 'rollingUpdateConfiguration', 'partition')) ?? 0)
    const wanted = Math.max(0, desired - partition)
    if (desired === 0 && ready === 0) return healthy('ScaledToZero', 'Is scaled to zero')
    const available = liveCondition(live, 'Available')
    if (isTrue(liveCondition(live, 'UpdateInProgress')) || updated < wanted) {
      return progressing('RollingOut', `${updated} of ${wanted} groups run the new revision`)
    }
    if (isTrue(available) && !isTrue(liveCondition(live, 'Progressing')) && ready >= desired) {
      return healthy('Available', desired === 1 ? 'Its group is ready' : `All ${desired} groups are ready`)
    }
    return waiting(
      {
        since: isFalse(available) ? transitionOf(available) : undefined,
        after: context.thresholds.workloadAfter,
        reason: 'WaitingForGroups',
        text: `${ready} of ${desired} groups are ready`,
        late: 'NotAvailable',
      },
      context,
    )
  },
}
