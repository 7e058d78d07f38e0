/** The door for policy/, which reads entries one by one; no part of the public interface. */
export { createHealthCheckReader } from './cel-rules.ts'
export type { ReadHealthCheck } from './cel-rules.ts'
