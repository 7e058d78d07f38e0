import type { DeclarativeRule } from '../declarative-rule.ts'

/** iam-manager: states of roles. */
export const iammanagerKeikoprojIo: readonly DeclarativeRule[] = [
  {
    for: ['iammanager.keikoproj.io/Iamrole'],
    rules: [
      {
        field: 'status.state',
        words: {
          Healthy: ['Ready'],
          Degraded: ['Error', 'RolesMaxLimitReached', 'PolicyNotAllowed', 'RoleNameNotAvailable'],
          Progressing: ['CreateInProgress', 'DeleteInprogress', 'UpdateInprogress'],
        },
        say: ['{status.errorDescription}', 'The role is {value}'],
      },
    ],
  },
]
