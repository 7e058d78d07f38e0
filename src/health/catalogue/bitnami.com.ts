import type { DeclarativeRule } from '../rules/declarative-rule.ts'

/** Sealed Secrets: Synced. */
export const bitnamiCom: readonly DeclarativeRule[] = [{ for: ['bitnami.com/SealedSecret'], rules: [] }]
