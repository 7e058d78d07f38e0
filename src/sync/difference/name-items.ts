import { pathText } from '../../model/field-path.ts'
import { isRecord, isScalar, listOf } from '../../model/read.ts'
import { itemElement } from '../fields/path-element.ts'
import { covers } from '../apply/guess/pair-items.ts'
import { isKeyed, findKeys, type LocatedChange } from './locate.ts'
import type { ListItems } from './message.ts'
import { displayValue, inWords, type Viewer } from './show-value.ts'

/** Names what came and went in a list: the first few items by the keys that tell them apart, scalars as they are. */
export const nameItems = (place: LocatedChange, viewer: Viewer): ListItems => {
  const { list, node, elements } = place
  const keyed = isKeyed(node)
  const nameOf = (item: unknown): readonly string[] => {
    if (keyed) return [pathText([findKeys(item, node)])]
    const shown = isScalar(item) ? displayValue(item, elements, viewer) : undefined
    return shown === undefined ? [] : [inWords(shown)]
  }
  const named = (items: readonly unknown[] = []): ListItems['missing'] => {
    const names = items.slice(0, 3).flatMap(nameOf)
    return { count: items.length, names: names.length === Math.min(3, items.length) ? names : [] }
  }
  const [missing, extra] = [named(list?.added), named(list?.removed)]
  return { missing, extra, single: keyed && missing.count + extra.count === 1, renamed: renamedItem(place) }
}

/** The item of live that the manifest does not name, and that is otherwise all that the one missing item is. */
const renamedItem = ({ list, node, desired, live }: LocatedChange): string | undefined => {
  const [missing] = list?.added ?? []
  if (list?.added.length !== 1 || node.keys.length === 0) return undefined
  const name = itemElement(missing, node)
  const wanted = listOf(desired).find(item => itemElement(item, node) === name)
  if (!isRecord(wanted)) return undefined
  const rest = Object.fromEntries(Object.entries(wanted).filter(([key]) => !node.keys.includes(key)))
  if (Object.keys(rest).length === 0) return undefined
  const named = new Set(listOf(desired).map(item => itemElement(item, node)))
  const alike = listOf(live).filter(item => !named.has(itemElement(item, node)) && covers(item, rest))
  return alike.length === 1 ? pathText([findKeys(alike[0], node)]) : undefined
}
