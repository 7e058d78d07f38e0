import type { DeclarativeRule } from '../declarative-rule.ts'
import { statusless } from '../rule-rows.ts'

/** Zalando's postgres-operator: `PostgresClusterStatus`. */
export const zalandoPostgres: readonly DeclarativeRule[] = [
  {
    for: ['acid.zalan.do/postgresql'],
    rules: [
      {
        field: 'status.PostgresClusterStatus',
        words: { Healthy: ['Running'], Degraded: ['*Failed', 'Invalid'], Progressing: ['Creating', 'Updating', 'Syncing', 'Restarting'] },
      },
    ],
  },
  {
    for: ['acid.zalan.do/postgresteam', 'acid.zalan.do/operatorconfiguration'],
    rules: [],
    else: statusless,
  },
]
