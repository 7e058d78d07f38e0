import { ownAnnotation, ownLabel, type Deployer } from './deployer.ts'

const WRITTEN = [
  'hash',
  'owner-kind',
  'owner-name',
  'owner-tier',
  'reference-kind',
  'reference-name',
  'reference-namespace',
  'reference-tier',
]

/** Sveltos: server-side with force (AddMetadata and UpdateResource in libsveltos' lib/deployer/applier.go). */
export const sveltos: Deployer = {
  name: 'sveltos',
  title: 'Sveltos',
  mode: 'server-side',
  managers: ['application/apply-patch'],
  marks: [ownLabel('projectsveltos.io/reason'), ...WRITTEN.map(key => ownAnnotation(`projectsveltos.io/${key}`))],
  force: true,
  takesOver: [],
  previous: 'own-entry',
  unrecorded: true,
}
