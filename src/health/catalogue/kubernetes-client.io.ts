import type { DeclarativeRule } from '../rules/declarative-rule.ts'

/** Kubernetes External Secrets, the predecessor of External Secrets Operator. */
export const kubernetesClientIo: readonly DeclarativeRule[] = [
  {
    for: ['kubernetes-client.io/ExternalSecret'],
    rules: [
      { when: { field: 'status.status', is: 'SUCCESS' }, status: 'Healthy', say: 'The secret was fetched' },
      { when: { field: 'status.status', is: 'ERROR*' }, status: 'Degraded', say: '{value}' },
    ],
  },
]
