import type { DeclarativeRule } from '../declarative-rule.ts'
import { ready, readyTrue, readyWaits, suspended } from '../rule-rows.ts'

const nodes = "{status.ready|'0'} of {status.size|'0'} nodes are ready"

/** Operators of databases and queues that say how they are by a phase or state: ClickHouse, CloudNativePG, Percona, MinIO, RabbitMQ, Solr, Zookeeper, Confluent, Banzai Kafka, Redis, MongoDB. */
export const databases: readonly DeclarativeRule[] = [
  {
    for: ['clickhouse.altinity.com/ClickHouseInstallation'],
    rules: [
      {
        field: 'status.status',
        words: { Healthy: ['Completed'], Degraded: ['Failed', 'Aborted'], Progressing: ['InProgress', 'Terminating'] },
        say: "{status.error|'The status is '}{status.error|value}",
      },
    ],
  },
  {
    for: ['clickhouse-keeper.altinity.com/ClickHouseKeeperInstallation'],
    rules: [
      {
        field: 'status.status',
        words: { Healthy: ['Completed'], Degraded: ['Failed', 'Aborted'], Progressing: ['InProgress', 'Terminating'] },
      },
    ],
  },
  {
    for: ['postgresql.cnpg.io/Cluster'],
    rules: [
      { when: { cond: 'cnpg.io/hibernation', is: 'True' }, then: 'Suspended', reason: 'Hibernated' },
      {
        field: 'status.phase',
        words: {
          Degraded: ['Not enough disk space', '*unrecoverable*', '*cannot *', 'Unable to *', '*failed*'],
          Suspended: ['Waiting for user action*', '*delayed*'],
          Progressing: [
            'Setting up primary*',
            'Creating *',
            'Waiting for *',
            'Switchover *',
            'Failing over*',
            'Upgrading *',
            'Promoting *',
            'Demoting *',
            'Primary instance is being *',
            'Online upgrade *',
            'Applying *',
            '*in progress*',
          ],
        },
        reason: 'ClusterPhase',
        say: '{status.phaseReason|value}',
      },
      {
        when: [
          { field: 'status.phase', is: 'Cluster in healthy state' },
          { compare: [{ path: 'status.readyInstances', or: 0 }, '>=', 'spec.instances'] },
        ],
        then: 'Healthy',
        reason: 'Ready',
        say: '{status.readyInstances} of {spec.instances} instances are ready',
      },
      readyTrue,
      readyWaits,
    ],
  },
  {
    for: ['postgresql.cnpg.io/Backup'],
    rules: [
      {
        field: 'status.phase',
        words: { Healthy: ['completed'], Degraded: ['failed', 'walArchivingFailing'], Progressing: ['*'] },
        say: "{status.error|'The phase is '}{status.error|value}",
      },
    ],
  },
  {
    for: ['postgresql.cnpg.io/ScheduledBackup'],
    rules: [
      suspended,
      { when: { field: 'status.lastScheduleTime', exists: true }, then: 'Healthy', reason: 'Scheduled', say: 'Last scheduled at {value}' },
    ],
    else: { then: 'Healthy', reason: 'NotScheduledYet', say: 'Waits for its first schedule' },
  },
  {
    for: ['postgresql.cnpg.io/Pooler'],
    rules: [
      {
        when: { compare: [{ path: 'status.instances', or: 0 }, '>=', { path: 'spec.instances', or: 1 }] },
        then: 'Healthy',
        reason: 'Ready',
        say: "{status.instances|'0'} of {spec.instances|'1'} instances are there",
      },
    ],
  },
  {
    for: ['postgresql.cnpg.io/Database', 'postgresql.cnpg.io/Publication', 'postgresql.cnpg.io/Subscription'],
    rules: [
      {
        when: { field: 'status.applied', is: false },
        then: 'Degraded',
        reason: 'NotApplied',
        say: "{status.message|'It could not be applied'}",
      },
      { when: { field: 'status.applied', is: true }, then: 'Healthy', reason: 'Applied', say: 'It is applied' },
    ],
  },
  {
    for: ['*.percona.com/*'],
    rules: [
      {
        field: 'status.state',
        words: {
          Healthy: ['ready', 'Succeeded', 'Ready'],
          Degraded: ['error', 'Failed', 'Error', 'unknown'],
          Progressing: ['initializing', 'stopping', 'Starting', 'Running', 'running', 'waiting', 'requested', 'rejected'],
          Suspended: ['paused'],
          Unknown: [''],
        },
        say: nodes,
      },
    ],
  },
  {
    for: ['minio.min.io/Tenant'],
    rules: [
      {
        field: 'status.currentState',
        words: {
          Healthy: ['Initialized'],
          Degraded: [
            'Another MinIO Tenant already exists*',
            'Different versions across*',
            '*not set properly',
            '*Not Allowed',
            '*should be set',
            '*not controlled by*',
            'Unable *',
            '*error*',
            '*Error*',
            '*must be*',
            '*failed*',
          ],
          Suspended: ['Stopped'],
          Progressing: [
            'Provisioning *',
            'Updating *',
            'Waiting *',
            'Restarting *',
            'Decommissioning *',
            'Upgrading *',
            'Creating *',
            '*igrating*',
          ],
        },
        reason: 'TenantState',
        say: '{value}',
      },
    ],
  },
  {
    for: ['rabbitmq.com/RabbitmqCluster'],
    rules: [
      { when: { cond: 'ReconcileSuccess', is: 'False' }, then: 'Degraded' },
      {
        when: [
          { cond: 'ClusterAvailable', is: 'True' },
          { cond: 'AllReplicasReady', is: 'True' },
        ],
        then: 'Healthy',
        reason: 'Ready',
        say: 'All pods are ready and the cluster is available',
      },
      {
        when: { cond: ['AllReplicasReady', 'ClusterAvailable'], isNot: 'True' },
        then: 'Progressing',
        reason: 'NotAvailable',
        say: '{cond.message|cond.reason|cond.type}',
      },
    ],
  },
  {
    for: ['rabbitmq.com/*'],
    rules: [
      { when: { cond: 'Ready', is: 'True' }, then: 'Healthy', say: "{cond.message|'RabbitMQ has it as it is written here'}" },
      { when: { cond: 'Ready', is: 'False' }, then: 'Degraded' },
      {
        when: { field: 'status', exists: true },
        then: 'Unknown',
        reason: 'NoCondition',
        say: 'Its controller has not said whether RabbitMQ has it',
      },
    ],
  },
  {
    for: ['solr.apache.org/SolrCloud'],
    rules: [
      {
        when: { compare: [{ path: 'status.readyReplicas', or: 0 }, '<', { path: 'spec.replicas', or: 3 }] },
        then: 'Progressing',
        reason: 'WaitingForNodes',
        say: "{status.readyReplicas|'0'} of {spec.replicas|'3'} nodes are ready",
      },
      {
        when: { compare: ['status.upToDateNodes', '<', 'status.replicas'] },
        then: 'Progressing',
        reason: 'RollingOut',
        say: '{status.upToDateNodes} of {status.replicas} nodes are up to date',
      },
      { when: { field: 'status.readyReplicas', exists: true }, then: 'Healthy', reason: 'Ready', say: 'All {value} nodes are ready' },
    ],
  },
  {
    for: ['zookeeper.pravega.io/ZookeeperCluster'],
    rules: [
      { when: { cond: 'Error', is: 'True' }, then: 'Degraded' },
      { when: { cond: 'Upgrading', is: 'True' }, then: 'Progressing' },
      {
        when: { compare: [{ path: 'status.readyReplicas', or: 0 }, '<', 'status.replicas'] },
        then: 'Progressing',
        reason: 'WaitingForNodes',
        say: "{status.readyReplicas|'0'} of {status.replicas} nodes have joined the ensemble",
      },
      {
        when: { compare: ['status.readyReplicas', '>', 0] },
        then: 'Healthy',
        reason: 'Ready',
        say: 'All {status.readyReplicas} nodes have joined the ensemble',
      },
    ],
  },
  {
    for: ['platform.confluent.io/Connector'],
    rules: [
      {
        when: { compare: ['status.failedTasksCount', '>', 0] },
        then: 'Degraded',
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
  {
    for: ['kafka.banzaicloud.io/KafkaCluster'],
    rules: [
      {
        when: { field: 'status.state', is: ['ClusterRollingUpgrading', 'ClusterReconciling'] },
        then: 'Progressing',
        reason: 'RollingUpgrade',
        say: 'The state is {value}',
      },
      {
        when: { field: 'status.cruiseControlTopicStatus', not: 'CruiseControlTopicReady' },
        then: 'Progressing',
        reason: 'CruiseControlNotReady',
        say: "{'Cruise control: '}{value|'not reported yet'}",
      },
      {
        when: { any: 'status.brokersState', where: { field: 'configurationState', not: 'ConfigInSync' } },
        then: 'Degraded',
        reason: 'ConfigOutOfSync',
        say: 'The configuration of some brokers is out of sync',
      },
      {
        when: {
          any: 'status.brokersState',
          where: { field: 'gracefulActionState.cruiseControlState', is: ['*CompletedWithError', '*Paused'] },
        },
        then: 'Degraded',
        reason: 'CruiseControlFailed',
        say: 'Cruise control failed: {items.gracefulActionState.errorMessage}',
      },
      {
        when: { field: 'status.state', is: 'ClusterRunning' },
        then: 'Healthy',
        reason: 'Running',
        say: 'The cluster runs and all brokers are in sync',
      },
    ],
  },
  {
    for: ['kafka.banzaicloud.io/KafkaTopic', 'kafka.banzaicloud.io/KafkaUser'],
    rules: [{ field: 'status.state', words: { Healthy: ['created'], Progressing: ['*'] } }],
  },
  {
    for: ['mongodbcommunity.mongodb.com/*', 'mongodb.com/*'],
    rules: [
      {
        field: 'status.phase',
        words: {
          Healthy: ['Running', 'Updated'],
          Degraded: ['Failed', 'Unsupported'],
          Progressing: ['Pending', 'Reconciling'],
          Suspended: ['Disabled'],
        },
        say: "{status.message|'The phase is '}{status.message|value}",
      },
    ],
  },
  { for: ['pingcap.com/TidbCluster'], rules: [readyTrue, readyWaits] },
  {
    for: ['db.atlasgo.io/*'],
    rules: [
      { when: { cond: 'Ready', is: 'True' }, then: 'Healthy', say: '{cond.message|cond.reason}' },
      {
        when: { cond: 'Ready', is: 'False', reason: ['ApprovalPending', 'VerifyingFirstRun'] },
        then: 'Suspended',
        reason: 'ApprovalPending',
      },
      {
        when: { cond: 'Ready', is: 'False', reason: ['Reconciling', 'GettingDevDB', 'Pending'] },
        then: 'Progressing',
        reason: 'Reconciling',
      },
      { when: { cond: 'Ready', is: 'False' }, then: 'Degraded' },
      { when: { cond: 'Ready' }, then: 'Progressing', reason: 'ReadyUnknown' },
    ],
  },
]
