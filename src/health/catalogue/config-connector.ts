import type { DeclarativeRule } from '../rules/declarative-rule.ts'

/** Config Connector (cnrm.cloud.google.com), every kind: the reasons of `Ready`; https://cloud.google.com/config-connector/docs/how-to/monitoring-your-resources. */
export const configConnector: readonly DeclarativeRule[] = [
  {
    for: ['*.cnrm.cloud.google.com/*'],
    rules: [
      { when: { field: 'status.healthy', is: true }, status: 'Healthy' },
      {
        when: { field: 'status.healthy', is: false },
        status: 'Degraded',
        reason: 'NotHealthy',
      },
      { when: { cond: 'Ready', is: 'True' }, status: 'Healthy' },
      { when: { cond: 'Ready', reason: 'DependencyNotReady' }, status: 'Suspended', reason: 'DependencyNotReady' },
      {
        when: { cond: 'Ready', reason: ['*Failed', 'DependencyNotFound', 'DependencyInvalid', 'ManagementConflict', 'Unmanaged*'] },
        status: 'Degraded',
      },
      { when: { cond: 'Ready' }, status: 'Progressing', reason: 'Updating' },
    ],
  },
]
