import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { readyTrue, readyWaits, reconciling, stalled } from '../rules/rows.ts'

/** Pulumi operator: kstatus conditions, and the last update of the stack. */
export const pulumiCom: readonly DeclarativeRule[] = [
  {
    for: ['pulumi.com/*'],
    rules: [
      stalled,
      { when: { cond: 'Reconciling', is: 'True', reason: '*Retry*' }, status: 'Degraded', reason: 'RetryingAfterFailure' },
      reconciling,
      readyTrue,
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
