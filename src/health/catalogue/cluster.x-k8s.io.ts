import type { DeclarativeRule, Row } from '../declarative-rule.ts'
import { paused, ready, readyTrue } from '../rule-rows.ts'

const failure: readonly Row[] = [
  { when: { field: 'status.failureMessage', empty: false }, then: 'Degraded', reason: 'Failed', say: '{value}', settled: true },
  { when: { field: 'status.failureReason', empty: false }, then: 'Degraded', reason: 'Failed', say: '{value}', settled: true },
  {
    when: { cond: '*', is: 'False', severity: 'Error' },
    then: 'Degraded',
    reason: 'ConditionFailed',
    say: '{cond.message|cond.reason|cond.type}',
  },
]

/** Cluster API: phases, `Ready` with its severity (Info and Warning are no failures), and failureMessage; https://cluster-api.sigs.k8s.io/developer/providers/contracts. */
export const clusterApi: readonly DeclarativeRule[] = [
  {
    for: ['addons.cluster.x-k8s.io/ClusterResourceSet'],
    rules: [
      { when: { cond: 'ResourcesApplied', is: 'True' }, then: 'Healthy', say: 'The resources are applied to the clusters' },
      { when: { cond: 'ResourcesApplied', is: 'False' }, then: 'Degraded' },
    ],
  },
  {
    for: ['cluster.x-k8s.io/Cluster'],
    rules: [
      { when: { field: 'spec.paused', is: true }, then: 'Suspended', reason: 'Paused', say: 'The cluster is paused' },
      {
        when: { field: 'status.phase', is: 'Failed' },
        then: 'Degraded',
        reason: 'Failed',
        say: "{status.failureMessage|'The phase is Failed'}",
      },
      ...failure,
      {
        when: [
          { field: 'status.phase', is: 'Provisioned' },
          { cond: ['Ready', 'Available'], is: 'True' },
        ],
        then: 'Healthy',
        reason: 'Provisioned',
        say: 'The cluster is provisioned and ready',
      },
      {
        when: { field: 'status.phase', exists: true },
        then: 'Progressing',
        reason: 'Provisioning',
        say: 'The phase is {value}; the cluster is not ready yet',
      },
    ],
  },
  {
    for: ['cluster.x-k8s.io/Machine', 'cluster.x-k8s.io/MachinePool'],
    rules: [
      {
        when: [
          { field: 'status.phase', is: 'Failed' },
          { cond: 'Ready', is: 'False' },
        ],
        then: 'Degraded',
        reason: 'Failed',
        say: '{status.failureMessage|cond.message}',
      },
      {
        when: { field: 'status.phase', is: 'Failed' },
        then: 'Degraded',
        reason: 'Failed',
        say: "{status.failureMessage|'The phase is Failed'}",
      },
      ...failure,
      {
        when: [{ field: 'status.phase', is: 'Running' }, { no: { cond: 'Ready', is: ['False', 'Unknown'] } }],
        then: 'Healthy',
        reason: 'Running',
        say: 'It runs',
      },
      { when: { field: 'status.phase', exists: true }, then: 'Progressing', reason: 'Provisioning', say: 'The phase is {value}' },
    ],
  },
  {
    for: ['cluster.x-k8s.io/MachineDeployment', 'cluster.x-k8s.io/MachineSet'],
    rules: [
      paused,
      {
        field: 'status.phase',
        words: {
          Healthy: ['Running'],
          Degraded: ['Failed'],
          Progressing: ['ScalingUp', 'ScalingDown', 'Updating', 'Provisioning', 'Unknown'],
        },
        say: "The phase is {value}: {status.readyReplicas|'0'} of {spec.replicas|status.replicas} machines are ready",
      },
      { when: { cond: 'Available', is: 'True' }, then: 'Healthy' },
    ],
  },
  {
    for: ['cluster.x-k8s.io/MachineHealthCheck'],
    rules: [
      {
        when: { compare: ['status.currentHealthy', '<', 'status.expectedMachines'] },
        then: 'Degraded',
        reason: 'UnhealthyMachines',
        say: '{status.currentHealthy} of {status.expectedMachines} machines are healthy',
      },
      { when: { cond: 'RemediationAllowed', is: 'False' }, then: 'Degraded' },
      {
        when: { compare: ['status.currentHealthy', '>=', 'status.expectedMachines'] },
        then: 'Healthy',
        reason: 'AllHealthy',
        say: '{status.currentHealthy} of {status.expectedMachines} machines are healthy',
      },
    ],
  },
  {
    for: ['controlplane.cluster.x-k8s.io/*', 'infrastructure.cluster.x-k8s.io/*', 'bootstrap.cluster.x-k8s.io/*'],
    rules: [
      ...failure,
      readyTrue,
      { when: { cond: 'Ready' }, then: 'Progressing', reason: 'NotReady', say: "{cond.message|cond.reason|'Ready is not True yet'}" },
      { when: { field: 'status.ready', is: true }, then: 'Healthy', reason: 'Ready', say: 'It is ready' },
      { when: { cond: 'Available', is: 'True' }, then: 'Healthy' },
      { when: { field: 'status.ready', is: false }, then: 'Progressing', reason: 'NotReady', say: 'It is not ready yet' },
      {
        when: { field: 'status', empty: true },
        then: 'Progressing',
        reason: 'NotReported',
        say: 'Its controller has not reported yet how it is',
      },
      {
        when: { field: 'kind', is: ['*Template', '*Identity', '*ClusterStaticIdentity'] },
        then: 'NotApplicable',
        reason: 'Statusless',
        say: '',
      },
    ],
  },
]
