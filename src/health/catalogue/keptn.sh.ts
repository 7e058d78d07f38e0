import type { DeclarativeRule } from '../rules/declarative-rule.ts'

const words = {
  Healthy: ['Succeeded', 'Warning'],
  Degraded: ['Failed', 'Deprecated'],
  Progressing: ['Pending', 'Progressing'],
  Unknown: ['Unknown'],
} as const

/** Keptn: overall statuses of deployments, tasks and evaluations; metrics and analyses. */
export const keptn: readonly DeclarativeRule[] = [
  { for: ['lifecycle.keptn.sh/KeptnEvaluation'], rules: [{ field: 'status.overallStatus', words }] },
  {
    for: ['lifecycle.keptn.sh/*'],
    rules: [{ field: 'status.status', words }],
  },
  {
    for: ['metrics.keptn.sh/Analysis'],
    rules: [
      {
        when: [
          { field: 'status.state', is: 'Completed' },
          { field: 'status.pass', is: true },
        ],
        status: 'Healthy',
        reason: 'Passed',
        say: 'The analysis passed',
      },
      {
        when: [
          { field: 'status.state', is: 'Completed' },
          { field: 'status.warning', is: true },
        ],
        status: 'Healthy',
        reason: 'Warning',
        say: 'The analysis passed with a warning',
      },
      { when: { field: 'status.state', is: 'Completed' }, status: 'Degraded', reason: 'NotPassed', say: 'The analysis did not pass' },
      { when: { field: 'status.state', exists: true }, status: 'Progressing', reason: 'Analysing' },
    ],
  },
  {
    for: ['metrics.keptn.sh/KeptnMetric'],
    rules: [
      { when: { field: 'status.errMsg', empty: false }, status: 'Degraded', reason: 'FetchFailed' },
      { when: { field: 'status.value', empty: false }, status: 'Healthy', reason: 'Fetched', say: 'The value is {value}' },
    ],
    else: { status: 'Progressing', reason: 'NotFetched', say: 'No value has been fetched yet' },
  },
]
