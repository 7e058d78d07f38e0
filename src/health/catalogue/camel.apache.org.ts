import type { DeclarativeRule } from '../rules/declarative-rule.ts'

/** Camel K: phases, and Ready. */
export const camelApacheOrg: readonly DeclarativeRule[] = [
  {
    for: ['camel.apache.org/*'],
    // One of the ways to deploy an integration is chosen: the conditions of the others are False.
    passOver: ['CronJobAvailable', 'DeploymentAvailable', 'KnativeServiceAvailable'],
    rules: [
      {
        when: { field: 'status.phase', is: ['Error', 'Cannot *'] },
        status: 'Degraded',
        reason: 'Error',
        say: '{status.conditions[].message|status.failure.reason|value}',
      },
      { when: { cond: 'Ready', is: 'True' }, status: 'Healthy' },
      { when: { cond: 'Ready', is: 'False', reason: ['Error', '*Failed', 'RuntimeNotReady'] }, status: 'Degraded' },
      { when: { cond: 'Ready' }, status: 'Progressing' },
      { field: 'status.phase', words: { Healthy: ['Ready', 'Running'], Progressing: ['*'] } },
    ],
  },
]
