import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { phase } from '../rules/rows.ts'

/** Gardener: the label that sums up a shoot, and its last operation. */
export const coreGardenerCloud: readonly DeclarativeRule[] = [
  {
    for: [
      'core.gardener.cloud/Shoot',
      'core.gardener.cloud/BackupEntry',
      'core.gardener.cloud/BackupBucket',
      'extensions.gardener.cloud/*',
    ],
    rules: [
      {
        when: {
          or: [
            { field: 'status.hibernated', is: true },
            { field: 'spec.hibernation.enabled', is: true },
          ],
        },
        status: 'Suspended',
      },
      {
        ...phase('metadata.labels[shoot.gardener.cloud/status]'),
        say: '{status.lastErrors[].description|status.lastOperation.description|value}',
      },
      { ...phase('status.lastOperation.state'), say: '{status.lastErrors[].description|status.lastOperation.description|value}' },
    ],
  },
]
