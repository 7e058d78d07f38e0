import type { ObjectRef, Redactor } from '../index.ts'
import { anywhere, refKey } from '../model/identity.ts'
import { createShowing, createShownIndex, createTexts, shownRef } from '../status/internal.ts'

/** True for the same object whichever source saw it: files on a command line are all of one cluster. */
export const sameObject = (a: ObjectRef, b: ObjectRef): boolean => refKey(anywhere(a)) === refKey(anywhere(b))

/** Finds what an identity stands for that is shown; 'several' where others are shown alike. */
export type FindShown<T> = (shown: ObjectRef) => T | 'several' | undefined

/** Indexes things by what their identities are shown as, whichever source saw them. */
export const createIndexer = (
  redactor: Redactor,
): (<T extends object>(items: readonly T[], identify: (item: T) => ObjectRef) => FindShown<T>) => {
  const { text } = createTexts(createShowing(redactor))
  return <T extends object>(items: readonly T[], identify: (item: T) => ObjectRef) => {
    const index = createShownIndex<T>(ref => shownRef(ref, text))
    for (const item of items) index.put(anywhere(identify(item)), item)
    return shown => index.find(anywhere(shown))
  }
}
