import { ownAnnotation, ownLabel, type Deployer } from './deployer.ts'
import { HELM_MARKS } from './helm-3.ts'

/** Rancher Fleet: Helm inside, and the marks of its desired sets (internal/cmd/agent/deployer/desiredset in fleet). */
export const fleet: Deployer = {
  name: 'fleet',
  title: 'Fleet',
  mode: 'helm-client-side',
  managers: ['fleetagent'],
  marks: [
    ownAnnotation('objectset.rio.cattle.io/*'),
    ownLabel('objectset.rio.cattle.io/*'),
    ...HELM_MARKS.map(mark => ({ ...mark, identifies: false })),
  ],
  force: true,
  takesOver: [],
  previous: 'release',
  unrecorded: true,
}
