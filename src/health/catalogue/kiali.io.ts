import type { DeclarativeRule } from '../rules/declarative-rule.ts'

/** Kiali: the conditions of an Ansible operator. */
export const kialiIo: readonly DeclarativeRule[] = [
  {
    for: ['kiali.io/*'],
    rules: [
      { when: { cond: 'Failure', is: 'True' }, status: 'Degraded' },
      { when: { cond: 'Successful', is: 'True' }, status: 'Healthy' },
      { when: { cond: 'Running', is: 'True', reason: 'Successful' }, status: 'Healthy' },
      { when: { cond: 'Running', is: 'True' }, status: 'Progressing' },
    ],
  },
]
