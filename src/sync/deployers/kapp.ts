import { LABELS, ownAnnotation, ownLabel, TEMPLATE_LABELS, type Deployer } from './deployer.ts'

const TEMPLATES = [...TEMPLATE_LABELS, ['spec', 'volumeClaimTemplates', '*', 'metadata', 'labels']]
const SELECTORS = [
  ['spec', 'selector'],
  ['spec', 'selector', 'matchLabels'],
]

/**
 * kapp: its labels stand in pod templates and selectors, too (ownershipLabelRules and labelScopingRules in kapp's pkg/kapp/config/default.go); what it applied
 * last stands in an annotation of its own (pkg/kapp/diff/resource_with_history.go).
 */
export const kapp: Deployer = {
  name: 'kapp',
  title: 'kapp',
  mode: 'client-side',
  managers: ['kapp'],
  marks: [
    ownLabel('kapp.k14s.io/app', [...LABELS, ...TEMPLATES, ...SELECTORS]),
    ownLabel('kapp.k14s.io/association', [...LABELS, ...TEMPLATES]),
    ownAnnotation('kapp.k14s.io/identity'),
    ownAnnotation('kapp.k14s.io/nonce'),
    ownAnnotation('kapp.k14s.io/original'),
    ownAnnotation('kapp.k14s.io/original-diff*'),
    ownAnnotation('kapp.k14s.io/last-renewed-time'),
  ],
  force: true,
  takesOver: [],
  previous: 'last-applied',
  annotation: 'kapp.k14s.io/original',
  unrecorded: true,
}
