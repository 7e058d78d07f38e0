import type { DeclarativeRule, Row } from '../rules/declarative-rule.ts'
import { paused, phase, readyTrue } from '../rules/rows.ts'

const failure: readonly Row[] = [
  { when: { field: 'status.failureMessage', empty: false }, status: 'Degraded', reason: 'Failed', settled: true },
  { when: { field: 'status.failureReason', empty: false }, status: 'Degraded', reason: 'Failed', settled: true },
  {
    when: { cond: '*', is: 'False', severity: 'Error' },
    status: 'Degraded',
  },
]

/** Cluster API: phases, `Ready` with its severity (Info and Warning are no failures), and failureMessage; https://cluster-api.sigs.k8s.io/developer/providers/contracts. */
export const clusterApi: readonly DeclarativeRule[] = [
  {
    for: ['addons.cluster.x-k8s.io/ClusterResourceSet'],
    rules: [
      { when: { cond: 'ResourcesApplied', is: 'True' }, status: 'Healthy' },
      { when: { cond: 'ResourcesApplied', is: 'False' }, status: 'Degraded' },
    ],
  },
  {
    for: ['cluster.x-k8s.io/Cluster'],
    rules: [
      { when: { field: 'spec.paused', is: true }, status: 'Suspended' },
      {
        when: { field: 'status.phase', is: 'Failed' },
        status: 'Degraded',
        say: "{status.failureMessage|'The phase is Failed'}",
      },
      ...failure,
      {
        when: [
          { field: 'status.phase', is: 'Provisioned' },
          { cond: ['Ready', 'Available'], is: 'True' },
        ],
        status: 'Healthy',
      },
      {
        when: { field: 'status.phase', exists: true },
        status: 'Progressing',
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
        status: 'Degraded',
        say: '{status.failureMessage|cond.message}',
      },
      {
        when: { field: 'status.phase', is: 'Failed' },
        status: 'Degraded',
        say: "{status.failureMessage|'The phase is Failed'}",
      },
      ...failure,
      {
        when: [{ field: 'status.phase', is: 'Running' }, { no: { cond: 'Ready', is: ['False', 'Unknown'] } }],
        status: 'Healthy',
      },
      { when: { field: 'status.phase', exists: true }, status: 'Progressing', reason: 'Provisioning' },
    ],
  },
  {
    for: ['cluster.x-k8s.io/MachineDeployment', 'cluster.x-k8s.io/MachineSet'],
    rules: [
      paused,
      {
        ...phase('status.phase', { Progressing: ['Unknown'] }),
        say: "The phase is {value}: {status.readyReplicas|'0'} of {spec.replicas|status.replicas} machines are ready",
      },
      { when: { cond: 'Available', is: 'True' }, status: 'Healthy' },
    ],
  },
  {
    for: ['cluster.x-k8s.io/MachineHealthCheck'],
    rules: [
      {
        when: { compare: ['status.currentHealthy', '<', 'status.expectedMachines'] },
        status: 'Degraded',
        reason: 'UnhealthyMachines',
        say: '{status.currentHealthy} of {status.expectedMachines} machines are healthy',
      },
      { when: { cond: 'RemediationAllowed', is: 'False' }, status: 'Degraded' },
      {
        when: { compare: ['status.currentHealthy', '>=', 'status.expectedMachines'] },
        status: 'Healthy',
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
      { when: { cond: 'Ready' }, status: 'Progressing' },
      { when: { field: 'status.ready', is: true }, status: 'Healthy' },
      { when: { cond: 'Available', is: 'True' }, status: 'Healthy' },
      { when: { field: 'status.ready', is: false }, status: 'Progressing', reason: 'NotReady', say: 'It is not ready yet' },
      {
        when: { field: 'status', empty: true },
        status: 'Progressing',
        reason: 'NotReported',
        say: 'Its controller has not reported yet how it is',
      },
      {
        when: { field: 'kind', is: ['*Template', '*Identity', '*ClusterStaticIdentity'] },
        status: 'NotApplicable',
        reason: 'Statusless',
        say: '',
      },
    ],
  },
]
