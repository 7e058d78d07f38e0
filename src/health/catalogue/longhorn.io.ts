import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { phase, ready, statusless } from '../rules/rows.ts'

/** Longhorn: robustness and state of volumes, states of the rest; https://longhorn.io/docs. */
export const longhornIo: readonly DeclarativeRule[] = [
  {
    for: ['longhorn.io/Volume'],
    rules: [
      { field: 'status.robustness', words: { Degraded: ['faulted', 'degraded'] }, say: 'The volume is {value} and {status.state}' },
      { when: { cond: 'Scheduled', is: 'False', in: 'status.conditions' }, status: 'Degraded' },
      phase('status.state', { Suspended: ['detached'] }),
    ],
  },
  {
    for: ['longhorn.io/Engine', 'longhorn.io/Replica', 'longhorn.io/InstanceManager', 'longhorn.io/ShareManager'],
    rules: [phase('status.currentState', { Degraded: ['unknown'] }), phase('status.state', { Degraded: ['unknown'] })],
  },
  { for: ['longhorn.io/Node'], rules: [...ready, { when: { cond: 'Schedulable', is: 'False' }, status: 'Degraded' }] },
  {
    for: ['longhorn.io/EngineImage'],
    rules: [{ field: 'status.state', words: { Healthy: ['deployed'], Degraded: ['incompatible', 'error'], Progressing: ['*'] } }],
  },
  {
    for: ['longhorn.io/BackupTarget'],
    rules: [
      { when: { field: 'status.available', is: true }, status: 'Healthy' },
      {
        when: { field: 'status.available', is: false },
        status: 'Degraded',
        reason: 'Unavailable',
        say: "{status.conditions[].message|'The backup target is not available'}",
      },
    ],
  },
  {
    for: ['longhorn.io/Backup', 'longhorn.io/SystemBackup', 'longhorn.io/SystemRestore', 'longhorn.io/BackupBackingImage'],
    rules: [
      {
        field: 'status.state',
        words: { Healthy: ['Completed', 'Ready'], Degraded: ['Error', 'Unknown'], Progressing: ['*'] },
      },
    ],
  },
  {
    for: ['longhorn.io/Setting', 'longhorn.io/RecurringJob', 'longhorn.io/Orphan'],
    rules: [],
    else: statusless,
  },
]
