import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { reconciling, stalled } from '../rules/rows.ts'

/** Rancher: Helm charts of k3s, and Fleet. */
export const cattleIo: readonly DeclarativeRule[] = [
  {
    for: ['helm.cattle.io/HelmChart'],
    rules: [],
  },
  {
    for: ['fleet.cattle.io/*'],
    rules: [
      stalled,
      { when: { cond: 'Ready', is: 'True' }, status: 'Healthy' },
      {
        when: { cond: 'Ready', is: 'False', message: ['WaitApplied', 'NotReady', 'Pending', 'OutOfSync'] },
        status: 'Progressing',
      },
      { when: { cond: 'Ready', is: 'False' }, status: 'Degraded' },
      reconciling,
    ],
  },
]
