import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { counted } from '../rules/rows.ts'

/** Strimzi: Ready, or NotReady with the reason; https://strimzi.io/docs/operators/latest/deploying. */
export const strimzi: readonly DeclarativeRule[] = [
  {
    for: ['kafka.strimzi.io/StrimziPodSet', 'core.strimzi.io/StrimziPodSet'],
    rules: [
      {
        when: { compare: ['status.currentPods', '<', 'status.pods'] },
        status: 'Progressing',
        reason: 'RollingOut',
      },
      ...counted('status.readyPods', 'status.pods'),
    ],
  },
  {
    for: ['kafka.strimzi.io/KafkaNodePool'],
    rules: [
      { when: { cond: 'NotReady', is: 'True' }, status: 'Degraded' },
      { when: { field: 'status.nodeIds', empty: false }, status: 'Healthy', reason: 'Ready', say: 'Nodes {value} belong to the pool' },
    ],
  },
  {
    for: ['kafka.strimzi.io/KafkaRebalance'],
    rules: [
      { when: { cond: 'NotReady', is: 'True' }, status: 'Degraded' },
      {
        when: { cond: ['Stopped', 'ReconciliationPaused'], is: 'True' },
        status: 'Suspended',
      },
      {
        when: { cond: 'ProposalReady', is: 'True' },
        status: 'Suspended',
        say: 'The proposal waits to be approved',
      },
      { when: { cond: 'Ready', is: 'True' }, status: 'Healthy' },
    ],
  },
  {
    for: ['kafka.strimzi.io/*'],
    rules: [
      // Ready is about the connector; each of its tasks fails by itself (strimzi-kafka-operator#6624).
      {
        when: { any: 'status.connectorStatus.tasks', where: { field: 'state', is: 'FAILED' } },
        status: 'Degraded',
        reason: 'TaskFailed',
        say: 'Task {items.id} has failed on {items.worker_id}',
      },
      { when: { cond: ['ReconciliationPaused', 'Unmanaged'], is: 'True' }, status: 'Suspended' },
      {
        field: 'status.connectorStatus.connector.state',
        words: { Suspended: ['PAUSED', 'STOPPED'], Progressing: ['UNASSIGNED', 'RESTARTING'] },
      },
      { when: { cond: 'NotReady', is: 'True', reason: 'Creating' }, status: 'Progressing', reason: 'Creating' },
      { when: { cond: 'NotReady', is: 'True' }, status: 'Degraded' },
      { when: { cond: 'Ready', is: 'True' }, status: 'Healthy' },
      { when: { cond: 'Ready', is: 'False' }, status: 'Degraded' },
    ],
  },
]
