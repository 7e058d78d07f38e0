import type { DeclarativeRule, Row } from '../declarative-rule.ts'
import { anyFalse } from '../rule-rows.ts'

const KNATIVE: readonly Row[] = [
  { when: { cond: 'Ready', is: 'True' }, status: 'Healthy' },
  anyFalse,
  { when: { cond: 'Ready', is: 'Unknown' }, status: 'Progressing' },
  { when: { cond: 'Succeeded', is: 'True' }, status: 'Healthy' },
  {
    when: { cond: '*', is: 'Unknown' },
    status: 'Progressing',
    reason: 'NotReady',
    say: '{cond.type}: {cond.message|cond.reason|cond.status}',
  },
]

/** Knative and KServe: `Ready` sums up, False fails, Unknown is under way, severity Info does not count; https://github.com/knative/specs. */
export const knative: readonly DeclarativeRule[] = [{ for: ['*.knative.dev/*'], rules: KNATIVE }]
