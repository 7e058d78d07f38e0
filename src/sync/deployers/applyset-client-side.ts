import { ownLabel, type Deployer, type DeployerMark } from './deployer.ts'
import { kubectlClientSide } from './kubectl-client-side.ts'

/** The label of the members of a set (KEP-3659; ApplysetPartOfLabel in k8s.io/kubectl/pkg/cmd/apply/applyset.go). */
export const APPLYSET_MARKS: readonly DeployerMark[] = [ownLabel('applyset.kubernetes.io/part-of')]

/** `kubectl apply --prune --applyset`. */
export const applysetClientSide: Deployer = {
  ...kubectlClientSide,
  name: 'applyset-client-side',
  title: 'kubectl apply --applyset',
  marks: APPLYSET_MARKS,
  byMark: true,
}
