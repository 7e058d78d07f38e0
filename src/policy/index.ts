export { readPolicy } from './read-policy.ts'
export type { PolicyReadOptions } from './read-policy.ts'
export { lintPolicy } from './lint-policy.ts'
export type { EntryUse, PolicyLint } from './lint-policy.ts'
export type { Policy, PolicyEntry, PolicyOptions } from './policy.ts'
export type {
  DataRule,
  OwnIgnoreRule,
  PolicyCounting,
  PolicyDocument,
  PolicyIgnore,
  PolicyRule,
  PolicyScope,
  RuleBody,
  WaitRule,
} from './policy-document.ts'
export type { ArgoIgnoreRule, FluxIgnoreRule, FluxTarget } from '../sync/internal.ts'
