import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { phase, readyTrue, readyWaits } from '../rules/rows.ts'

/** KubeRay: state of clusters, jobs and services; https://docs.ray.io/en/latest/cluster/kubernetes. */
export const rayIo: readonly DeclarativeRule[] = [
  {
    for: ['ray.io/RayCluster'],
    rules: [
      { when: { cond: 'ReplicaFailure', is: 'True' }, status: 'Degraded' },
      {
        ...phase('status.state', { Progressing: ['suspending'] }),
        say: "{status.reason|value}: {status.readyWorkerReplicas|status.availableWorkerReplicas|'0'} of {status.desiredWorkerReplicas|'0'} workers are ready",
      },
      { when: { cond: 'RayClusterProvisioned', is: 'True' }, status: 'Healthy' },
    ],
  },
  {
    for: ['ray.io/RayJob'],
    rules: [
      {
        when: [
          { field: 'spec.suspend', is: true },
          { field: 'status.jobDeploymentStatus', not: ['Complete', 'Failed'] },
        ],
        status: 'Suspended',
        reason: 'Suspended',
        say: 'The spec suspends it',
      },
      {
        when: { field: 'status.jobStatus', is: ['FAILED', 'STOPPED'] },
        status: 'Degraded',
        reason: 'Failed',
        settled: true,
      },
      { when: { field: 'status.jobStatus', is: 'SUCCEEDED' }, status: 'Healthy' },
      {
        field: 'status.jobDeploymentStatus',
        words: { Degraded: ['Failed', 'ValidationFailed'], Healthy: ['Complete'], Suspended: ['Suspended'], Progressing: ['*'] },
      },
    ],
  },
  {
    for: ['ray.io/RayService'],
    rules: [
      { when: { cond: 'Suspended', is: 'True' }, status: 'Suspended' },
      { when: { cond: 'Suspending', is: 'True' }, status: 'Progressing' },
      { when: { cond: 'UpgradeInProgress', is: 'True' }, status: 'Progressing' },
      readyTrue,
      { when: { cond: 'Ready', is: 'False', reason: ['*Fail*', '*Error*'] }, status: 'Degraded' },
      {
        field: 'status.serviceStatus',
        words: { Healthy: ['Running'], Degraded: ['Failed*', 'ServeDeploymentsUnhealthy'], Progressing: ['*'] },
      },
      readyWaits,
    ],
  },
]
