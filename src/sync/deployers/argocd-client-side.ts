import { ownAnnotation, sharedLabel, type Deployer, type DeployerMark } from './deployer.ts'

/** The annotation of the default tracking method since 3.0, the label of the one before, and the id of the installation (common/common.go in argo-cd). */
export const ARGOCD_MARKS: readonly DeployerMark[] = [
  ownAnnotation('argocd.argoproj.io/tracking-id'),
  ownAnnotation('argocd.argoproj.io/installation-id'),
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
