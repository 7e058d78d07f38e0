/** The door for sync/, which tells whether two sides were hashed with one salt; no part of the public interface. */
export { saltDigest } from './hash-info.ts'
export { secretChecks } from './hash-value.ts'
