import type { DeclarativeRule } from '../declarative-rule.ts'
import { phase } from '../rule-rows.ts'

/** Operator Lifecycle Manager: subscriptions, versions, plans, catalogs; https://olm.operatorframework.io. */
export const operatorsCoreosCom: readonly DeclarativeRule[] = [
  {
    for: ['operators.coreos.com/Subscription'],
    rules: [
      {
        when: { cond: ['ResolutionFailed', 'InstallPlanFailed', 'BundleUnpackFailed', 'CatalogSourcesUnhealthy'], is: 'True' },
        status: 'Degraded',
      },
      {
        when: { cond: ['InstallPlanPending', 'BundleUnpacking', 'InstallPlanMissing'], is: 'True', reasonNot: 'RequiresApproval' },
        status: 'Progressing',
      },
      {
        ...phase('status.state', { Healthy: ['AtLatestKnown'], Suspended: ['UpgradePending'], Progressing: ['UpgradeAvailable'] }),
        say: "The state is {value}; installed: {status.installedCSV|'nothing yet'}",
      },
      {
        when: { cond: 'InstallPlanPending', is: 'True', reason: 'RequiresApproval' },
        status: 'Suspended',
        reason: 'RequiresApproval',
        say: 'The install plan waits to be approved',
      },
    ],
  },
  {
    for: ['operators.coreos.com/ClusterServiceVersion'],
    rules: [phase('status.phase', { Progressing: ['InstallReady'] })],
  },
  {
    for: ['operators.coreos.com/InstallPlan'],
    rules: [{ ...phase('status.phase'), say: '{status.message|status.conditions[].message|value}' }],
  },
  {
    for: ['operators.coreos.com/CatalogSource'],
    rules: [phase('status.connectionState.lastObservedState', { Degraded: ['SHUTDOWN'], Progressing: ['IDLE'] })],
  },
]
