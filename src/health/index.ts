export { assessHealth } from './assess-health.ts'
export { defaults } from '../model/thresholds.ts'
export type { Thresholds } from '../model/thresholds.ts'
export type { Cause } from './verdict/cause.ts'
export type { Health, HealthContext } from './health.ts'
export type { HealthReason } from './health-reason.generated.ts'
export type { HealthRule } from './rules/health-rule.ts'
export type { KindRule, RuleContext, RuleScope, Verdict } from './verdict/kind-rule.ts'
export { checkRule } from './rules/check-rule.ts'
export { catalogueKinds } from './catalogue.ts'
export type {
  AndTest,
  CausesOf,
  CompareTest,
  ConditionTest,
  DeclarativeRule,
  FieldTest,
  NotTest,
  Operand,
  OrTest,
  Outcome,
  Row,
  Scalar,
  Test,
  WalkTest,
  WhenRow,
  Words,
  WordsRow,
  WorstRow,
} from './rules/declarative-rule.ts'
