import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { statusless } from '../rules/rows.ts'

/** Kueue: Active of queues; a workload waits, is admitted, finishes; https://kueue.sigs.k8s.io/docs/concepts/workload. */
export const kueueXK8sIo: readonly DeclarativeRule[] = [
  {
    for: ['kueue.x-k8s.io/ClusterQueue', 'kueue.x-k8s.io/LocalQueue', 'kueue.x-k8s.io/AdmissionCheck', 'kueue.x-k8s.io/MultiKueueCluster'],
    rules: [
      { when: { cond: 'Active', is: 'False', reason: ['*Stopped*', 'Terminating'] }, status: 'Suspended' },
      { when: { cond: 'Active', is: 'False' }, status: 'Degraded' },
      { when: { cond: 'Active', is: 'True' }, status: 'Healthy' },
    ],
  },
  {
    for: [
      'kueue.x-k8s.io/ResourceFlavor',
      'kueue.x-k8s.io/WorkloadPriorityClass',
      'kueue.x-k8s.io/Topology',
      'kueue.x-k8s.io/Cohort',
      'kueue.x-k8s.io/*Config',
    ],
    rules: [],
    else: statusless,
  },
  {
    for: ['kueue.x-k8s.io/Workload'],
    rules: [
      {
        when: { cond: 'Finished', is: 'True', reason: ['Failed', 'JobFailed', '*OutOfSync'] },
        status: 'Degraded',
        reason: 'Failed',
        settled: true,
      },
      { when: { cond: 'Finished', is: 'True' }, status: 'Healthy' },
      // By Kueue itself, which does not try it again: too many retries, a check that refused it, too long a run.
      { when: { cond: 'Evicted', is: 'True', reason: 'DeactivatedDueTo*' }, status: 'Degraded', reason: 'Deactivated', settled: true },
      {
        when: {
          or: [
            { cond: 'Evicted', is: 'True', reason: 'Deactivated*' },
            { field: 'spec.active', is: false },
          ],
        },
        status: 'Suspended',
        reason: 'Deactivated',
        say: "{cond.message|'It is deactivated'}",
      },
      {
        when: [
          { cond: 'QuotaReserved', is: 'False' },
          { cond: 'Evicted', is: 'True' },
        ],
        status: 'Suspended',
        reason: 'Queued',
      },
      { when: { cond: 'Evicted', is: 'True' }, status: 'Progressing' },
      {
        when: [
          { cond: 'Admitted', is: 'True' },
          { cond: 'PodsReady', is: 'False' },
        ],
        status: 'Progressing',
        reason: 'PodsNotReady',
      },
      { when: { cond: 'Admitted', is: 'True' }, status: 'Progressing' },
      { when: { cond: 'QuotaReserved', is: 'True' }, status: 'Progressing' },
      { when: { cond: 'QuotaReserved', is: 'False' }, status: 'Suspended', reason: 'Queued' },
    ],
  },
]
