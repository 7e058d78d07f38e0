import type { DeclarativeRule } from '../rules/declarative-rule.ts'

/** Jaeger operator: phases. */
export const jaegertracingIo: readonly DeclarativeRule[] = [{ for: ['jaegertracing.io/Jaeger'], rules: [] }]
