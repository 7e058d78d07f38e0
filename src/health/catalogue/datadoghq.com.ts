import type { DeclarativeRule } from '../rules/declarative-rule.ts'

/** Datadog: Active, Valid and Error. */
export const datadoghqCom: readonly DeclarativeRule[] = [
  {
    for: ['datadoghq.com/DatadogMetric'],
    rules: [
      { when: { cond: 'Error', is: 'True' }, status: 'Degraded' },
      { when: { cond: 'Valid', is: 'False' }, status: 'Degraded' },
      { when: { cond: 'Valid', is: 'True' }, status: 'Healthy', say: 'The metric is fetched' },
    ],
  },
  {
    for: ['datadoghq.com/DatadogMonitor'],
    rules: [
      { when: { cond: 'Error', is: 'True' }, status: 'Degraded' },
      { when: { cond: ['Active', 'Created'], is: 'True' }, status: 'Healthy', say: 'The monitor is in place' },
    ],
  },
]
