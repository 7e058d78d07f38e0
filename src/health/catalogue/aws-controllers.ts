import type { DeclarativeRule } from '../declarative-rule.ts'
import { readyTrue, readyWaits } from '../rule-rows.ts'

/** AWS Controllers for Kubernetes, every kind: https://aws-controllers-k8s.github.io/community/docs/user-docs/resource-crud. */
export const awsControllers: readonly DeclarativeRule[] = [
  {
    for: ['*.services.k8s.aws/*'],
    rules: [
      { when: { cond: 'ACK.Terminal', is: 'True' }, status: 'Degraded', reason: 'Terminal', settled: true },
      { when: { cond: 'ACK.ReferencesResolved', is: 'False' }, status: 'Degraded', reason: 'ReferencesNotResolved' },
      { when: { cond: 'ACK.Recoverable', is: 'True' }, status: 'Progressing', reason: 'Recoverable' },
      { when: { cond: 'ACK.ResourceSynced', is: 'True' }, status: 'Healthy', reason: 'Synced' },
      { when: { cond: 'ACK.ResourceSynced' }, status: 'Progressing', reason: 'NotSynced' },
      readyTrue,
      readyWaits,
      { when: { cond: 'ACK.Adopted', is: 'True' }, status: 'Healthy', reason: 'Adopted' },
    ],
  },
]
