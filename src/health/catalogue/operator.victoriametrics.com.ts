import type { DeclarativeRule } from '../declarative-rule.ts'

/** VictoriaMetrics operator: `updateStatus`. */
export const operatorVictoriametricsCom: readonly DeclarativeRule[] = [
  {
    for: ['operator.victoriametrics.com/*'],
    rules: [
      { when: { field: 'spec.paused', is: true }, status: 'Suspended', say: 'Reconciliation is paused' },
      {
        field: 'status.updateStatus',
        words: { Healthy: ['operational'], Degraded: ['failed'], Progressing: ['expanding'], Suspended: ['paused'] },
        say: ['{status.reason}', 'The operator is at: {value}'],
      },
      {
        field: 'status.status',
        words: { Healthy: ['operational'], Degraded: ['failed'], Progressing: ['expanding'] },
      },
      {
        field: 'status.clusterStatus',
        words: { Healthy: ['operational'], Degraded: ['failed'], Progressing: ['expanding'] },
      },
    ],
  },
]
