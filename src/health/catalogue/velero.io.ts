import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { phase } from '../rules/rows.ts'

const phases = {
  Healthy: ['Completed', 'Available', 'Processed', 'Ready'],
  Degraded: [
    'Failed',
    'PartiallyFailed',
    'FailedValidation',
    'Unavailable',
    'Canceled',
    'FinalizingPartiallyFailed',
    'WaitingForPluginOperationsPartiallyFailed',
    'NotReady',
  ],
  Progressing: ['*'],
} as const

/** Velero: phases; https://velero.io/docs/main/api-types. */
export const veleroIo: readonly DeclarativeRule[] = [
  {
    for: ['velero.io/Schedule'],
    rules: [
      { when: { field: 'status.validationErrors', empty: false }, status: 'Degraded', reason: 'FailedValidation' },
      { ...phase('status.phase'), say: "Last backup: {status.lastBackup|'none yet'}" },
    ],
  },
  {
    for: ['velero.io/*'],
    rules: [
      {
        field: 'status.phase',
        words: phases,
      },
    ],
  },
]
