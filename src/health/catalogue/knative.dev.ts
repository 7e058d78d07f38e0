import type { DeclarativeRule, Row } from '../declarative-rule.ts'
import { anyFalse } from '../rule-rows.ts'

const KNATIVE: readonly Row[] = [
  { when: { cond: 'Ready', is: 'True' }, then: 'Healthy', say: "{cond.message|'Ready'}" },
  anyFalse,
  { when: { cond: 'Ready', is: 'Unknown' }, then: 'Progressing' },
  { when: { cond: 'Succeeded', is: 'True' }, then: 'Healthy' },
  {
    when: { cond: '*', is: 'Unknown' },
    then: 'Progressing',
    reason: 'NotReady',
    say: '{cond.type}: {cond.message|cond.reason|cond.status}',
  },
]

/** Knative and KServe: `Ready` sums up, False fails, Unknown is under way, severity Info does not count; https://github.com/knative/specs. */
export const knative: readonly DeclarativeRule[] = [
  { for: ['*.knative.dev/*'], rules: KNATIVE },
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
        then: 'Suspended',
        reason: 'Stopped',
        say: 'It is stopped by an annotation',
      },
      {
        when: { field: 'status.modelStatus.transitionStatus', is: ['BlockedByFailedLoad', 'InvalidSpec'] },
        then: 'Degraded',
        reason: 'ModelNotLoaded',
        say: '{status.modelStatus.lastFailureInfo.message|value}',
      },
      {
        when: { field: 'status.modelStatus.transitionStatus', is: 'InProgress' },
        then: 'Progressing',
        reason: 'ModelLoading',
        say: "{status.conditions[].message|'The model is being loaded'}",
      },
      ...KNATIVE,
    ],
  },
  {
    for: ['openfaas.com/Function'],
    rules: [
      { when: { cond: 'Ready', is: 'False' }, then: 'Degraded' },
      {
        when: [{ cond: 'Healthy', is: 'False' }, { compare: [{ path: 'status.availableReplicas', or: 0 }, '=', 0] }],
        then: 'Suspended',
        reason: 'ScaledToZero',
        say: 'No replica is available',
      },
      { when: { cond: 'Healthy', is: 'False' }, then: 'Degraded' },
      { when: { cond: 'Ready', is: 'True' }, then: 'Healthy' },
    ],
  },
]
