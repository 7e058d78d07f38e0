import type { DeclarativeRule } from '../rules/declarative-rule.ts'

/** VictoriaMetrics operator: `updateStatus`. */
export const operatorVictoriametricsCom: readonly DeclarativeRule[] = [{ for: ['operator.victoriametrics.com/*'], rules: [] }]
