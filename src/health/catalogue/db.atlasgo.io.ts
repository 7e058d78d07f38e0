import type { DeclarativeRule } from '../rules/declarative-rule.ts'

/** Atlas: Ready with the step that it is at as reason; https://atlasgo.io/integrations/kubernetes. */
export const dbAtlasgoIo: readonly DeclarativeRule[] = [
  {
    for: ['db.atlasgo.io/*'],
    rules: [
      { when: { cond: 'Ready', is: 'True' }, status: 'Healthy' },
      {
        when: { cond: 'Ready', is: 'False', reason: ['ApprovalPending', 'VerifyingFirstRun'] },
        status: 'Suspended',
        reason: 'ApprovalPending',
      },
      {
        when: { cond: 'Ready', is: 'False', reason: ['Reconciling', 'GettingDevDB', 'Pending'] },
        status: 'Progressing',
      },
      { when: { cond: 'Ready', is: 'False' }, status: 'Degraded' },
      { when: { cond: 'Ready' }, status: 'Progressing' },
    ],
  },
]
