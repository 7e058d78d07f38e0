import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { phase } from '../rules/rows.ts'

/** KubeVela: `status.status` of an application; https://kubevela.io/docs/end-user/workflow/overview. */
export const kubeVela: readonly DeclarativeRule[] = [
  {
    for: ['core.oam.dev/Application'],
    rules: [
      {
        ...phase('status.status', {
          Suspended: ['workflowSuspending'],
          Degraded: ['workflowTerminated', 'unhealthy'],
          Progressing: ['runningWorkflow', 'starting', 'rendering', 'policyGenerating', 'deleting'],
        }),
        say: ['{status.workflow.message}', '{status.services[].message}', 'The application is {value}'],
      },
    ],
  },
]
