import type { DeclarativeRule } from '../rules/declarative-rule.ts'

/** NMState: how a policy was applied to nodes. */
export const nmstateIo: readonly DeclarativeRule[] = [
  {
    for: ['nmstate.io/NodeNetworkConfigurationPolicy', 'nmstate.io/NodeNetworkConfigurationEnactment'],
    rules: [
      { when: { cond: ['Degraded', 'Failing'], is: 'True' }, status: 'Degraded' },
      { when: { cond: 'Ignored', is: 'True' }, status: 'Suspended' },
      { when: { cond: 'Available', is: 'True' }, status: 'Healthy' },
      { when: { cond: ['Progressing', 'Pending'], is: 'True' }, status: 'Progressing' },
    ],
  },
]
