import type { DeclarativeRule } from '../declarative-rule.ts'
import { paused } from '../rule-rows.ts'

/** Strimzi: Ready, or NotReady with the reason; https://strimzi.io/docs/operators/latest/deploying. */
export const strimzi: readonly DeclarativeRule[] = [
  {
    for: ['kafka.strimzi.io/StrimziPodSet', 'core.strimzi.io/StrimziPodSet'],
    rules: [
      {
        when: { compare: [{ path: 'status.readyPods', or: 0 }, '<', 'status.pods'] },
        then: 'Progressing',
        reason: 'WaitingForPods',
        say: "{status.readyPods|'0'} of {status.pods} pods are ready",
      },
      {
        when: { compare: ['status.currentPods', '<', 'status.pods'] },
        then: 'Progressing',
        reason: 'RollingOut',
        say: '{status.currentPods} of {status.pods} pods are up to date',
      },
      { when: { field: 'status.pods', exists: true }, then: 'Healthy', reason: 'Ready', say: 'All {value} pods are ready' },
    ],
  },
  {
    for: ['kafka.strimzi.io/KafkaNodePool'],
    rules: [
      { when: { cond: 'NotReady', is: 'True' }, then: 'Degraded' },
      { when: { field: 'status.nodeIds', empty: false }, then: 'Healthy', reason: 'Ready', say: 'Nodes {value} belong to the pool' },
    ],
  },
  {
    for: ['kafka.strimzi.io/KafkaRebalance'],
    rules: [
      { when: { cond: 'NotReady', is: 'True' }, then: 'Degraded' },
      {
        when: { cond: ['Stopped', 'ReconciliationPaused'], is: 'True' },
        then: 'Suspended',
        reason: 'Stopped',
        say: '{cond.message|cond.type}',
      },
      { when: { cond: 'ProposalReady', is: 'True' }, then: 'Suspended', reason: 'ProposalReady', say: 'The proposal waits to be approved' },
      { when: { cond: 'Ready', is: 'True' }, then: 'Healthy' },
    ],
  },
  {
    for: ['kafka.strimzi.io/*'],
    rules: [
      { when: { cond: 'ReconciliationPaused', is: 'True' }, then: 'Suspended', say: 'Reconciliation is paused by an annotation' },
      { when: { cond: 'NotReady', is: 'True', reason: 'Creating' }, then: 'Progressing', reason: 'Creating' },
      { when: { cond: 'NotReady', is: 'True' }, then: 'Degraded' },
      { when: { cond: 'Ready', is: 'True' }, then: 'Healthy', say: "{cond.message|'Ready'}" },
      { when: { cond: 'Ready', is: 'False' }, then: 'Degraded' },
    ],
  },
]
