import { hasOwn, isRecord, put } from '../../model/read.ts'

/**
 * The same value with the keys of its maps in the order in which `model` has them, and those that it does not have behind: two texts of one
 * object then differ only where the object does. Items of lists stay where they are; each is ordered by the one of its name, else by the one in its place.
 */
export const orderKeys = (value: unknown, model: unknown): unknown => {
  if (Array.isArray(value)) return value.map((item: unknown, index) => orderKeys(item, counterpart(item, index, model)))
  if (!isRecord(value) || !isRecord(model)) return value
  const ordered: Record<string, unknown> = {}
  for (const key of Object.keys(model)) if (hasOwn(value, key)) put(ordered, key, orderKeys(value[key], model[key]))
  for (const key of Object.keys(value)) if (!hasOwn(model, key)) put(ordered, key, value[key])
  return ordered
}

const counterpart = (item: unknown, index: number, model: unknown): unknown => {
  if (!Array.isArray(model)) return undefined
  const items: readonly unknown[] = model
  const name = isRecord(item) ? item['name'] : undefined
  const named = name === undefined ? undefined : items.find(each => isRecord(each) && each['name'] === name)
  return named ?? items[index]
}
