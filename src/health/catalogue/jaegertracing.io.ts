import type { DeclarativeRule } from '../declarative-rule.ts'

/** Jaeger operator. */
export const jaegertracingIo: readonly DeclarativeRule[] = [
  {
    for: ['jaegertracing.io/Jaeger'],
    rules: [{ field: 'status.phase', words: { Healthy: ['Running'], Degraded: ['Failed'] } }],
  },
]
