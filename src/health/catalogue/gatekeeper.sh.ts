import type { DeclarativeRule } from '../rules/declarative-rule.ts'

/** OPA Gatekeeper: errors by pod, and violations. */
export const gatekeeperSh: readonly DeclarativeRule[] = [
  {
    for: ['templates.gatekeeper.sh/ConstraintTemplate'],
    rules: [
      {
        when: { any: 'status.byPod', where: { field: 'errors', empty: false } },
        status: 'Degraded',
        reason: 'Errors',
        say: '{status.byPod[].errors[].message}',
      },
      { when: { field: 'status.created', is: true }, status: 'Healthy' },
    ],
  },
  {
    for: ['constraints.gatekeeper.sh/*'],
    rules: [
      {
        when: { any: 'status.byPod', where: { field: 'errors', empty: false } },
        status: 'Degraded',
        reason: 'Errors',
        say: '{status.byPod[].errors[].message}',
      },
      {
        when: { field: 'status.byPod', empty: false },
        status: 'Healthy',
        reason: 'Enforced',
        say: "{status.totalViolations|'0'} violations",
      },
    ],
  },
]
