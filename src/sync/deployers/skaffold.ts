import { LABELS, ownLabel, TEMPLATE_LABELS, type Deployer } from './deployer.ts'
import { kubectlClientSide } from './kubectl-client-side.ts'

/** Skaffold, which runs `kubectl apply`: the label of a run is another each time (pkg/skaffold/deploy/label and pkg/skaffold/kubernetes/manifest/labels.go in skaffold). */
export const skaffold: Deployer = {
  ...kubectlClientSide,
  name: 'skaffold',
  title: 'Skaffold',
  marks: [ownLabel('skaffold.dev/run-id', [...LABELS, ...TEMPLATE_LABELS])],
  byMark: true,
  unrecorded: true,
}
