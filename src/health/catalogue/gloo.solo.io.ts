import type { DeclarativeRule, Test } from '../rules/declarative-rule.ts'

const isAt = (state: string, number: number): Test => ({
  or: [
    { any: 'status.statuses', where: { field: 'state', is: [state, number] } },
    { field: 'status.state', is: [state, number] },
  ],
})

/** Gloo Edge: a state for each controller, by name or, in older versions, by number; https://docs.solo.io/gloo-edge. */
export const gloo: readonly DeclarativeRule[] = [
  {
    for: ['gateway.solo.io/*', 'gloo.solo.io/*', 'enterprise.gloo.solo.io/*', 'ratelimit.solo.io/*', 'graphql.gloo.solo.io/*'],
    rules: [
      { when: isAt('Rejected', 2), status: 'Degraded', reason: 'Rejected', say: "{items.reason|status.reason|'It was rejected'}" },
      {
        when: isAt('Warning', 3),
        status: 'Degraded',
        reason: 'Warning',
        say: "{items.reason|status.reason|'It was accepted with a warning'}",
      },
      { when: isAt('Pending', 0), status: 'Suspended', reason: 'Pending', say: 'Its controller has not validated it yet' },
      { when: isAt('Accepted', 1), status: 'Healthy', reason: 'Accepted', say: 'It is valid and accepted' },
    ],
  },
]
