import { mapTexts } from '../../redact/internal.ts'
import type { Difference } from '../comparison.ts'

/** Who wrote a field, with each text as `text` shows it: a time and a subresource are whatever stands there. The operation is one of two words. */
export const shownAuthor = (
  { operation, ...by }: NonNullable<Difference['by']>,
  text: (text: string) => string,
): NonNullable<Difference['by']> => ({
  ...mapTexts(by, text),
  operation,
})
