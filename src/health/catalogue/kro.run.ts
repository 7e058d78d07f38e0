import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { phase } from '../rules/rows.ts'

/** kro: definitions are Inactive when they are not valid, instances follow their conditions; https://kro.run/docs/concepts. */
export const kro: readonly DeclarativeRule[] = [
  {
    for: ['kro.run/*'],
    // True for Waiting once nothing is waited for any more: `state` says how it is.
    passOver: ['InstanceManaged', 'GraphResolved', 'ResourcesReady'],
    rules: [
      { when: { cond: 'Ready', is: 'False', reason: ['*Progress*', 'NotReady', '*Pending*'] }, status: 'Progressing' },
      { ...phase('status.state', { Degraded: ['Inactive'] }), say: ['{status.conditions[].message}', 'State is {value}'] },
    ],
  },
]
