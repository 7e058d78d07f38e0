import { MANAGED_BY, ownAnnotation, ownLabel, sharedLabel, type Deployer, type DeployerMark } from './deployer.ts'

/** What every release writes on its objects (setMetadataVisitor in helm's pkg/action/validate.go). */
export const HELM_MARKS: readonly DeployerMark[] = [
  { ...ownAnnotation('meta.helm.sh/release-name'), always: true },
  { ...ownAnnotation('meta.helm.sh/release-namespace'), always: true },
  sharedLabel(MANAGED_BY, 'Helm'),
]

/** What Flux's helm-controller adds to that (NewOriginLabels in helm-controller's internal/postrender). */
export const FLUX_HELM_MARKS: readonly DeployerMark[] = ['helm.toolkit.fluxcd.io/name', 'helm.toolkit.fluxcd.io/namespace'].map(key =>
  ownLabel(key),
)

/**
 * Helm 3, and Helm 4 where the release says client-side: a three-way patch from the release before for kinds that its scheme knows, the
 * difference of the two releases, whatever is live, for all others (createPatch in helm's pkg/kube/client.go).
 */
export const helm3: Deployer = {
  name: 'helm-3',
  title: 'Helm (client-side)',
  mode: 'helm-client-side',
  managers: ['helm', 'helm-controller'],
  marks: [...HELM_MARKS, ...FLUX_HELM_MARKS],
  force: true,
  takesOver: [],
  previous: 'release',
}
