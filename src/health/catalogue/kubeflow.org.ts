import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { readyTrue, readyWaits } from '../rules/rows.ts'

/** Kubeflow training and Volcano: conditions of jobs. */
export const kubeflowOrg: readonly DeclarativeRule[] = [
  {
    for: ['kubeflow.org/*', 'trainer.kubeflow.org/*', 'batch.volcano.sh/Job'],
    rules: [
      { when: { cond: 'Failed', is: 'True' }, status: 'Degraded', settled: true },
      { when: { cond: ['Succeeded', 'Complete', 'Completed'], is: 'True' }, status: 'Healthy' },
      { when: { cond: 'Suspended', is: 'True' }, status: 'Suspended' },
      { when: { cond: 'Restarting', is: 'True' }, status: 'Progressing' },
      { when: { cond: 'Running', is: 'True' }, status: 'Progressing' },
      { when: { cond: 'Created', is: 'True' }, status: 'Progressing' },
      {
        when: { any: 'status.jobsStatus', where: { compare: ['active', '>', 0] } },
        status: 'Progressing',
        reason: 'Running',
        say: 'Runs: {items.active} active in {items.name}',
      },
      { field: 'status.state.phase', words: { Healthy: ['Completed'], Degraded: ['Failed', 'Aborted', 'Terminated'], Progressing: ['*'] } },
      readyTrue,
      readyWaits,
    ],
  },
]
