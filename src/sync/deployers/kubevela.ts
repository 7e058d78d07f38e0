import { ownAnnotation, ownLabel, type Deployer } from './deployer.ts'

/** KubeVela: a three-way patch from an annotation of its own (threeWayMergePatch in kubevela's pkg/utils/apply/patch.go; labels of pkg/oam/labels.go). */
export const kubeVela: Deployer = {
  name: 'kubevela',
  title: 'KubeVela',
  mode: 'client-side',
  managers: ['kubevela'],
  marks: [
    ownLabel('app.oam.dev/*'),
    ownLabel('oam.dev/render-hash'),
    ownLabel('workload.oam.dev/type'),
    ownLabel('trait.oam.dev/*'),
    ownAnnotation('app.oam.dev/*'),
  ],
  force: true,
  takesOver: [],
  previous: 'last-applied',
  annotation: 'app.oam.dev/last-applied-configuration',
  unrecorded: true,
}
