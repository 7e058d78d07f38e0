import type { Deployer } from './deployer.ts'

/**
 * `kubectl apply --server-side`. It refuses conflicts unless it is told `--force-conflicts`, and first turns the entry of who applied
 * client-side into its own (migrateToSSAIfNecessary in k8s.io/kubectl/pkg/cmd/apply/apply.go), so that what was dropped since goes.
 */
export const kubectlServerSide: Deployer = {
  name: 'kubectl-server-side',
  title: 'kubectl apply --server-side',
  mode: 'server-side',
  managers: ['kubectl'],
  marks: [],
  force: false,
  takesOver: ['kubectl-client-side-apply'],
  previous: 'own-entry',
}
