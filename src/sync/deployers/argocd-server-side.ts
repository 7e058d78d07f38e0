import { ARGOCD_MARKS } from './argocd-client-side.ts'
import type { Deployer } from './deployer.ts'

/** Argo CD with `ServerSideApply=true`: it forces, and takes over what kubectl applied client-side (performCSAUpgradeMigration in gitops-engine). */
export const argocdServerSide: Deployer = {
  name: 'argocd-server-side',
  title: 'Argo CD (ServerSideApply)',
  mode: 'server-side',
  managers: ['argocd-controller'],
  marks: ARGOCD_MARKS,
  force: true,
  takesOver: ['kubectl-client-side-apply'],
  previous: 'own-entry',
}
