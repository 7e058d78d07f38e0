import type { DeclarativeRule } from '../declarative-rule.ts'

/** Pravega's Zookeeper operator: members of the ensemble. */
export const zookeeperPravegaIo: readonly DeclarativeRule[] = [
  {
    for: ['zookeeper.pravega.io/ZookeeperCluster'],
    rules: [
      { when: { cond: 'Error', is: 'True' }, status: 'Degraded' },
      { when: { cond: 'Upgrading', is: 'True' }, status: 'Progressing' },
      {
        when: { compare: [{ path: 'status.readyReplicas', or: 0 }, '<', 'status.replicas'] },
        status: 'Progressing',
        reason: 'WaitingForNodes',
        say: "{status.readyReplicas|'0'} of {status.replicas} nodes have joined the ensemble",
      },
      {
        when: { compare: ['status.readyReplicas', '>', 0] },
        status: 'Healthy',
        reason: 'Ready',
        say: 'All {status.readyReplicas} nodes have joined the ensemble',
      },
    ],
  },
]
