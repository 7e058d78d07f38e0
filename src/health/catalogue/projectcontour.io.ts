import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { statusless } from '../rules/rows.ts'

/** Contour: Valid, whose errors name what is wrong; https://projectcontour.io/docs. */
export const projectcontourIo: readonly DeclarativeRule[] = [
  {
    for: ['projectcontour.io/HTTPProxy', 'projectcontour.io/ExtensionService', 'projectcontour.io/TLSCertificateDelegation'],
    rules: [
      { when: { cond: 'Valid', is: 'True' }, status: 'Healthy' },
      { when: { cond: 'Valid', is: 'False' }, status: 'Degraded', say: '{status.conditions[].errors[].message|cond.message|cond.reason}' },
    ],
  },
  {
    for: ['projectcontour.io/ContourConfiguration', 'projectcontour.io/ContourDeployment'],
    rules: [{ when: { cond: 'Valid', is: 'False' }, status: 'Degraded' }],
    else: statusless,
  },
]
