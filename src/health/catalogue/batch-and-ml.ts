import type { DeclarativeRule, Row } from '../declarative-rule.ts'
import { readyTrue, readyWaits, suspended } from '../rule-rows.ts'

const runs: readonly Row[] = [
  { when: { field: 'spec.status', is: '*Pending' }, then: 'Suspended', reason: 'Pending', say: 'The spec holds it back' },
  { when: { cond: 'Succeeded', is: 'True' }, then: 'Healthy' },
  { when: { cond: 'Succeeded', is: 'False' }, then: 'Degraded', reason: 'Failed', settled: true },
  { when: { cond: 'Succeeded' }, then: 'Progressing', reason: 'Running' },
]

/** Things that run to an end, queues and machine learning: Tekton, Kueue, Ray, Kubeflow, Spark, Flink, Volcano. */
export const batchAndMl: readonly DeclarativeRule[] = [
  { for: ['tekton.dev/PipelineRun', 'tekton.dev/TaskRun', 'tekton.dev/CustomRun', 'tekton.dev/Run'], rules: runs },
  {
    for: [
      'tekton.dev/Pipeline',
      'tekton.dev/Task',
      'tekton.dev/ClusterTask',
      'tekton.dev/StepAction',
      'triggers.tekton.dev/Trigger*',
      'triggers.tekton.dev/ClusterTriggerBinding',
      'triggers.tekton.dev/*Interceptor',
    ],
    rules: [],
    else: { then: 'NotApplicable', reason: 'Statusless', say: '' },
  },
  {
    for: ['triggers.tekton.dev/EventListener'],
    rules: [
      { when: { cond: ['Ready', 'Available'], is: 'True' }, then: 'Healthy', reason: 'Ready' },
      { when: { cond: ['Ready', 'Available'] }, then: 'Progressing', reason: 'NotReady' },
    ],
  },
  {
    for: ['operator.tekton.dev/*'],
    rules: [readyTrue, { when: { cond: 'Ready', is: 'False', reason: ['*Error*', '*Failed*'] }, then: 'Degraded' }, readyWaits],
  },
  {
    for: ['kueue.x-k8s.io/ClusterQueue', 'kueue.x-k8s.io/LocalQueue', 'kueue.x-k8s.io/AdmissionCheck', 'kueue.x-k8s.io/MultiKueueCluster'],
    rules: [
      { when: { cond: 'Active', is: 'False', reason: ['*Stopped*', 'Terminating'] }, then: 'Suspended', reason: 'Stopped' },
      { when: { cond: 'Active', is: 'False' }, then: 'Degraded' },
      { when: { cond: 'Active', is: 'True' }, then: 'Healthy' },
    ],
  },
  {
    for: [
      'kueue.x-k8s.io/ResourceFlavor',
      'kueue.x-k8s.io/WorkloadPriorityClass',
      'kueue.x-k8s.io/Topology',
      'kueue.x-k8s.io/Cohort',
      'kueue.x-k8s.io/*Config',
    ],
    rules: [],
    else: { then: 'NotApplicable', reason: 'Statusless', say: '' },
  },
  {
    for: ['kueue.x-k8s.io/Workload'],
    rules: [
      {
        when: { cond: 'Finished', is: 'True', reason: ['Failed', 'JobFailed', '*OutOfSync'] },
        then: 'Degraded',
        reason: 'Failed',
        settled: true,
      },
      { when: { cond: 'Finished', is: 'True' }, then: 'Healthy', reason: 'Finished' },
      {
        when: {
          or: [
            { field: 'spec.active', is: false },
            { cond: 'Evicted', is: 'True', reason: 'Deactivated*' },
          ],
        },
        then: 'Suspended',
        reason: 'Deactivated',
        say: "{cond.message|'It is deactivated'}",
      },
      { when: { cond: 'Admitted', is: 'True' }, then: 'Progressing', reason: 'Admitted', say: "{cond.message|'Admitted and running'}" },
      { when: { cond: 'QuotaReserved', is: 'True' }, then: 'Progressing', reason: 'QuotaReserved' },
      { when: { cond: 'QuotaReserved', is: 'False' }, then: 'Suspended', reason: 'Queued' },
    ],
  },
  {
    for: ['ray.io/RayCluster'],
    rules: [
      { when: { cond: 'ReplicaFailure', is: 'True' }, then: 'Degraded' },
      {
        field: 'status.state',
        words: { Healthy: ['ready'], Degraded: ['failed', 'unhealthy'], Suspended: ['suspended'], Progressing: ['suspending', ''] },
        say: "{status.reason|value}: {status.readyWorkerReplicas|status.availableWorkerReplicas|'0'} of {status.desiredWorkerReplicas|'0'} workers are ready",
      },
      { when: { cond: 'RayClusterProvisioned', is: 'True' }, then: 'Healthy', reason: 'Provisioned' },
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
        then: 'Suspended',
        reason: 'Suspended',
        say: 'The spec suspends it',
      },
      {
        when: { field: 'status.jobStatus', is: ['FAILED', 'STOPPED'] },
        then: 'Degraded',
        reason: 'Failed',
        say: '{status.message|value}',
        settled: true,
      },
      { when: { field: 'status.jobStatus', is: 'SUCCEEDED' }, then: 'Healthy', reason: 'Succeeded', say: '{status.message|value}' },
      {
        field: 'status.jobDeploymentStatus',
        words: { Degraded: ['Failed', 'ValidationFailed'], Healthy: ['Complete'], Suspended: ['Suspended'], Progressing: ['*'] },
        say: "{status.message|'The job is '}{status.message|value}",
      },
    ],
  },
  {
    for: ['ray.io/RayService'],
    rules: [
      { when: { cond: 'UpgradeInProgress', is: 'True' }, then: 'Progressing' },
      readyTrue,
      { when: { cond: 'Ready', is: 'False', reason: ['*Fail*', '*Error*'] }, then: 'Degraded' },
      {
        field: 'status.serviceStatus',
        words: { Healthy: ['Running'], Degraded: ['Failed*', 'ServeDeploymentsUnhealthy'], Progressing: ['*'] },
      },
      readyWaits,
    ],
  },
  {
    for: ['kubeflow.org/*', 'trainer.kubeflow.org/*', 'batch.volcano.sh/Job'],
    rules: [
      { when: { cond: 'Failed', is: 'True' }, then: 'Degraded', settled: true },
      { when: { cond: ['Succeeded', 'Complete', 'Completed'], is: 'True' }, then: 'Healthy', reason: 'Succeeded' },
      { when: { cond: 'Suspended', is: 'True' }, then: 'Suspended' },
      { when: { cond: ['Running', 'Created', 'Restarting'], is: 'True' }, then: 'Progressing', reason: 'Running' },
      { field: 'status.state.phase', words: { Healthy: ['Completed'], Degraded: ['Failed', 'Aborted', 'Terminated'], Progressing: ['*'] } },
      readyTrue,
      readyWaits,
    ],
  },
  {
    for: ['sparkoperator.k8s.io/SparkApplication'],
    rules: [
      {
        when: [
          { field: 'status.applicationState.state', is: 'RUNNING' },
          { field: 'spec.dynamicAllocation.enabled', not: true },
          { field: 'spec.sparkConf[spark.dynamicAllocation.enabled]', not: ['true', true] },
          { field: 'spec.sparkConf[spark.streaming.dynamicAllocation.enabled]', not: ['true', true] },
          {
            compare: [
              { count: 'status.executorState', where: { field: '.', is: ['RUNNING', 'COMPLETED'] } },
              '<',
              'spec.executor.instances',
            ],
          },
        ],
        then: 'Progressing',
        reason: 'WaitingForExecutors',
        say: 'Not all of {spec.executor.instances} executors are running',
      },
      {
        field: 'status.applicationState.state',
        words: {
          Healthy: ['RUNNING', 'COMPLETED'],
          Degraded: ['FAILED', 'SUBMISSION_FAILED', 'FAILING', 'UNKNOWN'],
          Progressing: ['SUBMITTED', 'PENDING_SUBMISSION', 'PENDING_RERUN', 'INVALIDATING', 'SUCCEEDING', 'NEW', 'RESUMING', ''],
          Suspended: ['SUSPENDED', 'SUSPENDING'],
        },
        say: "{status.applicationState.errorMessage|'The application is '}{status.applicationState.errorMessage|value}",
      },
    ],
  },
  {
    for: ['sparkoperator.k8s.io/ScheduledSparkApplication'],
    rules: [
      suspended,
      {
        field: 'status.scheduleState',
        words: { Healthy: ['Scheduled', 'Validating'], Degraded: ['FailedValidation'], Progressing: [''] },
        say: '{status.reason|value}',
      },
    ],
  },
  {
    for: ['flink.apache.org/FlinkDeployment', 'flink.apache.org/FlinkSessionJob'],
    rules: [
      {
        when: { field: 'status.jobManagerDeploymentStatus', is: 'ERROR' },
        then: 'Degraded',
        reason: 'DeploymentError',
        say: "{status.error|status.reconciliationStatus.error|'The job manager cannot be deployed'}",
      },
      { when: { field: 'status.error', empty: false }, then: 'Degraded', reason: 'Error', say: '{value}' },
      {
        when: [
          { field: 'spec.job.state', is: 'suspended' },
          { field: 'status.jobStatus.state', is: ['SUSPENDED', 'FINISHED', 'CANCELED'] },
        ],
        then: 'Healthy',
        reason: 'JobSuspended',
        say: 'The job is suspended as asked',
      },
      {
        when: { field: 'status.jobStatus.state', is: ['FAILED', 'FAILING'] },
        then: 'Degraded',
        reason: 'JobFailed',
        say: 'The job is {value}',
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
        then: 'Degraded',
        reason: 'ReconciliationFailed',
        say: '{value}',
      },
      {
        field: 'status.jobStatus.state',
        words: {
          Healthy: ['RUNNING', 'FINISHED'],
          Progressing: ['CREATED', 'RESTARTING', 'RECONCILING', 'INITIALIZING', 'CANCELLING'],
          Suspended: ['SUSPENDED', 'CANCELED'],
        },
        say: 'The job is {value}',
      },
      {
        field: 'status.jobManagerDeploymentStatus',
        words: { Healthy: ['READY'], Progressing: ['DEPLOYING', 'DEPLOYED_NOT_READY', 'MISSING'] },
        say: 'The job manager is {value}',
      },
    ],
  },
]
