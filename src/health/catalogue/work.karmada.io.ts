import type { DeclarativeRule } from '../rules/declarative-rule.ts'

/** Karmada: what each cluster reports. */
export const workKarmadaIo: readonly DeclarativeRule[] = [
  {
    for: ['work.karmada.io/ResourceBinding', 'work.karmada.io/ClusterResourceBinding'],
    rules: [
      {
        when: {
          any: 'status.aggregatedStatus',
          where: {
            or: [
              { field: 'health', is: 'Unhealthy' },
              { field: 'applied', is: false },
              { field: 'applied', exists: false },
            ],
          },
        },
        status: 'Degraded',
        reason: 'UnhealthyInClusters',
        say: 'Not applied or not healthy in {items.clusterName}',
      },
      {
        when: {
          or: [
            { field: 'status.aggregatedStatus', empty: true },
            { compare: [{ count: 'status.aggregatedStatus' }, '<', { count: 'spec.clusters' }] },
          ],
        },
        status: 'Progressing',
        reason: 'WaitingForClusters',
        say: "{status.conditions[].message|'Not all clusters have reported yet'}",
      },
      { when: { cond: ['Scheduled', 'FullyApplied'], is: 'False' }, status: 'Progressing' },
      {
        when: { every: 'status.aggregatedStatus', where: { field: 'applied', is: true } },
        status: 'Healthy',
        reason: 'Applied',
        say: 'Applied in {status.aggregatedStatus[].clusterName}',
      },
    ],
  },
  {
    for: ['work.karmada.io/Work'],
    rules: [],
  },
]
