import type { KindRule } from '../verdict/kind-rule.ts'
import type { DeclarativeRule } from './declarative-rule.ts'

/** A rule that a caller hands in: a function, or data. */
export type HealthRule = KindRule | DeclarativeRule
