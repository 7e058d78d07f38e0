import { ownAnnotation, ownLabel, type Deployer } from './deployer.ts'

const TEMPLATES = [
  ['spec', 'template', 'metadata', 'labels'],
  ['spec', 'jobTemplate', 'spec', 'template', 'metadata', 'labels'],
  ['spec', 'volumeClaimTemplates', '*', 'metadata', 'labels'],
]
const SELECTORS = [
  ['spec', 'selector'],
  ['spec', 'selector', 'matchLabels'],
]

/** kapp: its labels stand in pod templates and selectors, too (ownershipLabelRules and labelScopingRules in kapp's pkg/kapp/config/default.go). */
export const kapp: Deployer = {
  name: 'kapp',
  title: 'kapp',
  mode: 'client-side',
  managers: ['kapp'],
  marks: [
    ownLabel('kapp.k14s.io/app', [['metadata', 'labels'], ...TEMPLATES, ...SELECTORS]),
    ownLabel('kapp.k14s.io/association', [['metadata', 'labels'], ...TEMPLATES]),
    ownAnnotation('kapp.k14s.io/identity'),
    ownAnnotation('kapp.k14s.io/nonce'),
    ownAnnotation('kapp.k14s.io/original'),
    ownAnnotation('kapp.k14s.io/original-diff*'),
  ],
  force: true,
  takesOver: [],
  previous: 'last-applied',
  unrecorded: true,
}
