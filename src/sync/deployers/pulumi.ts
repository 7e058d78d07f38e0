import { MANAGED_BY, ownAnnotation, sharedLabel, type Deployer } from './deployer.ts'

/** Pulumi's Kubernetes provider, server-side (its default since 4.0), under a name with a random end (provider/pkg/await/await.go in pulumi-kubernetes). */
export const pulumi: Deployer = {
  name: 'pulumi',
  title: 'Pulumi',
  mode: 'server-side',
  managers: ['pulumi-kubernetes*', 'pulumi-resource-kubernetes'],
  marks: [ownAnnotation('pulumi.com/*'), sharedLabel(MANAGED_BY, 'pulumi')],
  force: false,
  takesOver: [],
  previous: 'own-entry',
  unrecorded: true,
}
