import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { readyTrue, readyWaits } from '../rules/rows.ts'

/** TiDB operator. */
export const pingcapCom: readonly DeclarativeRule[] = [{ for: ['pingcap.com/TidbCluster'], rules: [readyTrue, readyWaits] }]
