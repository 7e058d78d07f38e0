import type { DeclarativeRule } from '../declarative-rule.ts'

/** Tigera operator (Calico). */
export const operatorTigeraIo: readonly DeclarativeRule[] = [
  {
    for: ['operator.tigera.io/*'],
    rules: [
      { when: { cond: 'Degraded', is: 'True' }, status: 'Degraded' },
      { when: { cond: 'Progressing', is: 'True' }, status: 'Progressing' },
      { when: { cond: ['Ready', 'Available'], is: 'True' }, status: 'Healthy' },
    ],
  },
]
