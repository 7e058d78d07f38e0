import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { phase, statusless } from '../rules/rows.ts'

/** Cilium: Valid of policies, state of endpoints, conflicts of pools; https://docs.cilium.io. */
export const ciliumIo: readonly DeclarativeRule[] = [
  {
    for: ['cilium.io/CiliumNetworkPolicy', 'cilium.io/CiliumClusterwideNetworkPolicy'],
    rules: [
      { when: { cond: 'Valid', is: 'False' }, status: 'Degraded' },
      { when: { cond: 'Valid', is: 'True' }, status: 'Healthy' },
    ],
    else: statusless,
  },
  {
    for: ['cilium.io/CiliumEndpoint'],
    rules: [phase('status.state', { Degraded: ['not-ready'], Progressing: ['disconnecting', 'disconnected'] })],
  },
  {
    for: ['cilium.io/CiliumLoadBalancerIPPool'],
    // Numbers in the messages of conditions whose status is always Unknown.
    passOver: ['cilium.io/IPs*'],
    rules: [
      { when: { cond: 'cilium.io/PoolConflict', is: 'True' }, status: 'Degraded' },
      { when: { field: 'spec.disabled', is: true }, status: 'Suspended' },
      { when: { cond: 'cilium.io/PoolConflict', is: 'False' }, status: 'Healthy', reason: 'NoConflict' },
    ],
  },
  {
    for: ['cilium.io/CiliumBGP*'],
    rules: [
      {
        when: { cond: ['*Missing*', '*NotFound*', '*Conflict*'], is: 'True' },
        status: 'Degraded',
      },
      { when: { cond: '*', is: 'False' }, status: 'Healthy', reason: 'NoConflict' },
    ],
    else: statusless,
  },
  {
    for: [
      'cilium.io/CiliumNode',
      'cilium.io/CiliumIdentity',
      'cilium.io/CiliumEndpointSlice',
      'cilium.io/CiliumL2AnnouncementPolicy',
      'cilium.io/CiliumEnvoyConfig',
      'cilium.io/CiliumClusterwideEnvoyConfig',
      'cilium.io/CiliumCIDRGroup',
    ],
    rules: [],
    else: statusless,
  },
]
