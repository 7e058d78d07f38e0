import { hasOwn, isScalar } from './read.ts'

/**
 * True where two JSON values are equal, whatever the order of keys. Shared parts, which answers of two moments mostly are, cost nothing.
 * Dates, which readers of YAML make of times, are equal by time.
 */
export const sameJson = (a: unknown, b: unknown): boolean => {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b)
  if (Array.isArray(a)) return Array.isArray(b) && sameItems(a, b)
  return !Array.isArray(b) && sameFields(a as JsonFields, b as JsonFields)
}

type JsonFields = Readonly<Record<string, unknown>>

const sameItems = (a: readonly unknown[], b: readonly unknown[]): boolean => {
  const { length } = a
  if (b.length !== length) return false
  for (let index = 0; index < length; index++) if (!sameJson(a[index], b[index])) return false
  return true
}

/** Engines read `a[key]` at once where `key` comes from a loop over `a` itself, which makes this loop several times as fast as one over Object.keys. */
const sameFields = (a: JsonFields, b: JsonFields): boolean => {
  let count = 0
  for (const key in a) {
    const value = a[key]
    const same = (isScalar(value) && value === b[key]) || (hasOwn(b, key) && sameJson(value, b[key]))
    if (!same) return false
    count++
  }
  if (count === 0 && timeOf(a) !== timeOf(b)) return false
  for (const _ in b) count--
  return count === 0
}

const timeOf = (value: unknown): number | undefined => (value instanceof Date ? value.getTime() : undefined)
