import type { Deployer } from './deployer.ts'

/** `kubectl apply`: a three-way patch from the last-applied annotation (k8s.io/kubectl/pkg/cmd/apply/patcher.go). */
export const kubectlClientSide: Deployer = {
  name: 'kubectl-client-side',
  title: 'kubectl apply',
  mode: 'client-side',
  managers: ['kubectl-client-side-apply'],
  marks: [],
  force: true,
  takesOver: [],
  previous: 'last-applied',
}
