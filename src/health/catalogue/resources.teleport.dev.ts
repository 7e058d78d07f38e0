import type { DeclarativeRule } from '../declarative-rule.ts'

/** Teleport operator. */
export const resourcesTeleportDev: readonly DeclarativeRule[] = [
  {
    for: ['resources.teleport.dev/*'],
    rules: [
      {
        when: { cond: '*', is: 'False' },
        status: 'Degraded',
        say: '{cond.type}: {cond.message|cond.reason|cond.status}',
      },
      { when: { cond: 'SuccessfullyReconciled', is: 'True' }, status: 'Healthy' },
    ],
  },
]
