import type { DeclarativeRule, Row } from '../rules/declarative-rule.ts'
import { phase } from '../rules/rows.ts'

const compliance = (say: string): Row => ({ ...phase('status.compliant', { Progressing: ['UnknownCompliancy'] }), say })
const disabled: Row = { when: { field: 'spec.disabled', is: true }, status: 'Healthy' }
const behind: Row = {
  when: { compare: ['status.lastEvaluatedGeneration', '<', 'metadata.generation'] },
  status: 'Progressing',
  reason: 'GenerationNotObserved',
  say: 'The latest change has not been evaluated yet',
}

/** Open Cluster Management: compliance of policies, availability of clusters and works; https://open-cluster-management.io. */
export const openClusterManagement: readonly DeclarativeRule[] = [
  {
    for: ['policy.open-cluster-management.io/ConfigurationPolicy', 'policy.open-cluster-management.io/CertificatePolicy'],
    // Its conditions are notifications in words; `compliant` sums them up.
    passOver: ['compliancyDetails'],
    rules: [behind, compliance('{status.compliancyDetails[].conditions[].message|status.compliancyDetails[].message|value}')],
  },
  {
    for: ['policy.open-cluster-management.io/OperatorPolicy'],
    rules: [
      { when: { cond: 'Compliant', is: 'True' }, status: 'Healthy' },
      { when: { cond: 'Compliant', is: 'False' }, status: 'Degraded' },
    ],
  },
  {
    for: ['policy.open-cluster-management.io/Policy'],
    rules: [
      disabled,
      {
        when: [
          { field: 'status.compliant', is: 'NonCompliant' },
          { any: 'status.status', where: { field: 'compliant', is: 'NonCompliant' } },
        ],
        status: 'Degraded',
        say: 'Not compliant on {items.clustername}',
      },
      {
        when: [
          { field: 'status.compliant', is: 'NonCompliant' },
          { any: 'status.details', where: { field: 'compliant', is: 'NonCompliant' } },
        ],
        status: 'Degraded',
        say: 'Templates that are not compliant: {items.templateMeta.name}',
      },
      compliance('{value}'),
      {
        when: [
          { field: 'status.placement', empty: false },
          { field: 'status.compliant', empty: true },
          { field: 'status.status', empty: true },
        ],
        status: 'Healthy',
        reason: 'NoClusters',
        say: 'No cluster matches the policy',
      },
    ],
  },
  { for: ['policy.open-cluster-management.io/PolicySet'], rules: [compliance('{status.statusMessage|value}')] },
  {
    for: ['cluster.open-cluster-management.io/ManagedCluster'],
    rules: [
      { when: { cond: 'ManagedClusterConditionAvailable', is: 'True' }, status: 'Healthy' },
      { when: { cond: 'ManagedClusterConditionAvailable' }, status: 'Degraded' },
      { when: { cond: 'HubAcceptedManagedCluster', is: 'False' }, status: 'Suspended' },
    ],
  },
  {
    for: ['work.open-cluster-management.io/ManifestWork'],
    rules: [
      { when: { cond: 'Applied', is: 'False' }, status: 'Degraded' },
      { when: { cond: 'Available', is: 'False' }, status: 'Degraded' },
      { when: { cond: 'Available', is: 'True' }, status: 'Healthy' },
      { when: { cond: 'Applied', is: 'True' }, status: 'Progressing' },
    ],
  },
]
