import type { DeclarativeRule } from '../declarative-rule.ts'

/** Gloo Edge: a state for each controller, by name or, in older versions, by number; https://docs.solo.io/gloo-edge. */
export const gloo: readonly DeclarativeRule[] = [
  {
    for: ['gateway.solo.io/*', 'gloo.solo.io/*', 'enterprise.gloo.solo.io/*', 'ratelimit.solo.io/*', 'graphql.gloo.solo.io/*'],
    rules: [
      {
        when: {
          or: [
            { any: 'status.statuses', where: { field: 'state', is: ['Rejected', 2] } },
            { field: 'status.state', is: ['Rejected', 2] },
          ],
        },
        status: 'Degraded',
        reason: 'Rejected',
        say: "{items.reason|status.reason|'It was rejected'}",
      },
      {
        when: {
          or: [
            { any: 'status.statuses', where: { field: 'state', is: ['Warning', 3] } },
            { field: 'status.state', is: ['Warning', 3] },
          ],
        },
        status: 'Degraded',
        reason: 'Warning',
        say: "{items.reason|status.reason|'It was accepted with a warning'}",
      },
      {
        when: {
          or: [
            { any: 'status.statuses', where: { field: 'state', is: ['Pending', 0] } },
            { field: 'status.state', is: ['Pending', 0] },
          ],
        },
        status: 'Suspended',
        reason: 'Pending',
        say: 'Its controller has not validated it yet',
      },
      {
        when: {
          or: [
            { any: 'status.statuses', where: { field: 'state', is: ['Accepted', 1] } },
            { field: 'status.state', is: ['Accepted', 1] },
          ],
        },
        status: 'Healthy',
        reason: 'Accepted',
        say: 'It is valid and accepted',
      },
    ],
  },
]
