import type { DeclarativeRule } from '../declarative-rule.ts'
import { counted } from '../rule-rows.ts'

/** Pravega's Zookeeper operator: members of the ensemble. */
export const zookeeperPravegaIo: readonly DeclarativeRule[] = [
  {
    for: ['zookeeper.pravega.io/ZookeeperCluster'],
    rules: [
      { when: { cond: 'Error', is: 'True' }, status: 'Degraded' },
      { when: { cond: 'Upgrading', is: 'True' }, status: 'Progressing' },
      ...counted('status.readyReplicas', 'status.replicas', 'nodes'),
    ],
  },
]
