import { APPLYSET_MARKS } from './applyset-client-side.ts'
import type { Deployer } from './deployer.ts'
import { kubectlServerSide } from './kubectl-server-side.ts'

/** `kubectl apply --server-side --prune --applyset`. */
export const applysetServerSide: Deployer = {
  ...kubectlServerSide,
  name: 'applyset-server-side',
  title: 'kubectl apply --server-side --applyset',
  marks: APPLYSET_MARKS,
  byMark: true,
}
