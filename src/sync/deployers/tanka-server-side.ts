import type { Deployer } from './deployer.ts'
import { kubectlServerSide } from './kubectl-server-side.ts'
import { TANKA_MARKS } from './tanka-client-side.ts'

/** Tanka with `applyStrategy: server`, which runs `kubectl apply --server-side` under its own name (pkg/kubernetes/client/apply.go in tanka). */
export const tankaServerSide: Deployer = {
  ...kubectlServerSide,
  name: 'tanka-server-side',
  title: 'Tanka',
  managers: ['tanka'],
  marks: TANKA_MARKS,
  unrecorded: true,
}
