import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { phase, ready } from '../rules/rows.ts'

/** Rook: the health of Ceph and the phases of its resources; https://rook.io/docs/rook/latest. */
export const rook: readonly DeclarativeRule[] = [
  {
    for: ['cassandra.rook.io/Cluster'],
    rules: [
      {
        when: { any: 'status.racks', where: { compare: [{ path: 'readyMembers', or: 0 }, '<', 'members'] } },
        status: 'Progressing',
        reason: 'WaitingForMembers',
        say: 'Not all members are ready',
      },
      {
        when: { every: 'status.racks', where: { compare: ['readyMembers', '>=', 'members'] } },
        status: 'Healthy',
        reason: 'Ready',
        say: 'All members are ready',
      },
    ],
  },
  {
    for: ['ceph.rook.io/CephCluster'],
    rules: [
      {
        when: { field: 'status.ceph.health', is: 'HEALTH_ERR' },
        status: 'Degraded',
        say: 'Ceph reports errors: {status.ceph.details[].message|status.message|value}',
      },
      { when: { field: 'status.state', is: 'Error' }, status: 'Degraded' },
      { when: { field: 'status.phase', is: 'Failure' }, status: 'Degraded' },
      {
        when: { field: 'status.phase', is: ['Progressing', 'Deleting', 'Connecting'] },
        status: 'Progressing',
        reason: 'Progressing',
      },
      {
        when: { field: 'status.ceph.health', is: 'HEALTH_WARN' },
        status: 'Degraded',
        say: 'Ceph reports warnings: {status.ceph.details[].message|status.message|value}',
      },
      {
        when: { field: 'status.ceph.health', is: 'HEALTH_OK' },
        status: 'Healthy',
      },
      phase('status.state', { Progressing: ['Created', 'Connected'] }),
    ],
  },
  {
    for: ['ceph.rook.io/*'],
    rules: [phase('status.phase'), ...ready],
  },
]
