export type { CompareOptions, Comparison, Difference, IgnoreRule, PatchOperation } from './comparison.ts'
