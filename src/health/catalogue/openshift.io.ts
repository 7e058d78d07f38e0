import type { DeclarativeRule, Row } from '../declarative-rule.ts'
import { paused } from '../rule-rows.ts'

const operatorConditions: readonly Row[] = [
  { when: { cond: 'Degraded', is: 'True' }, then: 'Degraded' },
  { when: { cond: 'Available', is: 'False' }, then: 'Degraded', say: "{cond.message|cond.reason|'It is not available'}" },
  { when: { cond: 'Progressing', is: 'True' }, then: 'Progressing' },
  { when: { cond: 'Available', is: 'True' }, then: 'Healthy', say: "{cond.message|'It is available'}" },
]

/** OpenShift: DeploymentConfig, Route, IngressController, ClusterOperator and the operators that follow its Available, Progressing, Degraded conditions; OLM. */
export const openshift: readonly DeclarativeRule[] = [
  {
    for: ['apps.openshift.io/DeploymentConfig'],
    rules: [
      paused,
      { when: { cond: 'ReplicaFailure', is: 'True' }, then: 'Degraded' },
      { when: { cond: 'Progressing', is: 'False' }, then: 'Degraded', reason: 'RolloutFailed' },
      {
        when: [
          { cond: 'Progressing', is: 'True', reason: 'NewReplicationControllerAvailable' },
          { no: { cond: 'Available', is: 'False' } },
        ],
        then: 'Healthy',
        reason: 'RolledOut',
      },
      { when: { cond: 'Progressing' }, then: 'Progressing', reason: 'RollingOut' },
      { when: { cond: 'Available', is: 'True' }, then: 'Healthy' },
      { when: { cond: 'Available', is: 'False' }, then: 'Progressing' },
    ],
  },
  {
    for: ['route.openshift.io/Route'],
    rules: [
      {
        when: { any: 'status.ingress', where: { cond: 'Admitted', is: 'False', in: 'conditions' } },
        then: 'Degraded',
        reason: 'NotAdmitted',
        say: "Not admitted by the router {items.routerName}: {cond.message|cond.reason|'no reason given'}",
      },
      {
        when: { every: 'status.ingress', where: { cond: 'Admitted', is: 'True', in: 'conditions' } },
        then: 'Healthy',
        reason: 'Admitted',
        say: 'Admitted by the router {status.ingress[].routerName}',
      },
    ],
  },
  {
    for: ['operator.openshift.io/IngressController'],
    rules: [
      { when: { cond: 'Progressing', is: 'True' }, then: 'Progressing' },
      { when: { cond: 'DeploymentReplicasAllAvailable', is: 'False' }, then: 'Progressing', reason: 'PodsNotAvailable' },
      { when: { cond: 'Admitted', is: 'False' }, then: 'Degraded' },
      { when: { cond: 'Degraded', is: 'True' }, then: 'Degraded' },
      { when: { cond: 'Available', is: 'False' }, then: 'Degraded' },
      { when: { cond: 'Available', is: 'True' }, then: 'Healthy' },
    ],
  },
  {
    for: [
      'config.openshift.io/ClusterOperator',
      'ocs.openshift.io/StorageCluster',
      'operator.openshift.io/*',
      'hco.kubevirt.io/HyperConverged',
      'kubevirt.io/KubeVirt',
      'cdi.kubevirt.io/CDI',
      'operator.open-cluster-management.io/*',
      'nmstate.io/NMState',
    ],
    rules: [{ when: { cond: 'ReconcileComplete', is: 'False' }, then: 'Progressing', reason: 'Reconciling' }, ...operatorConditions],
  },
  {
    for: ['operators.coreos.com/Subscription'],
    rules: [
      {
        when: { cond: ['ResolutionFailed', 'InstallPlanFailed', 'BundleUnpackFailed', 'CatalogSourcesUnhealthy'], is: 'True' },
        then: 'Degraded',
        reason: 'SubscriptionFailed',
        say: '{cond.message|cond.reason|cond.type}',
      },
      {
        when: { cond: ['InstallPlanPending', 'BundleUnpacking', 'InstallPlanMissing'], is: 'True', reasonNot: 'RequiresApproval' },
        then: 'Progressing',
        reason: 'Installing',
        say: '{cond.message|cond.reason|cond.type}',
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
        then: 'Suspended',
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
        say: '{status.message|value}',
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
