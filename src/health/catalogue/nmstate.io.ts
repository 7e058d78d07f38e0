import type { DeclarativeRule } from '../rules/declarative-rule.ts'

/** NMState: how a policy was applied to nodes; one that matches none is Ignored. */
export const nmstateIo: readonly DeclarativeRule[] = [
  {
    for: ['nmstate.io/NodeNetworkConfigurationPolicy', 'nmstate.io/NodeNetworkConfigurationEnactment'],
    rules: [
      { when: { cond: ['Degraded', 'Failing'], is: 'True' }, status: 'Degraded' },
      { when: { cond: 'Ignored', is: 'True' }, status: 'Suspended' },
    ],
  },
]
