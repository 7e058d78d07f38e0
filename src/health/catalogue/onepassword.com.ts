import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { ready } from '../rules/rows.ts'

/** 1Password operator. */
export const onepasswordCom: readonly DeclarativeRule[] = [{ for: ['onepassword.com/OnePasswordItem'], rules: ready }]
