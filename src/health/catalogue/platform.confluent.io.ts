import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { phase } from '../rules/rows.ts'

/** Confluent for Kubernetes: phases of clusters, states of what they hold. */
export const platformConfluentIo: readonly DeclarativeRule[] = [
  {
    for: ['platform.confluent.io/Connector'],
    rules: [
      {
        when: { compare: ['status.failedTasksCount', '>', 0] },
        status: 'Degraded',
        reason: 'TasksFailed',
      },
      {
        field: 'status.connectorState',
        words: { Healthy: ['RUNNING'], Degraded: ['FAILED', 'UNASSIGNED'], Suspended: ['PAUSED', 'STOPPED'], Progressing: ['*'] },
        say: "The connector is {value}; tasks ready: {status.tasksReady|'none'}",
      },
    ],
  },
  {
    for: ['platform.confluent.io/*'],
    rules: [
      {
        ...phase('status.phase', { Progressing: ['UNKNOWN'] }),
        say: "The phase is {value}: {status.readyReplicas|'0'} of {status.replicas|spec.replicas|'1'} pods are ready",
      },
      phase('status.state'),
    ],
  },
]
