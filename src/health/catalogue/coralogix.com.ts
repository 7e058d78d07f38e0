import type { DeclarativeRule } from '../rules/declarative-rule.ts'

/** Coralogix: whether what is here exists there. */
export const coralogixCom: readonly DeclarativeRule[] = [
  {
    for: ['coralogix.com/*'],
    rules: [
      { when: { cond: 'RemoteSynced', is: 'True' }, status: 'Healthy' },
      { when: { cond: 'RemoteSynced', is: 'False' }, status: 'Degraded' },
      { when: { cond: 'RemoteSynced' }, status: 'Progressing' },
      { when: { field: 'status.id', empty: false }, status: 'Healthy', reason: 'Created', say: 'It exists at Coralogix' },
    ],
  },
]
