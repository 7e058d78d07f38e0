import type { DeclarativeRule } from '../rules/declarative-rule.ts'

/** Koperator (Banzai Kafka): state of the cluster, of its brokers and of cruise control. */
export const kafkaBanzaicloudIo: readonly DeclarativeRule[] = [
  {
    for: ['kafka.banzaicloud.io/KafkaCluster'],
    rules: [
      {
        when: { field: 'status.state', is: ['ClusterRollingUpgrading', 'ClusterReconciling'] },
        status: 'Progressing',
        reason: 'RollingUpgrade',
      },
      {
        when: { field: 'status.cruiseControlTopicStatus', not: 'CruiseControlTopicReady' },
        status: 'Progressing',
        reason: 'CruiseControlNotReady',
        say: "Cruise control: {value|'not reported yet'}",
      },
      {
        when: { any: 'status.brokersState', where: { field: 'configurationState', not: 'ConfigInSync' } },
        status: 'Degraded',
        reason: 'ConfigOutOfSync',
        say: 'The configuration of some brokers is out of sync',
      },
      {
        when: {
          any: 'status.brokersState',
          where: { field: 'gracefulActionState.cruiseControlState', is: ['*CompletedWithError', '*Paused'] },
        },
        status: 'Degraded',
        reason: 'CruiseControlFailed',
        say: 'Cruise control failed: {items.gracefulActionState.errorMessage}',
      },
      {
        when: { field: 'status.state', is: 'ClusterRunning' },
        status: 'Healthy',
        reason: 'Running',
      },
    ],
  },
  {
    for: ['kafka.banzaicloud.io/KafkaTopic', 'kafka.banzaicloud.io/KafkaUser'],
    rules: [{ field: 'status.state', words: { Healthy: ['created'], Progressing: ['*'] } }],
  },
]
