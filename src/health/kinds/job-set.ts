import { at, recordsOf } from '../../model/read.ts'
import type { KindRule } from '../verdict/kind-rule.ts'
import { isTrue, liveCondition } from '../../model/conditions.ts'
import { degraded, healthy, progressing, suspended } from '../verdict/verdicts.ts'
import { readCount } from '../pods/workload.ts'

/** Rests on the JobSet API: Completed and Failed are terminal, Suspended follows spec.suspend. */
export const jobSet: KindRule = {
  for: ['jobset.x-k8s.io/JobSet'],
  healthyWhen: 'its condition Completed is True',
  assess: live => {
    const failed = liveCondition(live, 'Failed')
    if (isTrue(failed)) return degraded(failed.reason || 'Failed', failed.message || 'The jobs failed', { settled: true })
    if (isTrue(liveCondition(live, 'Completed'))) return healthy('Completed', 'All its jobs ran to completion')
    if (at(live, 'spec', 'suspend') === true || isTrue(liveCondition(live, 'Suspended'))) return suspended('Suspended', 'Is suspended')
    const groups = recordsOf(at(live, 'status', 'replicatedJobsStatus'))
    if (groups.length === 0) return progressing('NotStarted', 'Has not started yet')
    const sum = (field: string): number => groups.reduce((total, group) => total + readCount(group, field), 0)
    return progressing('Running', `Runs: ${sum('active')} jobs active, ${sum('succeeded')} succeeded, ${sum('failed')} failed`)
  },
}
