/** Items in the order of their keys, whatever the order in which they came. */
export interface SortedSet<T> {
  readonly keys: string[]
  readonly items: T[]
}

/** The place of `key` in a sorted list, or where it would be. */
const findPlace = (keys: readonly string[], key: string): number => {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((keys[middle] ?? '') < key) low = middle + 1
    else high = middle
  }
  return low
}

/** Puts an item in its place, over the one with the same key. */
export const putSorted = <T>(sets: Map<string, SortedSet<T>>, name: string, key: string, item: T): void => {
  const set = sets.get(name)
  if (set === undefined) {
    sets.set(name, { keys: [key], items: [item] })
    return
  }
  const place = findPlace(set.keys, key)
  const known = set.keys[place] === key ? 1 : 0
  set.keys.splice(place, known, key)
  set.items.splice(place, known, item)
}

/** Takes out the item with that key; an empty set goes too. */
export const dropSorted = <T>(sets: Map<string, SortedSet<T>>, name: string, key: string): void => {
  const set = sets.get(name)
  const place = set === undefined ? 0 : findPlace(set.keys, key)
  if (set === undefined || set.keys[place] !== key) return
  set.keys.splice(place, 1)
  set.items.splice(place, 1)
  if (set.keys.length === 0) sets.delete(name)
}
