import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { phase } from '../rules/rows.ts'

/** kro: definitions are Inactive when they are not valid, instances follow their conditions; https://kro.run/docs/concepts. */
export const kro: readonly DeclarativeRule[] = [
  {
    for: ['kro.run/*'],
    rules: [
      { when: { cond: 'Ready', is: 'False', reason: ['*Progress*', 'NotReady', '*Pending*'] }, status: 'Progressing' },
      phase('status.state', { Degraded: ['Inactive'] }),
    ],
  },
]
