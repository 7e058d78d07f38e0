import type { DeclarativeRule } from '../declarative-rule.ts'
import { phase } from '../rule-rows.ts'

/** Object bucket claims: phases. */
export const objectbucketIo: readonly DeclarativeRule[] = [
  {
    for: ['objectbucket.io/*'],
    rules: [phase('status.phase', { Progressing: ['Released', 'released'] })],
  },
]
