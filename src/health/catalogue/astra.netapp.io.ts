import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { phase, readyWaits } from '../rules/rows.ts'

/** NetApp Astra and Trident: states. */
export const astra: readonly DeclarativeRule[] = [
  {
    for: ['astra.netapp.io/Application'],
    rules: [
      { when: { cond: 'Ready', is: 'True' }, status: 'Healthy', say: "Ready; protection: {status.protectionState|'not known'}" },
      { when: { field: 'status.error', empty: false }, status: 'Degraded' },
      readyWaits,
    ],
  },
  {
    for: ['astra.netapp.io/ExecHook'],
    rules: [
      { when: { field: 'spec.enabled', is: false }, status: 'Suspended', reason: 'Disabled', say: 'The hook is disabled' },
      { when: { field: 'spec.enabled', is: true }, status: 'Healthy' },
      { when: { field: 'status', empty: false }, status: 'Healthy', reason: 'Enabled', say: 'The hook is enabled' },
    ],
  },
  {
    for: ['astra.netapp.io/Schedule'],
    rules: [
      { when: { field: 'spec.enabled', is: false }, status: 'Suspended', reason: 'Disabled', say: 'The schedule is disabled' },
      { when: { field: 'status.error', empty: false }, status: 'Degraded' },
      { when: { field: 'status.lastScheduleTime', exists: true }, status: 'Healthy', reason: 'Scheduled', say: 'Last run at {value}' },
    ],
    else: { status: 'Healthy', reason: 'NotScheduledYet', say: 'Has not run yet' },
  },
  {
    for: ['astra.netapp.io/*'],
    rules: [phase('status.state', { Progressing: ['Running', 'running'] })],
  },
]
