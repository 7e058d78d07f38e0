import { ownAnnotation, ownLabel, type Deployer } from './deployer.ts'

/**
 * kluctl: server-side (pkg/deployment/deployment_item.go in kluctl). Where a field is somebody else's it forces if that is kubectl, Rancher, k9s or kluctl, and
 * else leaves the field out (ResolveConflicts in pkg/diff/managed_fields.go); `--force-apply` forces always.
 */
export const kluctl: Deployer = {
  name: 'kluctl',
  title: 'kluctl',
  mode: 'server-side',
  managers: ['kluctl'],
  marks: [
    ownLabel('kluctl.io/discriminator'),
    ownLabel('kluctl.io/tag-*'),
    ownAnnotation('kluctl.io/deployment-item-dir'),
    ownAnnotation('kluctl.io/skip-delete-if-tags'),
  ],
  force: true,
  takesOver: [],
  previous: 'own-entry',
  unrecorded: true,
}
