import type { DeclarativeRule } from '../declarative-rule.ts'

/** Strimzi: Ready, or NotReady with the reason; https://strimzi.io/docs/operators/latest/deploying. */
export const strimzi: readonly DeclarativeRule[] = [
  {
    for: ['kafka.strimzi.io/StrimziPodSet', 'core.strimzi.io/StrimziPodSet'],
    rules: [
      {
        when: { compare: [{ path: 'status.readyPods', or: 0 }, '<', 'status.pods'] },
        status: 'Progressing',
        reason: 'WaitingForPods',
        say: "{status.readyPods|'0'} of {status.pods} pods are ready",
      },
      {
        when: { compare: ['status.currentPods', '<', 'status.pods'] },
        status: 'Progressing',
        reason: 'RollingOut',
        say: '{status.currentPods} of {status.pods} pods are up to date',
      },
      { when: { field: 'status.pods', exists: true }, status: 'Healthy', reason: 'Ready', say: 'All {value} pods are ready' },
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
