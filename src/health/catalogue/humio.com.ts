import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { phase } from '../rules/rows.ts'

/** Humio (LogScale): states. */
export const humio: readonly DeclarativeRule[] = [
  {
    for: ['core.humio.com/*'],
    rules: [
      {
        ...phase('status.state', { Missing: ['NotFound'], Progressing: ['NotReady'] }),
      },
    ],
  },
]
