import type { DeclarativeRule } from '../declarative-rule.ts'

/** Apache Solr operator: nodes ready and up to date. */
export const solrApacheOrg: readonly DeclarativeRule[] = [
  {
    for: ['solr.apache.org/SolrCloud'],
    rules: [
      {
        when: { compare: [{ path: 'status.readyReplicas', or: 0 }, '<', { path: 'spec.replicas', or: 3 }] },
        status: 'Progressing',
        reason: 'WaitingForNodes',
        say: "{status.readyReplicas|'0'} of {spec.replicas|'3'} nodes are ready",
      },
      {
        when: { compare: ['status.upToDateNodes', '<', 'status.replicas'] },
        status: 'Progressing',
        reason: 'RollingOut',
        say: '{status.upToDateNodes} of {status.replicas} nodes are up to date',
      },
      { when: { field: 'status.readyReplicas', exists: true }, status: 'Healthy', reason: 'Ready', say: 'All {value} nodes are ready' },
    ],
  },
]
