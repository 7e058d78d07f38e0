import { ownAnnotation, type Deployer } from './deployer.ts'
import { HELM_MARKS } from './helm-3.ts'
import { helm4 } from './helm-4.ts'

/**
 * werf, and Nelm within it: server-side with force under Helm's name, after it made its own what it wrote with an Update before and what `kubectl edit` changed
 * (pkg/plan/resource_info.go and pkg/kube/client_kube.go in nelm; the annotations are of cmd/werf/converge in werf).
 */
export const werf: Deployer = {
  ...helm4,
  name: 'werf',
  title: 'werf',
  marks: [...HELM_MARKS, ownAnnotation('werf.io/version'), ownAnnotation('project.werf.io/*')],
  byMark: true,
  force: true,
  takesOver: [...helm4.takesOver, { managers: ['kubectl-edit', 'werf*'] }],
  unrecorded: true,
}
