import type { DeclarativeRule } from '../declarative-rule.ts'
import { phase } from '../rule-rows.ts'

/** MongoDB operators: phases. */
export const mongodbCom: readonly DeclarativeRule[] = [
  {
    for: ['mongodbcommunity.mongodb.com/*', 'mongodb.com/*'],
    rules: [phase('status.phase')],
  },
]
