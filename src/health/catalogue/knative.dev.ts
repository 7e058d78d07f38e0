import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { knativeConditions } from '../rules/rows.ts'

/** Knative: https://github.com/knative/specs. */
export const knative: readonly DeclarativeRule[] = [{ for: ['*.knative.dev/*'], rules: knativeConditions }]
