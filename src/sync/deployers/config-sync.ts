import { CLIENT_SIDE_APPLIER, MANAGED_BY, ownAnnotation, ownLabel, sharedAnnotation, sharedLabel, type Deployer } from './deployer.ts'

/** Config Sync: kubectl's server-side apply with force, under the name of its group (pkg/applier/applier.go, pkg/api/configsync and pkg/metadata of kpt-config-sync). */
export const configSync: Deployer = {
  name: 'config-sync',
  title: 'Config Sync',
  mode: 'server-side',
  managers: ['configsync.gke.io', 'configsync'],
  marks: [
    ownAnnotation('configsync.gke.io/*'),
    ownAnnotation('configmanagement.gke.io/*'),
    ownLabel('configsync.gke.io/*'),
    ownAnnotation('config.k8s.io/owning-inventory'),
    sharedAnnotation('hnc.x-k8s.io/managed-by'),
    sharedLabel('applyset.kubernetes.io/part-of'),
    sharedLabel(MANAGED_BY, 'configmanagement.gke.io'),
  ],
  force: true,
  takesOver: [CLIENT_SIDE_APPLIER],
  previous: 'own-entry',
  told: [{ key: 'client.lifecycle.config.k8s.io/mutation', value: 'ignore', means: 'leave-object', fromLive: false }],
  unrecorded: true,
}
