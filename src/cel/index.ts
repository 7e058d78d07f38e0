export { celRules, evaluateCel } from './cel-rules.ts'
export type { CelRules, HealthCheckExpr } from './cel-rules.ts'
