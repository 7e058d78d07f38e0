import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { phase } from '../rules/rows.ts'

/** Spot by NetApp: phases of a deployment. */
export const spotIo: readonly DeclarativeRule[] = [
  {
    for: ['spot.io/SpotDeployment'],
    rules: [
      { when: { cond: 'InvalidSpec', is: 'True' }, status: 'Degraded' },
      {
        when: { cond: 'Progressing', reason: ['RolloutAborted', 'ProgressDeadlineExceeded'] },
        status: 'Degraded',
        reason: 'RolloutFailed',
      },
      phase('status.phase'),
      { when: { cond: 'Progressing' }, status: 'Progressing' },
    ],
  },
]
