import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { readyFalse, readyUnknown } from '../rules/rows.ts'

/** Karpenter: the steps of a node claim, Ready of pools and classes; https://karpenter.sh/docs/concepts. */
export const karpenter: readonly DeclarativeRule[] = [
  {
    for: ['karpenter.sh/NodeClaim', 'karpenter.sh/Machine'],
    rules: [
      { when: { cond: 'Ready', is: 'True' }, status: 'Healthy' },
      {
        when: { cond: ['Launched', 'Registered', 'Initialized'], is: 'False' },
        status: 'Degraded',
      },
      { when: { cond: 'Launched', is: 'Unknown', reason: '*Failed' }, status: 'Degraded' },
      { when: { cond: 'Ready', is: 'False' }, status: 'Degraded' },
      { when: { cond: 'Initialized', is: 'True' }, status: 'Progressing', say: 'The node is initialised and not ready yet' },
      { when: { cond: 'Registered', is: 'True' }, status: 'Progressing', say: 'The node has registered and is not initialised yet' },
      {
        when: { cond: 'Launched', is: 'True' },
        status: 'Progressing',
        say: 'The machine is launched and has not registered as a node yet',
      },
    ],
    else: { status: 'Progressing', reason: 'NotLaunched', say: 'The machine is not launched yet' },
  },
  {
    for: ['karpenter.sh/*', 'karpenter.k8s.aws/*', 'karpenter.azure.com/*'],
    // Unknown until its first node has come, which may be never: no part of Ready.
    passOver: ['NodeRegistrationHealthy'],
    rules: [
      { when: { cond: 'NodeRegistrationHealthy', is: 'False' }, status: 'Degraded' },
      { when: { cond: 'Ready', is: 'True' }, status: 'Healthy' },
      readyFalse,
      readyUnknown,
      { when: { cond: 'Active', is: 'True' }, status: 'Healthy' },
      {
        when: { field: 'status.subnets', empty: false },
        status: 'Healthy',
        reason: 'Resolved',
        say: 'Subnets and security groups are resolved',
      },
    ],
  },
]
