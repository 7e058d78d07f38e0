import type { DeclarativeRule } from '../declarative-rule.ts'

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
      {
        field: 'status.phase',
        words: { Healthy: ['Healthy'], Degraded: ['Degraded'], Suspended: ['Paused'], Progressing: ['Progressing'] },
      },
      { when: { cond: 'Progressing' }, status: 'Progressing' },
    ],
  },
]
