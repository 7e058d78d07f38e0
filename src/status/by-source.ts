import type { ObjectRef } from '../model/identity.ts'

/** What belongs to each source, '' where it has no name, in the order in which it came. */
export const bySource = <T extends { readonly ref: ObjectRef }>(items: Iterable<T>): ReadonlyMap<string, readonly T[]> => {
  const found = new Map<string, T[]>()
  for (const item of items) {
    const source = item.ref.source ?? ''
    const list = found.get(source)
    if (list === undefined) found.set(source, [item])
    else list.push(item)
  }
  return found
}
