import type { DeclarativeRule } from '../declarative-rule.ts'

/** Config Connector (cnrm.cloud.google.com), every kind: the reasons of `Ready`; https://cloud.google.com/config-connector/docs/how-to/monitoring-your-resources. */
export const configConnector: readonly DeclarativeRule[] = [
  {
    for: ['*.cnrm.cloud.google.com/*'],
    rules: [
      { when: { field: 'status.healthy', is: true }, then: 'Healthy', reason: 'Healthy', say: 'Its components are healthy' },
      {
        when: { field: 'status.healthy', is: false },
        then: 'Degraded',
        reason: 'NotHealthy',
        say: "{status.errors|'Its components are not healthy'}",
      },
      { when: { cond: 'Ready', is: 'True' }, then: 'Healthy' },
      { when: { cond: 'Ready', reason: 'DependencyNotReady' }, then: 'Suspended', reason: 'DependencyNotReady' },
      {
        when: { cond: 'Ready', reason: ['*Failed', 'DependencyNotFound', 'DependencyInvalid', 'ManagementConflict', 'Unmanaged*'] },
        then: 'Degraded',
        reason: 'NotReady',
      },
      { when: { cond: 'Ready' }, then: 'Progressing', reason: 'Updating' },
    ],
  },
]
