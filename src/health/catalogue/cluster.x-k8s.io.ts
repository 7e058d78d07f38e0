import type { DeclarativeRule, Row } from '../rules/declarative-rule.ts'
import { phase, readyTrue, statusless } from '../rules/rows.ts'

const failure: readonly Row[] = [
  { when: { field: 'status.failureMessage', empty: false }, status: 'Degraded', reason: 'Failed', settled: true },
  { when: { field: 'status.failureReason', empty: false }, status: 'Degraded', reason: 'Failed', settled: true },
  { when: { cond: '*', is: 'False', severity: 'Error' }, status: 'Degraded' },
  {
    when: { field: 'status.phase', is: 'Failed' },
    status: 'Degraded',
  },
]
/** Rows for what was up and has not been available for longer than a node takes to come back. */
const unavailable: Row = {
  when: { cond: ['Available', 'Ready'], is: 'False', after: '10m' },
  status: 'Degraded',
  reason: 'NotAvailable',
}
const busy: readonly Row[] = [
  {
    when: [
      { cond: ['RollingOut', 'Updating'], is: 'True' },
      {
        or: [
          { field: 'status.upToDateReplicas', exists: true },
          { field: 'status.updatedReplicas', exists: true },
        ],
      },
    ],
    status: 'Progressing',
    reason: 'RollingOut',
    say: '{status.upToDateReplicas|status.updatedReplicas} of {spec.replicas|status.replicas} machines are up to date',
  },
  { when: { cond: ['RollingOut', 'Updating', 'ScalingUp', 'ScalingDown', 'Remediating', 'Deleting'], is: 'True' }, status: 'Progressing' },
]
/** Machines that are up to date and ready, counted; conditions sum up earlier ones only. */
const counts: readonly Row[] = [
  {
    when: { compare: ['status.upToDateReplicas', '<', 'spec.replicas'] },
    status: 'Progressing',
    reason: 'RollingOut',
  },
  { when: { compare: ['status.updatedReplicas', '<', 'spec.replicas'] }, status: 'Progressing', reason: 'RollingOut' },
  {
    when: { compare: [{ path: 'status.readyReplicas', or: 0 }, '<', 'spec.replicas'] },
    status: 'Progressing',
    reason: 'NotAllReady',
  },
]
/** Conditions that are False while machines come and go, named here so that they are no failures by themselves. */
const parts: Row = {
  when: {
    cond: [
      '*MachinesReady',
      '*MachinesUpToDate',
      'UpToDate',
      'ControlPlane*',
      'WorkersAvailable',
      'InfrastructureReady',
      'Bootstrap*Ready',
      'NodeReady',
      'NodeHealthy',
      'RemoteConnectionProbe',
      '*Initialized',
      'Available',
      'Ready',
    ],
    is: ['False', 'Unknown'],
  },
  status: 'Progressing',
  reason: 'Provisioning',
}

/**
 * Cluster API, both sets of conditions: phases, `Ready` with its severity (Info and Warning are no failures), `Available` and what is busy beside it, and
 * failureMessage; https://cluster-api.sigs.k8s.io/developer/providers/contracts, proposal 20240916-improve-status-in-CAPI-resources.
 */
export const clusterApi: readonly DeclarativeRule[] = [
  {
    for: ['addons.cluster.x-k8s.io/ClusterResourceSet'],
    rules: [],
  },
  {
    for: ['cluster.x-k8s.io/Cluster'],
    rules: [
      ...failure,
      {
        when: { cond: 'TopologyReconciled', is: 'False', reason: ['*Failed', '*Invalid*'] },
        status: 'Degraded',
      },
      {
        when: [
          { cond: 'Available', is: 'False', after: '10m' },
          {
            or: [
              { field: 'status.initialization.controlPlaneInitialized', is: true },
              { cond: 'ControlPlaneInitialized', is: 'True' },
            ],
          },
          { cond: ['RemoteConnectionProbe', 'ControlPlaneAvailable', 'WorkersAvailable', 'InfrastructureReady', 'Available'], is: 'False' },
        ],
        status: 'Degraded',
        reason: 'NotAvailable',
      },
      ...busy,
      {
        when: [
          { field: 'status.phase', is: 'Provisioned' },
          { cond: ['Ready', 'Available'], is: 'True' },
        ],
        status: 'Healthy',
      },
      parts,
      {
        when: { field: 'status.phase', exists: true },
        status: 'Progressing',
        reason: 'Provisioning',
      },
    ],
  },
  {
    for: ['cluster.x-k8s.io/Machine'],
    rules: [
      ...failure,
      { when: { cond: ['HealthCheckSucceeded', 'OwnerRemediated'], is: 'False' }, status: 'Degraded' },
      {
        when: [
          { field: 'status.phase', is: 'Running' },
          { cond: 'NodeHealthy', is: 'False', reason: '*Failed' },
        ],
        status: 'Degraded',
      },
      {
        when: [{ field: 'status.phase', is: 'Running' }, { no: { cond: ['Ready', 'Available'], is: ['False', 'Unknown'] } }],
        status: 'Healthy',
      },
      {
        when: [
          { field: 'status.phase', is: 'Running' },
          { cond: ['Ready', 'Available'], is: 'False', after: '10m' },
        ],
        status: 'Degraded',
        reason: 'NotReady',
      },
      { when: { cond: 'Deleting', is: 'True' }, status: 'Progressing' },
      parts,
      { when: { field: 'status.phase', exists: true }, status: 'Progressing', reason: 'Provisioning' },
    ],
  },
  {
    for: ['cluster.x-k8s.io/MachineDeployment', 'cluster.x-k8s.io/MachineSet', 'cluster.x-k8s.io/MachinePool'],
    rules: [
      ...failure,
      { when: { compare: ['spec.replicas', '=', 0] }, status: 'Healthy', reason: 'ScaledToZero', say: 'Is scaled to zero' },
      unavailable,
      ...busy,
      ...counts,
      {
        ...phase('status.phase', { Progressing: ['Unknown'] }),
        say: "{status.readyReplicas|'0'} of {spec.replicas|status.replicas} machines are ready: the phase is {value}",
      },
      { when: { cond: 'Available', is: 'True' }, status: 'Healthy' },
      parts,
    ],
  },
  {
    for: ['cluster.x-k8s.io/MachineHealthCheck'],
    rules: [
      {
        when: { compare: ['status.currentHealthy', '<', 'status.expectedMachines'] },
        status: 'Degraded',
        reason: 'UnhealthyMachines',
      },
      { when: { cond: 'RemediationAllowed', is: 'False' }, status: 'Degraded' },
      {
        when: { compare: ['status.currentHealthy', '>=', 'status.expectedMachines'] },
        status: 'Healthy',
        reason: 'AllHealthy',
      },
    ],
  },
  {
    for: ['controlplane.cluster.x-k8s.io/*', 'infrastructure.cluster.x-k8s.io/*', 'bootstrap.cluster.x-k8s.io/*'],
    rules: [
      ...failure,
      { when: { cond: ['EtcdClusterHealthy', 'ControlPlaneComponentsHealthy', 'CertificatesAvailable'], is: 'False' }, status: 'Degraded' },
      ...busy,
      ...counts,
      readyTrue,
      { when: { cond: 'Ready' }, status: 'Progressing' },
      { when: { field: 'status.ready', is: true }, status: 'Healthy' },
      { when: { cond: 'Available', is: 'True' }, status: 'Healthy' },
      parts,
      { when: { field: 'status.ready', is: false }, status: 'Progressing', reason: 'NotReady' },
      { when: { field: 'kind', is: ['*Template', '*Identity'] }, ...statusless },
    ],
  },
]
