import type { DeclarativeRule } from '../declarative-rule.ts'
import { reconciling, stalled, suspended } from '../rule-rows.ts'

/** Flux: kstatus conditions. `status.observedGeneration` is written only when a reconciliation succeeds, so the conditions alone say what was seen; https://fluxcd.io/flux/components. */
export const flux: readonly DeclarativeRule[] = [
  {
    for: ['*.toolkit.fluxcd.io/*', 'fluxcd.controlplane.io/*', 'source.extensions.fluxcd.io/*'],
    generation: 'conditions',
    rules: [
      suspended,
      stalled,
      { when: { cond: 'Ready', is: 'True' }, then: 'Healthy' },
      // A first attempt is under way; a retry after a failure says so, and its failure is what people have to know.
      { when: { cond: 'Reconciling', is: 'True', reasonNot: 'ProgressingWithRetry' }, then: 'Progressing' },
      { when: { cond: 'Ready', is: 'False' }, then: 'Degraded' },
      { when: { cond: 'Ready' }, then: 'Progressing', reason: 'ReadyUnknown' },
      reconciling,
    ],
  },
  {
    for: ['notification.toolkit.fluxcd.io/Alert', 'notification.toolkit.fluxcd.io/Provider'],
    generation: 'conditions',
    rules: [suspended, ...ready],
    else: { then: 'NotApplicable', reason: 'Statusless', say: '' },
  },
  {
    for: ['flagger.app/Canary'],
    rules: [
      {
        when: { field: 'status.phase', is: ['Initialized', 'Succeeded'] },
        then: 'Healthy',
        reason: 'Succeeded',
        say: "{value}: {status.conditions[].message|'no canary is under way'}",
      },
      {
        when: { field: 'status.phase', is: ['Failed', 'Terminated'] },
        then: 'Degraded',
        reason: 'Failed',
        say: "{value}: {status.conditions[].message|'the canary was rolled back'}",
      },
      {
        when: { field: 'status.phase', exists: true },
        then: 'Progressing',
        reason: 'CanaryUnderWay',
        say: "{value}, weight {status.canaryWeight|'0'} %: {status.conditions[].message|'the analysis goes on'}",
      },
    ],
  },
]
