import type { Deployer } from './deployer.ts'

/**
 * Crossplane's provider-kubernetes: server-side with force under the name of its Object, after it made its own what it wrote before that was the default (ssaFieldOwner and
 * maybeUpgradeFieldManagers in provider-kubernetes' internal/controller/cluster/object).
 */
export const crossplane: Deployer = {
  name: 'crossplane',
  title: 'Crossplane',
  mode: 'server-side',
  managers: ['provider-kubernetes/*'],
  marks: [],
  force: true,
  takesOver: [{ managers: ['crossplane-kubernetes-provider'], updates: true }],
  previous: 'own-entry',
  unrecorded: true,
}
