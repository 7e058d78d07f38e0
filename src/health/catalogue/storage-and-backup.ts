import type { DeclarativeRule } from '../declarative-rule.ts'
import { paused } from '../rule-rows.ts'

const phases = {
  Healthy: ['Completed', 'Available', 'Processed', 'Ready'],
  Degraded: [
    'Failed',
    'PartiallyFailed',
    'FailedValidation',
    'Unavailable',
    'Canceled',
    'FinalizingPartiallyFailed',
    'WaitingForPluginOperationsPartiallyFailed',
    'NotReady',
  ],
  Progressing: ['*'],
} as const

/** Velero and Longhorn: phases, states and robustness; https://velero.io/docs, https://longhorn.io/docs. */
export const storageAndBackup: readonly DeclarativeRule[] = [
  {
    for: ['velero.io/Schedule'],
    rules: [
      paused,
      { when: { field: 'status.validationErrors', empty: false }, then: 'Degraded', reason: 'FailedValidation', say: '{value}' },
      {
        field: 'status.phase',
        words: { Healthy: ['Enabled'], Degraded: ['FailedValidation'], Progressing: ['New', ''] },
        say: "Last backup: {status.lastBackup|'none yet'}",
      },
    ],
  },
  {
    for: ['velero.io/*'],
    rules: [
      {
        field: 'status.phase',
        words: phases,
        say: "{status.failureReason|status.message|status.validationErrors|'The phase is '}{status.failureReason|status.message|status.validationErrors|value}",
      },
    ],
  },
  {
    for: ['longhorn.io/Volume'],
    rules: [
      { field: 'status.robustness', words: { Degraded: ['faulted', 'degraded'] }, say: 'The volume is {value} and {status.state}' },
      { when: { cond: 'Scheduled', is: 'False', in: 'status.conditions' }, then: 'Degraded', reason: 'NotScheduled' },
      {
        field: 'status.state',
        words: { Healthy: ['attached'], Suspended: ['detached'], Progressing: ['creating', 'attaching', 'detaching', 'deleting'] },
        say: 'The volume is {value}',
      },
    ],
  },
  {
    for: ['longhorn.io/Engine', 'longhorn.io/Replica', 'longhorn.io/InstanceManager', 'longhorn.io/ShareManager'],
    rules: [
      {
        field: 'status.currentState',
        words: { Healthy: ['running'], Degraded: ['error', 'unknown'], Suspended: ['stopped'], Progressing: ['starting', 'stopping'] },
      },
      {
        field: 'status.state',
        words: { Healthy: ['running'], Degraded: ['error', 'unknown'], Suspended: ['stopped'], Progressing: ['starting', 'stopping'] },
      },
    ],
  },
  { for: ['longhorn.io/Node'], rules: [...ready, { when: { cond: 'Schedulable', is: 'False' }, then: 'Degraded' }] },
  {
    for: ['longhorn.io/EngineImage'],
    rules: [{ field: 'status.state', words: { Healthy: ['deployed'], Degraded: ['incompatible', 'error'], Progressing: ['*'] } }],
  },
  {
    for: ['longhorn.io/BackupTarget'],
    rules: [
      { when: { field: 'status.available', is: true }, then: 'Healthy', reason: 'Available', say: 'The backup target is available' },
      {
        when: { field: 'status.available', is: false },
        then: 'Degraded',
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
        say: "{status.error|'The state is '}{status.error|value}",
      },
    ],
  },
  {
    for: ['longhorn.io/Setting', 'longhorn.io/RecurringJob', 'longhorn.io/Orphan'],
    rules: [],
    else: { then: 'NotApplicable', reason: 'Statusless', say: '' },
  },
]
