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

/** KServe: Knative conditions, and whether the model was loaded; https://kserve.github.io/website. */
export const servingKserveIo: readonly DeclarativeRule[] = [
  {
    for: ['serving.kserve.io/*'],
    rules: [
      {
        when: {
          or: [
            { field: 'metadata.annotations[serving.kserve.io/stop]', is: 'true' },
            { cond: 'Stopped', is: 'True' },
          ],
        },
        status: 'Suspended',
        reason: 'Stopped',
        say: 'It is stopped by an annotation',
      },
      {
        when: { field: 'status.modelStatus.transitionStatus', is: ['BlockedByFailedLoad', 'InvalidSpec'] },
        status: 'Degraded',
        reason: 'ModelNotLoaded',
        say: '{status.modelStatus.lastFailureInfo.message|value}',
      },
      {
        when: { field: 'status.modelStatus.transitionStatus', is: 'InProgress' },
        status: 'Progressing',
        reason: 'ModelLoading',
        say: "{status.conditions[].message|'The model is being loaded'}",
      },
      ...KNATIVE,
    ],
  },
]
