import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { phase } from '../rules/rows.ts'

/** Object bucket claims: phases. */
export const objectbucketIo: readonly DeclarativeRule[] = [
  {
    for: ['objectbucket.io/*'],
    rules: [phase('status.phase', { Progressing: ['Released', 'released'] })],
  },
]
