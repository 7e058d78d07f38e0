import { CLIENT_SIDE_APPLIER, type Deployer } from './deployer.ts'

/** `kubectl apply --server-side`. It refuses conflicts unless it is told `--force-conflicts`, also with who applied client-side before. */
export const kubectlServerSide: Deployer = {
  name: 'kubectl-server-side',
  title: 'kubectl apply --server-side',
  mode: 'server-side',
  managers: ['kubectl'],
  marks: [],
  force: false,
  takesOver: [CLIENT_SIDE_APPLIER],
  previous: 'own-entry',
}
