import { ownAnnotation, ownLabel, type Deployer } from './deployer.ts'

/**
 * The manifests folder of k3s and RKE2, and what else applies with Rancher's wrangler: a three-way patch from an annotation of its own, packed (applyPatch
 * in wrangler's pkg/apply/desiredset_compare.go), under the name of the node (k3s-io/k3s#3434).
 */
export const wrangler: Deployer = {
  name: 'wrangler',
  title: 'k3s',
  mode: 'client-side',
  managers: ['deploy@*'],
  marks: [ownAnnotation('objectset.rio.cattle.io/*'), ownLabel('objectset.rio.cattle.io/*')],
  force: true,
  takesOver: [],
  previous: 'release',
  unrecorded: true,
}
