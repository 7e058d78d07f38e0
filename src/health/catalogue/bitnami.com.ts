import type { DeclarativeRule } from '../rules/declarative-rule.ts'

/** Sealed Secrets: Synced. */
export const bitnamiCom: readonly DeclarativeRule[] = [
  {
    for: ['bitnami.com/SealedSecret'],
    rules: [
      { when: { cond: 'Synced', is: 'True' }, status: 'Healthy' },
      { when: { cond: 'Synced', is: 'False' }, status: 'Degraded' },
    ],
  },
]
