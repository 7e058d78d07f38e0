import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { phase } from '../rules/rows.ts'

/** Elastic Cloud on Kubernetes: health and phases; https://www.elastic.co/docs/reference/cloud-on-k8s. */
export const elastic: readonly DeclarativeRule[] = [
  {
    for: ['*.k8s.elastic.co/*'],
    rules: [
      {
        field: 'status.phase',
        words: { Degraded: ['Invalid', 'Stalled'], Progressing: ['ApplyingChanges', 'MigratingData'] },
      },
      {
        when: { field: 'status.health', is: 'red' },
        status: 'Degraded',
        say: "The health is red: {status.availableNodes|'0'} of {status.expectedNodes|status.count|'1'} instances are available",
      },
      {
        when: { compare: [{ path: 'status.availableNodes', or: 0 }, '<', 'status.expectedNodes'] },
        status: 'Progressing',
        reason: 'Deploying',
        say: "{status.availableNodes|'0'} of {status.expectedNodes} instances are available",
      },
      phase('status.health', { Progressing: ['unknown'] }),
      phase('status.phase'),
      {
        when: [
          { field: 'status', exists: true },
          { field: 'status', empty: true },
        ],
        status: 'Unknown',
        reason: 'EmptyStatus',
        say: 'The status is empty',
      },
    ],
  },
]
