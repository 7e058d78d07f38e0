import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { counted, readyTrue, readyWaits } from '../rules/rows.ts'

/** CloudNativePG: the phases that it writes as sentences, hibernation, backups; https://cloudnative-pg.io/documentation. */
export const postgresqlCnpgIo: readonly DeclarativeRule[] = [
  {
    for: ['postgresql.cnpg.io/Cluster'],
    rules: [
      { when: { cond: 'cnpg.io/hibernation', is: 'True' }, status: 'Suspended', reason: 'Hibernated' },
      { when: { cond: 'cnpg.io/hibernation' }, status: 'Progressing', reason: 'Hibernating' },
      {
        when: { field: 'metadata.annotations[cnpg.io/reconciliationLoop]', is: 'disabled' },
        status: 'Suspended',
        reason: 'ReconciliationDisabled',
        say: 'An annotation switches its reconciliation off',
      },
      {
        field: 'status.phase',
        words: {
          Degraded: ['Not enough disk space', '*unrecoverable*', '*cannot *', '* invalid *', 'Unable to *', '*failed*'],
          Suspended: ['Waiting for user action*', '*delayed*'],
          Progressing: [
            'Setting up primary*',
            'Creating *',
            'Waiting for *',
            'Switchover *',
            'Failing over*',
            'Upgrading *',
            'Promoting *',
            'Demoting *',
            'Primary instance is being *',
            'Online upgrade *',
            'Applying *',
            '*in progress*',
          ],
        },
        reason: 'ClusterPhase',
        say: '{status.phaseReason|value}',
      },
      {
        when: [
          { field: 'status.phase', is: 'Cluster in healthy state' },
          { compare: [{ path: 'status.readyInstances', or: 0 }, '>=', 'spec.instances'] },
        ],
        status: 'Healthy',
        reason: 'Ready',
        say: '{status.readyInstances} of {spec.instances} instances are ready',
      },
      readyTrue,
      readyWaits,
    ],
  },
  {
    for: ['postgresql.cnpg.io/Backup'],
    rules: [
      {
        field: 'status.phase',
        words: { Healthy: ['completed'], Degraded: ['failed', 'walArchivingFailing'], Progressing: ['*'] },
      },
    ],
  },
  {
    for: ['postgresql.cnpg.io/ScheduledBackup'],
    rules: [
      {
        when: { field: 'status.lastScheduleTime', exists: true },
        status: 'Healthy',
        reason: 'Scheduled',
        say: 'Last scheduled at {value}',
      },
    ],
    else: { status: 'Healthy', reason: 'NotScheduledYet', say: 'Waits for its first schedule' },
  },
  {
    for: ['postgresql.cnpg.io/Pooler'],
    rules: counted('status.instances', 'spec.instances', 1),
  },
  {
    for: ['postgresql.cnpg.io/Database', 'postgresql.cnpg.io/Publication', 'postgresql.cnpg.io/Subscription'],
    rules: [
      {
        when: { field: 'status.applied', is: false },
        status: 'Degraded',
        reason: 'NotApplied',
      },
      { when: { field: 'status.applied', is: true }, status: 'Healthy' },
    ],
  },
]
