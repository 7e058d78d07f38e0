import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { readyTrue, readyWaits } from '../rules/rows.ts'

/** mariadb-operator: Ready with reasons; Complete of what runs once; https://github.com/mariadb-operator/mariadb-operator. */
export const mariadb: readonly DeclarativeRule[] = [
  {
    for: ['k8s.mariadb.com/Backup', 'k8s.mariadb.com/PhysicalBackup', 'k8s.mariadb.com/Restore', 'k8s.mariadb.com/SqlJob'],
    rules: [
      { when: { cond: 'Complete', is: 'True' }, status: 'Healthy' },
      {
        when: { cond: 'Complete', reason: ['*Failed', 'Failed'] },
        status: 'Degraded',
        reason: 'Failed',
      },
      { when: { cond: 'Complete', message: ['fail', 'error'] }, status: 'Degraded', reason: 'Failed' },
      { when: { cond: 'Complete', reason: '*Suspended' }, status: 'Suspended', reason: 'Suspended' },
      { when: { cond: 'Complete' }, status: 'Progressing' },
    ],
  },
  {
    for: ['k8s.mariadb.com/MariaDB', 'k8s.mariadb.com/MaxScale'],
    rules: [
      { when: { cond: 'Ready', reason: 'Suspended' }, status: 'Suspended', reason: 'Suspended' },
      readyTrue,
      { when: { cond: 'Ready', is: 'False', reason: ['Failed', '*Error', 'Unhealthy*'] }, status: 'Degraded', reason: 'Failed' },
      readyWaits,
    ],
  },
  { for: ['k8s.mariadb.com/*'], rules: [] },
]
