import type { ObjectRef, Redactor } from '../index.ts'
import { refKey } from '../model/identity.ts'
import { createShowing, createTexts, shownRef } from '../status/internal.ts'

const placeKey = (ref: ObjectRef): string => refKey({ ...ref, source: '' })

/** True for the same object whichever source saw it: files on a command line are all of one cluster. */
export const sameObject = (a: ObjectRef, b: ObjectRef): boolean => placeKey(a) === placeKey(b)

/** Finds what an identity stands for that is shown; 'several' where others are shown alike. */
export type FindShown<T> = (shown: ObjectRef) => T | 'several' | undefined

/** An index of things by what their identities are shown as. Of two of one identity the later one counts. */
export const createShownIndex = (
  redactor: Redactor,
): (<T extends object>(items: readonly T[], identify: (item: T) => ObjectRef) => FindShown<T>) => {
  const { text } = createTexts(createShowing(redactor))
  return <T extends object>(items: readonly T[], identify: (item: T) => ObjectRef) => {
    const entries = new Map<string, { readonly raw: string; readonly item: T | 'several' }>()
    for (const item of items) {
      const ref = identify(item)
      const [raw, shown] = [placeKey(ref), placeKey(shownRef(ref, text))]
      const before = entries.get(shown)
      entries.set(shown, { raw, item: before === undefined || (before.raw === raw && before.item !== 'several') ? item : 'several' })
    }
    return shown => entries.get(placeKey(shown))?.item
  }
}
