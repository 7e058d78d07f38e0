/** The door for status/, which has checked its options once for all objects; no part of the public interface. */
export { compareKnown } from './compare-object.ts'
export { compareChecks } from './comparison.ts'
