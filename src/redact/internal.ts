/** The door for the folders above, which make answers that may be shown, and show them; no part of the public interface. */
export { mapTexts } from './map-texts.ts'
export { aRedactor, insideOf, type SecretHashing } from './redactor.ts'
export { aShown, carriedRedactor, markShown } from './shown.ts'
export type { ObjectPath, ShownCopies, ShownCopy } from './shown-copy.ts'
