import { ownLabel, type Deployer, type DeployerMark } from './deployer.ts'
import { kubectlClientSide } from './kubectl-client-side.ts'

/** The label of `injectLabels` (pkg/process/process.go in tanka). */
export const TANKA_MARKS: readonly DeployerMark[] = [ownLabel('tanka.dev/environment')]

/** Tanka, which runs `kubectl apply` (pkg/kubernetes/client/apply.go in tanka). */
export const tankaClientSide: Deployer = {
  ...kubectlClientSide,
  name: 'tanka-client-side',
  title: 'Tanka',
  marks: TANKA_MARKS,
  byMark: true,
  unrecorded: true,
}
