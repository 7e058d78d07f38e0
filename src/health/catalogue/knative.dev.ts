import type { DeclarativeRule } from '../declarative-rule.ts'
import { knativeConditions } from '../rule-rows.ts'

/** Knative: https://github.com/knative/specs. */
export const knative: readonly DeclarativeRule[] = [{ for: ['*.knative.dev/*'], rules: knativeConditions }]
