import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { phase } from '../rules/rows.ts'

/** Google-managed certificates: of the whole and of each domain. */
export const networkingGkeIo: readonly DeclarativeRule[] = [
  {
    for: ['networking.gke.io/ManagedCertificate'],
    rules: [
      {
        when: { any: 'status.domainStatus', where: { field: 'status', is: ['Failed*', '*Failed'] } },
        status: 'Degraded',
        reason: 'DomainFailed',
        say: 'Domains that cannot be certified: {items.domain} ({items.status})',
      },
      phase('status.certificateStatus'),
    ],
  },
]
