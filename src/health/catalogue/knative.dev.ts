import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { knativeConditions } from '../rules/rows.ts'

/** Knative: https://github.com/knative/specs. */
export const knative: readonly DeclarativeRule[] = [
  {
    for: ['operator.knative.dev/*'],
    rules: [
      // The operator says False, not Unknown, of what it waits for (argo-cd#6130).
      { when: { cond: '*', is: 'False', message: ['waiting on', 'waiting for'] }, status: 'Progressing', reason: 'Installing' },
      ...knativeConditions,
    ],
  },
  { for: ['*.knative.dev/*'], rules: knativeConditions },
]
