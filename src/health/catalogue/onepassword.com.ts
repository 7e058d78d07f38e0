import type { DeclarativeRule } from '../rules/declarative-rule.ts'

/** 1Password operator: Ready. */
export const onepasswordCom: readonly DeclarativeRule[] = [{ for: ['onepassword.com/OnePasswordItem'], rules: [] }]
