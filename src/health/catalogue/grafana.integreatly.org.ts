import type { DeclarativeRule } from '../rules/declarative-rule.ts'

/** Grafana operators: stages of Grafana itself, and a `…Synchronized` condition of what it is given. */
export const grafana: readonly DeclarativeRule[] = [
  {
    for: ['grafana.integreatly.org/Grafana'],
    rules: [
      {
        when: { field: 'status.stageStatus', is: 'failed' },
        status: 'Degraded',
        reason: 'StageFailed',
        say: "The stage {status.stage} failed: {status.lastMessage|'no reason given'}",
      },
      {
        when: [
          { field: 'status.stage', is: 'complete' },
          { field: 'status.stageStatus', is: 'success' },
        ],
        status: 'Healthy',
      },
      {
        when: { field: 'status.stage', exists: true },
        status: 'Progressing',
        reason: 'StageUnderWay',
      },
    ],
  },
  {
    for: ['grafana.integreatly.org/*'],
    rules: [
      {
        when: { cond: ['InvalidSpec', 'NoMatchingInstance', 'NoMatchingFolder'], is: 'True' },
        status: 'Degraded',
      },
      { when: { cond: 'Suspended', is: 'True' }, status: 'Suspended' },
      {
        when: { cond: '*Synchronized', is: 'False' },
        status: 'Degraded',
      },
      {
        when: { cond: '*Synchronized', is: 'True' },
        status: 'Healthy',
      },
      {
        when: { field: 'status.NoMatchingInstances', is: true },
        status: 'Degraded',
        reason: 'NotApplied',
        say: 'No Grafana instance matches it',
      },
      {
        when: [
          { field: 'status.hash', exists: true },
          { field: 'status.lastResync', exists: true },
        ],
        status: 'Healthy',
        reason: 'Synchronized',
        say: 'Last synchronised at {value}',
      },
    ],
  },
  { for: ['grafana-org-operator.kubitus-project.gitlab.io/*'], rules: [] },
]
