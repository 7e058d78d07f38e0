import { sizeCost, spend } from '../budget.ts'
import type { Budget } from '../budget.ts'

/** The types of JSON in the order in which jq ranks their values (manual, `sort`): null, false, true, numbers, strings, lists, objects. */
const RANKS = { null: 0, boolean: 1, number: 2, string: 3, array: 4, object: 5 }

/** The answers of jq's `type`. */
export type JsonType = keyof typeof RANKS

/** The type of a value by jq's names; what is no JSON (undefined, a function) counts as null. */
export const jsonType = (value: unknown): JsonType => {
  if (Array.isArray(value)) return 'array'
  const type = typeof value
  if (type === 'object') return value === null ? 'null' : 'object'
  return type === 'boolean' || type === 'number' || type === 'string' ? type : 'null'
}

/** Negative, 0 or positive, as jq sorts two values of any type: lists by their items, objects by their sorted keys, then by their values. */
export const compareJson = (a: unknown, b: unknown, budget: Budget): number => {
  spend(budget, 1)
  const type = jsonType(a)
  const ranks = RANKS[type] - RANKS[jsonType(b)]
  if (ranks !== 0 || a === b) return ranks
  if (typeof a === 'string' && typeof b === 'string') {
    spend(budget, sizeCost(a))
    return compareText(a, b)
  }
  if (Array.isArray(a) && Array.isArray(b)) return compareLists(a, b, budget)
  return type === 'object' ? compareObjects(Object(a), Object(b), budget) : Number(a) - Number(b)
}

const compareLists = (a: readonly unknown[], b: readonly unknown[], budget: Budget): number => {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const order = compareJson(a[index], b[index], budget)
    if (order !== 0) return order
  }
  return a.length - b.length
}

const compareObjects = (a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>, budget: Budget): number => {
  const keys = sortedKeys(a, budget)
  const order = compareLists(keys, sortedKeys(b, budget), budget)
  if (order !== 0) return order
  for (const key of keys) {
    const values = compareJson(a[key], b[key], budget)
    if (values !== 0) return values
  }
  return 0
}

/** The keys of an object in the order of jq's `keys`. */
export const sortedKeys = (object: Readonly<Record<string, unknown>>, budget: Budget): readonly string[] => {
  const keys = Object.keys(object)
  spend(budget, keys.length)
  return keys.sort(compareText)
}

/** jq compares strings by code point; JavaScript by UTF-16 unit, which puts the characters beyond U+FFFF before those from U+E000 on. */
const compareText = (a: string, b: string): number => {
  const length = Math.min(a.length, b.length)
  let index = 0
  while (index < length && a.charCodeAt(index) === b.charCodeAt(index)) index++
  return index === length ? a.length - b.length : unitRank(a.charCodeAt(index)) - unitRank(b.charCodeAt(index))
}

const unitRank = (unit: number): number => (unit >= 0xd8_00 && unit < 0xe0_00 ? unit + 0x1_00_00 : unit)
