/** The door for the folders above, which take a redactor; no part of the public interface. */
export { aRedactor } from './redactor.ts'
