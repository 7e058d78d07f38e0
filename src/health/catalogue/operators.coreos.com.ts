import type { DeclarativeRule } from '../declarative-rule.ts'

/** Operator Lifecycle Manager: subscriptions, versions, plans, catalogs; https://olm.operatorframework.io. */
export const operatorsCoreosCom: readonly DeclarativeRule[] = [
  {
    for: ['operators.coreos.com/Subscription'],
    rules: [
      {
        when: { cond: ['ResolutionFailed', 'InstallPlanFailed', 'BundleUnpackFailed', 'CatalogSourcesUnhealthy'], is: 'True' },
        status: 'Degraded',
        reason: 'SubscriptionFailed',
      },
      {
        when: { cond: ['InstallPlanPending', 'BundleUnpacking', 'InstallPlanMissing'], is: 'True', reasonNot: 'RequiresApproval' },
        status: 'Progressing',
        reason: 'Installing',
      },
      {
        field: 'status.state',
        words: {
          Healthy: ['AtLatestKnown'],
          Suspended: ['UpgradePending'],
          Progressing: ['UpgradeAvailable', 'Upgrading'],
          Degraded: ['UpgradeFailed'],
        },
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
    rules: [
      {
        field: 'status.phase',
        words: {
          Healthy: ['Succeeded'],
          Degraded: ['Failed'],
          Progressing: ['Pending', 'InstallReady', 'Installing', 'Replacing', 'Deleting'],
          Unknown: ['Unknown'],
        },
      },
    ],
  },
  {
    for: ['operators.coreos.com/InstallPlan'],
    rules: [
      {
        field: 'status.phase',
        words: { Healthy: ['Complete'], Degraded: ['Failed'], Progressing: ['Planning', 'Installing'], Suspended: ['RequiresApproval'] },
        say: '{status.message|status.conditions[].message|value}',
      },
    ],
  },
  {
    for: ['operators.coreos.com/CatalogSource'],
    rules: [
      {
        field: 'status.connectionState.lastObservedState',
        words: { Healthy: ['READY'], Degraded: ['TRANSIENT_FAILURE', 'SHUTDOWN'], Progressing: ['CONNECTING', 'IDLE'] },
      },
    ],
  },
]
