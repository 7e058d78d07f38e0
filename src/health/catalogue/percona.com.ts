import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { phase } from '../rules/rows.ts'

const nodes = "{status.ready|'0'} of {status.size|'0'} nodes are ready"

/** Percona's operators: `status.state`, nodes ready of all. */
export const perconaCom: readonly DeclarativeRule[] = [
  {
    for: ['*.percona.com/*'],
    // A history: what was so once stays True.
    passOver: ['conditions'],
    rules: [
      {
        when: { field: 'status.state', is: '' },
        status: 'Unknown',
        reason: 'NoState',
        say: 'The operator has not said at which state it is',
      },
      { ...phase('status.state', { Degraded: ['unknown'], Progressing: ['Running', 'running', 'rejected'] }), say: nodes },
    ],
  },
]
