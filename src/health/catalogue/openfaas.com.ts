import type { DeclarativeRule } from '../rules/declarative-rule.ts'

/** OpenFaaS: Ready and Healthy of a function. */
export const openfaasCom: readonly DeclarativeRule[] = [
  {
    for: ['openfaas.com/Function'],
    rules: [
      { when: { cond: 'Ready', is: 'False' }, status: 'Degraded' },
      {
        when: [{ cond: 'Healthy', is: 'False' }, { compare: [{ path: 'status.availableReplicas', or: 0 }, '=', 0] }],
        status: 'Suspended',
        reason: 'ScaledToZero',
        say: 'No replica is available',
      },
      { when: { cond: 'Healthy', is: 'False' }, status: 'Degraded' },
      { when: { cond: 'Ready', is: 'True' }, status: 'Healthy' },
    ],
  },
]
