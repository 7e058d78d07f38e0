import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { phase } from '../rules/rows.ts'

/** iam-manager: states of roles. */
export const iammanagerKeikoprojIo: readonly DeclarativeRule[] = [
  {
    for: ['iammanager.keikoproj.io/Iamrole'],
    rules: [
      {
        ...phase('status.state', { Degraded: ['RolesMaxLimitReached', 'PolicyNotAllowed', 'RoleNameNotAvailable'] }),
      },
    ],
  },
]
