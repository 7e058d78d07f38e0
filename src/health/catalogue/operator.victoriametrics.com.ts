import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { phase } from '../rules/rows.ts'

/** VictoriaMetrics operator: `updateStatus`. */
export const operatorVictoriametricsCom: readonly DeclarativeRule[] = [
  {
    for: ['operator.victoriametrics.com/*'],
    rules: [
      { when: { field: 'spec.paused', is: true }, status: 'Suspended' },
      { ...phase('status.updateStatus'), say: ['{status.reason}', 'The operator is at: {value}'] },
      phase('status.status'),
      phase('status.clusterStatus'),
    ],
  },
]
