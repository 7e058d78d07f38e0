import type { Deployer } from './deployer.ts'

/**
 * Terraform's `kubernetes_manifest`: server-side, without force unless `field_manager.force_conflicts` says so (manifest/provider/apply.go in terraform-provider-kubernetes).
 * Its resources of one kind send patches under the name `HashiCorp`, and leave no mark.
 */
export const terraform: Deployer = {
  name: 'terraform',
  title: 'Terraform',
  mode: 'server-side',
  managers: ['Terraform'],
  marks: [],
  force: false,
  takesOver: [],
  previous: 'own-entry',
  unrecorded: true,
}
