import { refKey } from '../../model/identity.ts'
import type { ObjectRef } from '../../model/identity.ts'

/** Things by what their identities are shown as. Of two of one identity the later one counts; of those that only look alike none can be told. */
export interface ShownIndex<T> {
  readonly put: (ref: ObjectRef, item: T) => void
  /** Finds the object under an identity that is shown; 'several' where others are shown alike. */
  readonly find: (shown: ObjectRef) => T | 'several' | undefined
}

/** An empty index; `show` gives an identity as it may be shown. */
export const createShownIndex = <T extends object>(show: (ref: ObjectRef) => ObjectRef): ShownIndex<T> => {
  const entries = new Map<string, { readonly raw: string; readonly item: T | 'several' }>()
  return {
    put(ref, item) {
      const [raw, shown] = [refKey(ref), refKey(show(ref))]
      const before = entries.get(shown)
      entries.set(shown, { raw, item: before === undefined || (before.raw === raw && before.item !== 'several') ? item : 'several' })
    },
    find: shown => entries.get(refKey(shown))?.item,
  }
}
