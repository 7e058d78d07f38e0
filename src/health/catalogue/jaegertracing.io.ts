import type { DeclarativeRule } from '../declarative-rule.ts'
import { phase } from '../rule-rows.ts'

/** Jaeger operator. */
export const jaegertracingIo: readonly DeclarativeRule[] = [
  {
    for: ['jaegertracing.io/Jaeger'],
    rules: [phase('status.phase')],
  },
]
