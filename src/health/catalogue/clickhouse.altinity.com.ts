import type { DeclarativeRule } from '../rules/declarative-rule.ts'

/** Altinity's ClickHouse operator: `status.status`. */
export const clickhouseAltinityCom: readonly DeclarativeRule[] = [
  { for: ['clickhouse.altinity.com/ClickHouseInstallation', 'clickhouse-keeper.altinity.com/ClickHouseKeeperInstallation'], rules: [] },
]
