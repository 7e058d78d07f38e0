import type { DeclarativeRule } from '../rules/declarative-rule.ts'

/** 3scale: APIManager, and the capabilities with their Ready, Synced, Failed, Invalid, Orphan and Waiting conditions. */
export const threescale: readonly DeclarativeRule[] = [
  {
    for: ['apps.3scale.net/APIManager'],
    rules: [
      { when: { cond: 'Available', is: 'True' }, status: 'Healthy' },
      {
        when: { cond: 'Available', is: 'False' },
        status: 'Progressing',
        say: "Deployments not ready: {status.deployments.starting|status.deployments.stopped|'none'}",
      },
    ],
  },
  {
    for: ['capabilities.3scale.net/*'],
    rules: [
      {
        when: { cond: ['Failed', 'Invalid', 'Orphan'], is: 'True' },
        status: 'Degraded',
      },
      { when: { cond: 'Waiting', is: 'True' }, status: 'Suspended' },
      {
        when: { field: 'status.developerUserState', is: ['suspended', 'pending'] },
        status: 'Suspended',
        reason: 'WaitingForApproval',
      },
      {
        when: { field: 'status.accountState', is: ['suspended', 'pending'] },
        status: 'Suspended',
        reason: 'WaitingForApproval',
      },
      {
        when: { cond: ['Ready', 'Synced'], is: 'True' },
        status: 'Healthy',
      },
      { when: { cond: 'Ready', is: 'False', message: ['fail', 'error', 'invalid', 'not found'] }, status: 'Degraded' },
      { when: { cond: ['Ready', 'Synced'] }, status: 'Progressing' },
    ],
  },
]
