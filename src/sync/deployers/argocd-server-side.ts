import { ARGOCD_MARKS } from './argocd-client-side.ts'
import { CLIENT_SIDE_APPLIER, type Deployer } from './deployer.ts'

/**
 * Argo CD with `ServerSideApply=true`: it forces, and takes over what kubectl applied client-side (performCSAUpgradeMigration in gitops-engine's
 * pkg/sync/sync_context.go), or a manager that an annotation of the Application names. It runs kubectl's apply, so what it applied client-side
 * itself goes over as well.
 */
export const argocdServerSide: Deployer = {
  name: 'argocd-server-side',
  title: 'Argo CD (ServerSideApply)',
  mode: 'server-side',
  managers: ['argocd-controller'],
  marks: ARGOCD_MARKS,
  force: true,
  takesOver: [{ managers: ['kubectl-client-side-apply'], updates: true }, CLIENT_SIDE_APPLIER],
  previous: 'own-entry',
}
