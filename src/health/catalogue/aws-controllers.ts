import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { readyTrue, readyWaits } from '../rules/rows.ts'

/** AWS Controllers for Kubernetes, every kind: https://aws-controllers-k8s.github.io/community/docs/user-docs/resource-crud. */
export const awsControllers: readonly DeclarativeRule[] = [
  {
    for: ['*.services.k8s.aws/*', 'services.k8s.aws/*'],
    rules: [
      { when: { cond: 'ACK.Terminal', is: 'True' }, status: 'Degraded', settled: true },
      { when: { cond: 'ACK.ReferencesResolved', is: 'False' }, status: 'Degraded' },
      { when: { cond: 'ACK.Recoverable', is: 'True' }, status: 'Progressing' },
      // Defaults that the service has not set yet.
      { when: { cond: 'ACK.LateInitialized', is: 'False' }, status: 'Progressing' },
      { when: { cond: 'ACK.ResourceSynced', is: 'True' }, status: 'Healthy' },
      { when: { cond: 'ACK.ResourceSynced' }, status: 'Progressing' },
      readyTrue,
      readyWaits,
      { when: { cond: 'ACK.Adopted', is: 'True' }, status: 'Healthy' },
    ],
  },
]
