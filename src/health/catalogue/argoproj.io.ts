import type { DeclarativeRule, Row } from '../rules/declarative-rule.ts'
import { phase, statusless } from '../rules/rows.ts'

const workflowWords = {
  Healthy: ['Succeeded', 'Successful'],
  Degraded: ['Failed', 'Error'],
  Progressing: ['Pending', 'Running'],
  Unknown: ['Inconclusive'],
} as const
const step = 'step {status.currentStepIndex} of {#spec.strategy.canary.steps}, weight {status.canary.weights.canary.weight} %'
const eventConditions: readonly Row[] = [
  {
    when: { cond: '*', is: 'False', reason: ['*Progress*', '*Wait*', '*Pending*'] },
    status: 'Progressing',
    reason: 'Deploying',
  },
  {
    when: { cond: '*', is: 'False' },
    status: 'Degraded',
  },
  { when: { cond: 'Deployed', is: 'True' }, status: 'Healthy' },
]

/** Argo CD, Rollouts, Workflows and Events: phases, and conditions that are True for what they name. */
export const argo: readonly DeclarativeRule[] = [
  {
    for: ['argoproj.io/AnalysisRun', 'argoproj.io/Experiment'],
    rules: [{ field: 'status.phase', words: workflowWords }],
  },
  {
    for: ['argoproj.io/Workflow'],
    // A step that failed and was tried again, or was allowed to fail, stays as it was: the phase sums them up.
    passOver: ['nodes'],
    rules: [
      {
        when: [
          { field: 'spec.suspend', is: true },
          { field: 'status.phase', not: ['Succeeded', 'Failed', 'Error'] },
        ],
        status: 'Suspended',
        reason: 'Suspended',
      },
      { field: 'status.phase', words: workflowWords, say: '{status.message|status.progress|value}' },
    ],
  },
  {
    for: ['argoproj.io/CronWorkflow'],
    rules: [
      {
        when: { cond: ['SubmissionError', 'SpecError'], is: 'True' },
        status: 'Degraded',
        reason: 'SubmissionFailed',
      },
      { when: { cond: 'Completed', is: 'True' }, status: 'Healthy' },
      { when: { field: 'status.active', empty: false }, status: 'Healthy', say: 'A workflow is running' },
      {
        when: { field: 'status.lastScheduledTime', exists: true },
        status: 'Healthy',
        reason: 'Scheduled',
        say: 'Last scheduled at {value}',
      },
    ],
    else: { status: 'Healthy', reason: 'NotScheduledYet', say: 'Waits for its first schedule' },
  },
  { for: ['argoproj.io/EventBus', 'argoproj.io/EventSource', 'argoproj.io/Sensor'], rules: eventConditions },
  {
    for: ['argoproj.io/Application'],
    // A cluster that is as Git has it is no health, and that of its objects is summed up.
    passOver: ['sync', 'resources'],
    rules: [
      {
        when: { any: 'status.conditions', where: { field: 'type', is: '*Error' } },
        status: 'Degraded',
        reason: 'ErrorReported',
        say: '{items.message|items.type}',
      },
      {
        when: { field: 'status.operationState.phase', is: ['Failed', 'Error'] },
        status: 'Degraded',
        reason: 'OperationFailed',
      },
      {
        when: [
          { field: 'status.operationState.phase', is: 'Running' },
          { field: 'status.health.status', is: ['Healthy', 'Missing', 'Suspended'] },
        ],
        status: 'Progressing',
        reason: 'Syncing',
      },
      {
        when: { field: 'status.health.status', is: 'Degraded' },
        status: 'Degraded',
        say: ['{status.health.message}', 'Some of its objects are degraded'],
        causes: {
          of: 'status.resources',
          where: { field: 'health.status', is: 'Degraded' },
          kind: '{kind}',
          name: '{name}',
          say: "{health.message|'Degraded'}",
        },
      },
      phase('status.health.status', { Missing: ['Missing'] }),
    ],
  },
  {
    for: ['argoproj.io/ApplicationSet'],
    rules: [
      { when: { cond: 'ErrorOccurred', is: 'True' }, status: 'Degraded' },
      { when: { cond: ['RolloutProgressing', 'RollingOut'], is: 'True' }, status: 'Progressing', reason: 'RollingOut' },
      { when: { cond: ['ParametersGenerated', 'ResourcesUpToDate'], is: 'False' }, status: 'Degraded' },
      { when: { cond: 'ResourcesUpToDate', is: 'True' }, status: 'Healthy' },
    ],
  },
  {
    for: [
      'argoproj.io/AppProject',
      'argoproj.io/AnalysisTemplate',
      'argoproj.io/ClusterAnalysisTemplate',
      'argoproj.io/WorkflowTemplate',
      'argoproj.io/ClusterWorkflowTemplate',
    ],
    rules: [],
    else: statusless,
  },
  {
    for: ['argoproj.io/ArgoCD', 'argoproj.io/RolloutManager', 'argoproj.io/NotificationsConfiguration', 'argoproj.io/ImageUpdater'],
    rules: [],
  },
  {
    for: ['argoproj.io/Rollout'],
    rules: [
      {
        when: [
          { field: 'metadata.annotations[rollout.argoproj.io/workload-generation]', exists: true },
          { compare: ['status.workloadObservedGeneration', '!=', 'metadata.annotations[rollout.argoproj.io/workload-generation]'] },
        ],
        status: 'Progressing',
        reason: 'WorkloadNotObserved',
        say: 'The controller has not yet seen the latest change of its workload',
      },
      { when: { cond: 'InvalidSpec', is: 'True' }, status: 'Degraded' },
      {
        when: {
          or: [
            { field: 'spec.paused', is: true },
            { field: 'status.controllerPause', is: true },
            { field: 'status.pauseConditions', empty: false },
          ],
        },
        status: 'Suspended',
        say: [
          `{status.message|'The rollout is paused'} (${step}, since {status.pauseConditions[0].startTime})`,
          "{status.message|'The rollout is paused'} (since {status.pauseConditions[0].startTime})",
          "{status.message|'The rollout is paused'}",
        ],
      },
      {
        when: { cond: 'Progressing', reason: ['ProgressDeadlineExceeded', 'RolloutAborted', 'RolloutAnalysisRunFailed'] },
        status: 'Degraded',
        reason: 'RolloutFailed',
      },
      {
        when: { field: 'status.phase', is: 'Progressing' },
        status: 'Progressing',
        say: [`{status.message|'The rollout goes on'} (${step})`, "{status.message|'The rollout goes on'}"],
      },
      phase('status.phase'),
      {
        when: { compare: [{ path: 'status.updatedReplicas', or: 0 }, '<', { path: 'spec.replicas', or: 1 }] },
        status: 'Progressing',
        reason: 'RollingOut',
      },
      {
        when: { compare: ['status.replicas', '>', 'status.updatedReplicas'] },
        status: 'Progressing',
        reason: 'OldReplicasTerminating',
        say: '{status.updatedReplicas} of {status.replicas} pods run the new revision; the others are still to be stopped',
      },
      {
        when: { compare: [{ path: 'status.availableReplicas', or: 0 }, '<', 'status.updatedReplicas'] },
        status: 'Progressing',
        reason: 'WaitingForPods',
      },
      {
        when: [
          { field: 'spec.strategy.blueGreen', exists: true },
          { field: 'status.currentPodHash', empty: false },
          { no: { compare: ['status.blueGreen.activeSelector', '=', 'status.currentPodHash'] } },
        ],
        status: 'Progressing',
        reason: 'SwitchingTraffic',
        say: 'The active service does not yet lead to the new revision',
      },
      {
        when: [
          { field: 'spec.strategy.canary', exists: true },
          { field: 'status.currentPodHash', empty: false },
          { no: { compare: ['status.stableRS', '=', 'status.currentPodHash'] } },
          { no: { compare: ['status.canary.stableRS', '=', 'status.currentPodHash'] } },
        ],
        status: 'Progressing',
        reason: 'StepsRemaining',
        say: [`The canary has steps to go (${step})`, 'The canary has steps to go'],
      },
      {
        when: { field: 'status.replicas', exists: true },
        status: 'Healthy',
        reason: 'RolledOut',
        say: '{status.updatedReplicas} of {status.replicas} pods run the new revision',
      },
      { when: { cond: ['Completed', 'Healthy', 'Available'], is: 'False' }, status: 'Progressing', reason: 'RollingOut' },
    ],
  },
]
