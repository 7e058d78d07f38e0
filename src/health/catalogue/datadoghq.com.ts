import type { DeclarativeRule } from '../rules/declarative-rule.ts'

/** Datadog: Active, Valid, Created and Error. */
export const datadoghqCom: readonly DeclarativeRule[] = [
  { for: ['datadoghq.com/DatadogMetric', 'datadoghq.com/DatadogMonitor'], rules: [] },
]
