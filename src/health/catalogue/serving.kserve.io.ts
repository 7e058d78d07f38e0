import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { knativeConditions } from '../rules/rows.ts'

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
      ...knativeConditions,
    ],
  },
]
