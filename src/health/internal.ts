/** The door for status/, which has checked its options once for all objects; no part of the public interface. */
export { assessLive, healthChecks } from './assess-health.ts'
