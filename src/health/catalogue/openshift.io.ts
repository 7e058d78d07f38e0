import type { DeclarativeRule, Row } from '../rules/declarative-rule.ts'
import { phase } from '../rules/rows.ts'

const operatorConditions: readonly Row[] = [
  { when: { cond: ['Degraded', 'Failing'], is: 'True' }, status: 'Degraded' },
  { when: { cond: 'Available', is: 'False' }, status: 'Degraded' },
  { when: { cond: 'Progressing', is: 'True' }, status: 'Progressing' },
  { when: { cond: 'Available', is: 'True' }, status: 'Healthy' },
]

/** OpenShift: DeploymentConfig, Route, IngressController, ClusterOperator and the operators that follow its Available, Progressing, Degraded conditions; OLM. */
export const openshift: readonly DeclarativeRule[] = [
  {
    for: ['apps.openshift.io/DeploymentConfig'],
    rules: [
      { when: { cond: 'ReplicaFailure', is: 'True' }, status: 'Degraded' },
      { when: { cond: 'Progressing', is: 'False' }, status: 'Degraded', reason: 'RolloutFailed' },
      {
        when: [
          { cond: 'Progressing', is: 'True', reason: 'NewReplicationControllerAvailable' },
          { no: { cond: 'Available', is: 'False' } },
        ],
        status: 'Healthy',
        reason: 'RolledOut',
      },
      { when: { cond: 'Progressing' }, status: 'Progressing', reason: 'RollingOut' },
      { when: { cond: 'Available', is: 'True' }, status: 'Healthy' },
      { when: { cond: 'Available', is: 'False' }, status: 'Progressing' },
    ],
  },
  // A machine that is provisioned is no node yet.
  { for: ['machine.openshift.io/Machine'], rules: [phase('status.phase', { Healthy: ['Running'], Progressing: ['Provisioned'] })] },
  {
    for: ['route.openshift.io/Route'],
    rules: [
      {
        when: { any: 'status.ingress', where: { cond: 'Admitted', is: 'False', in: 'conditions' } },
        status: 'Degraded',
        reason: 'NotAdmitted',
        say: "Not admitted by the router {items.routerName}: {cond.message|cond.reason|'no reason given'}",
      },
      {
        when: { every: 'status.ingress', where: { cond: 'Admitted', is: 'True', in: 'conditions' } },
        status: 'Healthy',
        reason: 'Admitted',
        say: 'Admitted by the router {status.ingress[].routerName}',
      },
    ],
  },
  {
    for: ['operator.openshift.io/IngressController'],
    rules: [
      { when: { cond: 'Progressing', is: 'True' }, status: 'Progressing' },
      {
        when: { cond: ['DeploymentReplicasAllAvailable', 'DeploymentReplicasMinAvailable', 'PodsScheduled'], is: 'False' },
        status: 'Progressing',
      },
      { when: { cond: 'Admitted', is: 'False' }, status: 'Degraded' },
      { when: { cond: 'Degraded', is: 'True' }, status: 'Degraded' },
      { when: { cond: 'Available', is: 'False' }, status: 'Degraded' },
      { when: { cond: 'Available', is: 'True' }, status: 'Healthy' },
    ],
  },
  {
    for: [
      'config.openshift.io/ClusterOperator',
      'config.openshift.io/ClusterVersion',
      'ocs.openshift.io/StorageCluster',
      'operator.openshift.io/*',
      'hco.kubevirt.io/HyperConverged',
      'kubevirt.io/KubeVirt',
      'cdi.kubevirt.io/CDI',
      'operator.open-cluster-management.io/*',
      'nmstate.io/NMState',
    ],
    rules: [{ when: { cond: 'ReconcileComplete', is: 'False' }, status: 'Progressing' }, ...operatorConditions],
  },
]
