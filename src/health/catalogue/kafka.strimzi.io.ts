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
        say: '{status.currentPods} of {status.pods} pods are up to date',
      },
      ...counted('status.readyPods', 'status.pods', 'pods'),
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
      { when: { cond: 'ReconciliationPaused', is: 'True' }, status: 'Suspended', say: 'Reconciliation is paused by an annotation' },
      { when: { cond: 'NotReady', is: 'True', reason: 'Creating' }, status: 'Progressing', reason: 'Creating' },
      { when: { cond: 'NotReady', is: 'True' }, status: 'Degraded' },
      { when: { cond: 'Ready', is: 'True' }, status: 'Healthy' },
      { when: { cond: 'Ready', is: 'False' }, status: 'Degraded' },
    ],
  },
]
