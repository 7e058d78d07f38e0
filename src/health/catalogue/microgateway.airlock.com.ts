import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { ready } from '../rules/rows.ts'

const gone = 'No ancestor has reported on it yet'

/** Airlock Microgateway: policies report per ancestor, as in the Gateway API. */
export const microgatewayAirlockCom: readonly DeclarativeRule[] = [
  {
    for: ['microgateway.airlock.com/*'],
    rules: [
      {
        when: { any: 'status.ancestors', where: { cond: ['Accepted', 'ResolvedRefs', 'Programmed'], is: 'False', in: 'conditions' } },
        status: 'Degraded',
        reason: 'NotAccepted',
        say: "{items.ancestorRef.name}: {cond.message|cond.reason|'not accepted'}",
      },
      {
        when: {
          any: 'status.ancestors',
          where: [{ field: 'conditions', exists: true }, { no: { cond: 'Accepted', is: 'True', in: 'conditions' } }],
        },
        status: 'Progressing',
        reason: 'WaitingForAncestor',
        say: 'Waits for {items.ancestorRef.name} to report on it',
      },
      {
        when: { field: 'status.ancestors', empty: false },
        status: 'Healthy',
        reason: 'Accepted',
        say: 'Accepted by {status.ancestors[].ancestorRef.name}',
      },
      ...ready,
      { when: { cond: 'Accepted', is: 'True' }, status: 'Healthy' },
      { when: { cond: 'Accepted', is: 'False' }, status: 'Degraded' },
    ],
    else: { status: 'Progressing', reason: 'NotReported', say: gone },
  },
]
