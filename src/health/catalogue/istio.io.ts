import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { phase, statusless } from '../rules/rows.ts'

/** Istio: the installation, and what its analysis says of configuration, where that is switched on; https://istio.io/latest/docs/reference/config/analysis. */
export const istioIo: readonly DeclarativeRule[] = [
  {
    for: ['install.istio.io/IstioOperator'],
    rules: [
      {
        ...phase('status.status', { Degraded: ['ACTION_REQUIRED'], Progressing: ['NONE'] }),
      },
    ],
  },
  {
    for: ['sailoperator.io/*'],
    rules: [],
  },
  {
    for: ['networking.istio.io/*', 'security.istio.io/*', 'telemetry.istio.io/*', 'extensions.istio.io/*'],
    rules: [
      {
        when: {
          any: 'status.validationMessages',
          where: {
            or: [
              { field: 'level', is: ['ERROR', 3] },
              { field: 'type.level', is: 'ERROR' },
            ],
          },
        },
        status: 'Degraded',
        reason: 'ValidationFailed',
        say: "Istio reports errors: {items.type.code|items.documentationUrl|'see istioctl analyze'}",
      },
      {
        when: { cond: ['PassedValidation', 'Reconciled', 'Accepted', 'Ready'], is: 'False' },
        status: 'Degraded',
      },
      {
        when: { cond: ['PassedValidation', 'Reconciled', 'Accepted', 'Ready', 'WaypointAccepted', 'WaypointBound'], is: 'True' },
        status: 'Healthy',
      },
    ],
    else: statusless,
  },
]
