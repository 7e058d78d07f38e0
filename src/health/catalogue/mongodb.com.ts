import type { DeclarativeRule } from '../declarative-rule.ts'

/** MongoDB operators: phases. */
export const mongodbCom: readonly DeclarativeRule[] = [
  {
    for: ['mongodbcommunity.mongodb.com/*', 'mongodb.com/*'],
    rules: [
      {
        field: 'status.phase',
        words: {
          Healthy: ['Running', 'Updated'],
          Degraded: ['Failed', 'Unsupported'],
          Progressing: ['Pending', 'Reconciling'],
          Suspended: ['Disabled'],
        },
      },
    ],
  },
]
