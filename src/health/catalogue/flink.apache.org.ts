import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { phase } from '../rules/rows.ts'

/** Flink operator: job manager, job, and what the operator is at. */
export const flinkApacheOrg: readonly DeclarativeRule[] = [
  {
    for: ['flink.apache.org/FlinkDeployment', 'flink.apache.org/FlinkSessionJob'],
    // MISSING while the job is suspended: rows read both together.
    passOver: ['jobManagerDeploymentStatus', 'jobStatus'],
    rules: [
      {
        when: { field: 'status.jobManagerDeploymentStatus', is: 'ERROR' },
        status: 'Degraded',
        reason: 'DeploymentError',
        say: "{status.error|status.reconciliationStatus.error|'The job manager cannot be deployed'}",
      },
      { when: { field: 'status.error', empty: false }, status: 'Degraded' },
      {
        when: [
          { field: 'spec.job.state', is: 'suspended' },
          { field: 'status.jobStatus.state', is: ['SUSPENDED', 'FINISHED', 'CANCELED'] },
        ],
        status: 'Healthy',
        reason: 'JobSuspended',
        say: 'The job is suspended as asked',
      },
      {
        when: { field: 'status.jobStatus.state', is: ['FAILED', 'FAILING'] },
        status: 'Degraded',
        reason: 'JobFailed',
      },
      {
        field: 'status.reconciliationStatus.state',
        words: { Progressing: ['UPGRADING', 'ROLLING_BACK', 'REPLACED'], Degraded: ['ROLLED_BACK'] },
      },
      {
        when: [
          { field: 'status.reconciliationStatus.success', is: false },
          { field: 'status.reconciliationStatus.error', empty: false },
        ],
        status: 'Degraded',
        reason: 'ReconciliationFailed',
        say: '{value}',
      },
      phase('status.jobStatus.state', { Progressing: ['CREATED'], Suspended: ['CANCELED'] }),
      phase('status.jobManagerDeploymentStatus', { Progressing: ['MISSING'] }),
    ],
  },
]
