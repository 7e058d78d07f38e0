import type { DeclarativeRule } from '../declarative-rule.ts'
import { ready } from '../rule-rows.ts'

/** Rook: the health of Ceph and the phases of its resources; https://rook.io/docs/rook/latest. */
export const rook: readonly DeclarativeRule[] = [
  {
    for: ['cassandra.rook.io/Cluster'],
    rules: [
      {
        when: { any: 'status.racks', where: { compare: [{ path: 'readyMembers', or: 0 }, '<', 'members'] } },
        status: 'Progressing',
        reason: 'WaitingForMembers',
        say: 'Not all members of all racks are ready',
      },
      {
        when: { every: 'status.racks', where: { compare: ['readyMembers', '>=', 'members'] } },
        status: 'Healthy',
        reason: 'Ready',
        say: 'All members of all racks are ready',
      },
    ],
  },
  {
    for: ['ceph.rook.io/CephCluster'],
    rules: [
      {
        when: { field: 'status.ceph.health', is: 'HEALTH_ERR' },
        status: 'Degraded',
        reason: 'HealthErr',
        say: 'Ceph reports errors: {status.ceph.details[].message|status.message|value}',
      },
      { when: { field: 'status.state', is: 'Error' }, status: 'Degraded', reason: 'Error', say: '{status.message|value}' },
      { when: { field: 'status.phase', is: 'Failure' }, status: 'Degraded', reason: 'Failure', say: '{status.message|value}' },
      {
        when: { field: 'status.phase', is: ['Progressing', 'Deleting', 'Connecting'] },
        status: 'Progressing',
        reason: 'Progressing',
        say: '{status.message|value}',
      },
      {
        when: { field: 'status.ceph.health', is: 'HEALTH_WARN' },
        status: 'Degraded',
        reason: 'HealthWarn',
        say: 'Ceph reports warnings: {status.ceph.details[].message|status.message|value}',
      },
      {
        when: { field: 'status.ceph.health', is: 'HEALTH_OK' },
        status: 'Healthy',
        reason: 'HealthOk',
        say: "{status.message|'Ceph reports to be healthy'}",
      },
      {
        field: 'status.state',
        words: { Progressing: ['Creating', 'Updating', 'Connecting', 'Created', 'Connected'] },
        say: '{status.message|value}',
      },
    ],
  },
  {
    for: ['ceph.rook.io/*'],
    rules: [
      {
        field: 'status.phase',
        words: {
          Healthy: ['Ready', 'Connected', 'Created'],
          Degraded: ['Failure', '*Failed', 'Error'],
          Progressing: ['Progressing', 'Reconciling', 'Creating', 'Deleting', 'Connecting'],
        },
        say: ['{status.message}', 'The phase is {value}'],
      },
      ...ready,
    ],
  },
]
