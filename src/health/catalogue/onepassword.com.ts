import type { DeclarativeRule } from '../declarative-rule.ts'
import { ready } from '../rule-rows.ts'

/** 1Password operator. */
export const onepasswordCom: readonly DeclarativeRule[] = [{ for: ['onepassword.com/OnePasswordItem'], rules: ready }]
