import type { DeclarativeRule } from '../declarative-rule.ts'
import { ready, readyWaits, reconciling, stalled } from '../rule-rows.ts'

/** Platform operators of one or two kinds: Gardener, Pulumi, SAP, Karmada, IAM manager, Camel K, Kyverno, Gatekeeper, snapshots, Rancher. */
export const platform: readonly DeclarativeRule[] = [
  {
    for: ['core.gardener.cloud/Shoot'],
    rules: [
      {
        when: {
          or: [
            { field: 'status.hibernated', is: true },
            { field: 'spec.hibernation.enabled', is: true },
          ],
        },
        then: 'Suspended',
        reason: 'Hibernated',
        say: 'The cluster is hibernated',
      },
      {
        field: 'metadata.labels[shoot.gardener.cloud/status]',
        words: { Healthy: ['healthy'], Progressing: ['progressing'], Degraded: ['unhealthy'], Unknown: ['unknown'] },
        say: '{status.lastErrors[].description|status.lastOperation.description|value}',
      },
      {
        field: 'status.lastOperation.state',
        words: { Healthy: ['Succeeded'], Degraded: ['Failed', 'Error', 'Aborted'], Progressing: ['Processing', 'Pending'] },
        say: '{status.lastErrors[].description|status.lastOperation.description|value}',
      },
    ],
  },
  {
    for: ['iammanager.keikoproj.io/Iamrole'],
    rules: [
      {
        field: 'status.state',
        words: {
          Healthy: ['Ready'],
          Degraded: ['Error', 'RolesMaxLimitReached', 'PolicyNotAllowed', 'RoleNameNotAvailable'],
          Progressing: ['CreateInProgress', 'DeleteInprogress', 'UpdateInprogress', ''],
        },
        say: "{status.errorDescription|'The role is '}{status.errorDescription|value}",
      },
    ],
  },
  {
    for: ['camel.apache.org/*'],
    rules: [
      {
        when: { field: 'status.phase', is: ['Error', 'Cannot *'] },
        then: 'Degraded',
        reason: 'Error',
        say: '{status.conditions[-1].message|status.failure.reason|value}',
      },
      { when: { cond: 'Ready', is: 'True' }, then: 'Healthy', say: "{cond.message|'It runs'}" },
      { when: { cond: 'Ready', is: 'False', reason: ['Error', '*Failed', 'RuntimeNotReady'] }, then: 'Degraded' },
      { when: { cond: 'Ready' }, then: 'Progressing', reason: 'NotReady' },
      { field: 'status.phase', words: { Healthy: ['Ready', 'Running'], Progressing: ['*'] } },
    ],
  },
  {
    for: ['pulumi.com/*'],
    rules: [
      { when: { cond: 'Stalled', is: 'True' }, then: 'Degraded', settled: true },
      { when: { cond: 'Reconciling', is: 'True', reason: '*Retry*' }, then: 'Degraded', reason: 'RetryingAfterFailure' },
      reconciling,
      { when: { cond: 'Ready', is: 'True' }, then: 'Healthy' },
      {
        when: { field: 'status.lastUpdate.state', is: 'failed' },
        then: 'Degraded',
        reason: 'UpdateFailed',
        say: "{status.lastUpdate.message|'The last update failed'}",
      },
      readyWaits,
    ],
  },
  {
    for: ['services.cloud.sap.com/*'],
    rules: [
      { when: { cond: 'Failed', is: 'True' }, then: 'Degraded' },
      { when: { cond: 'Succeeded', is: 'False', reason: '*Failed' }, then: 'Degraded', reason: 'OperationFailed' },
      { when: { cond: 'Succeeded', is: 'False' }, then: 'Progressing', reason: 'InProgress' },
      { when: [{ cond: 'Ready', is: 'True' }, { no: { cond: 'Succeeded', is: ['False', 'Unknown'] } }], then: 'Healthy' },
      { when: { cond: 'Ready', is: 'False' }, then: 'Progressing' },
    ],
  },
  {
    for: ['work.karmada.io/ResourceBinding', 'work.karmada.io/ClusterResourceBinding'],
    rules: [
      {
        when: {
          any: 'status.aggregatedStatus',
          where: {
            or: [
              { field: 'health', is: 'Unhealthy' },
              { field: 'applied', is: false },
              { field: 'applied', exists: false },
            ],
          },
        },
        then: 'Degraded',
        reason: 'UnhealthyInClusters',
        say: 'Not applied or not healthy in {items.clusterName}',
      },
      {
        when: {
          or: [
            { field: 'status.aggregatedStatus', empty: true },
            { compare: [{ count: 'status.aggregatedStatus' }, '<', { count: 'spec.clusters' }] },
          ],
        },
        then: 'Progressing',
        reason: 'WaitingForClusters',
        say: "{status.conditions[].message|'Not all clusters have reported yet'}",
      },
      {
        when: { every: 'status.aggregatedStatus', where: { field: 'applied', is: true } },
        then: 'Healthy',
        reason: 'Applied',
        say: 'Applied in {status.aggregatedStatus[].clusterName}',
      },
    ],
  },
  {
    for: ['work.karmada.io/Work'],
    rules: [
      { when: { cond: 'Applied', is: 'False' }, then: 'Degraded' },
      { when: { cond: 'Applied', is: 'True' }, then: 'Healthy' },
    ],
  },
  {
    for: ['kyverno.io/Policy', 'kyverno.io/ClusterPolicy', 'policies.kyverno.io/*'],
    rules: [
      ...ready,
      {
        when: { cond: '*', is: 'False', in: 'status.conditionStatus.conditions' },
        then: 'Degraded',
        reason: 'NotReady',
        say: '{cond.type}: {cond.message|cond.reason|cond.status}',
      },
      {
        when: {
          or: [
            { field: 'status.ready', is: true },
            { field: 'status.conditionStatus.ready', is: true },
          ],
        },
        then: 'Healthy',
        reason: 'Ready',
        say: 'The policy is ready',
      },
      {
        when: {
          or: [
            { field: 'status.ready', is: false },
            { field: 'status.conditionStatus.ready', is: false },
          ],
        },
        then: 'Progressing',
        reason: 'NotReady',
        say: 'The policy is not ready yet',
      },
    ],
    else: { then: 'Progressing', reason: 'NotReported', say: 'The policy is not ready yet' },
  },
  { for: ['kyverno.io/*'], rules: [], else: { then: 'NotApplicable', reason: 'Statusless', say: '' } },
  {
    for: ['templates.gatekeeper.sh/ConstraintTemplate'],
    rules: [
      {
        when: { any: 'status.byPod', where: { field: 'errors', empty: false } },
        then: 'Degraded',
        reason: 'Errors',
        say: '{status.byPod[].errors[].message}',
      },
      { when: { field: 'status.created', is: true }, then: 'Healthy', reason: 'Created', say: 'The constraint is created' },
    ],
  },
  {
    for: ['constraints.gatekeeper.sh/*'],
    rules: [
      {
        when: { any: 'status.byPod', where: { field: 'errors', empty: false } },
        then: 'Degraded',
        reason: 'Errors',
        say: '{status.byPod[].errors[].message}',
      },
      {
        when: { field: 'status.byPod', empty: false },
        then: 'Healthy',
        reason: 'Enforced',
        say: "{status.totalViolations|'0'} violations",
      },
    ],
  },
  {
    for: ['snapshot.storage.k8s.io/VolumeSnapshot', 'snapshot.storage.k8s.io/VolumeSnapshotContent', 'groupsnapshot.storage.k8s.io/*'],
    rules: [
      { when: { field: 'status.readyToUse', is: true }, then: 'Healthy', reason: 'ReadyToUse', say: 'The snapshot is ready to use' },
      { when: { field: 'status.error.message', empty: false }, then: 'Degraded', reason: 'SnapshotFailed', say: '{value}' },
    ],
    else: { then: 'Progressing', reason: 'NotReadyYet', say: 'The snapshot is not ready to use yet' },
  },
  {
    for: ['snapshot.storage.k8s.io/VolumeSnapshotClass', 'groupsnapshot.storage.k8s.io/VolumeGroupSnapshotClass'],
    rules: [],
    else: { then: 'NotApplicable', reason: 'Statusless', say: '' },
  },
  {
    for: ['helm.cattle.io/HelmChart'],
    rules: [
      { when: { cond: 'Failed', is: 'True' }, then: 'Degraded' },
      { when: { cond: 'JobCreated', is: 'True' }, then: 'Healthy', reason: 'JobCreated' },
    ],
  },
  {
    for: ['fleet.cattle.io/*'],
    rules: [
      stalled,
      { when: { cond: 'Ready', is: 'True' }, then: 'Healthy' },
      {
        when: { cond: 'Ready', is: 'False', message: ['WaitApplied', 'NotReady', 'Pending', 'OutOfSync'] },
        then: 'Progressing',
        reason: 'NotReady',
      },
      { when: { cond: 'Ready', is: 'False' }, then: 'Degraded' },
      reconciling,
    ],
  },
  {
    for: ['resources.teleport.dev/*'],
    rules: [
      {
        when: { cond: '*', is: 'False' },
        then: 'Degraded',
        reason: 'ConditionFailed',
        say: '{cond.type}: {cond.message|cond.reason|cond.status}',
      },
      { when: { cond: 'SuccessfullyReconciled', is: 'True' }, then: 'Healthy', reason: 'Reconciled' },
    ],
  },
]
