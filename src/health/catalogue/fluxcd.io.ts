import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { ready, stalled, statusless } from '../rules/rows.ts'

/** Flux: kstatus conditions. `status.observedGeneration` is written only when a reconciliation succeeds, so the conditions alone say what was seen; https://fluxcd.io/flux/components. */
export const flux: readonly DeclarativeRule[] = [
  {
    for: ['*.toolkit.fluxcd.io/*', 'fluxcd.controlplane.io/*', 'source.extensions.fluxcd.io/*'],
    generation: 'conditions',
    rules: [
      stalled,
      { when: { cond: 'Ready', is: 'True' }, status: 'Healthy' },
      // A first attempt is under way; a retry after a failure says so, and its failure is what people have to know.
      { when: { cond: 'Reconciling', is: 'True', reasonNot: 'ProgressingWithRetry' }, status: 'Progressing' },
      { when: { cond: 'Ready', is: 'False' }, status: 'Degraded' },
      { when: { cond: 'Ready' }, status: 'Progressing' },
    ],
  },
  {
    for: ['notification.toolkit.fluxcd.io/Alert', 'notification.toolkit.fluxcd.io/Provider'],
    generation: 'conditions',
    rules: [...ready],
    else: statusless,
  },
  {
    for: ['flagger.app/Canary'],
    rules: [
      {
        when: { field: 'status.phase', is: ['Initialized', 'Succeeded'] },
        status: 'Healthy',
        reason: 'Succeeded',
        say: "{value}: {status.conditions[].message|'no canary is under way'}",
      },
      {
        when: { field: 'status.phase', is: ['Failed', 'Terminated'] },
        status: 'Degraded',
        reason: 'Failed',
        say: "{value}: {status.conditions[].message|'the canary was rolled back'}",
      },
      {
        when: { field: 'status.phase', exists: true },
        status: 'Progressing',
        reason: 'CanaryUnderWay',
        say: "{value}, weight {status.canaryWeight|'0'} %: {status.conditions[].message|'the analysis goes on'}",
      },
    ],
  },
]
