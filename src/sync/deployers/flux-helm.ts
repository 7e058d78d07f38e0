import type { Deployer } from './deployer.ts'
import { FLUX_HELM_MARKS, HELM_MARKS } from './helm-3.ts'
import { helm4 } from './helm-4.ts'

/** Flux's helm-controller with Helm 4: server-side it always forces (internal/action/upgrade.go in helm-controller). With Helm 3 it is as `helm-3`. */
export const fluxHelm: Deployer = {
  ...helm4,
  name: 'flux-helm',
  title: 'Flux (HelmRelease)',
  managers: ['helm-controller'],
  marks: [...HELM_MARKS, ...FLUX_HELM_MARKS],
  force: true,
  unrecorded: true,
}
