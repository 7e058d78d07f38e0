import type { DeclarativeRule } from '../rules/declarative-rule.ts'

/** RabbitMQ: conditions of clusters, Ready of what the topology operator makes; https://www.rabbitmq.com/kubernetes/operator. */
export const rabbitmqCom: readonly DeclarativeRule[] = [
  {
    for: ['rabbitmq.com/RabbitmqCluster'],
    rules: [
      { when: { cond: 'ReconcileSuccess', is: 'False' }, status: 'Degraded' },
      {
        when: [
          { cond: 'ClusterAvailable', is: 'True' },
          { cond: 'AllReplicasReady', is: 'True' },
        ],
        status: 'Healthy',
      },
      {
        when: { cond: ['AllReplicasReady', 'ClusterAvailable'], isNot: 'True' },
        status: 'Progressing',
      },
    ],
  },
  {
    for: ['rabbitmq.com/*'],
    rules: [
      { when: { cond: 'Ready', is: 'True' }, status: 'Healthy' },
      { when: { cond: 'Ready', is: 'False' }, status: 'Degraded' },
      {
        when: [
          { field: 'status', exists: true },
          { field: 'status.conditions', empty: true },
        ],
        status: 'Unknown',
        reason: 'NoCondition',
        say: 'Its controller has not said whether RabbitMQ has it',
      },
    ],
  },
]
