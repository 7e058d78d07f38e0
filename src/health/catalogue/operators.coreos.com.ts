import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { phase, statusless } from '../rules/rows.ts'

/** Operator Lifecycle Manager: subscriptions, versions, plans, catalogs; https://olm.operatorframework.io. */
export const operatorsCoreosCom: readonly DeclarativeRule[] = [
  {
    for: ['operators.coreos.com/Subscription'],
    // An upgrade that waits for a person is no trouble of what is installed: a row tells it.
    passOver: ['InstallPlanPending', 'state'],
    rules: [
      {
        when: {
          cond: ['ResolutionFailed', 'InstallPlanFailed', 'InstallPlanMissing', 'BundleUnpackFailed', 'CatalogSourcesUnhealthy'],
          is: 'True',
        },
        status: 'Degraded',
      },
      // An operator that is installed goes on running while an upgrade waits for a person; nothing runs where the first plan does.
      {
        when: [
          { cond: 'InstallPlanPending', is: 'True', reason: 'RequiresApproval' },
          { field: 'status.installedCSV', empty: false },
        ],
        status: 'Healthy',
        reason: 'UpgradeWaitsForApproval',
        say: '{status.installedCSV} is installed; the upgrade to {status.currentCSV} waits to be approved',
      },
      {
        when: { cond: 'InstallPlanPending', is: 'True', reason: 'RequiresApproval' },
        status: 'Progressing',
        reason: 'RequiresApproval',
        say: 'The install plan waits to be approved',
      },
      { when: { cond: ['InstallPlanPending', 'BundleUnpacking'], is: 'True' }, status: 'Progressing' },
      {
        ...phase('status.state', { Healthy: ['AtLatestKnown'], Progressing: ['UpgradePending', 'UpgradeAvailable'] }),
        say: "The state is {value}; installed: {status.installedCSV|'nothing yet'}",
      },
    ],
  },
  {
    for: ['operators.coreos.com/OperatorGroup'],
    rules: [{ when: { cond: ['MultipleOperatorGroup', 'OperatorGroupServiceAccount'], is: 'True' }, status: 'Degraded' }],
    else: statusless,
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
