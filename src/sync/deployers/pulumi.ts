import { MANAGED_BY, ownAnnotation, sharedLabel, type Deployer } from './deployer.ts'

/**
 * Pulumi's Kubernetes provider, server-side (its default since 4.0), under a name with a random end. First it makes its own what kubectl wrote, and itself before it
 * went server-side (fixCSAFieldManagers in provider/pkg/await/await.go of pulumi-kubernetes); it forces where `pulumi.com/patchForce` says so.
 */
export const pulumi: Deployer = {
  name: 'pulumi',
  title: 'Pulumi',
  mode: 'server-side',
  managers: ['pulumi-kubernetes*', 'pulumi-resource-kubernetes'],
  marks: [ownAnnotation('pulumi.com/*'), sharedLabel(MANAGED_BY, 'pulumi')],
  force: false,
  takesOver: [
    { managers: ['kubectl*'] },
    { managers: ['before-first-apply*', 'pulumi-kubernetes*', 'pulumi-resource-kubernetes*'], updates: true },
  ],
  previous: 'own-entry',
  unrecorded: true,
}
