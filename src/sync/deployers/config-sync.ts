import { MANAGED_BY, ownAnnotation, ownLabel, sharedLabel, type Deployer } from './deployer.ts'

/** Config Sync (pkg/metadata of kpt-config-sync). */
export const configSync: Deployer = {
  name: 'config-sync',
  title: 'Config Sync',
  mode: 'server-side',
  managers: ['configsync'],
  marks: [
    ownAnnotation('configsync.gke.io/*'),
    ownAnnotation('configmanagement.gke.io/*'),
    ownLabel('configsync.gke.io/*'),
    ownAnnotation('config.k8s.io/owning-inventory'),
    sharedLabel('applyset.kubernetes.io/part-of'),
    sharedLabel(MANAGED_BY, 'configmanagement.gke.io'),
  ],
  force: true,
  takesOver: [],
  previous: 'own-entry',
  unrecorded: true,
}
