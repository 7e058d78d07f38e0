import type { DeclarativeRule } from '../declarative-rule.ts'
import { readyTrue, readyWaits } from '../rule-rows.ts'

/** TiDB operator. */
export const pingcapCom: readonly DeclarativeRule[] = [{ for: ['pingcap.com/TidbCluster'], rules: [readyTrue, readyWaits] }]
