import type { DeclarativeRule } from '../declarative-rule.ts'
import { readyWaits, reconciling } from '../rule-rows.ts'

/** Pulumi operator: kstatus conditions, and the last update of the stack. */
export const pulumiCom: readonly DeclarativeRule[] = [
  {
    for: ['pulumi.com/*'],
    rules: [
      { when: { cond: 'Stalled', is: 'True' }, status: 'Degraded', settled: true },
      { when: { cond: 'Reconciling', is: 'True', reason: '*Retry*' }, status: 'Degraded', reason: 'RetryingAfterFailure' },
      reconciling,
      { when: { cond: 'Ready', is: 'True' }, status: 'Healthy' },
      {
        when: { field: 'status.lastUpdate.state', is: 'failed' },
        status: 'Degraded',
        reason: 'UpdateFailed',
        say: "{status.lastUpdate.message|'The last update failed'}",
      },
      readyWaits,
    ],
  },
]
