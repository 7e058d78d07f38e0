import type { DeclarativeRule, Row } from '../rules/declarative-rule.ts'
import { readyTrue, readyWaits, statusless } from '../rules/rows.ts'

const runs: readonly Row[] = [
  { when: { field: 'spec.status', is: '*Pending' }, status: 'Suspended' },
  { when: { cond: 'Succeeded', is: 'True' }, status: 'Healthy' },
  { when: { cond: 'Succeeded', is: 'False' }, status: 'Degraded', reason: 'Failed', settled: true },
  { when: { cond: 'Succeeded' }, status: 'Progressing', reason: 'Running' },
]

/** Tekton: Succeeded of runs, Ready of what is installed; https://tekton.dev/docs/pipelines/pipelineruns. */
export const tektonDev: readonly DeclarativeRule[] = [
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
    else: statusless,
  },
  {
    for: ['triggers.tekton.dev/EventListener'],
    rules: [
      { when: { cond: ['Ready', 'Available'], is: 'True' }, status: 'Healthy' },
      { when: { cond: ['Ready', 'Available'] }, status: 'Progressing' },
    ],
  },
  {
    for: ['operator.tekton.dev/*'],
    rules: [readyTrue, { when: { cond: 'Ready', is: 'False', reason: ['*Error*', '*Failed*'] }, status: 'Degraded' }, readyWaits],
  },
]
