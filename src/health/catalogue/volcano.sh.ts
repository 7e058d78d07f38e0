import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { phase } from '../rules/rows.ts'

/** Volcano: phases of groups and states of queues; https://volcano.sh/en/docs/podgroup. */
export const volcanoSh: readonly DeclarativeRule[] = [
  {
    for: ['scheduling.volcano.sh/PodGroup'],
    // Stays True beside Scheduled once the group runs (pkg/scheduler/plugins/gang).
    passOver: ['Unschedulable'],
    rules: [
      {
        when: [
          { cond: 'Unschedulable', is: 'True' },
          { field: 'status.phase', not: ['Running', 'Completed'] },
        ],
        status: 'Degraded',
      },
      phase('status.phase', { Progressing: ['Inqueue'], Degraded: ['Unknown'] }),
    ],
  },
  { for: ['scheduling.volcano.sh/Queue'], rules: [phase('status.state', { Suspended: ['Closed', 'Closing'], Degraded: ['Unknown'] })] },
]
