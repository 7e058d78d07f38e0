import type { DeclarativeRule } from '../declarative-rule.ts'
import { ready } from '../rule-rows.ts'

/** Grafana operators: stages of Grafana itself, and a `…Synchronized` condition of what it is given. */
export const grafana: readonly DeclarativeRule[] = [
  {
    for: ['grafana.integreatly.org/Grafana'],
    rules: [
      {
        when: { field: 'status.stageStatus', is: 'failed' },
        then: 'Degraded',
        reason: 'StageFailed',
        say: "{'The stage '}{status.stage}{' failed: '}{status.lastMessage|'no reason given'}",
      },
      {
        when: [
          { field: 'status.stage', is: 'complete' },
          { field: 'status.stageStatus', is: 'success' },
        ],
        then: 'Healthy',
        reason: 'Complete',
        say: 'All stages are complete',
      },
      {
        when: { field: 'status.stage', exists: true },
        then: 'Progressing',
        reason: 'StageUnderWay',
        say: 'The stage {value} is under way',
      },
    ],
  },
  {
    for: ['grafana.integreatly.org/*'],
    rules: [
      {
        when: { cond: ['InvalidSpec', 'NoMatchingInstance', 'NoMatchingFolder'], is: 'True' },
        then: 'Degraded',
        reason: 'NotApplied',
        say: '{cond.message|cond.type}',
      },
      { when: { cond: 'Suspended', is: 'True' }, then: 'Suspended' },
      {
        when: { cond: '*Synchronized', is: 'False' },
        then: 'Degraded',
        reason: 'NotSynchronized',
        say: '{cond.message|cond.reason|cond.type}',
      },
      { when: { cond: '*Synchronized', is: 'True' }, then: 'Healthy', reason: 'Synchronized', say: '{cond.message|cond.reason|cond.type}' },
      {
        when: { field: 'status.NoMatchingInstances', is: true },
        then: 'Degraded',
        reason: 'NotApplied',
        say: 'No Grafana instance matches it',
      },
      {
        when: [
          { field: 'status.hash', exists: true },
          { field: 'status.lastResync', exists: true },
        ],
        then: 'Healthy',
        reason: 'Synchronized',
        say: 'Last synchronised at {value}',
      },
    ],
  },
  { for: ['grafana-org-operator.kubitus-project.gitlab.io/*'], rules: ready },
]
