import type { DeclarativeRule } from '../rules/declarative-rule.ts'

/** VolSync: what the last copy came to, and whether one goes on; between two there is nothing to say of a failure. */
export const volsync: readonly DeclarativeRule[] = [
  {
    for: ['volsync.backube/Replication*'],
    rules: [
      {
        when: { field: 'status.latestMoverStatus.result', is: 'Failed' },
        status: 'Degraded',
        reason: 'LastRunFailed',
        say: '{status.latestMoverStatus.logs}',
      },
      { when: { cond: 'Synchronizing', reason: 'Error' }, status: 'Degraded' },
      { when: { cond: 'Synchronizing', is: 'True' }, status: 'Progressing' },
      { when: { cond: 'Synchronizing', is: 'False' }, status: 'Healthy' },
    ],
  },
]
