import { ownAnnotation, ownLabel, type Deployer, type DeployerMark } from './deployer.ts'
import { HELM_MARKS } from './helm-3.ts'

/** Those of Helm, and which set the object is of (GetLabelsAndAnnotations in fleet's internal/cmd/agent/deployer/desiredset/plan.go). */
export const FLEET_MARKS: readonly DeployerMark[] = [
  ...HELM_MARKS,
  ownAnnotation('objectset.rio.cattle.io/id'),
  ownLabel('objectset.rio.cattle.io/hash'),
]

/** Rancher Fleet, with Helm 3 inside; with Helm 4 it mends drift in the same way (RemoveExternalChanges in fleet's internal/helmdeployer/rollback.go). */
export const fleet: Deployer = {
  name: 'fleet',
  title: 'Fleet',
  mode: 'helm-client-side',
  managers: ['fleetagent'],
  marks: FLEET_MARKS,
  force: true,
  takesOver: [],
  previous: 'release',
  unrecorded: true,
}
