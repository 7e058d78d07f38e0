import type { DeclarativeRule, Row } from '../rules/declarative-rule.ts'
import { phase } from '../rules/rows.ts'

const heldByPartition = (updated: string, desired: string): Row => ({
  when: [
    { compare: ['spec.updateStrategy.rollingUpdate.partition', '>', 0] },
    { compare: [updated, '>=', { minus: [desired, 'spec.updateStrategy.rollingUpdate.partition'] }] },
  ],
  status: 'Suspended',
  reason: 'HeldByPartition',
  say: 'The partition {spec.updateStrategy.rollingUpdate.partition} holds the update until it is lowered',
})
const pausedUpdate: Row = {
  when: {
    or: [
      { field: 'spec.updateStrategy.paused', is: true },
      { field: 'spec.updateStrategy.rollingUpdate.paused', is: true },
    ],
  },
  status: 'Suspended',
  say: 'The update is paused',
}
const failedCondition: Row = {
  when: [{ cond: 'Failed*', is: 'True' }, { compare: [{ path: 'status.updatedReadyReplicas', or: 0 }, '<', 'spec.replicas'] }],
  status: 'Degraded',
  say: "{status.updatedReadyReplicas|'0'} of {spec.replicas} updated pods are ready: {cond.message|cond.reason|cond.type}",
}
const updatedAvailable: readonly Row[] = [
  {
    when: { compare: [{ path: 'status.updatedAvailableReplicas', or: 0 }, '>=', 'spec.replicas'] },
    status: 'Healthy',
    reason: 'Updated',
  },
  {
    when: { compare: [{ path: 'status.updatedReplicas', or: 0 }, '>=', 'spec.replicas'] },
    status: 'Degraded',
    reason: 'NotAvailable',
    say: "{status.updatedAvailableReplicas|'0'} of {spec.replicas} updated pods are available",
  },
  {
    when: { compare: [{ path: 'status.updatedAvailableReplicas', or: 0 }, '<', 'spec.replicas'] },
    status: 'Progressing',
    reason: 'RollingOut',
  },
]

/** OpenKruise: its workloads (partitions hold an update until a person goes on), rollouts and game servers. */
export const kruise: readonly DeclarativeRule[] = [
  {
    for: ['apps.kruise.io/AdvancedCronJob'],
    rules: [
      { when: { field: 'status.active', empty: false }, status: 'Progressing', say: 'A job is active' },
      {
        when: [
          { field: 'status', exists: true },
          { field: 'status.lastScheduleTime', exists: false },
        ],
        status: 'Degraded',
        reason: 'NeverScheduled',
        say: 'No job has been scheduled',
      },
      {
        when: { field: 'status.lastScheduleTime', exists: true },
        status: 'Healthy',
        reason: 'Scheduled',
        say: 'Last scheduled at {value}',
      },
    ],
  },
  {
    for: ['apps.kruise.io/BroadcastJob'],
    rules: [
      { when: { cond: 'Failed', is: 'True' }, status: 'Degraded', settled: true },
      { when: { cond: 'Complete', is: 'True' }, status: 'Healthy' },
      {
        ...phase('status.phase', { Suspended: ['manual'], Progressing: ['running'] }),
        say: "The phase is {value}: {status.succeeded|'0'} of {status.desired|'0'} pods succeeded, {status.failed|'0'} failed",
      },
    ],
  },
  {
    for: ['apps.kruise.io/CloneSet'],
    // FailedScale and FailedUpdate stay when the next attempt succeeds: `failedCondition` counts them while pods are missing.
    passOver: ['FailedScale', 'FailedUpdate'],
    rules: [
      pausedUpdate,
      {
        when: [
          { compare: ['spec.updateStrategy.partition', '>', 0] },
          { compare: ['status.updatedReplicas', '>=', 'status.expectedUpdatedReplicas'] },
        ],
        status: 'Suspended',
        reason: 'HeldByPartition',
        say: 'The partition holds the update until it is lowered',
      },
      failedCondition,
      ...updatedAvailable,
    ],
  },
  {
    for: ['apps.kruise.io/StatefulSet'],
    passOver: ['FailedScale', 'FailedUpdate'],
    rules: [pausedUpdate, heldByPartition('status.updatedReplicas', 'spec.replicas'), failedCondition, ...updatedAvailable],
  },
  {
    for: ['apps.kruise.io/DaemonSet'],
    rules: [
      pausedUpdate,
      heldByPartition('status.updatedNumberScheduled', 'status.desiredNumberScheduled'),
      {
        when: [
          { compare: ['status.updatedNumberScheduled', '=', 'status.desiredNumberScheduled'] },
          { compare: ['status.numberAvailable', '>=', 'status.desiredNumberScheduled'] },
        ],
        status: 'Healthy',
        reason: 'Updated',
      },
      {
        when: [
          { compare: ['status.updatedNumberScheduled', '=', 'status.desiredNumberScheduled'] },
          { compare: ['status.numberUnavailable', '>', 0] },
        ],
        status: 'Degraded',
        reason: 'NotAvailable',
        say: '{status.numberUnavailable} of {status.desiredNumberScheduled} updated pods are not available',
      },
      {
        when: { field: 'status.desiredNumberScheduled', exists: true },
        status: 'Progressing',
        reason: 'RollingOut',
        say: "{status.updatedNumberScheduled|'0'} of {status.desiredNumberScheduled} pods are updated",
      },
    ],
  },
  {
    for: ['apps.kruise.io/ImagePullJob', 'apps.kruise.io/ImageListPullJob'],
    rules: [
      {
        when: { compare: ['status.failed', '>', 0] },
        status: 'Degraded',
        reason: 'Failed',
        say: 'Pulling failed on {status.failed} of {status.desired} nodes: {status.message}',
      },
      {
        when: { field: 'status.completionTime', exists: true },
        status: 'Healthy',
        reason: 'Completed',
        say: 'Pulled on {status.succeeded} of {status.desired} nodes',
      },
    ],
  },
  {
    for: ['rollouts.kruise.io/Rollout'],
    rules: [
      {
        field: 'status.phase',
        words: { Healthy: ['Healthy'], Suspended: ['Disabled', 'Disabling'], Progressing: ['Initial', 'Terminating'] },
      },
      {
        when: {
          or: [
            { field: 'status.canaryStatus.currentStepState', is: 'StepPaused' },
            { field: 'status.blueGreenStatus.currentStepState', is: 'StepPaused' },
            { cond: 'Progressing', reason: 'Paused' },
          ],
        },
        status: 'Suspended',
        say: '{status.message}',
      },
      {
        when: { field: 'status.phase', is: 'Progressing' },
        status: 'Progressing',
      },
    ],
  },
  {
    for: ['game.kruise.io/GameServer'],
    rules: [
      {
        when: { any: 'status.podStatus.conditions', where: { field: 'status', is: 'False' } },
        status: 'Degraded',
        reason: 'PodNotReady',
        say: 'Its pod is not ready: {items.type}',
      },
      {
        when: { compare: ['status.currentState', '!=', 'status.desiredState'] },
        status: 'Progressing',
        reason: 'StateChanging',
        say: 'The state changes from {status.currentState} to {status.desiredState}',
      },
      phase('status.currentState', { Degraded: ['NotReady'], Progressing: ['PreDelete', 'PreUpdate'] }),
    ],
  },
  {
    for: ['game.kruise.io/GameServerSet'],
    rules: [
      pausedUpdate,
      {
        when: { compare: ['spec.updateStrategy.rollingUpdate.partition', '>', 0] },
        status: 'Suspended',
        reason: 'HeldByPartition',
        say: 'The partition {spec.updateStrategy.rollingUpdate.partition} holds the update until it is lowered',
      },
      {
        when: { compare: [{ path: 'status.updatedReadyReplicas', or: 0 }, '>=', 'spec.replicas'] },
        status: 'Healthy',
        reason: 'Updated',
      },
      {
        when: { field: 'status.replicas', exists: true },
        status: 'Progressing',
        reason: 'RollingOut',
        say: "{status.updatedReadyReplicas|'0'} of {spec.replicas} updated game servers are ready",
      },
    ],
  },
]
