import type { DeclarativeRule } from '../declarative-rule.ts'

/** Altinity's ClickHouse operator: `status.status`. */
export const clickhouseAltinityCom: readonly DeclarativeRule[] = [
  {
    for: ['clickhouse.altinity.com/ClickHouseInstallation'],
    rules: [
      {
        field: 'status.status',
        words: { Healthy: ['Completed'], Degraded: ['Failed', 'Aborted'], Progressing: ['InProgress', 'Terminating'] },
      },
    ],
  },
  {
    for: ['clickhouse-keeper.altinity.com/ClickHouseKeeperInstallation'],
    rules: [
      {
        field: 'status.status',
        words: { Healthy: ['Completed'], Degraded: ['Failed', 'Aborted'], Progressing: ['InProgress', 'Terminating'] },
      },
    ],
  },
]
