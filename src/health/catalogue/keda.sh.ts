import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { readyFalse, readyTrue, readyUnknown, statusless } from '../rules/rows.ts'

/** KEDA: Ready, Fallback and Paused; conditions start as Unknown; https://keda.sh/docs/latest/reference. */
export const keda: readonly DeclarativeRule[] = [
  {
    for: ['keda.sh/ScaledObject', 'keda.sh/ScaledJob', 'http.keda.sh/HTTPScaledObject'],
    // Metrics are missing for a moment whenever pods start (kedacore/keda#7914); Ready and Fallback say when it lasts.
    passOver: ['HPAActive'],
    rules: [
      { when: { cond: 'Paused', is: 'True' }, status: 'Suspended' },
      { when: { cond: 'Fallback', is: 'True' }, status: 'Degraded' },
      readyFalse,
      { when: { cond: 'Ready', is: 'Unknown', reason: '*Error*' }, status: 'Degraded' },
      readyTrue,
      readyUnknown,
    ],
  },
  {
    for: ['keda.sh/TriggerAuthentication', 'keda.sh/ClusterTriggerAuthentication'],
    rules: [],
    else: statusless,
  },
]
