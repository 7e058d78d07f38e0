import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { counted } from '../rules/rows.ts'

/** Apache Solr operator: nodes ready and up to date. */
export const solrApacheOrg: readonly DeclarativeRule[] = [
  {
    for: ['solr.apache.org/SolrCloud'],
    rules: [
      {
        when: { compare: ['status.upToDateNodes', '<', 'status.replicas'] },
        status: 'Progressing',
        reason: 'RollingOut',
      },
      ...counted('status.readyReplicas', 'spec.replicas', 3),
    ],
  },
]
