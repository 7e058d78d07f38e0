import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { statusless } from '../rules/rows.ts'

/** Networking kinds that have no status, or one that speaks only of failure: MetalLB, Traefik, ExternalDNS. */
export const statuslessNetworking: readonly DeclarativeRule[] = [
  {
    for: ['metallb.io/*', 'traefik.io/*', 'traefik.containo.us/*', 'externaldns.k8s.io/*'],
    rules: [{ when: { cond: '*', is: 'False' }, status: 'Degraded' }],
    else: statusless,
  },
]
