import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { phase } from '../rules/rows.ts'

/** Altinity's ClickHouse operator: `status.status`. */
export const clickhouseAltinityCom: readonly DeclarativeRule[] = [
  {
    for: ['clickhouse.altinity.com/ClickHouseInstallation'],
    rules: [phase('status.status')],
  },
  {
    for: ['clickhouse-keeper.altinity.com/ClickHouseKeeperInstallation'],
    rules: [phase('status.status')],
  },
]
