import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { statusless } from '../rules/rows.ts'

/** Zalando's postgres-operator: `PostgresClusterStatus`. */
export const zalandoPostgres: readonly DeclarativeRule[] = [
  {
    for: ['acid.zalan.do/postgresql'],
    rules: [],
  },
  {
    for: ['acid.zalan.do/postgresteam', 'acid.zalan.do/operatorconfiguration'],
    rules: [],
    else: statusless,
  },
]
