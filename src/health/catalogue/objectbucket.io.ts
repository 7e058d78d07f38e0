import type { DeclarativeRule } from '../declarative-rule.ts'

/** Object bucket claims: phases. */
export const objectbucketIo: readonly DeclarativeRule[] = [
  {
    for: ['objectbucket.io/*'],
    rules: [
      {
        field: 'status.phase',
        words: {
          Healthy: ['Bound', 'bound'],
          Degraded: ['Failed', 'failed'],
          Progressing: ['Pending', 'pending', 'Released', 'released'],
        },
      },
    ],
  },
]
