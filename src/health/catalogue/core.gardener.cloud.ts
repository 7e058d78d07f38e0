import type { DeclarativeRule } from '../declarative-rule.ts'

/** Gardener: the label that sums up a shoot, and its last operation. */
export const coreGardenerCloud: readonly DeclarativeRule[] = [
  {
    for: ['core.gardener.cloud/Shoot'],
    rules: [
      {
        when: {
          or: [
            { field: 'status.hibernated', is: true },
            { field: 'spec.hibernation.enabled', is: true },
          ],
        },
        status: 'Suspended',
        say: 'The cluster is hibernated',
      },
      {
        field: 'metadata.labels[shoot.gardener.cloud/status]',
        words: { Healthy: ['healthy'], Progressing: ['progressing'], Degraded: ['unhealthy'], Unknown: ['unknown'] },
        say: '{status.lastErrors[].description|status.lastOperation.description|value}',
      },
      {
        field: 'status.lastOperation.state',
        words: { Healthy: ['Succeeded'], Degraded: ['Failed', 'Error', 'Aborted'], Progressing: ['Processing', 'Pending'] },
        say: '{status.lastErrors[].description|status.lastOperation.description|value}',
      },
    ],
  },
]
