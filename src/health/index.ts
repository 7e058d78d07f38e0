export { assessHealth } from './assess-health.ts'
export { defaultThresholds } from '../model/thresholds.ts'
export type { Thresholds } from '../model/thresholds.ts'
export type { Cause } from './cause.ts'
export type { Health, HealthContext } from './health.ts'
export type { HealthRule, KindRule, RuleContext, RuleScope, Verdict } from './health-rule.ts'
export { compileRule } from './custom-rule.ts'
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
} from './declarative-rule.ts'
