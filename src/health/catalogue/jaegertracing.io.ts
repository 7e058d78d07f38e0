import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { phase } from '../rules/rows.ts'

/** Jaeger operator. */
export const jaegertracingIo: readonly DeclarativeRule[] = [
  {
    for: ['jaegertracing.io/Jaeger'],
    rules: [phase('status.phase')],
  },
]
