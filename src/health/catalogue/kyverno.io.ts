import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { ready, statusless } from '../rules/rows.ts'

/** Kyverno: Ready of policies; https://kyverno.io/docs. */
export const kyvernoIo: readonly DeclarativeRule[] = [
  {
    for: ['kyverno.io/Policy', 'kyverno.io/ClusterPolicy', 'policies.kyverno.io/*'],
    rules: [
      ...ready,
      {
        when: { cond: '*', is: 'False', in: 'status.conditionStatus.conditions' },
        status: 'Degraded',
      },
      {
        when: {
          or: [
            { field: 'status.ready', is: true },
            { field: 'status.conditionStatus.ready', is: true },
          ],
        },
        status: 'Healthy',
      },
      {
        when: {
          or: [
            { field: 'status.ready', is: false },
            { field: 'status.conditionStatus.ready', is: false },
          ],
        },
        status: 'Progressing',
      },
    ],
  },
  { for: ['kyverno.io/*'], rules: [], else: statusless },
]
