import type { DeclarativeRule } from '../declarative-rule.ts'

/** Rook: the health of Ceph and the phases of its resources; https://rook.io/docs/rook/latest. */
export const rook: readonly DeclarativeRule[] = [
  {
    for: ['cassandra.rook.io/Cluster'],
    rules: [
      {
        when: { any: 'status.racks', where: { compare: [{ path: 'readyMembers', or: 0 }, '<', 'members'] } },
        then: 'Progressing',
        reason: 'WaitingForMembers',
        say: 'Not all members of all racks are ready',
      },
      {
        when: { every: 'status.racks', where: { compare: ['readyMembers', '>=', 'members'] } },
        then: 'Healthy',
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
        then: 'Degraded',
        reason: 'HealthErr',
        say: "{'Ceph reports errors: '}{status.ceph.details[].message|status.message|value}",
      },
      { when: { field: 'status.state', is: 'Error' }, then: 'Degraded', reason: 'Error', say: '{status.message|value}' },
      { when: { field: 'status.phase', is: 'Failure' }, then: 'Degraded', reason: 'Failure', say: '{status.message|value}' },
      {
        when: { field: 'status.phase', is: ['Progressing', 'Deleting', 'Connecting'] },
        then: 'Progressing',
        reason: 'Progressing',
        say: '{status.message|value}',
      },
      {
        when: { field: 'status.ceph.health', is: 'HEALTH_WARN' },
        then: 'Degraded',
        reason: 'HealthWarn',
        say: "{'Ceph reports warnings: '}{status.ceph.details[].message|status.message|value}",
      },
      {
        when: { field: 'status.ceph.health', is: 'HEALTH_OK' },
        then: 'Healthy',
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
          Progressing: ['Progressing', 'Reconciling', 'Creating', 'Deleting', 'Connecting', ''],
        },
        say: "{status.message|'The phase is '}{status.message|value}",
      },
      ...ready,
    ],
  },
  {
    for: ['objectbucket.io/*'],
    rules: [
      {
        field: 'status.phase',
        words: {
          Healthy: ['Bound', 'bound'],
          Degraded: ['Failed', 'failed'],
          Progressing: ['Pending', 'pending', 'Released', 'released', ''],
        },
      },
    ],
  },
]
