import type { DeclarativeRule, Row } from '../rules/declarative-rule.ts'
import { counted, phase } from '../rules/rows.ts'

/** By the hypervisor, since its disk is full or broken: nobody asked for it. */
const pausedByError: Row = { when: { cond: 'Paused', is: 'True', reason: 'PausedIOError' }, status: 'Degraded' }

/** KubeVirt: the printable status of a machine, phases of instances, migrations and data volumes; https://kubevirt.io/api-reference. */
export const kubevirt: readonly DeclarativeRule[] = [
  {
    for: ['kubevirt.io/VirtualMachine'],
    rules: [
      pausedByError,
      {
        field: 'status.printableStatus',
        words: {
          Suspended: ['Stopped', 'Paused'],
          Degraded: ['CrashLoopBackOff', 'Err*', 'ImagePullBackOff', 'DataVolumeError', '*NotFound'],
          Progressing: [
            'Provisioning',
            'Starting',
            'Stopping',
            'Terminating',
            'Migrating',
            'WaitingForReceiver',
            'WaitingForVolumeBinding',
          ],
          Unknown: ['Unknown'],
        },
      },
      { when: { cond: 'Failure', is: 'True' }, status: 'Degraded' },
      { when: { cond: 'Paused', is: 'True' }, status: 'Suspended' },
      {
        when: [
          { field: 'status.printableStatus', is: 'Running' },
          { cond: 'Ready', is: 'False' },
        ],
        status: 'Progressing',
      },
      { when: { field: 'status.printableStatus', is: 'Running' }, status: 'Healthy' },
    ],
  },
  {
    for: ['kubevirt.io/VirtualMachineInstance'],
    rules: [
      pausedByError,
      { when: { cond: 'Paused', is: 'True' }, status: 'Suspended' },
      {
        when: [{ field: 'status.phase', is: 'Running' }, { no: { cond: 'Ready', is: 'False' } }],
        status: 'Healthy',
      },
      phase('status.phase', { Suspended: ['Succeeded'], Progressing: ['Scheduled', 'Running'] }),
    ],
  },
  {
    for: ['kubevirt.io/VirtualMachineInstanceMigration'],
    rules: [{ field: 'status.phase', words: { Healthy: ['Succeeded'], Degraded: ['Failed'], Progressing: ['*'] } }],
  },
  {
    for: ['kubevirt.io/VirtualMachineInstanceReplicaSet'],
    rules: [{ when: { cond: 'ReplicaFailure', is: 'True' }, status: 'Degraded' }, ...counted('status.readyReplicas', 'spec.replicas', 1)],
  },
  {
    for: ['cdi.kubevirt.io/DataVolume'],
    rules: [
      { when: { field: 'status.phase', is: 'Succeeded' }, status: 'Healthy' },
      {
        when: { field: 'status.phase', is: 'Failed' },
        status: 'Degraded',
        say: "{status.conditions[].message|'The phase is Failed'}",
      },
      { when: { cond: 'Running', is: 'False', reason: ['Error', '*Failed'] }, status: 'Degraded' },
      {
        field: 'status.phase',
        words: { Suspended: ['Paused'], Unknown: ['Unknown'], Progressing: ['*'] },
        say: "The phase is {value}, progress {status.progress|'not known'}",
      },
    ],
  },
  {
    for: ['cdi.kubevirt.io/DataImportCron', 'cdi.kubevirt.io/DataSource'],
    rules: [
      { when: { cond: ['UpToDate', 'Ready'], is: 'True' }, status: 'Healthy' },
      { when: { cond: ['UpToDate', 'Ready'] }, status: 'Progressing' },
    ],
  },
]
