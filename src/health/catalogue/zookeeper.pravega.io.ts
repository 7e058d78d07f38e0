import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { counted } from '../rules/rows.ts'

/** Pravega's Zookeeper operator: members of the ensemble. */
export const zookeeperPravegaIo: readonly DeclarativeRule[] = [
  {
    for: ['zookeeper.pravega.io/ZookeeperCluster'],
    rules: [
      { when: { cond: 'Error', is: 'True' }, status: 'Degraded' },
      { when: { cond: 'Upgrading', is: 'True' }, status: 'Progressing' },
      ...counted('status.readyReplicas', 'status.replicas'),
    ],
  },
]
