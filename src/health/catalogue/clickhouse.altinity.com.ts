import type { DeclarativeRule } from '../declarative-rule.ts'
import { phase } from '../rule-rows.ts'

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
