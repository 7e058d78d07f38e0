import { ownAnnotation, ownLabel, type Deployer } from './deployer.ts'

/** kluctl: server-side, solving conflicts by itself (pkg/deployment/deployment_item.go and pkg/diff/managed_fields.go in kluctl). */
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
