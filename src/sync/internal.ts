/** The door for status/, which has checked its options once for all objects; no part of the public interface. */
export { compareKnown } from './compare-object.ts'
export { compareChecks } from './comparison.ts'
/** For watch/, which tells a drift once. */
export { signDrift } from './drift-sign.ts'
/** For policy/ and sources/, which read the ignore rules of other tools. */
export { readArgoRule, readFluxRule } from './ignore/foreign-rules.ts'
export type { ArgoIgnoreRule, FluxIgnoreRule, FluxTarget, ForeignRules } from './ignore/foreign-rules.ts'
export { readRule } from './ignore/ignore-rules.ts'
