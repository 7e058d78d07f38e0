import type { DeclarativeRule } from '../declarative-rule.ts'

/** Confluent for Kubernetes: phases of clusters, states of what they hold. */
export const platformConfluentIo: readonly DeclarativeRule[] = [
  {
    for: ['platform.confluent.io/Connector'],
    rules: [
      {
        when: { compare: ['status.failedTasksCount', '>', 0] },
        status: 'Degraded',
        reason: 'TasksFailed',
        say: '{status.failedTasksCount} tasks failed; {status.tasksReady} are ready',
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
        field: 'status.phase',
        words: {
          Healthy: ['RUNNING'],
          Degraded: ['ERROR', 'FAILED', 'DEGRADED'],
          Progressing: ['PROVISIONING', 'DELETING', 'UPDATING', 'UNKNOWN'],
        },
        say: "The phase is {value}: {status.readyReplicas|'0'} of {status.replicas|spec.replicas|'1'} pods are ready",
      },
      {
        field: 'status.state',
        words: {
          Healthy: ['CREATED', 'SUCCEEDED', 'RUNNING', 'ACTIVE', 'SUCCESS'],
          Degraded: ['ERROR', 'FAILED'],
          Progressing: ['PENDING', 'CREATING', 'IN_PROGRESS', 'DELETING'],
        },
      },
    ],
  },
]
