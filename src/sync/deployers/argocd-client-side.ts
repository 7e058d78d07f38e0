import { ownAnnotation, ownLabel, sharedLabel, type Deployer, type DeployerMark } from './deployer.ts'

/**
 * The annotation of the default tracking method since 3.0, the label of the one before, the label that Argo CD's documents name in its place
 * (`application.instanceLabelKey`), and the id of the installation (SetAppInstance in argo-cd's util/argo/resource_tracking.go).
 */
export const ARGOCD_MARKS: readonly DeployerMark[] = [
  ownAnnotation('argocd.argoproj.io/tracking-id'),
  ownAnnotation('argocd.argoproj.io/installation-id'),
  ownLabel('argocd.argoproj.io/instance'),
  sharedLabel('app.kubernetes.io/instance'),
]

/** Argo CD's default sync: kubectl's three-way patch and annotation under its own name. RBAC objects first go through `auth reconcile` of its own programs. */
export const argocdClientSide: Deployer = {
  name: 'argocd-client-side',
  title: 'Argo CD',
  mode: 'client-side',
  managers: ['argocd-controller', 'argocd-application-controller', 'argocd-server'],
  marks: ARGOCD_MARKS,
  force: true,
  takesOver: [],
  previous: 'last-applied',
}
