import type { Difference } from '../../index.ts'
import { plainText } from '../../model/plain-text.ts'

/** One difference as people read it; where it was written through a subresource, that too. */
export const differenceText = ({ message, by }: Difference): string =>
  plainText(by?.subresource === undefined ? message : `${message} (subresource ${by.subresource})`)
